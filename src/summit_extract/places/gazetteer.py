"""The gazetteer: every name that is known, and the places it may be."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from summit_extract import resources
from summit_extract.language.conversion import simplify
from summit_extract.places.values import Place

__all__ = ["Candidate", "Entry", "Gazetteer", "Reading", "default_gazetteer"]

_KINDS = {"actor": "venue"}

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
    """A name: how much evidence it needs, and its candidates, the likeliest first."""

    reading: Reading
    candidates: tuple[Candidate, ...]


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
        self.names = self._lines.keys()
        self._entries: dict[str, Entry] = {}
        lengths: dict[str, set[int]] = {}
        for name in self._lines:
            lengths.setdefault(name[:2], set()).add(len(name))
        self.lengths: dict[str, tuple[int, ...]] = {
            pair: tuple(sorted(found, reverse=True)) for pair, found in lengths.items()
        }
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
            entry = self._entries[name] = Entry(
                Reading(reading), tuple(Candidate(int(i), float(w)) for i, w in pairs)
            )
        return entry

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

    def is_actor(self, index: int) -> bool:
        """Tell whether the name of this building stands for those who work there (白宮)."""
        self.place(index)
        return index in self._actors

    def english(self, name: str) -> tuple[int, ...]:
        """Give the places of an English name, the likeliest first."""
        if self._english is None:
            found: dict[str, list[int]] = {}
            for index, line in enumerate(self._place_lines):
                found.setdefault(line[: line.index("\t")].casefold(), []).append(index)
            self._english = {
                key: tuple(sorted(indices, key=self._english_rank))
                for key, indices in found.items()
            }
        return self._english.get(name.casefold(), ())

    def _english_rank(self, index: int) -> tuple[int, int, int]:
        cells = self._place_lines[index].split("\t")
        order = {"country": 0, "city": 1, "admin1": 2}.get(cells[1], 3)
        return (order, -int(cells[9] or 0), index)


def _lines(name: str) -> list[str]:
    text = resources.path(name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


def _add_own(places: list[str], names: list[str]) -> None:
    """Add the rows of the user's own ``places.tsv``; they come before other places of the name."""
    known = {line.split("\t", 1)[0]: number for number, line in enumerate(names)}
    for row in resources.read_table("places.tsv"):
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
