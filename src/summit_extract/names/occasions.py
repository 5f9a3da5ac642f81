"""Named occasions that no list has: 第25次某組織領導人非正式會議, G20峰會, 特普會."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from summit_extract.names.lexicon import Lexicon, lexicon, longest_prefix

if TYPE_CHECKING:
    from summit_extract.names.organisations import States
    from summit_extract.names.reading import Reading

__all__ = [
    "extended",
    "find_conflicts",
    "find_gatherings",
    "find_meetings_of_states",
    "find_numbered",
    "find_pair_summits",
    "find_themed",
]

_BRACKET = r"(?:[（(](?:[A-Za-z0-9＋+·\-]{2,10}|[\u4e00-\u9fff]{2,5})[）)])?"
_BRACKETED = re.compile(_BRACKET)
_ORDINAL = r"(?:第?[0-9０-９一二三四五六七八九十廿百]{1,4}(?:届|次|轮)|(?:19|20)\d\d年?)?"
_PAIR = re.compile(r"([\u4e00-\u9fff]{2,3})([二三四五]?)会(?![议谈见晤面员长场员展社计堂馆所考])")


_NUMBER_BEFORE = re.compile(r"第[0-9０-９一二三四五六七八九十廿百]{1,4}(?:届|次|轮)$|首[届次]$")
_NUMBERED = re.compile(r"第[0-9０-９一二三四五六七八九十廿百]{1,4}(?:届|次|轮)")
_LONGEST_NAME = 16
_LONGEST_THEME = 8
_THEME_TAGS = frozenset({"n", "vn", "nz", "an", "b", "j", "l", "i", "a", "s", "v", "x"})


@cache
def _gathering() -> re.Pattern[str]:
    nouns = lexicon().words["noun_gathering", "summit"]
    audience = lexicon().words["audience", "of_summit"]
    weak = lexicon().words["noun_gathering", "of_somebody"]
    noun = "|".join(sorted(map(re.escape, set(nouns) - set(weak)), key=len, reverse=True))
    every = "|".join(sorted(map(re.escape, nouns), key=len, reverse=True))
    who = "|".join(sorted(map(re.escape, audience), key=len, reverse=True))
    numbered = "|".join(lexicon().words["noun_gathering", "after_number"])
    return re.compile(
        f"{_BRACKET}{_ORDINAL}(?:{who})?{_BRACKET}{_ORDINAL}(?:{noun})"
        f"|{_BRACKET}{_ORDINAL}(?:{who}){_BRACKET}{_ORDINAL}(?:{every})"
        f"|{_BRACKET}(?:{who})?第[0-9一二三四五六七八九十]{{1,4}}[次届](?:{numbered})"
    )


def find_gatherings(
    reading: "Reading", groups: Iterable[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], int, int]]:
    """Find the meetings of an organisation: its name, then what meets and how.

    ``groups`` are the ranges of the names of organisations that hold such meetings. Brackets and
    ordinals inside belong to the name: 二十國集團（G20）峰會, 第二十五次. Gives the group of each
    and the range of the whole name.
    """
    text = reading.simplified
    pattern = _gathering()
    leading = re.compile(r"第[0-9０-９一二三四五六七八九十廿百]{1,4}[届次]$")
    places = {place.start: place.end for place in reading.places}
    for start, end in groups:
        found = pattern.match(text, end)
        if not found:
            # 七國集團（G7）|廣島|峰會
            bracket = _BRACKETED.match(text, end)
            first = bracket.end() if bracket else end
            middle = places.get(first) or _place_word_end(reading, first)
            found = pattern.match(text, middle) if middle is not None else None
        if found:
            before = leading.search(text, max(0, start - 8), start)
            yield (start, end), (before.start() if before else start), found.end()


def _place_word_end(reading: "Reading", start: int) -> int | None:
    """Give the end of the word at an offset if the dictionary has it for a place."""
    word = reading.word_at.get(start)
    return reading.ends[word] if word is not None and reading.tags[word] == "ns" else None


def find_pair_summits(reading: "Reading", initials: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Find meetings named for those who meet: 特普會, 馬習會, 川金二會.

    ``initials`` are the first characters of the names of the persons in the article.
    """
    text = reading.simplified
    for found in _PAIR.finditer(text):
        letters = found.group(1)
        for length in (2, 3):
            pair = letters[-length:]
            start = found.end(1) - len(pair)
            if len(pair) != length or not set(pair) <= initials | {"双"} or len(set(pair)) < 2:
                continue
            if start in reading.word_at or start - 1 in reading.word_at:
                yield start, found.end()
                break


def find_numbered(reading: "Reading", lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Find meetings with a number: 第11屆歐中高峰會, 第二次江陳會談."""
    text = reading.simplified
    nouns = lexicon.words["noun_gathering", "numbered"]
    for found in _NUMBERED.finditer(text):
        end = _numbered_end(text, found.end(), nouns)
        if end:
            yield found.start(), end


def _numbered_end(text: str, start: int, nouns: tuple[str, ...]) -> int:
    for offset in range(start, min(start + _LONGEST_NAME, len(text))):
        noun = longest_prefix(text, offset, nouns)
        if noun:
            return offset + len(noun)
        if not text[offset].isalnum() and text[offset] not in "—－-·+":
            return 0
        if text[offset] in lexicon().function_characters:
            return 0
    return 0


def find_conflicts(
    reading: "Reading", states: "States", lexicon: Lexicon
) -> Iterator[tuple[int, int]]:
    """Find wars and crises named for states or places: 俄烏戰爭, 烏克蘭危機, 也門內戰."""
    text = reading.simplified
    for value, parties in (("after_states", 1), ("between_states", 2)):
        for word in lexicon.words["conflict", value]:
            at = text.find(word)
            while at >= 0:
                start, found = _before_conflict(reading, states, at)
                if found >= parties:
                    yield start, at + len(word)
                at = text.find(word, at + len(word))


def _before_conflict(reading: "Reading", states: "States", end: int) -> tuple[int, int]:
    """Give where the places right before a word begin, and how many they are."""
    position, number = end, 0
    for _ in range(2):
        place = reading.places_to.get(position)
        state = states.before(position)
        word = reading.word_to.get(position)
        if place is not None:
            position = place.start
        elif state is not None:
            position = state[0]
        elif word is not None and reading.tags[word] == "ns":
            position = reading.starts[word]
        else:
            break
        number += 1
    return position, number


def find_themed(
    reading: "Reading", states: "States", lexicon: Lexicon
) -> Iterator[tuple[int, int]]:
    """Find summits named for more than a place: 蘇丹鄰國峰會, 拉美團結峰會, 核安全峰會.

    A place alone (河內峰會) and words for how they meet (緊急峰會, 領導人峰會) are no name.
    """
    text = reading.simplified
    themes = lexicon.words["summit", "theme"]
    never = frozenset(lexicon.words["summit", "not_theme"])
    for noun in lexicon.words["summit", "noun"]:
        at = text.find(noun)
        while at >= 0:
            start, themed = at, False
            while start in reading.word_to and at - start < _LONGEST_THEME:
                word = reading.word_to[start]
                first = reading.starts[word]
                piece = text[first:start]
                if states.before(start) is not None or start in reading.places_to:
                    break
                if len(piece) < 2 or piece in never or reading.tags[word] not in _THEME_TAGS:
                    break
                start, themed = first, True
            state, place = states.before(start), reading.places_to.get(start)
            named = state is not None or (place is not None and place.label != "FAC")
            if themed and (named or text.startswith(themes, start)):
                if place is not None and place.label != "FAC":
                    start = place.start
                elif state is not None:
                    start = state[0]
                yield start, at + len(noun)
            at = text.find(noun, at + len(noun))


@cache
def _of_states() -> re.Pattern[str]:
    words = lexicon().words
    letters = "".join(sorted({*lexicon().short_country, *words["summit", "region_letter"]}))
    who = "|".join(sorted(map(re.escape, words["summit", "of_states"]), key=len, reverse=True))
    noun = "|".join(
        sorted(map(re.escape, words["summit", "noun_of_states"]), key=len, reverse=True)
    )
    return re.compile(f"[{letters}]{{2,4}}(?:{who}){{1,3}}(?:{noun})")


def find_meetings_of_states(reading: "Reading") -> Iterator[tuple[int, int]]:
    """Find standing meetings named for states: 新馬領導人非正式峰會, 巴中企業論壇."""
    for found in _of_states().finditer(reading.simplified):
        if found.start() in reading.word_at:
            yield found.span()


def extended(reading: "Reading", states: "States", start: int, end: int) -> tuple[int, int]:
    """Give the whole of an occasion of which a name was found: number, parties, session.

    第11屆|歐中高峰會, 中國—|拉共體論壇|第四屆部長級會議.
    """
    text = reading.simplified
    if text[start - 1 : start] in ("—", "－", "-", "–") and start > 1:
        place = reading.places_to.get(start - 1)
        state = states.before(start - 1)
        word = reading.word_to.get(start - 1)
        if place is not None:
            start = place.start
        elif state is not None:
            start = state[0]
        elif word is not None and reading.tags[word] == "ns":
            start = reading.starts[word]
    before = _NUMBER_BEFORE.search(text, max(0, start - 8), start)
    if before:
        start = before.start()
    bracket = _BRACKETED.match(text, end)
    if bracket and any(character.isdigit() for character in bracket.group()):
        end = bracket.end()  # 聯合國氣候變化大會（COP27）
    number = _NUMBERED.match(text, end)
    if number:
        end = (
            _numbered_end(text, number.end(), lexicon().words["noun_gathering", "numbered"]) or end
        )
    return start, end
