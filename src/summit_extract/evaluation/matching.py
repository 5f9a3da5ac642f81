"""Which mention, entity, participant and event of one reading is which of another."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summit_extract.evaluation.gold import PLACE_LABELS
from summit_extract.evaluation.locations import same_country, same_place
from summit_extract.evaluation.readings import Mention, Named, Party, Reading, Row
from summit_extract.evaluation.values import days_overlap, same_day
from summit_extract.language.conversion import simplify

__all__ = [
    "Pairing",
    "label_group",
    "map_entities",
    "overlap",
    "pair_mentions",
    "pair_named",
    "pair_parties",
    "pair_rows",
    "pair_texts",
    "row_similarity",
    "same_named",
    "same_text",
]

Range = tuple[int, int]

TYPE_WEIGHT = 0.2
PARTICIPANTS_WEIGHT = 0.3
DATE_WEIGHT = 0.3
PLACE_WEIGHT = 0.2
EVIDENCE_WEIGHT = 0.05
"""Only breaks ties: the four others add up to 1."""

LEAST_SIMILARITY = 0.5
"""Rows at or below it are two different events. Same type and participants with another date and
another place come to exactly 0.5: a pair only if they are told by the same sentence."""

_OPTIONAL_HANDICAP = 0.02
_HALF = 0.5
_UNTOLD = 0.25
_TEXT_SIMILARITY = 0.5


def overlap(one: Range, other: Range) -> int:
    """Give the number of characters that two ranges have in common.

    >>> overlap((0, 4), (2, 9)), overlap((0, 2), (2, 4))
    (2, 0)
    """
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def label_group(label: str) -> str:
    """Give what labels can stand for one another in matching entities: the place labels.

    >>> label_group("FAC") == label_group("GPE"), label_group("ORG")
    (True, 'ORG')
    """
    return "PLACE" if label in PLACE_LABELS else label


def pair_mentions(
    gold: Sequence[Mention], found: Sequence[Mention]
) -> list[tuple[Mention, Mention]]:
    """Pair mentions that overlap, one to one: the same span first, then by most characters shared.

    >>> short, long = Mention(0, 2, "美國", "GPE"), Mention(0, 4, "美國總統", "ORG")
    >>> pair_mentions([short], [long, short]) == [(short, short)]
    True
    """
    left = sorted(range(len(gold)), key=lambda i: (gold[i].start, gold[i].end))
    right = sorted(range(len(found)), key=lambda j: (found[j].start, found[j].end))
    candidates: list[tuple[bool, int, int, int, int]] = []
    open_: list[int] = []
    at = 0
    for i in left:
        span = (gold[i].start, gold[i].end)
        while at < len(right) and found[right[at]].start < span[1]:
            open_.append(right[at])
            at += 1
        open_ = [j for j in open_ if found[j].end > span[0]]
        for j in open_:
            other = (found[j].start, found[j].end)
            shared = overlap(span, other)
            if shared:
                candidates.append((span != other, -shared, span[0], i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, _, i, j in sorted(candidates):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return [(gold[i], found[j]) for i, j in sorted(pairs.items())]


def map_entities(gold: Reading, found: Reading) -> dict[str, str]:
    """Map the entities of one reading to those of gold: the one that most mentions overlap.

    Only mentions of the same kind of label count; of two equally often overlapped the earlier.
    """
    counts: dict[str, Counter[str]] = {}
    for group in ("PERSON", "ORG", "PLACE", "EVENT"):
        pairs = pair_mentions(
            [m for m in gold.mentions if m.entity and label_group(m.label) == group],
            [m for m in found.mentions if m.entity and label_group(m.label) == group],
        )
        for mine, theirs in pairs:
            counts.setdefault(theirs.entity, Counter())[mine.entity] += 1
    return {entity: counter.most_common(1)[0][0] for entity, counter in counts.items()}


def _plain(text: str) -> str:
    return "".join(c for c in simplify(text).casefold() if c.isalnum())


def same_text(one: str, other: str) -> bool:
    """Tell whether two wordings say the same: half of their pairs of characters shared (Dice).

    >>> same_text("俄羅斯干預大選的問題", "俄羅斯干預大選"), same_text("朝鮮問題", "貿易問題")
    (True, False)
    """
    left, right = _plain(one), _plain(other)
    if left == right:
        return True
    if not left or not right:
        return False
    a = Counter(pairwise(left))
    b = Counter(pairwise(right))
    total = a.total() + b.total()
    return total > 0 and 2 * (a & b).total() / total >= _TEXT_SIMILARITY


def _same_form(one: Named, other: Named, contained: bool) -> bool:
    left, right = set(map(_plain, one.forms)), set(map(_plain, other.forms))
    if left & right - {""}:
        return True
    if not contained:
        return False
    return any(len(min(a, b, key=len)) > 1 and (a in b or b in a) for a in left for b in right)


def same_named(
    gold: Named | None, found: Named | None, mapping: dict[str, str], contained: bool = False
) -> bool:
    """Tell whether two slots are filled by the same entity, or both by none.

    The same entity is the one that the mentions map to; where they don't map, one that has a form
    in common, with ``contained`` also one whose form contains the other's (G20, G20峰會).
    """
    if gold is None or found is None:
        return gold is found
    mapped = mapping.get(found.entity)
    if gold.entity and mapped == gold.entity:
        return True
    return _same_form(gold, found, contained)


def _party_similarity(gold: Party, found: Party, mapping: dict[str, str]) -> int:
    """2 where it is the same entity, 1 where an office or state is told in other words, else 0."""
    mine, theirs = gold.named, found.named
    mapped = mapping.get(theirs.entity, "")
    if mine.entity and mapped == mine.entity:
        return 2
    if mine.entity and mapped:
        return 0
    differ = bool(gold.country and found.country and gold.country != found.country)
    if _same_form(mine, theirs, contained=False):
        return 2 if mine.entity or not differ else 0
    if "PERSON" in (mine.label, theirs.label):
        return 0
    if gold.country and found.country:
        return int(not differ)
    return int(any(same_text(a, b) for a in mine.forms for b in theirs.forms))


def _assign(
    gold: int, found: int, similarity: Callable[[int, int], float], least: float
) -> list[tuple[int, int]]:
    """Give the pairs of the assignment with the greatest sum of similarities above ``least``."""
    if not gold or not found:
        return []
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    matrix = np.zeros((gold, found))
    for i in range(gold):
        for j in range(found):
            value = similarity(i, j)
            matrix[i, j] = value if value > least else 0.0
    rows, columns = linear_sum_assignment(matrix, maximize=True)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return sorted((i, j) for i, j in pairs if matrix[i, j] > 0)


def pair_parties(
    gold: Sequence[Party], found: Sequence[Party], mapping: dict[str, str]
) -> list[tuple[int, int]]:
    """Pair participants one to one, by index: a person named twice counts as one and an extra.

    A person or named body is the same if its mentions overlap those of the gold entity; offices
    and states told as text (雙方, 兩國國防部長) are the same if they stand for the same country or,
    where one has none, share half of their wording.
    """
    return _assign(
        len(gold),
        len(found),
        lambda i, j: _party_similarity(gold[i], found[j], mapping) - 0.001 * (i != j),
        0.0,
    )


def pair_texts(gold: Sequence[str], found: Sequence[str]) -> list[tuple[int, int]]:
    """Pair wordings one to one that say the same (`same_text`)."""
    return _assign(len(gold), len(found), lambda i, j: same_text(gold[i], found[j]), 0.0)


def pair_named(
    gold: Sequence[Named], found: Sequence[Named], mapping: dict[str, str]
) -> list[tuple[int, int]]:
    """Pair entities of two slots one to one."""
    return _assign(len(gold), len(found), lambda i, j: same_named(gold[i], found[j], mapping), 0.0)


def _jaccard(shared: int, one: int, other: int) -> float:
    return shared / (one + other - shared) if one + other else 1.0


def _evidence_similarity(gold: Row, found: Row) -> float:
    shared = sum(any(overlap(a, b) for b in found.evidence) for a in gold.evidence)
    return shared / max(len(gold.evidence), len(found.evidence), 1)


def _date_similarity(gold: Row, found: Row) -> float:
    """1 for the same days, half for dates that have a day in common, a quarter if one is untold."""
    if same_day(gold.date, found.date) or same_day(gold.local_date, found.local_date):
        return 1.0
    if not gold.date or not found.date:
        return _UNTOLD
    return _HALF if days_overlap(gold.date, found.date) else 0.0


def _place_similarity(gold: Row, found: Row) -> float:
    """1 for the same place, half for the same country, a quarter if one is untold."""
    if same_place(gold.location, found.location):
        return 1.0
    if gold.location is None or found.location is None:
        return _UNTOLD
    return _HALF if same_country(gold.location, found.location) else 0.0


def row_similarity(gold: Row, found: Row, mapping: dict[str, str]) -> float:
    """Give how alike two rows are, 0 to 1.05; 0 where no participant and no sentence is shared.

    Type 0.2, participants 0.3 (Jaccard), date 0.3, place 0.2, and 0.05 for shared evidence, which
    breaks ties.
    """
    shared = len(pair_parties(gold.participants, found.participants, mapping))
    evidence = _evidence_similarity(gold, found)
    if not shared and not evidence:
        return 0.0
    return (
        TYPE_WEIGHT * (gold.type == found.type)
        + PARTICIPANTS_WEIGHT * _jaccard(shared, len(gold.participants), len(found.participants))
        + DATE_WEIGHT * _date_similarity(gold, found)
        + PLACE_WEIGHT * _place_similarity(gold, found)
        + EVIDENCE_WEIGHT * evidence
    )


@dataclass(frozen=True, slots=True)
class Pairing:
    """How the rows of two readings correspond.

    Rows that are optional in either reading are in none of the three: they cost nothing.
    """

    pairs: tuple[tuple[Row, Row], ...]
    missed: tuple[Row, ...]
    extra: tuple[Row, ...]


def pair_rows(gold: Reading, found: Reading, mapping: dict[str, str]) -> Pairing:
    """Pair the rows of two readings by the assignment with the greatest sum of similarities.

    A row that fits an optional and a required row equally well goes to the required one.
    """
    pairs = _assign(
        len(gold.rows),
        len(found.rows),
        lambda i, j: (
            row_similarity(gold.rows[i], found.rows[j], mapping)
            - _OPTIONAL_HANDICAP * (gold.rows[i].optional or found.rows[j].optional)
        ),
        LEAST_SIMILARITY,
    )
    left = {i for i, _ in pairs}
    right = {j for _, j in pairs}
    return Pairing(
        pairs=tuple(
            (gold.rows[i], found.rows[j])
            for i, j in pairs
            if not (gold.rows[i].optional or found.rows[j].optional)
        ),
        missed=tuple(r for i, r in enumerate(gold.rows) if i not in left and not r.optional),
        extra=tuple(r for j, r in enumerate(found.rows) if j not in right and not r.optional),
    )
