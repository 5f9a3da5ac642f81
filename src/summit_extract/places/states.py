"""Short forms of states that the article itself explains: 巴國 for the 巴拉圭 it is about.

The first character of a country's name stands for it with 國 or 方 (巴國, 吉方), and beside
another such character (委圭兩國), in an article that has the name in full.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from summit_extract.language.conversion import simplify
from summit_extract.places.affixes import letters, starts_with, word_set, words
from summit_extract.places.gazetteer import Entry, Gazetteer
from summit_extract.places.recognition import Found
from summit_extract.places.words import fits
from summit_extract.resources import read_table, split_cell

__all__ = ["NamedStates", "named_states", "short_forms", "usual_letters"]

_FULL = 2
"""Characters that a name in full has at least."""
_SAINT = "圣"
_NAMES_KEPT = 4096
_SHORT_FORM, _FORM_COUNT = 2, 1_500.0
"""Characters of 布國, and how often such a form would be seen where jieba's words were counted."""
_FORM = re.compile("[国方](?<=[\u4e00-\u9fff].)")


@dataclass(slots=True)
class NamedStates:
    """The countries that an article names in full: where, by the characters that stand for them.

    ``initials`` are those of the characters that the names begin with.
    """

    at: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    initials: set[str] = field(default_factory=set)
    of: dict[str, dict[int, None]] = field(default_factory=dict)

    def add(self, letter: str, position: int, index: int) -> None:
        """Note that the country of this index is named at a position."""
        self.at.setdefault(letter, []).append((position, index))
        self.of.setdefault(letter, {})[index] = None

    def index(self, letter: str, position: int) -> int | None:
        """Give the country with this initial that was named last before a position, or first."""
        told = self.at.get(letter)
        if not told:
            return None
        last = bisect_right(told, (position, -1)) - 1
        return told[max(last, 0)][1]

    def indices(self, letter: str) -> frozenset[int]:
        """Give all countries with this initial."""
        return frozenset(self.of.get(letter, ()))

    def entry(
        self, letter: str, position: int, gazetteer: Gazetteer, neighbours: str = ""
    ) -> Entry | None:
        """Give the country that a character means at a position, as an entry of its own.

        What ``neighbours`` beside it can only mean, it doesn't: 亞阿 are two.
        """
        index = self.index(letter, position)
        if index is None:
            return None
        if not gazetteer.place(index).country_code:
            index = next((i for i in self.of[letter] if gazetteer.place(i).country_code), index)
        others = [only for one in neighbours if len(only := self.indices(one)) == 1]
        if any(index in only for only in others):
            index = next((i for i in self.of[letter] if not any(i in o for o in others)), index)
        return gazetteer.sure(index)


@cache
def _tables() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Give the one country of the characters that mean no other, and the characters of each."""
    usual, of = {}, defaultdict(list)
    for row in read_table("places_letters.tsv"):
        letter, countries = simplify(row["letter"]), split_cell(row["countries"])
        if row["strength"] == "strong" and len(countries) == 1:
            usual[letter] = countries[0]
        for country in countries:
            of[country].append(letter)
    return usual, {country: tuple(found) for country, found in of.items()}


def usual_letters() -> frozenset[str]:
    """Give the characters that stand for one country only, whatever an article names in full."""
    return frozenset(_tables()[0])


def named_states(text: str, found: Sequence[Found], gazetteer: Gazetteer) -> NamedStates:
    """Give the countries that a text in Simplified characters names in full."""
    states = NamedStates()
    told: dict[tuple[str, int], tuple[int, tuple[str, ...]]] = {}
    for item in found:
        name = text[item.start : item.end], item.entry.candidates[0].index
        if name not in told:
            told[name] = _letters_of(name[0], item, gazetteer)
            if told[name][1]:
                states.initials.update((name[0][0], name[0][name[0][0] == _SAINT]))
        index, known = told[name]
        for letter in known:
            states.add(letter, item.start, index)
    _add_cities(states, found, gazetteer)
    for positions in states.at.values():
        positions.sort()
    return states


def _letters_of(name: str, item: Found, gazetteer: Gazetteer) -> tuple[int, tuple[str, ...]]:
    """Give the country that a name in full is or begins with, and the characters that stand for
    it; none where the name names no country in full."""
    usual, of = _tables()
    index = item.entry.candidates[0].index
    if item.entry.places[0].kind != "country":
        within = _beginning(name, gazetteer)
        if within is None:
            return index, ()
        index = within
    if len(name) < _FULL or (len(name) == _FULL and name in word_set("short_state")):
        return index, ()
    first = name[name[0] == _SAINT]
    known = of.get(gazetteer.place(index).name, ())
    found = list(known)
    if first not in known and first not in letters("no_letter") and first not in usual:
        found.append(first)
    if name[0] == _SAINT:
        found.append(_SAINT)
    return index, tuple(found)


@lru_cache(maxsize=_NAMES_KEPT)
def _beginning(name: str, gazetteer: Gazetteer) -> int | None:
    """Give the country whose name another place's begins with: 巴拿馬|運河."""
    for length in gazetteer.lengths_at(name, 0):
        if _FULL < length < len(name) and name[:length] in gazetteer:
            entry = gazetteer.entry(name[:length])
            if entry.candidates and gazetteer.place(entry.candidates[0].index).kind == "country":
                return entry.candidates[0].index
    return None


def _add_cities(states: NamedStates, found: Sequence[Found], gazetteer: Gazetteer) -> None:
    """Note the countries that only a city speaks for, by the characters that the tables have."""
    named = frozenset(states.at)
    codes = _of_codes(gazetteer)
    for item in found:
        if len(item.entry.places) > 1 or item.entry.places[0].kind != "city":
            continue
        code = item.entry.places[0].country_code
        index = codes.get(code) if code else None
        if index is None:
            continue
        for letter in _tables()[1].get(gazetteer.place(index).name, ()):
            if letter not in named:
                states.add(letter, item.start, index)


@cache
def _of_codes(gazetteer: Gazetteer) -> dict[str, int]:
    """Give the countries that have one-character forms, by their codes."""
    indices = [gazetteer.english(name)[0] for name in _tables()[1]]
    return {gazetteer.place(index).country_code: index for index in reversed(indices)}


def short_forms(
    text: str, taken: bytearray, states: NamedStates, gazetteer: Gazetteer
) -> Iterator[tuple[int, int, Entry]]:
    """Give the offsets of 巴國, 吉方 and the like, and the state that each means."""
    if not states.at:
        return
    for match in _FORM.finditer(text):
        start = match.start() - 1
        letter = text[start]
        if letter not in states.at or letter not in states.initials or taken[start]:
            continue
        if taken[start + 1]:
            continue
        if text.startswith(words("no_state"), start) or text.startswith(
            words("no_state"), start - 1
        ):
            continue
        if not fits(text, start, start + _SHORT_FORM, _FORM_COUNT):
            continue
        if starts_with("cut").match(text, start + 1) and not starts_with("whole").match(
            text, start + 1
        ):
            continue
        if text[start + 1] == "方" and starts_with("no_side").match(text, start + 1):
            continue
        entry = states.entry(text[start], start, gazetteer)
        if entry is not None:
            yield start, match.end(), entry
