"""Short names that an article gives a body: in a bracket, or made of characters of the full name.

A short name takes characters of the full name in their order, the first among them:
摩洛伊斯蘭解放陣線（摩解）, 民族解放軍 … 民解軍. Matching from the end backwards as in Schwartz and
Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003).
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from summit_extract.names.bodies import left_edge
from summit_extract.names.lexicon import Kind, Lexicon, longest_suffix
from summit_extract.names.organisations import States

if TYPE_CHECKING:
    from summit_extract.names.reading import Reading

__all__ = ["Definition", "find_acronyms", "find_definitions", "find_shortened", "is_short_for"]

_DEFINED = re.compile(
    r"[」』”》]?[（(](?P<said>[^（()）「」“”，、]{0,6}?[：:]?)[「『“《]?"
    r"(?P<short>[\u4e00-\u9fff]{2,5}|[A-Z][A-Za-z0-9\-]{1,9})[」』”》]?(?=[）)，,；;、])"
)
_ACRONYM = re.compile(r"(?<![A-Za-z0-9.\-/@_])[A-Z]{2,6}(?![A-Za-z0-9.\-/@_&])")
_OTHER_LATIN = re.compile(r" [A-Za-z]")
_LATIN_BEFORE = re.compile(r"[A-Za-z.,] $")
_LATIN_LEAST = 2
_STATE = "国"
_LONGEST = 24
_SHORTEST_FULL, _LONGEST_SHORT = 4, 4
_MOST = 200


class Definition(NamedTuple):
    """A full name and the short one that a bracket gives it; offsets in characters."""

    start: int
    end: int
    short_start: int
    short_end: int


def is_short_for(short: str, full: str, anywhere: bool = False) -> bool:
    """Tell whether a text is made of characters of a longer one, in order, its first among them
    (or, with ``anywhere``, beginning in any place: 聯陣 of 革命聯合陣線).

    >>> is_short_for("摩解", "摩洛伊斯兰解放阵线"), is_short_for("解摩", "摩洛伊斯兰解放阵线")
    (True, False)
    """
    if len(short) < 2 or len(full) < len(short) + 2 or short in full:
        return False
    if short[0] != full[0] and not anywhere:
        return False
    rest = iter(full)
    return all(character in rest for character in short)


def _full_name(reading: "Reading", short: str, end: int) -> int:
    """Give where the name that a short one is made from begins, or -1."""
    text = reading.simplified
    position, index = end, len(short) - 1
    least = max(0, end - _LONGEST)
    while position > least:
        position -= 1
        character = text[position]
        if not (character.isalnum() or character in "·—－-、和与及"):
            return -1
        if character == short[index]:
            if index == 0:
                return position if position in reading.word_at else -1
            index -= 1
    return -1


def find_definitions(reading: "Reading", states: States, lexicon: Lexicon) -> Iterator[Definition]:
    """Find the bodies whose full name a bracket follows with a short one."""
    text = reading.simplified
    words = lexicon.words
    heads = (*words["body", "head"], *words["body", "head_if_told"], *words["suffix", "strong"])
    said = ("", *words["alias", "same"])
    letters = frozenset(words["acronym", "not"])
    gatherings = words["noun_gathering", "summit"]
    for number, found in enumerate(_DEFINED.finditer(text)):
        if number == _MOST:
            return
        short = found["short"]
        end = found.start()
        if found["said"].strip("：: 为") not in said:
            continue
        head = longest_suffix(text, end, heads)
        if not head or (short.isascii() and text.endswith(gatherings, 0, end)):
            continue
        if short.isascii():
            capitals = sum(c.isupper() for c in short)
            if capitals < _LATIN_LEAST or short in letters:
                continue
            start = left_edge(reading, end - len(head), states, lexicon).start
        elif text.endswith(short, 0, end):
            # 「阿扎瓦德運動協調會」（協調會）
            opening = max(text.rfind(mark, max(0, end - _LONGEST), end) for mark in "「『“")
            start = (
                opening + 1
                if opening >= 0
                else left_edge(reading, end - len(head), states, lexicon).start
            )
        else:
            start = _full_name(reading, short, end)
            if start < 0 or not is_short_for(short, text[start:end]):
                continue
            state = states.before(start)
            if state is not None and text[start] not in lexicon.function_characters:
                start = start if short[0] == text[start] else state[0]
        if end - start >= max(_SHORTEST_FULL, len(short) + 1):
            yield Definition(start, end, *found.span("short"))


def find_shortened(
    reading: "Reading", bodies: Iterable[tuple[int, int]], taken: bytearray, lexicon: Lexicon
) -> Iterator[tuple[int, int, int]]:
    """Find short forms of the bodies of an article: 民解軍 of 民族解放軍.

    ``bodies`` are ranges of full names. Gives start, end and the start of the full name. A short
    form is no word of the dictionary, or stands before an office.
    """
    text = reading.simplified
    full: dict[str, list[tuple[str, int]]] = {}
    seen: set[str] = set()
    for start, end in bodies:
        name = text[start:end]
        if len(name) < _SHORTEST_FULL or name in seen or not name.isalpha() or name.isascii():
            continue
        seen.add(name)
        if len(seen) > _MOST:
            break
        for begin in _parts_from(reading, start, end):
            full.setdefault(text[begin], []).append((text[begin:end], -start - 1))
        firsts = {name[0]}
        state = next((n for size in (5, 4, 3, 2) if (n := name[:size]) in lexicon.country_of), "")
        full.setdefault(name[0], []).append((name, start))
        if state and state[-1] == _STATE:
            full.setdefault(_STATE, []).append((name[len(state) - 1 :], start))
        if state and len(name) - len(state) >= _SHORTEST_FULL:
            rest = name[len(state) :]
            if rest[0] not in firsts:
                full.setdefault(rest[0], []).append((rest, start))
    if not full:
        return
    never = lexicon.words["shortened", "not_last"]
    for word, (start, end) in enumerate(zip(reading.starts, reading.ends, strict=True)):
        names = full.get(text[start])
        if names is None or taken[start]:
            continue
        part = next(
            (
                (name, -at - 1)
                for name, at in names
                if at < 0 and text.startswith(name, start) and start + len(name) in reading.word_to
            ),
            None,
        )
        if part is not None:
            yield start, start + len(part[0]), part[1]
            continue
        names = [named for named in names if named[1] >= 0]
        tag = reading.tags[word]
        single = end - start == 1
        if not (tag in ("x", "nr", "nt", "j", "nz", "nrt") or single):
            continue
        reach = end
        if not single and word + 1 < len(reading.starts):
            reach += reading.ends[word + 1] == end + 1 and tag == "j"
        if single:
            following = word + 1
            while following < len(reading.starts) and reading.ends[following] - start <= 3:
                reach = reading.ends[following]
                following += 1
        for close in range(min(reach, start + _LONGEST_SHORT), start + 1, -1):
            short = text[start:close]
            whole = close in reading.word_to or tag == "x"
            if not whole or any(taken[start:close]) or lexicon.lookup(short, Kind.PERSON):
                continue
            if short[0] in lexicon.short_country and (
                short[1:] in never or short[1:] in lexicon.short_country
            ):
                continue  # 印|軍 is no short name of 印度軍事行動總局
            anchor = next((at for name, at in names if _is_usual(reading, short, name, at)), -1)
            if anchor >= 0 and anchor != start:
                yield start, close, anchor
                break


def _parts_from(reading: "Reading", start: int, end: int) -> Iterator[int]:
    """Give where the ends of a name begin by which an article may go on: 自由|亞齊運動."""
    for offset in range(start + 1, end - _SHORTEST_FULL + 1):
        word = reading.word_at.get(offset)
        if (
            word is not None
            and reading.ends[word] < end
            and not reading.simplified.endswith(_STATE, offset, end)
        ):
            yield offset


def _is_usual(reading: "Reading", short: str, name: str, at: int) -> bool:
    """Tell whether a short form takes its characters from where the words of a name begin, but
    for the last, which may be the name's last: 西|國家|經濟|共同體, 民族|解放|軍."""
    if not is_short_for(short, name):
        return False
    offset = reading.simplified.find(name, at)
    firsts = {0, len(name) - 1}
    for position in range(1, len(name)):
        if offset + position in reading.word_at:
            firsts.add(position)
    position = -1
    matched = 0
    for character in short:
        position = next(
            (i for i in range(position + 1, len(name)) if name[i] == character and i in firsts), -1
        )
        if position < 0:
            break
        matched += 1
    return matched == len(short)


def find_acronyms(reading: "Reading", lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Find bodies named by capital letters alone: IBM, KCNA; not GDP or VIP."""
    never = frozenset(lexicon.words["acronym", "not"])
    things = lexicon.words["acronym", "not_before"]
    text = reading.simplified
    for found in _ACRONYM.finditer(text):
        if found.group() in never or text.startswith(things, found.end()):
            continue
        if _OTHER_LATIN.match(text, found.end()) or text[found.start() - 1 : found.start()] in (
            *"（(·",
        ):
            continue
        if _LATIN_BEFORE.search(text, max(0, found.start() - 2), found.start()):
            continue
        yield found.span()
