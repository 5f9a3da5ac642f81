"""What an article tells of an event beside who met whom: attendees, topics, outcome, sources.

``slots/*.txt`` hold passages written for this, each with what a reader takes from it (see
``slots/README.md``), and ``slots/floors.tsv`` the F1 below which what is found may not fall.
"""

import csv
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from spacy.tokens import Doc

from summit_extract.evaluation.matching import same_text
from summit_extract.evaluation.values import same_duration
from summit_extract.events.values import Event
from summit_extract.pipeline import analyse_text, load

HERE = Path(__file__).parent / "slots"
PARTIES = ("attendees",)
TEXTS = ("topics", "outcome")
SINGLE = ("occasion", "duration", "planned_duration")
SLOTS = {"att": "attendees", "top": "topics", "out": "outcome", "by": "reported_by",
         "occ": "occasion", "dur": "duration", "plan": "planned_duration"}  # fmt: skip


@dataclass
class Told:
    """An event as a reader of the passage tells it."""

    type: str
    status: str
    people: list[str]
    slots: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Passage:
    """A passage with what a reader takes from it."""

    published: str
    text: str = ""
    people: list[list[str]] = field(default_factory=list)
    organisations: list[list[str]] = field(default_factory=list)
    roles: list[tuple[str, str]] = field(default_factory=list)
    references: list[tuple[str, int, list[str]]] = field(default_factory=list)
    events: list[Told] = field(default_factory=list)

    def key(self, name: str) -> str:
        """Give the first form of the person or organisation that has a name."""
        groups = (*self.people, *self.organisations)
        return next((group[0] for group in groups if name in group), name)


def _groups(line: str) -> list[list[str]]:
    return [item.split("=") for item in line.split(" | ")] if line else []


def passages(path: Path) -> list[Passage]:
    """Read a file of passages."""
    found: list[Passage] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "@":
            found.append(Passage(rest))
        elif mark == "P":
            found[-1].people = _groups(rest)
        elif mark == "O":
            found[-1].organisations = _groups(rest)
        elif mark == "R":
            found[-1].roles = [(a, b) for a, _, b in (x.partition(":") for x in rest.split(" | "))]
        elif mark == "F":
            for item in rest.split(" | "):
                word, _, whom = item.partition(":")
                word, _, number = word.partition("@")
                found[-1].references.append(
                    (word, int(number or 1), whom.split("+") if whom else [])
                )
        elif mark == "E" and rest:
            head, *slots = rest.split(" ; ")
            kind, status, people = head.split(" ", 2)
            told = Told(kind, status, people.split("+"))
            for slot in slots:
                name, _, values = slot.partition(" ")
                told.slots[SLOTS[name]] = values.split("," if name in ("att", "by") else "/")
            found[-1].events.append(told)
        else:
            found[-1].text += line + "\n"
    return found


@dataclass
class Scores:
    """Counts of right, found and wanted, by what was looked for; ``errors`` are for reading."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def count(self, what: str, wanted: list[str], found: list[str], right: int, where: str) -> None:
        """Add what one passage or event gives."""
        self.wanted[what] += len(wanted)
        self.found[what] += len(found)
        self.right[what] += right
        if right < max(len(wanted), len(found)):
            self.errors.append(f"{what}\t{where}\twanted {wanted}\tfound {found}")

    def f1(self, what: str) -> float:
        """Give F1 in percent."""
        total = self.found[what] + self.wanted[what]
        return 200 * self.right[what] / total if total else 100.0


def _same(wanted: list[str], found: list[str]) -> int:
    return sum((Counter(wanted) & Counter(found)).values())


def _same_texts(wanted: list[str], found: list[str]) -> int:
    left = list(found)
    right = 0
    for text in wanted:
        hit = next((other for other in left if same_text(text, other)), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return right


def _pair(passage: Passage, events: list[Event]) -> list[tuple[Told, Event]]:
    left = list(events)
    pairs = []
    for told in passage.events:
        wanted = set(told.people)
        scored = [
            (
                len(wanted & {passage.key(p.name) for p in e.participants}),
                e.status == told.status,
                e,
            )
            for e in left
            if e.type == told.type
        ]
        scored = [item for item in scored if item[0]]
        if scored:
            best = max(scored, key=lambda item: item[:2])[2]
            left.remove(best)
            pairs.append((told, best))
    return pairs


def _score_names(passage: Passage, doc: Doc, scores: Scores, where: str) -> None:
    for label, groups in (("PERSON", passage.people), ("ORG", passage.organisations)):
        wanted = sorted({form for group in groups for form in group})
        mentions = [s._.mention for s in doc.spans["names"] if s.label_ == label]
        found = sorted({m.text for m in mentions})
        scores.count(label, wanted, found, _same(wanted, found), where)
        for group in groups:
            ids = {m.entity.id for m in mentions if m.text in group}
            others = {m.entity.id for m in mentions if m.text not in group}
            if ids:
                right = int(len(ids) == 1 and not ids & others)
                scores.count("entities", ["/".join(group)], [str(ids)], right, where)


def _score_references(passage: Passage, doc: Doc, scores: Scores, where: str) -> None:
    name_of: dict[str, str] = {}
    for span in doc.spans["names"]:
        name_of.setdefault(span._.mention.entity.id, passage.key(span._.mention.text))
    roles = [s._.role for s in doc.spans["roles"]]
    for name, role in passage.roles:
        told = [r.text for r in roles if name_of.get(r.person) == name and r.named]
        best = role if role in told else (told or [""])[0]
        scores.count("roles", [role], [best] if best else [], int(best == role), where)
    references = [s._.reference for s in doc.spans["references"]]
    for word, number, whom in passage.references:
        hits = [r for r in references if r.text == word]
        ids = hits[number - 1].entities if len(hits) >= number else ()
        meant = sorted(name_of.get(key, key) for key in ids)
        right = int(meant == sorted(whom))
        scores.count("references", [f"{word}={'+'.join(whom)}"], ["+".join(meant)], right, where)


def _score_events(passage: Passage, doc: Doc, scores: Scores, where: str) -> None:
    events = list(doc._.events)
    pairs = _pair(passage, events)
    wanted = [f"{t.type} {'+'.join(t.people)}" for t in passage.events]
    found = [f"{e.type} {'+'.join(p.name for p in e.participants)}" for e in events]
    scores.count("events", wanted, found, len(pairs), where)
    for told, event in pairs:
        at = f"{where} {told.type} {'+'.join(told.people)}"
        people = sorted(passage.key(p.name) for p in event.participants)
        right = int(sorted(told.people) == people)
        scores.count("participants", ["+".join(told.people)], ["+".join(people)], right, at)
        for slot in SLOTS.values():
            value = getattr(event, slot)
            want = told.slots.get(slot, [])
            if slot == "attendees":
                has = [passage.key(p.name) for p in value]
                right = _same(want, has)
            elif slot == "reported_by":
                has = [passage.key(name) for name in value]
                right = _same(want, has)
            elif slot in TEXTS:
                has = list(value)
                right = _same_texts(want, has)
            else:
                has = [value] if value else []
                right = sum(
                    a == b or a in b or b in a if slot == "occasion" else same_duration(a, b)
                    for a, b in zip(want, has, strict=False)
                )
            scores.count(slot, want, has, right, at)


@cache
def scored(name: str) -> Scores:
    """Read the passages of a file and score what is found in them."""
    nlp = load()
    scores = Scores()
    for number, passage in enumerate(passages(HERE / name), 1):
        doc = analyse_text(nlp, passage.text, date.fromisoformat(passage.published))
        where = f"{Path(name).stem} {number}"
        _score_names(passage, doc, scores, where)
        _score_references(passage, doc, scores, where)
        _score_events(passage, doc, scores, where)
    return scores


def _floors() -> list[tuple[str, str, float]]:
    with (HERE / "floors.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [(row["file"], row["what"], float(row["f1"])) for row in rows]


@pytest.mark.parametrize(("name", "what", "floor"), _floors())
def test_share_of_slots_found_does_not_fall(name: str, what: str, floor: float) -> None:
    scores = scored(name)
    value = scores.f1(what)
    errors = "\n".join(error for error in scores.errors if error.startswith(what))
    assert value >= floor, f"{what} fell from {floor} to {value:.1f}\n{errors}"
