"""Recognition and resolution of places: at least a million characters a second on one core."""

import re
from pathlib import Path
from typing import Any

from summit_extract.language.conversion import simplify
from summit_extract.places import Gazetteer, default_gazetteer, find_places_in
from summit_extract.places.gazetteer import default_gazetteer as load

ARTICLES = sorted((Path(__file__).parents[1] / "gold" / "dev").glob("*.marked"))
REPEAT = 20


def test_places_of_articles(benchmark: Any) -> None:
    marked = [path.read_text(encoding="utf-8") for path in ARTICLES]
    texts = [re.sub(r"⟦(.*?)\|[^⟧]*⟧", r"\1", text) for text in marked]
    pairs = [(text, simplify(text)) for text in texts] * REPEAT
    gazetteer = default_gazetteer()

    def read() -> int:
        return sum(len(find_places_in(text, norm, gazetteer)) for text, norm in pairs)

    assert benchmark(read) > 0
    benchmark.extra_info["characters"] = sum(len(text) for text, _ in pairs)


def test_loading_the_gazetteer(benchmark: Any) -> None:
    gazetteer: Gazetteer = benchmark(load.__wrapped__)
    assert len(gazetteer) > 10_000
