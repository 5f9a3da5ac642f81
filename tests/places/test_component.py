"""The component writes what the function finds."""

import spacy

from summit_extract.places import find_places
from summit_extract.places.component import PLACES

CONFIG = {"nlp": {"tokenizer": {"@tokenizers": "summit_extract.jieba.v1"}}}
TEXT = "美國總統在阿拉斯加州安克拉治會見俄羅斯總統，美俄雙方代表團、俄外長隨行。"


def test_spans_are_the_mentions_of_find_places() -> None:
    nlp = spacy.blank("zh", config=CONFIG)
    nlp.add_pipe("summit_places")
    doc = nlp(TEXT)
    assert doc.text == TEXT
    spans = list(doc.spans[PLACES])
    found = find_places(TEXT)
    assert [(s.start_char, s.end_char, s.label_) for s in spans] == [
        (m.start, m.end, m.label) for m in found
    ]
    assert [s._.place for s in spans] == found


def test_a_text_without_places_has_an_empty_group() -> None:
    nlp = spacy.blank("zh", config=CONFIG)
    nlp.add_pipe("summit_places")
    assert list(nlp("今天天氣很好。").spans[PLACES]) == []
