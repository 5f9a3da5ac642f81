"""Every missed, extra and wrong thing in a reading, with the stage that went wrong."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from summit_extract.evaluation.gold import ENTITY_LABELS, PLACE_LABELS, TIME_LABELS
from summit_extract.evaluation.locations import is_near, same_place
from summit_extract.evaluation.matching import (
    Pairing,
    label_group,
    map_entities,
    overlap,
    pair_mentions,
    pair_parties,
    pair_rows,
)
from summit_extract.evaluation.readings import Mention, Reading, Row
from summit_extract.evaluation.slots import compare_slots
from summit_extract.evaluation.values import same_day, same_value

__all__ = ["Kind", "Mistake", "Stage", "find_mistakes"]

Range = tuple[int, int]


class Stage(StrEnum):
    """Where to look for the cause, in the order in which an article passes through."""

    LAYOUT = "layout"
    PLACES = "places"
    NAMES = "names"
    DATES = "dates"
    TRIGGERS = "triggers"
    PARTICIPANTS = "participants"
    DATE = "date"
    PLACE = "place"
    STATUS = "status"
    OTHER_SLOTS = "other slots"
    MERGE = "merge"


class Kind(StrEnum):
    """Whether something was missed, found too much, or found wrong."""

    MISSED = "missed"
    EXTRA = "extra"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong, with the sentence it is about."""

    article: str
    stage: Stage
    kind: Kind
    what: str
    sentence: str
    start: int


_STAGE_OF_SLOT = {
    "type": Stage.TRIGGERS,
    "format": Stage.TRIGGERS,
    "status": Stage.STATUS,
    "date": Stage.DATE,
    "local_date": Stage.DATE,
    "timezone": Stage.DATE,
    "place": Stage.PLACE,
    "country": Stage.PLACE,
    "venue": Stage.PLACE,
    "participants": Stage.PARTICIPANTS,
    "participant_roles": Stage.PARTICIPANTS,
    "participant_countries": Stage.PARTICIPANTS,
    "attendees": Stage.PARTICIPANTS,
}


def find_mistakes(gold: Reading, found: Reading) -> list[Mistake]:
    """List what is wrong in a reading, by stage and position.

    A slot that is wrong because the mention it should come from was missed or misread is put down
    to the stage that finds such mentions.
    """
    finder = _Finder(gold, found)
    mistakes = [*finder.layout(), *finder.mentions(), *finder.events()]
    stages = list(Stage)
    return sorted(mistakes, key=lambda mistake: (stages.index(mistake.stage), mistake.start))


def _name(mention: Mention) -> str:
    what = mention.value if mention.label in TIME_LABELS else mention.entity
    return f"{mention.label} {mention.text}" + (f" ({what})" if what else "")


def _row_name(row: Row) -> str:
    people = "、".join(party.text for party in row.participants)
    where = row.location.name if row.location else ""
    return " · ".join(filter(None, (row.type, row.status, people, row.date, where)))


class _Finder:
    def __init__(self, gold: Reading, found: Reading) -> None:
        from summit_extract.language.layout import analyse

        self.gold, self.found = gold, found
        self.sentences = [(s.start, s.end) for s in analyse(gold.text).sentences]
        self.mapping = map_entities(gold, found)
        self.unread: set[Mention] = set()
        """Gold mentions that were missed or misread."""

    def _mistake(self, stage: Stage, kind: Kind, what: str, at: Range) -> Mistake:
        return Mistake(self.gold.name, stage, kind, what, self._sentence(at), at[0])

    def _sentence(self, at: Range) -> str:
        for start, end in self.sentences:
            if overlap((start, end), at):
                return self.gold.text[start:end].strip()
        return self.gold.text[at[0] : at[1]].strip()

    def layout(self) -> Iterator[Mistake]:
        if self.gold.published and self.gold.published != self.found.published:
            what = f"published {self.found.published or 'not found'}, is {self.gold.published}"
            yield self._mistake(Stage.LAYOUT, Kind.WRONG, what, (0, 1))

    def mentions(self) -> Iterator[Mistake]:
        for labels in (ENTITY_LABELS, TIME_LABELS):
            mine = [m for m in self.gold.mentions if m.label in labels]
            theirs = [m for m in self.found.mentions if m.label in labels]
            pairs = pair_mentions(mine, theirs)
            joined = _most_frequent(pairs)
            for gold, found in pairs:
                wrong = "; ".join(self._wrong(gold, found, joined.get(gold.entity, "")))
                if wrong:
                    self.unread.add(gold)
                    yield self._mention(gold, Kind.WRONG, f": {wrong}")
            matched, taken = {a for a, _ in pairs}, {b for _, b in pairs}
            for gold in mine:
                if gold not in matched:
                    self.unread.add(gold)
                    yield self._mention(gold, Kind.MISSED)
            yield from (self._mention(m, Kind.EXTRA) for m in theirs if m not in taken)

    def _mention(self, mention: Mention, kind: Kind, why: str = "") -> Mistake:
        at = (mention.start, mention.end)
        return self._mistake(_stage_of(mention.label), kind, f"{_name(mention)}{why}", at)

    def _wrong(self, gold: Mention, found: Mention, joined: str) -> Iterator[str]:
        if (gold.start, gold.end) != (found.start, found.end):
            yield f"span {found.text}"
        if gold.label != found.label:
            yield f"label {found.label}"
        if gold.label in TIME_LABELS:
            if not same_value(gold.value, found.value):
                yield f"value {found.value or 'none'}"
            return
        if gold.label != "EVENT" and label_group(gold.label) == label_group(found.label):
            mapped = self.mapping.get(found.entity, gold.entity)
            if mapped != gold.entity:
                yield f"taken for {mapped} ({found.entity})"
            elif joined not in ("", found.entity):
                yield f"{found.entity} not joined with {joined}"
        if gold.label in PLACE_LABELS and not same_place(gold.location, found.location):
            place = found.location
            where = f"{place.name}, {place.country or '–'}" if place else "unresolved"
            far = "" if is_near(gold.location, place) or not place else ", more than 161 km off"
            yield f"resolved to {where}{far}"

    def events(self) -> Iterator[Mistake]:
        pairing = pair_rows(self.gold, self.found, self.mapping)
        for row in pairing.missed:
            stage, why = self._why_missed(row, pairing)
            yield self._mistake(stage, Kind.MISSED, f"event {_row_name(row)}{why}", row.evidence[0])
        for row in pairing.extra:
            stage, why = self._why_extra(row, pairing)
            yield self._mistake(stage, Kind.EXTRA, f"event {_row_name(row)}{why}", _first(row))
        for gold, found in pairing.pairs:
            yield from self._slots(gold, found)
            yield from self._evidence(gold, found)

    def _why_missed(self, row: Row, pairing: Pairing) -> tuple[Stage, str]:
        hidden = self.found.passed_over
        if hidden and all(any(overlap(e, part) for part in hidden) for e in row.evidence):
            return Stage.LAYOUT, ", told in what was taken for boilerplate"
        for gold, found in pairing.pairs:
            own = [e for e in found.evidence if not _touches(e, gold.evidence)]
            if any(_touches(e, row.evidence) for e in own):
                return Stage.MERGE, f", merged into {_row_name(found)}"
        for found in pairing.extra:
            if any(_touches(e, row.evidence) for e in found.evidence):
                return Stage.PARTICIPANTS, f", nearest row: {_row_name(found)}"
        return Stage.TRIGGERS, ""

    def _why_extra(self, row: Row, pairing: Pairing) -> tuple[Stage, str]:
        for gold, _ in pairing.pairs:
            shared = pair_parties(gold.participants, row.participants, self.mapping)
            if (
                gold.type == row.type
                and shared
                and any(_touches(e, gold.evidence) for e in row.evidence)
            ):
                return Stage.MERGE, f", part of {_row_name(gold)}"
        for missed in pairing.missed:
            if any(_touches(e, missed.evidence) for e in row.evidence):
                return Stage.PARTICIPANTS, f", nearest row: {_row_name(missed)}"
        return Stage.TRIGGERS, ""

    def _slots(self, gold: Row, found: Row) -> Iterator[Mistake]:
        for slot, filling in compare_slots(gold, found, self.mapping).items():
            if filling.is_right:
                continue
            kind = Kind.WRONG
            if not filling.found_items:
                kind = Kind.MISSED
            elif not filling.gold_items:
                kind = Kind.EXTRA
            stage = _STAGE_OF_SLOT.get(slot, Stage.OTHER_SLOTS)
            what = f"{slot} {filling.found or '–'}, is {filling.expected or '–'}"
            yield self._mistake(
                self._cause(stage, slot, gold), kind, f"{what} [{_row_name(gold)}]", _first(gold)
            )

    def _cause(self, stage: Stage, slot: str, gold: Row) -> Stage:
        """Find the earlier stage that lost all mentions from which the slot could be filled."""
        told = [m for m in self.gold.mentions if _touches((m.start, m.end), gold.evidence)]
        if slot == "date":
            source = [m for m in told if m.value and same_day(m.value, gold.date)]
            cause = Stage.DATES
        elif slot in ("place", "country") and gold.location:
            source = [m for m in told if m.location == gold.location]
            cause = Stage.PLACES
        elif slot == "participants":
            return self._cause_of_participants(gold, told) or stage
        else:
            return stage
        return cause if source and all(m in self.unread for m in source) else stage

    def _cause_of_participants(self, gold: Row, told: Sequence[Mention]) -> Stage | None:
        for party in gold.participants:
            source = [m for m in told if party.named.entity and m.entity == party.named.entity]
            if source and all(m in self.unread for m in source):
                return _stage_of(source[0].label)
        return None

    def _evidence(self, gold: Row, found: Row) -> Iterator[Mistake]:
        for at in gold.evidence:
            if not _touches(at, found.evidence):
                what = f"telling not joined to {_row_name(gold)}"
                yield self._mistake(Stage.MERGE, Kind.MISSED, what, at)
        for at in found.evidence:
            if not _touches(at, gold.evidence):
                what = f"telling wrongly joined to {_row_name(gold)}"
                yield self._mistake(Stage.MERGE, Kind.EXTRA, what, at)


def _stage_of(label: str) -> Stage:
    if label in TIME_LABELS:
        return Stage.DATES
    return Stage.PLACES if label in PLACE_LABELS else Stage.NAMES


def _most_frequent(pairs: Sequence[tuple[Mention, Mention]]) -> dict[str, str]:
    """Give the found entity that stands for most mentions of each gold entity."""
    counts: dict[str, Counter[str]] = {}
    for gold, found in pairs:
        if gold.entity and label_group(gold.label) == label_group(found.label):
            counts.setdefault(gold.entity, Counter())[found.entity] += 1
    return {entity: counter.most_common(1)[0][0] for entity, counter in counts.items()}


def _touches(at: Range, others: Iterable[Range]) -> bool:
    return any(overlap(at, other) for other in others)


def _first(row: Row) -> Range:
    return row.evidence[0] if row.evidence else (0, 1)
