"""The figures are those that the reference scorer (Pradhan et al. 2014) gives as its tests."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summit_extract.evaluation.coreference import BCubed, b_cubed, b_cubed_sys


def partition(text: str) -> dict[str, str]:
    return {mention: group for group in text.split() for mention in group}


def fractions(score: BCubed) -> tuple[Fraction, Fraction]:
    return (
        Fraction(score.precision_sum).limit_denominator(1000) / score.precision_count,
        Fraction(score.recall_sum).limit_denominator(1000) / score.recall_count,
    )


@pytest.mark.parametrize(
    ("gold", "found", "precision", "recall"),
    [
        ("a bc def", "a bc def", Fraction(1), Fraction(1)),
        ("a bc def", "a de", Fraction(1), Fraction(7, 18)),
        ("a bc def", "a bcd", Fraction(2 * 2 + 1 + 3, 3 * 4), Fraction(1 + 2 + Fraction(1, 3), 6)),
    ],
)
def test_b_cubed_as_the_reference_scorer(
    gold: str, found: str, precision: Fraction, recall: Fraction
) -> None:
    assert fractions(b_cubed(partition(gold), partition(found))) == (precision, recall)


def test_b_cubed_sys_leaves_missed_and_single_spurious_mentions_to_the_mention_scores() -> None:
    score = fractions(b_cubed_sys(partition("a bc"), partition("bc x")))
    assert score == (1, 1)


def test_b_cubed_sys_charges_spurious_mentions_that_are_grouped() -> None:
    precision, recall = fractions(b_cubed_sys(partition("ab"), partition("abx")))
    assert (precision, recall) == (Fraction(5, 9), 1)


def test_b_cubed_sys_charges_missed_links() -> None:
    precision, recall = fractions(b_cubed_sys(partition("abc"), partition("ab")))
    assert (precision, recall) == (1, Fraction(2 + 2 + 1, 9))


groupings = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("123"))


@given(groupings, groupings)
def test_scores_lie_between_0_and_1(gold: dict[str, str], found: dict[str, str]) -> None:
    for scorer in (b_cubed, b_cubed_sys):
        score = scorer(gold, found)
        assert 0 <= score.precision_sum <= score.precision_count + 1e-9
        assert 0 <= score.recall_sum <= score.recall_count + 1e-9
