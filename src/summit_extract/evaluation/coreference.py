"""B³: how well the mentions of an article are grouped into entities.

A. Bagga and B. Baldwin, "Algorithms for Scoring Coreference Chains", LREC 1998. Mentions that only
one of the readings has (twinless ones) are treated in two published ways:

* Cai and Strube, "Evaluation Metrics for End-to-End Coreference Resolution Systems", SIGDIAL 2010
  (B³sys): gold mentions that were not found join the response as singletons; found mentions that
  are not in gold are dropped if they are singletons, else they join gold as singletons for
  precision and are left out for recall. It judges the grouping and leaves the finding of mentions
  to the mention scores.
* Pradhan et al., "Scoring Coreference Partitions of Predicted Mentions: A Reference
  Implementation", ACL 2014: nothing is added or dropped; a mention that was not found has recall 0,
  a found one that is not in gold precision 0.
"""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

__all__ = ["BCubed", "b_cubed", "b_cubed_sys"]

M = TypeVar("M", bound=Hashable)


@dataclass(frozen=True, slots=True)
class BCubed:
    """Sums over mentions; precision and recall are their quotients."""

    precision_sum: float
    precision_count: int
    recall_sum: float
    recall_count: int


def b_cubed(gold: Mapping[M, str], found: Mapping[M, str]) -> BCubed:
    """Compute B³ without changing either side (Pradhan et al. 2014); mention → its entity.

    >>> key = dict(zip("abcdef", "122333"))
    >>> response = dict(zip("ade", "133"))
    >>> score = b_cubed(key, response)
    >>> round(score.recall_sum * 3), score.recall_count, score.precision_sum, score.precision_count
    (7, 6, 3.0, 3)
    """
    gold_sizes, found_sizes = Counter(gold.values()), Counter(found.values())
    both = Counter((gold[m], found[m]) for m in gold if m in found)
    precision = sum(count * count / found_sizes[pair[1]] for pair, count in both.items())
    recall = sum(count * count / gold_sizes[pair[0]] for pair, count in both.items())
    return BCubed(precision, len(found), recall, len(gold))


def b_cubed_sys(gold: Mapping[M, str], found: Mapping[M, str]) -> BCubed:
    """Compute B³sys (Cai & Strube 2010); mention → its entity.

    >>> key = dict(zip("abc", "111"))
    >>> score = b_cubed_sys(key, {"a": "1", "b": "1", "x": "2"})
    >>> score.precision_sum, score.precision_count, round(score.recall_sum, 4), score.recall_count
    (3.0, 3, 1.6667, 3)
    """
    plain = b_cubed(gold, found)
    gold_sizes, found_sizes = Counter(gold.values()), Counter(found.values())
    missed = [m for m in gold if m not in found]
    spurious = [m for m in found if m not in gold and found_sizes[found[m]] > 1]
    shared = sum(m in found for m in gold)
    return BCubed(
        precision_sum=plain.precision_sum
        + len(missed)
        + sum(1 / found_sizes[found[m]] for m in spurious),
        precision_count=shared + len(missed) + len(spurious),
        recall_sum=plain.recall_sum + sum(1 / gold_sizes[gold[m]] for m in missed),
        recall_count=len(gold),
    )
