from collections.abc import Callable
from pathlib import Path

import pytest

from summit_extract.evaluation.agreement import Agreement, cohen_kappa, compare_folders


def value(found: Agreement, task: str, name: str, measure: str) -> float | None:
    return next(
        figure.value
        for figure in found.scored.figures
        if (figure.item.task.value, figure.item.name, figure.measure) == (task, name, measure)
    )


def test_kappa_of_a_textbook_table() -> None:
    pairs = [("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15
    assert cohen_kappa(pairs) == pytest.approx(0.4)


def test_the_same_reading_agrees_fully(write_gold: Callable[..., Path]) -> None:
    found = compare_folders(write_gold(folder="a"), write_gold(folder="b"))
    assert {figure.value for figure in found.scored.figures} == {1.0, None} or {
        figure.value for figure in found.scored.figures
    } == {1.0}
    assert found.kappas["status"] == 1.0
    assert found.pairs == 3


def test_other_keys_for_the_same_entities_agree(write_gold: Callable[..., Path]) -> None:
    other = write_gold(("trump", "donald"), ("putin", "vladimir"), folder="b")
    found = compare_folders(write_gold(folder="a"), other)
    assert value(found, "coreference", "B³", "f1") == 1
    assert value(found, "events", "strict", "f1") == 1


def test_another_status_lowers_kappa_and_strict(write_gold: Callable[..., Path]) -> None:
    found = compare_folders(
        write_gold(folder="a"), write_gold(("status: planned", "status: proposed"), folder="b")
    )
    assert value(found, "events", "rows", "f1") == 1
    assert value(found, "events", "strict", "f1") == pytest.approx(2 / 3)
    assert found.kappas["status"] == pytest.approx((2 / 3 - 4 / 9) / (1 - 4 / 9))


def test_an_event_that_one_reader_has_as_optional_costs_nothing(
    write_gold: Callable[..., Path],
) -> None:
    other = write_gold(("optional: true\n", "note: x\n"), folder="b")
    found = compare_folders(write_gold(folder="a"), other)
    assert value(found, "events", "rows", "f1") == 1


def test_another_value_of_a_date_is_told(write_gold: Callable[..., Path]) -> None:
    other = write_gold(("DATE 2025-05", "DATE 2024-05"), folder="b")
    found = compare_folders(write_gold(folder="a"), other)
    assert value(found, "dates", "value", "accuracy") == pytest.approx(4 / 5)


def test_other_texts_are_refused(write_gold: Callable[..., Path]) -> None:
    other = write_gold(("早前曾會面", "早前會過面"), folder="b")
    with pytest.raises(ValueError, match="alaska: the text differs"):
        compare_folders(write_gold(folder="a"), other)


def test_articles_that_one_reader_lacks_are_named(write_gold: Callable[..., Path]) -> None:
    first = write_gold(folder="a")
    write_gold(folder="a", name="busan")
    found = compare_folders(first, write_gold(folder="b"))
    assert found.only_first == ("busan",)
    assert found.scored.articles == 1


def test_folders_without_a_common_article_are_refused(write_gold: Callable[..., Path]) -> None:
    first = write_gold(folder="a", name="busan")
    with pytest.raises(ValueError, match="no article of the same name"):
        compare_folders(first, write_gold(folder="b"))
