"""The tables of the events stage, read once and turned into what matching needs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from summit_extract.events.values import EventType, Format, Status
from summit_extract.language.conversion import simplify
from summit_extract.resources import read_table

__all__ = [
    "DOCUMENT_FORMS",
    "Cue",
    "CueStatus",
    "Form",
    "TriggerWord",
    "alternation",
    "automaton",
    "cues",
    "documents",
    "head_nouns",
    "longest_matches",
    "object_verbs",
    "plover_code",
    "signed_by_several",
    "state_letters",
    "told_as",
    "trigger_words",
    "words",
]


class Form:
    """What a trigger word takes, as ``triggers.tsv`` says it."""

    WITH = "with"
    OBJECT = "object"
    BOTH = "both"
    NAME = "name"
    VISIT = "visit"
    DOCUMENT = "document"
    RATIFY = "ratify"


DOCUMENT_FORMS = (Form.DOCUMENT, Form.RATIFY)
"""Forms of words that take a document."""


@dataclass(frozen=True, slots=True)
class TriggerWord:
    """A row of ``triggers.tsv``; ``event_type`` is None for words that only look like triggers.

    ``tails`` is what may follow the gap of a word with … in it; ``gesture`` tells that it may be
    part of a meeting that is told in other words (握手), ``social`` that anybody does it (吃飯).
    """

    word: str
    event_type: EventType | None
    type_name: str
    form: str
    format: Format | None
    weak: bool
    tails: tuple[str, ...] = ()
    gesture: bool = False
    social: bool = False


CueStatus = Status | str
"""A status, or one of the other words that ``status_cues.tsv`` explains."""


class Cue(NamedTuple):
    """A row of ``status_cues.tsv``."""

    word: str
    status: CueStatus
    side: str
    rank: int


def automaton(keys: Iterator[tuple[str, Any]]) -> Any:
    """Make an Aho-Corasick automaton of the (word, value) pairs."""
    import ahocorasick

    made = ahocorasick.Automaton()
    for word, value in keys:
        made.add_word(word, value)
    made.make_automaton()
    return made


def longest_matches(matcher: Any, text: str, start: int, end: int) -> Iterator[tuple[int, Any]]:
    """Give (start, value) of the longest matches from left to right, none overlapping."""
    if start >= end:
        return
    longest: dict[int, Any] = {}
    for last, value in matcher.iter(text, start, end):
        longest[last - len(value.word) + 1] = value  # of those that begin there the last to end
    reach = start
    for begin in sorted(longest):
        if begin >= reach:
            yield begin, longest[begin]
            reach = begin + len(longest[begin].word)


@cache
def trigger_words() -> Any:
    """Give the automaton of ``triggers.tsv``."""
    found: dict[str, TriggerWord] = {}
    for row in _trigger_rows():
        known = found.get(row.word)
        tails = known.tails if known else ()
        found[row.word] = replace(row, tails=(*tails, *row.tails))
    return automaton(iter(found.items()))


def _trigger_rows() -> Iterator[TriggerWord]:
    for row in read_table("triggers.tsv"):
        word, _, tail = simplify(row["word"]).partition("…")
        yield TriggerWord(
            word=word,
            event_type=told_as(row["event_type"]) if row["event_type"] else None,
            type_name=row["event_type"],
            form=Form.WITH if row["form"] == "gesture" else row["form"],
            format=Format(row["format"]) if row["format"] else None,
            weak=bool(row["weak"]),
            tails=(tail,) if tail else (),
            gesture=row["form"] == "gesture",
            social=row["weak"] == "social",
        )


@cache
def cues() -> Any:
    """Give the automaton of ``status_cues.tsv``, without its head nouns."""
    return automaton((cue.word, cue) for cue in _cue_rows() if cue.side != "head")


@cache
def head_nouns() -> Any:
    """Give the automaton of the nouns of ``status_cues.tsv`` that a trigger may modify."""
    return automaton((cue.word, cue) for cue in _cue_rows() if cue.side == "head")


def _cue_rows() -> Iterator[Cue]:
    known = {status.value: status for status in Status}
    for row in read_table("status_cues.tsv"):
        status = known.get(row["status"], row["status"])
        yield Cue(simplify(row["cue"]), status, row["side"], int(row["rank"]))


class Document(NamedTuple):
    """A row of ``documents.tsv``."""

    word: str
    signed: bool


@cache
def documents() -> Any:
    """Give the automaton of ``documents.tsv``."""
    rows = read_table("documents.tsv")
    return automaton(
        (simplify(row["word"]), Document(simplify(row["word"]), row["kind"] == "document"))
        for row in rows
    )


@cache
def signed_by_several() -> frozenset[str]:
    """Give the documents that are such only where several sign them (聲明)."""
    rows = read_table("documents.tsv")
    return frozenset(simplify(row["word"]) for row in rows if row["kind"] == "several")


@cache
def words(name: str) -> tuple[str, ...]:
    """Give the words of a class of ``event_grammar.tsv``, longest first."""
    found = {
        simplify(row["word"]) for row in read_table("event_grammar.tsv") if row["class"] == name
    }
    if not found:
        raise KeyError(f"event_grammar.tsv has no class {name}")
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def alternation(name: str) -> str:
    """Give a class of ``event_grammar.tsv`` as a regular expression that matches any of it."""
    return _any_of(words(name))


def _any_of(found: Sequence[str]) -> str:
    """Give a regular expression for any of some words, which asks for their first characters
    first: most often none of them stands there."""
    import re

    firsts = re.escape("".join(sorted({word[0] for word in found})))
    return f"(?:(?=[{firsts}])(?:" + "|".join(map(re.escape, found)) + "))"


@cache
def object_verbs() -> str:
    """Give the triggers that take an object as a regular expression that matches any of them."""

    found = {
        row.word
        for row in _trigger_rows()
        if row.form in (Form.OBJECT, Form.BOTH) and not row.tails
    }
    return _any_of(sorted(found, key=len, reverse=True))


@cache
def state_letters() -> str:
    """Give the letters that stand for states (中, 美), as a class of a regular expression."""
    letters = {simplify(row["letter"]) for row in read_table("places_letters.tsv")}
    return "[" + "".join(sorted(letters)) + "]"


@cache
def _types() -> dict[str, dict[str, str]]:
    return {row["event_type"]: row for row in read_table("event_types.tsv")}


def _type(name: str) -> dict[str, str]:
    if name not in _types():
        raise ValueError(
            f"{name!r} is no event type; those of event_types.tsv are {', '.join(_types())}"
        )
    return _types()[name]


def type_names() -> tuple[str, ...]:
    """Give the names of all event types, the user's own included.

    >>> type_names()[:4]
    ('meeting', 'call', 'visit', 'agreement')
    """
    return tuple(_types())


@cache
def told_as(name: str) -> EventType:
    """Give the type that ships with the program which a type is told as.

    Raises ``ValueError`` where ``event_types.tsv`` has no such type, or it is told as none.

    >>> told_as("agreement").name
    'AGREEMENT'
    """
    return EventType(_type(name)["told_as"] or name)


def plover_code(name: str) -> str:
    """Give the PLOVER code of an event type.

    >>> plover_code("agreement")
    'AGREE'
    """
    return _type(name)["plover"]
