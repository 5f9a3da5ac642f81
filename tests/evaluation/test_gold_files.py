"""Every labelled article in the repository is well formed: marks, values, keys, evidence."""

from pathlib import Path

import pytest

from summit_extract.evaluation.evaluate import load_gold

TESTS = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("folder", "articles"), [("gold", 31), ("gold_extra", 128), ("gold_blind", 14)]
)
def test_labelled_articles_are_well_formed(folder: str, articles: int) -> None:
    loaded = load_gold(TESTS / folder, "all")
    assert len(loaded) == articles
    assert len({article.name for article in loaded}) == articles
