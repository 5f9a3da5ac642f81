"""The lexicons of names, loaded once, and one automaton that finds all of their words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Any, NamedTuple

from summit_extract.language.conversion import simplify
from summit_extract.resources import read_table, split_cell

__all__ = [
    "Hit",
    "Kind",
    "Lexicon",
    "Office",
    "Organisation",
    "Person",
    "Title",
    "japanese_surname",
    "lexicon",
]

_OFFICE = re.compile(r"([a-z_]+)@([A-Z]{2,6}):(\d{4})-(\d{4})?")
_LATIN_NAME = re.compile(r"[A-Za-z]")
_PARTED = re.compile("[·-](?=[\u4e00-\u9fff])")
_DASHES = "·－—–"
_LONG_ENOUGH = 5
_JAPAN, _JAPANESE_FULL = "JP", 4
"""A name in parts has so many characters if it is written without the dots: 拉莫斯霍塔."""

_CHARACTER_NAMES = frozenset({"CN", "TW", "HK", "MO", "KR", "KP", "JP", "VN", "SG"})
"""States whose people have names in Chinese characters, not in transliteration."""

_SEEN_OFTEN = 4
"""A character of at least this many transliterated names is one of transliteration."""


class Kind(IntEnum):
    """What a word of the automaton is."""

    PERSON = 0
    ORGANISATION = 1
    OCCASION = 2
    TITLE = 3
    COUNTRY = 4
    ORGAN = 5
    SUFFIX = 6


class Office(NamedTuple):
    """An office somebody held: which, of which state, first and last year (9999: still)."""

    office: str
    state: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Person:
    """A row of ``people.tsv``."""

    id: str
    name_en: str
    country: str
    names: tuple[str, ...]
    offices: tuple[Office, ...]

    @property
    def transliterated(self) -> bool:
        """Whether the Chinese name is written by sound."""
        return self.country not in _CHARACTER_NAMES

    def held(self, office: str, state: str, year: int) -> bool:
        """Tell whether this person held an office of a state in a year."""
        return any(
            held.office == office and held.state == state and held.first <= year <= held.last
            for held in self.offices
        )

    def active(self, year: int) -> bool:
        """Tell whether this person held any office in a year."""
        return any(held.first <= year <= held.last for held in self.offices)


@dataclass(frozen=True, slots=True)
class Organisation:
    """A row of ``organisations.tsv`` or ``occasions.tsv``."""

    id: str
    name_en: str
    kind: str
    country: str


@dataclass(frozen=True, slots=True)
class Title:
    """A row of ``roles.tsv``: the office that a title stands for."""

    text: str
    office: str
    kind: str
    principal: bool


class Hit(NamedTuple):
    """A word of the lexicons in a text: where it stands, what it is, which rows it names."""

    start: int
    end: int
    kind: Kind
    value: Any


def _simplified_rows(
    table: str, column: str = "names"
) -> Iterator[tuple[dict[str, str], tuple[str, ...]]]:
    """Give the rows of a table with the values of one cell simplified, all in one conversion."""
    rows = read_table(table)
    if not rows:
        return
    cells = simplify("\n".join(row[column] for row in rows)).split("\n")
    for row, cell in zip(rows, cells, strict=True):
        yield row, split_cell(cell)


class Lexicon:
    """The tables of people, organisations, occasions, offices, states and words around names.

    Everything is in Simplified characters. Made by `lexicon`, once per process.
    """

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.organisations: dict[str, Organisation] = {}
        self.occasions: dict[str, Organisation] = {}
        self.titles: dict[str, Title] = {}
        self.country_of: dict[str, str] = {}
        self.names_of_country: dict[str, tuple[str, ...]] = {}
        self.people_by_english: dict[str, Person] = {}
        self.short_country: dict[str, str] = {}
        self.words: dict[tuple[str, str], tuple[str, ...]] = {}
        self._entries: dict[str, dict[Kind, list[Any]]] = {}
        self._read_words()
        self._read_characters()
        self._read_tables()
        self.women = frozenset(row["id"] for row in read_table("names_women.tsv"))
        self.holders = self._holders()
        self.title_ends = frozenset(
            title[-2:] for title in self.titles if len(title) > 1 and title[-1] in "长官"
        )
        self.organs_of_states = frozenset(
            {"ministry", "agency", "government", "intelligence", "legislature", "military", "court"}
        )
        self.gatherings = self._gatherings()
        self._automaton = self._build()

    # -- reading -----------------------------------------------------------------------------

    def _add(self, word: str, kind: Kind, value: Any) -> None:
        values = self._entries.setdefault(word, {}).setdefault(kind, [])
        if value not in values:
            values.append(value)

    def _read_words(self) -> None:
        for row, words in _simplified_rows("names_words.tsv", "words"):
            self.words[row["kind"], row["value"]] = words
        for value in ("bare", "with_state"):
            for word in self.words["organ", value]:
                self._add(word, Kind.ORGAN, value)
        for value in ("strong", "weak"):
            for word in self.words["suffix", value]:
                self._add(word, Kind.SUFFIX, value)
        for row, names in _simplified_rows("names_countries.tsv"):
            self.names_of_country[row["country"]] = names
            for name in names:
                self.country_of.setdefault(name, row["country"])
                self._add(name, Kind.COUNTRY, row["country"])
        for row, names in _simplified_rows("names_countries.tsv", "short"):
            for name in names:
                self.short_country.setdefault(name, row["country"])
        for row, names in _simplified_rows("roles.tsv", "title"):
            for name in names:
                title = Title(name, row["office"], row["kind"], row["principal"] in ("yes", "1"))
                self.titles.setdefault(name, title)
                self._add(name, Kind.TITLE, self.titles[name])

    def _read_characters(self) -> None:
        cells = {
            row["kind"]: cell
            for row, (*cell,) in _simplified_rows("names_characters.tsv", "characters")
        }
        self.surnames = frozenset(cells["surname"][0])
        self.rare_surnames = frozenset(cells["surname_rare"][0])
        self.frequent_surnames = frozenset(cells["surname_frequent"][0])
        self.hardly_surnames = self.rare_surnames - self.frequent_surnames
        self.japanese_beginnings = tuple(cells["japanese"])
        self.no_surnames = frozenset(
            next(
                row["characters"]
                for row in read_table("names_characters.tsv")
                if row["kind"] == "surname_not"
            )
        )
        self.compound_surnames = frozenset(cells["compound"])
        self.japanese_surnames = frozenset(cells["japanese"])
        self.function_characters = frozenset(cells["function"][0])
        self.japanese_given = frozenset(cells["japanese_given"][0])
        self.given = frozenset(cells["given"][0])
        self.given_last = frozenset(cells["given_last"][0])
        self.verbs_last = frozenset(cells["verb_last"][0])
        self.object_markers = frozenset(cells["object"][0])
        self.sounds_inside = frozenset(cells["transliteration_inside"][0])
        self._transliteration = set(cells["transliteration"][0])

    def _read_tables(self) -> None:
        seen: dict[str, int] = {}
        japanese = set(self.japanese_surnames)
        for row, names in _simplified_rows("people.tsv"):
            if row["country"] == _JAPAN:
                japanese.update(_japanese_surnames(names, self.japanese_surnames))
            offices = tuple(
                Office(office, state, int(first), int(last or 9999))
                for office, state, first, last in _OFFICE.findall(row["offices"])
            )
            person = Person(row["id"], row["name_en"], row["country"], names, offices)
            self.people[person.id] = person
            self.people_by_english.setdefault(person.name_en.lower(), person)
            for name in (*names, person.name_en):
                self._add(name, Kind.PERSON, person.id)
                if "-" in name and not _LATIN_NAME.search(name):
                    for dash in _DASHES:
                        self._add(name.replace("-", dash), Kind.PERSON, person.id)
                joined = _PARTED.sub("", name)
                if joined != name and len(joined) >= _LONG_ENOUGH and person.transliterated:
                    self._add(joined, Kind.PERSON, person.id)
            if person.transliterated:
                for character in set("".join(names)):
                    seen[character] = seen.get(character, 0) + 1
        self.japanese_surnames = frozenset(japanese)
        self._transliteration.update(
            c for c, n in seen.items() if n >= _SEEN_OFTEN and c not in self.function_characters
        )
        self.transliteration = frozenset(
            c for c in self._transliteration if "\u4e00" <= c <= "\u9fff"
        )
        for table, kind, rows in (
            ("organisations.tsv", Kind.ORGANISATION, self.organisations),
            ("occasions.tsv", Kind.OCCASION, self.occasions),
        ):
            for row, names in _simplified_rows(table):
                rows[row["id"]] = Organisation(
                    row["id"], row["name_en"], row.get("kind", ""), row.get("country", "")
                )
                for name in (*names, row["name_en"]):
                    if len(name) > 1:
                        self._add(name, kind, row["id"])
                    if "－" in name:
                        for dash in "—-–":
                            self._add(name.replace("－", dash), kind, row["id"])

    def _holders(self) -> dict[tuple[str, str], tuple[Person, ...]]:
        holders: dict[tuple[str, str], list[Person]] = {}
        for person in self.people.values():
            for key in {(held.office, held.state) for held in person.offices}:
                holders.setdefault(key, []).append(person)
        return {key: tuple(people) for key, people in holders.items()}

    def _gatherings(self) -> dict[str, str]:
        """Give the occasion that is an organisation's own meeting (G20: the G20 summit)."""
        nouns = self.words["noun_gathering", "summit"]
        found: dict[str, str] = {}
        entries = sorted(self._entries.items(), key=lambda item: len(item[0]))
        for word, kinds in entries:
            for occasion in kinds.get(Kind.OCCASION, ()):
                if self.occasions[occasion].kind != "summit":
                    continue
                for noun in nouns:
                    head = word.removesuffix(noun)
                    if head != word and head in self._entries:
                        for group in self._entries[head].get(Kind.ORGANISATION, ()):
                            found.setdefault(group, occasion)
        return found

    # -- finding -----------------------------------------------------------------------------

    def _build(self) -> Any:
        import ahocorasick

        automaton = ahocorasick.Automaton()
        for word, kinds in self._entries.items():
            senses = tuple((kind, tuple(values)) for kind, values in kinds.items())
            automaton.add_word(word, (len(word), senses))
        automaton.make_automaton()
        self._entries.clear()
        return automaton

    def find(self, simplified: str) -> Iterator[Hit]:
        """Find every word of the lexicons, overlapping ones too, in the order of their ends.

        >>> [(hit.start, hit.end, hit.kind.name) for hit in lexicon().find("见外长")]
        [(1, 3, 'TITLE')]
        """
        for last, (length, senses) in self._automaton.iter(simplified):
            for kind, value in senses:
                yield Hit(last + 1 - length, last + 1, kind, value)

    def lookup(self, word: str, kind: Kind) -> tuple[Any, ...]:
        """Give the rows of a kind that have a name, in Simplified characters, or none."""
        _, senses = self._automaton.get(word, (0, ()))
        return next((values for sense, values in senses if sense is kind), ())

    def holder(self, office: str, state: str, year: int) -> tuple[Person, ...]:
        """Give who held an office of a state in a year, by ``people.tsv``.

        >>> [person.id for person in lexicon().holder("president", "US", 2018)]
        ['trump']
        """
        return tuple(
            person
            for person in self.holders.get((office, state), ())
            if person.held(office, state, year)
        )


def japanese_surname(name: str, names: Lexicon) -> str:
    """Give the Japanese surname with which a full name begins (二階堂|進, 椎名|悅三郎), or ""."""
    for length in (3, 2):
        if len(name) > length and name[:length] in names.japanese_surnames:
            return name[:length]
    return ""


def _japanese_surnames(names: Iterable[str], known: frozenset[str]) -> Iterator[str]:
    """Give the surnames of names of four characters and more (椎名|悅三郎) that are not known."""
    for name in names:
        whole = len(name) >= _JAPANESE_FULL and name.isalpha() and not name.isascii()
        if whole and name[:3] not in known:
            yield name[:2]


def longest_prefix(text: str, start: int, words: Iterable[str]) -> str:
    """Give the longest of the words with which ``text[start:]`` begins, or ""."""
    if isinstance(words, tuple) and not text.startswith(words, start):
        return ""
    return max((word for word in words if text.startswith(word, start)), key=len, default="")


def longest_suffix(text: str, end: int, words: Iterable[str]) -> str:
    """Give the longest of the words with which ``text[:end]`` ends, or ""."""
    if isinstance(words, tuple) and not text.endswith(words, 0, end):
        return ""
    return max((word for word in words if text.endswith(word, 0, end)), key=len, default="")


@cache
def lexicon() -> Lexicon:
    """Give the lexicons, loaded at the first call."""
    return Lexicon()
