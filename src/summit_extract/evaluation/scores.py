"""Scores of one set of readings against another, with bootstrap confidence intervals.

Every score is a quotient of sums over articles, so that a set of articles is scored by adding up
(micro average), and resampled articles likewise.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isnan

from summit_extract.evaluation.coreference import b_cubed, b_cubed_sys
from summit_extract.evaluation.gold import ENTITY_LABELS, PLACE_LABELS, TIME_LABELS
from summit_extract.evaluation.locations import is_near, same_country, same_place
from summit_extract.evaluation.matching import map_entities, overlap, pair_mentions, pair_rows
from summit_extract.evaluation.readings import Mention, Reading
from summit_extract.evaluation.slots import SLOTS, STRICT_SLOTS, compare_slots
from summit_extract.evaluation.values import same_value

__all__ = [
    "RESAMPLES",
    "SEED",
    "Figure",
    "Item",
    "Tally",
    "Task",
    "score_articles",
    "tally_article",
]

RESAMPLES = 1000
SEED = 20250815
_LEVELS = (2.5, 97.5)
COREFERENT_LABELS = tuple(label for label in ENTITY_LABELS if label != "EVENT")
"""The labels whose mentions carry an entity, by the guidelines."""


class Task(StrEnum):
    """What is scored."""

    MENTIONS = "mentions"
    OVERLAPPING = "mentions overlapping"
    DATES = "dates"
    PLACES = "places"
    COREFERENCE = "coreference"
    EVENTS = "events"
    SLOTS = "slots"
    LAYOUT = "layout"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the scores: ``accuracy`` items have one figure, others precision, recall, F1."""

    task: Task
    name: str
    accuracy: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums of one item in one or more articles."""

    right_of_found: float = 0.0
    found: float = 0.0
    right_of_gold: float = 0.0
    gold: float = 0.0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.right_of_found + other.right_of_found,
            self.found + other.found,
            self.right_of_gold + other.right_of_gold,
            self.gold + other.gold,
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """A score between 0 and 1 with its 95 % interval; None where there is nothing to score."""

    item: Item
    measure: str
    value: float | None
    low: float | None
    high: float | None
    tally: Tally


Tallies = dict[Item, Tally]


def tally_article(gold: Reading, found: Reading) -> Tallies:
    """Count what is right in one article.

    Raises ``ValueError`` if the two are readings of different texts.
    """
    if gold.text != found.text:
        raise ValueError(f"{gold.name}: the two readings are not of the same text")
    tallies: Tallies = {}
    _tally_mentions(gold, found, tallies)
    _tally_dates(gold, found, tallies)
    _tally_places(gold, found, tallies)
    _tally_coreference(gold, found, tallies)
    _tally_events(gold, found, tallies)
    if gold.published:
        _add_accuracy(tallies, Task.LAYOUT, "published", [gold.published == found.published])
    return tallies


def _add(tallies: Tallies, item: Item, tally: Tally) -> None:
    tallies[item] = tallies.get(item, Tally()) + tally


def _add_counts(
    tallies: Tallies, task: Task, name: str, right: float, found: float, gold: float
) -> None:
    _add(tallies, Item(task, name), Tally(right, found, right, gold))


def _add_accuracy(tallies: Tallies, task: Task, name: str, right: Sequence[bool]) -> None:
    count, hits = len(right), sum(right)
    _add(tallies, Item(task, name, accuracy=True), Tally(hits, count, hits, count))


def _labelled(mentions: Iterable[Mention], *labels: str) -> list[Mention]:
    return [mention for mention in mentions if mention.label in labels]


def _tally_mentions(gold: Reading, found: Reading, tallies: Tallies) -> None:
    for label in (*ENTITY_LABELS, *TIME_LABELS):
        mine, theirs = _labelled(gold.mentions, label), _labelled(found.mentions, label)
        pairs = pair_mentions(mine, theirs)
        exact = sum((a.start, a.end) == (b.start, b.end) for a, b in pairs)
        for name in (label, "all"):
            _add_counts(tallies, Task.MENTIONS, name, exact, len(theirs), len(mine))
            _add_counts(tallies, Task.OVERLAPPING, name, len(pairs), len(theirs), len(mine))


def _tally_dates(gold: Reading, found: Reading, tallies: Tallies) -> None:
    """As in TempEval-3 (UzZaman et al. 2013): extents whatever the label, values of what overlaps.

    ``value`` is both the accuracy on overlapping mentions and the F1 in which a mention is right if
    it overlaps and has the value.
    """
    mine, theirs = _labelled(gold.mentions, *TIME_LABELS), _labelled(found.mentions, *TIME_LABELS)
    pairs = pair_mentions(mine, theirs)
    exact = sum((a.start, a.end) == (b.start, b.end) for a, b in pairs)
    values = [same_value(a.value, b.value) for a, b in pairs]
    for name, right in (("strict", exact), ("relaxed", len(pairs)), ("value", sum(values))):
        _add_counts(tallies, Task.DATES, name, right, len(theirs), len(mine))
    _add_accuracy(tallies, Task.DATES, "value", values)
    _add_accuracy(tallies, Task.DATES, "type", [a.label == b.label for a, b in pairs])


def _tally_places(gold: Reading, found: Reading, tallies: Tallies) -> None:
    mine, theirs = _labelled(gold.mentions, *PLACE_LABELS), _labelled(found.mentions, *PLACE_LABELS)
    pairs = [(a.location, b.location) for a, b in pair_mentions(mine, theirs)]
    for name, compare in (
        ("country", same_country),
        ("name", same_place),
        ("within 161 km", is_near),
    ):
        _add_accuracy(tallies, Task.PLACES, name, [compare(a, b) for a, b in pairs])


def _tally_coreference(gold: Reading, found: Reading, tallies: Tallies) -> None:
    mine, theirs = (
        {(m.start, m.end): m.entity for m in _labelled(reading.mentions, *COREFERENT_LABELS)}
        for reading in (gold, found)
    )
    for name, scorer in (("B³sys", b_cubed_sys), ("B³", b_cubed)):
        score = scorer(mine, theirs)
        tally = Tally(
            score.precision_sum, score.precision_count, score.recall_sum, score.recall_count
        )
        _add(tallies, Item(Task.COREFERENCE, name), tally)


def _tally_events(gold: Reading, found: Reading, tallies: Tallies) -> None:
    mapping = map_entities(gold, found)
    pairing = pair_rows(gold, found, mapping)
    found_rows = len(pairing.pairs) + len(pairing.extra)
    gold_rows = len(pairing.pairs) + len(pairing.missed)
    strict = 0
    told, given, told_right, given_right = 0, 0, 0, 0
    for mine, theirs in pairing.pairs:
        fillings = compare_slots(mine, theirs, mapping)
        strict += all(fillings[slot].is_right for slot in STRICT_SLOTS)
        for slot, filling in fillings.items():
            _add_accuracy(tallies, Task.SLOTS, slot, [filling.is_right])
            _add_counts(
                tallies, Task.SLOTS, slot, filling.right, filling.found_items, filling.gold_items
            )
        told += len(mine.evidence)
        given += len(theirs.evidence)
        told_right += sum(any(overlap(a, b) for b in theirs.evidence) for a in mine.evidence)
        given_right += sum(any(overlap(a, b) for a in mine.evidence) for b in theirs.evidence)
    _add_counts(tallies, Task.EVENTS, "rows", len(pairing.pairs), found_rows, gold_rows)
    _add_counts(tallies, Task.EVENTS, "strict", strict, found_rows, gold_rows)
    _add(tallies, Item(Task.EVENTS, "evidence"), Tally(given_right, given, told_right, told))


def _order(item: Item) -> tuple[int, int, bool]:
    names = {
        Task.MENTIONS: ("all", *ENTITY_LABELS, *TIME_LABELS),
        Task.OVERLAPPING: ("all", *ENTITY_LABELS, *TIME_LABELS),
        Task.DATES: ("strict", "relaxed", "value", "type"),
        Task.PLACES: ("country", "name", "within 161 km"),
        Task.COREFERENCE: ("B³sys", "B³"),
        Task.EVENTS: ("rows", "strict", "evidence"),
        Task.SLOTS: tuple(SLOTS),
        Task.LAYOUT: ("published",),
    }
    return list(Task).index(item.task), names[item.task].index(item.name), item.accuracy


def _quotient(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _measures(item: Item, tally: Tally) -> Iterator[tuple[str, float]]:
    precision = _quotient(tally.right_of_found, tally.found)
    recall = _quotient(tally.right_of_gold, tally.gold)
    if item.accuracy:
        yield "accuracy", precision
        return
    yield "precision", precision
    yield "recall", recall
    yield "f1", _harmonic(precision, recall)


def _harmonic(precision: float, recall: float) -> float:
    """F1; where one of both has nothing to be computed from, nothing of the other can be right."""
    if isnan(precision) and isnan(recall):
        return float("nan")
    if isnan(precision) or isnan(recall) or precision + recall == 0:
        return 0.0
    return 2 * precision * recall / (precision + recall)


def score_articles(articles: Sequence[Tallies]) -> list[Figure]:
    """Score a set of articles: each figure with the percentile bootstrap over articles.

    1,000 resamples from a fixed seed: the same articles give the same intervals.
    """
    import numpy as np

    items = sorted({item for tallies in articles for item in tallies}, key=_order)
    if not items:
        return []
    counts = np.zeros((len(articles), len(items), 4))
    for row, tallies in enumerate(articles):
        for column, item in enumerate(items):
            tally = tallies.get(item, Tally())
            counts[row, column] = (
                tally.right_of_found,
                tally.found,
                tally.right_of_gold,
                tally.gold,
            )
    total = counts.sum(axis=0)
    drawn = np.random.default_rng(SEED).integers(0, len(articles), (RESAMPLES, len(articles)))
    weights = np.stack([np.bincount(draw, minlength=len(articles)) for draw in drawn])
    resampled = np.tensordot(weights, counts, axes=1)
    figures = []
    for column, item in enumerate(items):
        tally = Tally(*(float(value) for value in total[column]))
        samples: dict[str, list[float]] = {}
        for values in resampled[:, column]:
            for measure, value in _measures(item, Tally(*values.tolist())):
                if not isnan(value):
                    samples.setdefault(measure, []).append(value)
        for measure, value in _measures(item, tally):
            if isnan(value):
                figures.append(Figure(item, measure, None, None, None, tally))
                continue
            low, high = np.percentile(samples[measure], _LEVELS) if measure in samples else (0, 0)
            figures.append(Figure(item, measure, value, float(low), float(high), tally))
    return figures
