"""How far two people who read the same articles agree.

Both readings are gold files (``.marked`` and ``.yaml``); articles are matched by name. The first
folder takes the place of gold and the second that of the program, so F1, which is the same either
way round, and the agreement on slots of paired events say what the scores of the program can
reach. Kappa: J. Cohen, "A Coefficient of Agreement for Nominal Scales", 1960.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from summit_extract.evaluation.evaluate import Evaluation, Scored, score_splits
from summit_extract.evaluation.gold import GoldArticle, load_folder
from summit_extract.evaluation.matching import map_entities, pair_rows
from summit_extract.evaluation.readings import read_gold

__all__ = ["Agreement", "cohen_kappa", "compare_folders"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Scores of the second reading against the first, kappas over the pairs of events.

    A kappa is None where there are no pairs, or where both readers gave one value to all.
    """

    scored: Scored
    kappas: dict[str, float | None]
    pairs: int
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]


def cohen_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Compute Cohen's kappa of two readers' choices; None where chance explains everything.

    >>> cohen_kappa([("held", "held"), ("planned", "planned")])
    1.0
    >>> cohen_kappa([("held", "held"), ("held", "planned"), ("planned", "held"), ("planned",) * 2])
    0.0
    >>> cohen_kappa([("held", "held")]) is None
    True
    """
    if not pairs:
        return None
    count = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs) / count
    expected = sum(first[value] * second[value] for value in first) / count**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def _by_name(folder: Path) -> dict[str, GoldArticle]:
    articles = {article.name: article for article in load_folder(folder)}
    if not articles:
        raise ValueError(f"{folder}: no articles (*.marked) below it")
    return articles


def compare_folders(first: Path, second: Path) -> Agreement:
    """Compare two folders of readings of the same articles.

    Raises `GoldError` for an article that is not well formed, ``ValueError`` where the folders have
    no article in common or an article's text differs between them.
    """
    ours, theirs = _by_name(first), _by_name(second)
    common = sorted(set(ours) & set(theirs))
    if not common:
        raise ValueError(f"{first} and {second} have no article of the same name")
    readings = [Evaluation(read_gold(ours[n]), read_gold(theirs[n])) for n in common]
    for reading in readings:
        if reading.gold.text != reading.found.text:
            raise ValueError(
                f"{reading.gold.name}: the text differs between {first} and {second}; "
                "without the marks both must be the same"
            )
    pairs = [
        pair
        for r in readings
        for pair in pair_rows(r.gold, r.found, map_entities(r.gold, r.found)).pairs
    ]
    return Agreement(
        scored=score_splits(readings)[-1],
        kappas={
            slot: cohen_kappa([(getattr(a, slot), getattr(b, slot)) for a, b in pairs])
            for slot in ("status", "type", "format")
        },
        pairs=len(pairs),
        only_first=tuple(sorted(set(ours) - set(theirs))),
        only_second=tuple(sorted(set(theirs) - set(ours))),
    )
