"""The one-character forms of countries: 美俄, 中方, 訪華, 俄外長.

A character counts where a table says that it does: beside another one (美俄), after a verb (訪華),
before an office, a medium, a side (俄外長, 美媒, 中方), at the head of a clause (美擬…), linked to
another one (美、俄). Words of the language that contain it win by how often they are seen
(美麗, 日前, 法律, 其中).
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from summit_extract.language.conversion import simplify
from summit_extract.places.affixes import (
    alternatives,
    alternatives_here,
    letters,
    starts_with,
    words,
)
from summit_extract.places.gazetteer import Candidate, Entry, Gazetteer
from summit_extract.places.scanning import Characters, codes_of
from summit_extract.places.states import NamedStates, usual_letters
from summit_extract.places.words import best_run, fits
from summit_extract.resources import read_table, split_cell

__all__ = ["letters_in"]

_AFTER_COUNT, _BEFORE_COUNT, _RUN_COUNT, _WEAK_COUNT = 4_000.0, 1_200.0, 2_000.0, 400.0
_PAIR, _MOST = 2, 3
_LONGEST_MANNER = 24
"""What a preposition's phrase ends with stands so many characters after it at most."""

_CORRELATED = 12
"""How many characters apart the two of 越…越… stand at most."""

_LINK = 2
"""What stands between two that are linked has so many characters at most."""

_COUNTED = re.compile("[两三四五六七八九十]国")
_LISTED = "、"
_SIDE = "方"
"""俄方 is a name of the state as 俄 is."""

_CLAUSE = "，。：；！？、「『《（(\n\r\u3000 “‘；:|｜【】〈—-"


@dataclass(frozen=True)
class _Tables:
    letters: Characters
    strong: frozenset[str]
    weak: frozenset[str]
    countries: dict[str, tuple[str, ...]]
    beside: dict[str, str]
    before: dict[str, tuple[str, ...]]
    after: dict[str, re.Pattern[str]]
    start: dict[str, re.Pattern[str]]
    pair: re.Pattern[str]
    link: dict[str, frozenset[str]]
    firsts: dict[str, frozenset[str]]
    lasts: dict[str, frozenset[str]]
    known: frozenset[str]
    ally: frozenset[str]
    strike: re.Pattern[str]
    closed: re.Pattern[str]
    tail: frozenset[str]
    head: dict[str, tuple[str, ...]]
    never: dict[str, tuple[str, ...]]
    alone: dict[str, tuple[str, ...]]
    mid: re.Pattern[str]
    told: re.Pattern[str]
    told_pair: re.Pattern[str]
    told_before: tuple[str, ...]
    told_edges: frozenset[str]
    manner: dict[str, tuple[str, ...]]
    manner_front: dict[str, tuple[str, ...]]
    clause_end: re.Pattern[str]
    acting: re.Pattern[str]
    tongues: re.Pattern[str]
    listing: re.Pattern[str]
    correlative: frozenset[str]


@cache
def _tables() -> _Tables:
    countries, strength, beside = {}, {}, {}
    for row in read_table("places_letters.tsv"):
        letter = simplify(row["letter"])
        countries[letter] = split_cell(row["countries"])
        strength[letter] = row["strength"]
        for cell in split_cell(row["beside"]):
            neighbour, _, country = cell.partition(":")
            neighbour = simplify(neighbour)
            beside[letter + neighbour] = beside[neighbour + letter] = country
    strong = frozenset(letter for letter, value in strength.items() if value == "strong")
    weak = frozenset(letter for letter, value in strength.items() if value == "weak")
    gathered: dict[str, dict[str, set[str]]] = {}
    for row in read_table("places_letter_contexts.tsv"):
        side = gathered.setdefault(row["side"], {})
        for letter in simplify(row["letters"]):
            side.setdefault(letter, set()).update(split_cell(simplify(row["words"])))

    def patterns(side: str) -> dict[str, re.Pattern[str]]:
        return {
            letter: re.compile(alternatives_here(found)) for letter, found in gathered[side].items()
        }

    def edges(at: int, *sides: str) -> dict[str, frozenset[str]]:
        return {
            letter: frozenset(word[at] for side in sides for word in gathered[side].get(letter, ()))
            for letter in countries
        }

    def tuples(side: str) -> dict[str, tuple[str, ...]]:
        return {letter: tuple(sorted(found)) for letter, found in gathered[side].items()}

    return _Tables(
        Characters(countries),
        strong,
        weak,
        countries,
        beside,
        tuples("before"),
        patterns("after"),
        patterns("start"),
        re.compile(alternatives_here(gathered["pair"]["*"])),
        {letter: frozenset(found) for letter, found in gathered["link"].items()},
        {
            letter: found | {word[0] for side in ("mid", "acting") for word in gathered[side]["*"]}
            for letter, found in edges(0, "after", "start").items()
        },
        edges(-1, "before"),
        frozenset(gathered["known"]["*"]),
        frozenset(gathered["ally"]["*"]),
        re.compile(alternatives_here(gathered["strike"]["*"])),
        re.compile(alternatives_here(gathered["closed"]["*"])),
        frozenset(gathered["tail"]),
        tuples("head"),
        tuples("never"),
        tuples("single"),
        re.compile(alternatives_here(gathered["mid"]["*"])),
        re.compile(f"(?:第[一二三四])?{alternatives_here(gathered['told_after']['*'])}"),
        re.compile(alternatives_here(gathered["pair"]["*"] | gathered["told_pair"]["*"])),
        tuple(gathered["told_before"]["*"]),
        frozenset("".join(gathered["told_before"]["*"])),
        tuples("manner"),
        tuples("manner_front"),
        re.compile(f"[{re.escape(_CLAUSE)}]"),
        re.compile(alternatives_here(gathered["acting"]["*"])),
        re.compile(f"(?:[、和与及].){{0,8}}(?:{alternatives_here(gathered['tongues']['*'])})"),
        re.compile(alternatives_here(gathered["listing"]["*"])),
        frozenset(gathered["correlative"]),
    )


@cache
def _entry(letter: str, gazetteer: Gazetteer, country: str = "") -> Entry:
    names = _tables().countries[letter]
    indices = [gazetteer.english(name)[0] for name in names if country in ("", name)]
    return gazetteer.entry_of(Candidate(index, 9.0 - order) for order, index in enumerate(indices))


def _meant(text: str, position: int, states: NamedStates, gazetteer: Gazetteer) -> Entry:
    """Give what a character may stand for, by its neighbour and by what the article names."""
    tables, letter = _tables(), text[position]
    usual = tables.countries.get(letter, ())
    beside, sure = "", False
    for pair, other in (
        (text[position : position + 2], text[position + 1 : position + 2]),
        (text[max(0, position - 1) : position + 1], text[max(0, position - 1) : position]),
    ):
        country = tables.beside.get(pair)
        if country in usual:
            first = gazetteer.english(tables.countries[other][0])[0]
            sure = other in tables.strong and states.indices(other) <= {first}
            beside = country
            break
    told = states.indices(letter)
    if beside and (sure or not told or gazetteer.english(beside)[0] in told):
        return _entry(letter, gazetteer, beside)
    sides = text[max(0, position - 1) : position] + text[position + 1 : position + 2]
    return states.entry(letter, position, gazetteer, sides) or _entry(letter, gazetteer)


def letters_in(
    text: str, taken: bytearray, gazetteer: Gazetteer, states: NamedStates | None = None
) -> Iterator[tuple[int, int, Entry]]:
    """Give the offsets of the one-character forms of countries in a text, and what each may be.

    ``text`` is in Simplified characters; ``taken`` has a non-zero byte for each character that
    another name holds already, and gets one for each that is given; ``states`` are the countries
    that the text names in full.
    """
    states = states or NamedStates()
    hinted: dict[str, str] = {}
    yield from _joint(text, taken, gazetteer)
    free = _free(text, taken)
    for positions in (
        _told(text, taken, states, free),
        _listed(text, taken, states),
        _known(text, taken, states, free),
    ):
        for position in positions:
            side = text.startswith(_SIDE, position + 1)
            taken[position] = 1
            letter = text[position]
            if letter not in hinted:
                hinted[letter] = _hinted(letter, text)
            country = hinted[letter]
            if not country:
                entry = _meant(text, position, states, gazetteer)
            else:
                entry = gazetteer.sure(gazetteer.english(country)[0])
            yield position, position + 1 + side, entry


@cache
def _hints() -> dict[str, list[tuple[str, tuple[str, ...], tuple[str, ...]]]]:
    hints: dict[str, list[tuple[str, tuple[str, ...], tuple[str, ...]]]] = {}
    for row in read_table("places_letter_hints.tsv"):
        told, against = (split_cell(simplify(row[column])) for column in ("words", "against"))
        hints.setdefault(simplify(row["letter"]), []).append((row["country"], told, against))
    return hints


def _hinted(letter: str, text: str) -> str:
    """Give the place that the article as a whole takes a character for (抵|華, 訪|澳), or ""."""
    return next(
        (
            country
            for country, told, against in reversed(_hints().get(letter, ()))
            if any(word in text for word in told) and not any(word in text for word in against)
        ),
        "",
    )


@cache
def _joints() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    rows = {simplify(r["word"]): (r["first"], r["second"]) for r in read_table("places_joint.tsv")}
    return re.compile(alternatives(rows)), rows


def _joint(text: str, taken: bytearray, gazetteer: Gazetteer) -> Iterator[tuple[int, int, Entry]]:
    """Give the two states of a word that names both: 南|北韓."""
    pattern, rows = _joints()
    for match in pattern.finditer(text):
        start, end = match.span()
        if taken[start]:
            continue
        for begin, stop, name in zip(
            (start, start + 1), (start + 1, end), rows[match.group()], strict=True
        ):
            if not taken[begin]:
                yield begin, stop, gazetteer.sure(gazetteer.english(name)[0])
        taken[start:end] = b"\1" * (end - start)


def _told(text: str, taken: bytearray, states: NamedStates, free: Sequence[int]) -> Iterator[int]:
    """Give the characters that stand for countries which the text names in full: 委圭兩國."""
    if not states.at:
        return
    tables, named = _tables(), states.at
    every = {*named, *usual_letters()}
    positions = [position for position in free if text[position] in named]
    unusual = [letter for letter in named if letter not in tables.countries]
    positions += [at for letter in unusual for at in _all(letter, text) if not taken[at]]
    positions.sort()
    for position in positions:
        before, after = text[max(0, position - 1) : position], text[position + 1 : position + 2]
        led = before in tables.told_edges and after not in every
        led = led or (before not in every and tables.told.match(text, position + 1) is not None)
        if led and not taken[position] and _told_alone(text, position, tables):
            yield position
    end = 0
    for position in positions:
        if position < end:
            continue
        start, end = position, position + 1
        while start and text[start - 1] in every:
            start -= 1
        while end < len(text) and text[end] in every:
            end += 1
        pair = tables.told_pair.match(text, end) is not None or _heads(text, start, end, named)
        if (
            _PAIR <= end - start <= _MOST
            and pair
            and not any(taken[start:end])
            and not (start and text[start - 1] in tables.countries and not taken[start - 1])
            and len(set(text[start:end])) == end - start
            and not _ends_word(text, start, tables, alone=False)
            and fits(text, start, end, _WEAK_COUNT)
        ):
            yield from range(start, end)
    for first, second in pairwise(positions):
        if (
            text[first + 1 : second] == _LISTED
            and not (taken[first] or taken[second])
            and (not first or text[first - 1] in _CLAUSE or text[first - 1] in every)
            and text[first] != text[second]
            and tables.told_pair.match(text, second + 1)
        ):
            yield from (first, second)


def _listed(text: str, taken: bytearray, states: NamedStates) -> Iterator[int]:
    """Give such characters in lists with names: 還剩|聖、布與史瓦濟蘭, 菲、印尼、泰|三國."""
    tables, held = _tables(), set[int]()

    def stands(position: int, known: Collection[str] = tables.strong) -> bool:
        return (
            0 <= position < len(text)
            and not taken[position]
            and (text[position] in known or text[position] in states.at)
            and not _ends_word(text, position, tables)
            and fits(text, position, position + 1, _WEAK_COUNT)
        )

    def named(position: int) -> bool:
        return position in held or (0 <= position < len(text) and taken[position] != 0)

    usual, told = tables.countries, states.at
    marks = []
    for mark in _all(_LISTED, text):
        before, after = text[max(0, mark - 1)], text[mark + 1 : mark + 2]
        if before in usual or after in usual or before in told or after in told:
            marks.append(mark)
    if not marks:
        return
    for first, last in pairwise(marks):
        ends = last == first + _PAIR and _COUNTED.match(text, last + _PAIR)
        listed = (first - 1, first + 1, last + 1)
        if ends and all(stands(position, tables.countries) for position in listed):
            held.update(listed)  # 薩、瓜、宏三國
    for mark in reversed(marks):
        if text[mark + 2 : mark + 3] in words("and") and named(mark + 3) and stands(mark + 1):
            held.add(mark + 1)
        if named(mark + 1) and stands(mark - 1):
            held.add(mark - 1)
    for mark in marks:
        counted = _COUNTED.match(text, mark + 2)
        known = tables.countries if counted else tables.strong
        closes = counted or tables.listing.match(text, mark + 2)
        if closes and named(mark - 1) and stands(mark + 1, known):
            held.add(mark + 1)
    yield from sorted(held)


def _heads(text: str, start: int, end: int, named: Collection[str]) -> bool:
    """Tell whether the first characters of two states begin a clause: 智阿|媾和."""
    if end - start != _PAIR or (start and text[start - 1] not in _CLAUSE):
        return False
    whole = all(letter in named or letter in _GREAT for letter in text[start:end])
    return whole and text[end : end + 1] not in letters("sound")


def _all(letter: str, text: str) -> Iterator[int]:
    """Give where a character stands in a text."""
    position = text.find(letter)
    while position >= 0:
        yield position
        position = text.find(letter, position + 1)


def _told_alone(text: str, position: int, tables: _Tables) -> bool:
    """Tell whether a country's first character stands for it by itself: 訪古, 塔外長."""
    if text[position] in letters("no_letter") or _is_manner(text, position, tables):
        return False
    if _ends_word(text, position, tables):
        return False
    before = text[max(0, position - 2) : position]
    if before.endswith(tables.told_before) and fits(text, position - 1, position + 1, _WEAK_COUNT):
        return text[position + 1 : position + 2] not in letters("sound")
    edge = not before or before[-1] in _CLAUSE or before.endswith(words("joining"))
    match = tables.told.match(text, position + 1)
    if match is None or (not edge and before[-1] in letters("sound")):
        return False
    if not edge and not fits(text, position, match.end(), _AFTER_COUNT):
        return False
    if not edge and _ends_word(text, position, tables, alone=False):
        return False  # 田中首相
    organ = starts_with("organisation").match(text, position + 1)
    return organ is None or starts_with("office").match(text, organ.end()) is not None


def _known(text: str, taken: bytearray, states: NamedStates, free: Sequence[int]) -> Iterator[int]:
    """Give the characters that stand for the countries that the tables have for them."""
    tables = _tables()
    last, waiting = -9, -1
    free = [position for position in free if not taken[position]]
    for start, end in _runs(free):
        accepted = _accepted(text, start, end, tables, states)
        if accepted and text[start] in tables.correlative and _is_correlative(text, start, free):
            accepted = [p for p in accepted if _after(text, p, tables) or _before(text, p, tables)]
        if end - start == 1 and not accepted:
            if start - last <= _LINK and _linked(text, start, last, tables):
                accepted = [start] if waiting < 0 else [waiting, start]
            elif text[start] in tables.link:
                last, waiting = end, start
                continue
        elif waiting >= 0 and accepted and _linked(text, accepted[0], last, tables):
            accepted = [waiting, *accepted]
        if not accepted:
            last, waiting = -9, -1
            continue
        yield from [p for p in accepted if not _spells(text, p, accepted, taken)]
        last, waiting = accepted[-1] + 1, -1


def _spells(text: str, position: int, accepted: list[int], taken: bytearray) -> bool:
    """Tell whether the character is the end of a foreign name spelt before it: 杜華|德總統."""
    if position < _PAIR or position - 1 in accepted or taken[position - 1]:
        return False
    sound = letters("sound")
    return all(c in sound for c in text[position - _PAIR : position + 1])


def _is_correlative(text: str, position: int, free: Sequence[int]) -> bool:
    """Tell whether the character is one of two that say how one thing changes with another:
    越|低調，|越|不能."""
    low = bisect_left(free, position - _CORRELATED)
    near = free[low : bisect_left(free, position + _CORRELATED)]
    return any(other != position and text[other] == text[position] for other in near)


def _free(text: str, taken: bytearray) -> list[int]:
    """Give where such characters stand that no other name holds."""
    here = _tables().letters.at(codes_of(text))
    here[np.frombuffer(taken, np.bool_)] = False
    free: list[int] = here.nonzero()[0].tolist()
    return free


def _runs(positions: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the beginning and the end of each row of positions without a gap."""
    start = end = -1
    for position in positions:
        if position != end:
            if start >= 0:
                yield start, end
            start = position
        end = position + 1
    if start >= 0:
        yield start, end


def _accepted(text: str, start: int, end: int, tables: _Tables, states: NamedStates) -> list[int]:
    """Give the positions in a run of such characters that stand for countries."""
    if end - start == 1:
        return [start] if _single(text, start, tables) else []
    if _ends_word(text, start, tables, alone=False) or _is_manner(text, start, tables):
        start += 1
        if end - start == 1:
            return [start] if _single(text, start, tables) else []
    while end - start > 1 and _ends_word(text, end - 1, tables, alone=False):
        end -= 1
    if end - start == 1:
        return [start] if _single(text, start, tables) else []
    head = tables.head.get(text[start])
    preposition = head is not None and text[start + 1] not in head
    if preposition and end - start > 2:
        start, preposition = start + 1, False
    first, last = start, end
    while first < last and text[first] not in tables.strong:
        first += 1
    while last > first and text[last - 1] not in tables.strong:
        last -= 1
    inner_strong = all(text[p] in tables.strong for p in range(first, last))
    if last - first >= 2 and inner_strong and not preposition:
        if last == end and (
            text.startswith(_SIDE, end)
            or (tables.closed.match(text, end) and not tables.pair.match(text, end))
            or (
                text[end - 1] in tables.tail
                and not tables.pair.match(text, end)
                and not (text[first:end] in tables.ally and tables.strike.match(text, end))
            )
        ):
            last -= 1
        part = best_run(text, first, last, _RUN_COUNT) if last - first >= 2 else (0, 0)
        if part[0] < part[1] and _plausible(text[slice(*part)], tables):
            if part[1] < end and _after(text, end - 1, tables):
                return [*range(*part), end - 1]
            return list(range(*part))
    known = all(text[p] in tables.strong or text[p] in tables.weak for p in range(start, end))
    known = known and len(set(text[start:end])) == end - start
    told = all(text[p] in states.at for p in range(start, end))
    usual = any(text[p] in tables.strong for p in range(start, end))
    known = known and (told or (usual and end - start == _PAIR) or text[start:end] in tables.known)
    if (
        known
        and (
            _heads(text, start, end, states.at)
            or tables.pair.match(text, end)
            or (text[start:end] in tables.known and tables.told_pair.match(text, end))
        )
        and fits(text, start, end, _WEAK_COUNT)
    ):
        return list(range(start, end))
    found = []
    if _before(text, start, tables):
        found.append(start)
    if _after(text, end - 1, tables):
        found.append(end - 1)
    return found


_GREAT = frozenset("美中俄日台")


def _plausible(run: str, tables: _Tables) -> bool:
    """Tell whether letters next to each other are countries told of together."""
    if len(set(run)) < len(run):
        return False
    return all(
        one + other in tables.known or one in _GREAT or other in _GREAT
        for one, other in pairwise(run)
    )


def _ends_word(text: str, position: int, tables: _Tables, alone: bool = True) -> bool:
    """Tell whether the character is the end of a word that begins before it: 15日."""
    letter = text[position]
    words = tables.never.get(letter, ()) + (tables.alone.get(letter, ()) if alone else ())
    return bool(words) and text.endswith(words, max(0, position - 4), position)


def _is_manner(text: str, position: int, tables: _Tables) -> bool:
    """Tell whether the character is a preposition, by the end of its phrase (以|外長王毅|為首) or
    by its beginning (以|軍禮)."""
    if text[position] not in tables.manner:
        return False
    if text.startswith(tables.manner_front.get(text[position], ()), position + 1):
        return True
    end = min(len(text), position + _LONGEST_MANNER)
    clause = tables.clause_end.search(text, position, end)
    end = clause.start() if clause else end
    return any(text.find(word, position, end) >= 0 for word in tables.manner[text[position]])


def _single(text: str, position: int, tables: _Tables) -> bool:
    """Tell whether a character that stands by itself stands for a country."""
    letter = text[position]
    if (
        text[position + 1 : position + 2] not in tables.firsts[letter]
        and text[position - 1 : position] not in tables.lasts[letter]
    ):
        return False
    if _is_manner(text, position, tables):
        return False
    return not _ends_word(text, position, tables) and (
        _after(text, position, tables)
        or _before(text, position, tables)
        or _leads(text, position, tables)
        or _between(text, position, tables)
    )


def _between(text: str, position: int, tables: _Tables) -> bool:
    """Tell whether the character stands between a preposition and what it is about: 對朝政策."""
    if text[position] not in tables.strong or not text.endswith(words("preposition"), 0, position):
        return False
    match = tables.mid.match(text, position + 1)
    return match is not None and fits(text, position, match.end(), _AFTER_COUNT)


def _after(text: str, position: int, tables: _Tables) -> bool:
    pattern = tables.after.get(text[position])
    if pattern is None:
        return False
    match = pattern.match(text, position + 1)
    if match is None:
        acting = tables.acting.match(text, position + 1)
        match = pattern.match(text, acting.end()) if acting else None
        match = match if match and len(match.group()) > 1 else None
    return match is not None and fits(text, position, match.end(), _AFTER_COUNT)


def _before(text: str, position: int, tables: _Tables) -> bool:
    words = tables.before.get(text[position])
    before = text[max(0, position - 3) : position]
    if not words or not before.endswith(words):
        return False
    length = max(len(word) for word in words if before.endswith(word))
    return fits(text, position - length, position + 1, _BEFORE_COUNT)


def _leads(text: str, position: int, tables: _Tables) -> bool:
    """Tell whether the character begins a clause and acts in it: 美擬…"""
    if position and text[position - 1] not in _CLAUSE:
        return False
    pattern = tables.start.get(text[position])
    match = pattern.match(text, position + 1) if pattern else None
    return match is not None and fits(text, position, position + 1, _WEAK_COUNT)


def _is_weak(link: str, letter: str) -> bool:
    return link == _LISTED and letter in _tables().weak


def _linked(text: str, position: int, last: int, tables: _Tables) -> bool:
    """Tell whether the character is linked to the one that ended at ``last``: 美、俄."""
    if not 0 < position - last <= _LINK:
        return False
    link, nothing = text[last:position], frozenset[str]()
    listed = link == _LISTED and text[position] in tables.weak
    listed = listed and tables.listing.match(text, position + 1) is not None
    return (
        (listed or link in tables.link.get(text[position], nothing))
        and (link in tables.link.get(text[last - 1], nothing) or _is_weak(link, text[last - 1]))
        and tables.tongues.match(text, position + 1) is None
        and not _ends_word(text, position, tables)
        and tables.closed.match(text, position + 1) is None
        and fits(text, position, position + 1, _WEAK_COUNT)
    )
