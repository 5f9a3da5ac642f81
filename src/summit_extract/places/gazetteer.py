"""The gazetteer: every name that is known, and the places it may be."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TypeAlias
from unicodedata import combining, normalize

from summit_extract import resources
from summit_extract.language.conversion import simplify
from summit_extract.places.scanning import Beginnings
from summit_extract.places.values import Place

__all__ = ["Candidate", "Entry", "Gazetteer", "Reading", "default_gazetteer"]

_KINDS = {"actor": "venue"}

_Lengths: TypeAlias = dict[str, tuple[int, ...]]
_NO_LENGTHS: _Lengths = {"": ()}
_PAIR, _TRIPLE = 2, 3
_SURE_WEIGHT = 9.0
_OWN_WEIGHT = 7.5
"""What a place of the user's own weighs: more than any city of the name (log10 of people)."""


class Reading(StrEnum):
    """How much evidence a name needs before it is taken for a place."""

    PLAIN = ""
    RARE = "r"
    """A small place: its country or province before it, 市 after it, or its English name."""
    WORD = "w"
    """An ordinary word: evidence as for a small place."""
    MILD = "m"
    """Sometimes a word: evidence as for a small place, or a word like 抵達 before it."""
    PERSON = "p"
    """Usually a person: evidence as for `MILD`."""
    BLOCK = "b"
    """The name of an organisation or an event: what it contains is no place."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may be, and how likely it is without any context (log10 scale)."""

    index: int
    weight: float


@dataclass(frozen=True, slots=True)
class Entry:
    """A name: how much evidence it needs, and its candidates, the likeliest first.

    ``places`` are those of the candidates; ``acts`` says that one of them is a building whose name
    stands for those who work there (白宮).
    """

    reading: Reading
    candidates: tuple[Candidate, ...]
    places: tuple[Place, ...] = ()
    acts: bool = False


class Gazetteer:
    """Names in Simplified characters and the places they may be.

    Made from the built resources by `default_gazetteer`; rows are parsed when they are first used,
    so that loading takes some hundredths of a second.
    """

    def __init__(self, place_lines: list[str], name_lines: list[str]) -> None:
        self._place_lines = place_lines
        self._places: dict[int, Place] = {}
        self._actors: set[int] = set()
        self._lines: dict[str, str] = dict(line.split("\t", 1) for line in name_lines)
        self.names: Collection[str] = self._lines
        self._names = sorted(self._lines)
        self._entries: dict[str, Entry] = {}
        self._sure: dict[int, Entry] = {}
        self._lengths: dict[str, _Lengths | None] = dict.fromkeys(
            name[:_PAIR] for name in self._names
        )
        self._beginnings = Beginnings([name for name in self._names if len(name) > 1])
        self._english: dict[str, tuple[int, ...]] | None = None

    def __contains__(self, name: str) -> bool:
        return name in self._lines

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def entry(self, name: str) -> Entry:
        """Give what is known of a name; raises ``KeyError`` for one that is not known.

        >>> gazetteer = default_gazetteer()
        >>> best = gazetteer.entry("安克拉治").candidates[0]
        >>> gazetteer.place(best.index).name, gazetteer.place(best.index).admin1
        ('Anchorage', 'Alaska')
        """
        entry = self._entries.get(name)
        if entry is None:
            reading, cells = self._lines[name].split("\t")
            pairs = (cell.split(":") for cell in cells.split(",") if cell)
            candidates = [Candidate(int(i), float(w)) for i, w in pairs]
            entry = self._entries[name] = self.entry_of(candidates, Reading(reading))
        return entry

    def entry_of(self, candidates: Iterable[Candidate], reading: Reading = Reading.PLAIN) -> Entry:
        """Make what is known of a name from the places that it may be."""
        candidates = tuple(candidates)
        places = tuple(self.place(candidate.index) for candidate in candidates)
        acts = any(candidate.index in self._actors for candidate in candidates)
        return Entry(reading, candidates, places, acts)

    def sure(self, index: int) -> Entry:
        """Give the entry of a name that can only be one place."""
        entry = self._sure.get(index)
        if entry is None:
            entry = self._sure[index] = self.entry_of((Candidate(index, _SURE_WEIGHT),))
        return entry

    def lengths_at(self, text: str, start: int) -> tuple[int, ...]:
        """Give how long the names are that begin with the next three characters, or are the next
        two, the longest first.

        >>> default_gazetteer().lengths_at("安克拉治", 0)
        (8, 4)
        """
        end = start + _PAIR
        pair = text[start:end]
        lengths = self._lengths.get(pair, _NO_LENGTHS)
        if lengths is None:
            lengths = self._lengths[pair] = self._lengths_of(pair)
        return lengths.get(text[end : end + 1]) or lengths[""]

    def candidates(self, text: str) -> list[tuple[int, tuple[int, ...]]]:
        """Give where names may begin in a text, each with how long they may be (`lengths_at`)."""
        known, found = self._lengths, []
        for start in self._beginnings.positions(text):
            pair = text[start : start + _PAIR]
            lengths = known.get(pair, _NO_LENGTHS)
            if lengths is None:
                lengths = known[pair] = self._lengths_of(pair)
            sizes = lengths.get(text[start + _PAIR : start + _TRIPLE]) or lengths[""]
            if sizes:
                found.append((start, sizes))
        return found

    def _lengths_of(self, pair: str) -> _Lengths:
        """Give the lengths of the names that begin with two characters, by the third character."""
        short = (_PAIR,) if pair in self._lines else ()
        found: dict[str, set[int]] = {"": set(short)}
        at = bisect_left(self._names, pair)
        while at < len(self._names) and self._names[at].startswith(pair):
            name = self._names[at]
            found.setdefault(name[_PAIR : _PAIR + 1], set(short)).add(len(name))
            at += 1
        return {third: tuple(sorted(sizes, reverse=True)) for third, sizes in found.items()}

    def blocks(self, name: str) -> bool:
        """Tell whether a name is known as one that holds no place (an organisation's)."""
        return self.entry(name).reading is Reading.BLOCK

    def place(self, index: int) -> Place:
        """Give the place of a candidate."""
        place = self._places.get(index)
        if place is None:
            cells = self._place_lines[index].split("\t")
            place = self._places[index] = Place(
                name=cells[0],
                kind=_KINDS.get(cells[1], cells[1]),
                label=cells[2],
                country_code=cells[3],
                admin1=cells[4],
                latitude=float(cells[5]) if cells[5] else None,
                longitude=float(cells[6]) if cells[6] else None,
                geonames_id=cells[7],
                timezone=cells[8],
                population=int(cells[9] or 0),
                within=cells[10],
            )
            if cells[1] == "actor":
                self._actors.add(index)
        return place

    def countries(self) -> Iterator[Place]:
        """Give every country and territory of the gazetteer."""
        for index, line in enumerate(self._place_lines):
            if line.split("\t", 2)[1] == "country":
                yield self.place(index)

    def english(self, name: str) -> tuple[int, ...]:
        """Give the places of an English name, the likeliest first."""
        if self._english is None:
            found: dict[str, list[int]] = {}
            for index, line in enumerate(self._place_lines):
                found.setdefault(_folded(line[: line.index("\t")]), []).append(index)
            self._english = {
                key: tuple(sorted(indices, key=self._english_rank))
                for key, indices in found.items()
            }
        return self._english.get(_folded(name), ())

    def _english_rank(self, index: int) -> tuple[int, int, int]:
        cells = self._place_lines[index].split("\t")
        order = {"country": 0, "city": 1, "admin1": 2}.get(cells[1], 3)
        return (order, -int(cells[9] or 0), index)


def _folded(name: str) -> str:
    """Give a Latin name without capitals and accents."""
    if not name.isascii():
        parts = normalize("NFKD", name)
        name = "".join(character for character in parts if not combining(character))
    return name.casefold()


def _lines(name: str) -> list[str]:
    text = resources.path(name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


def _add_own(places: list[str], names: list[str]) -> None:
    """Add the rows of the user's own ``places.tsv``; they come before other places of the name."""
    rows = resources.read_table("places.tsv")
    if not rows:
        return
    known = {line.split("\t", 1)[0]: number for number, line in enumerate(names)}
    for row in rows:
        if not row["name_en"] or not row["names"]:
            raise ValueError(f"places.tsv: a row has no name_en or no names ({row})")
        kind = row["kind"] or "city"
        label = row["label"] or ("FAC" if kind == "venue" else "GPE")
        for column in ("latitude", "longitude"):
            _check_number(row, column)
        columns = ("country", "admin1", "latitude", "longitude", "geonames_id", "timezone")
        cells = (row["name_en"], kind, label, *(row[c] for c in columns), "", row["city"])
        places.append("\t".join(cells))
        for name in resources.split_cell(simplify(row["names"])):
            own, others = f"{len(places) - 1}:{_OWN_WEIGHT}", ""
            if name in known:
                others = names[known[name]].split("\t")[2]
            line = f"{name}\t\t{own}" + (f",{others}" if others else "")
            if name in known:
                names[known[name]] = line
            else:
                known[name] = len(names)
                names.append(line)


def _check_number(row: dict[str, str], column: str) -> None:
    try:
        float(row[column] or 0)
    except ValueError as error:
        raise ValueError(
            f"places.tsv: {column} of {row['name_en']} is {row[column]!r}; give degrees as 25.03"
        ) from error


@cache
def default_gazetteer() -> Gazetteer:
    """Load the gazetteer that ships with the package (made by ``scripts/build_gazetteer.py``)
    and the user's own ``places.tsv``, if there is one."""
    places, names = _lines("gazetteer_places.tsv"), _lines("gazetteer_names.tsv")
    _add_own(places, names)
    return Gazetteer(places, names)
