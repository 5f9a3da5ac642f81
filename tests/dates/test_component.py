from datetime import date

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from summit_extract.dates.component import DATES, DatesComponent


def _pipeline() -> Language:
    nlp = spacy.blank("zh")
    assert DatesComponent
    nlp.add_pipe("summit_dates")
    return nlp


def test_component_writes_spans_with_their_meaning() -> None:
    nlp = _pipeline()
    doc = nlp.make_doc("8月13日，會談持續了兩個多小時。")
    doc._.published = date(2025, 8, 15)
    doc = nlp.get_pipe("summit_dates")(doc)
    assert [(span.text, span.label_, span._.date.value) for span in doc.spans[DATES]] == [
        ("8月13日", "DATE", "2025-08-13"),
        ("兩個多小時", "DURATION", "PT2H~"),
    ]


def test_component_leaves_out_what_lies_in_a_persons_name() -> None:
    nlp = _pipeline()
    doc = nlp.make_doc("歌手周四文到場")
    doc.ents = [spacy.tokens.Span(doc, 2, 5, label="PERSON")]
    doc = nlp.get_pipe("summit_dates")(doc)
    assert not doc.spans[DATES]


@pytest.mark.parametrize(
    ("text", "start", "end", "told"),
    [
        ("拜登周一（23日）啟程", 2, 4, "周一"),
        ("拜登周一與莫迪會談", 2, 4, "周一"),
        ("岸田周一早啟程", 0, 4, "周一早"),
        ("岸田周一（23日）啟程", 0, 4, "周一"),
    ],
)
def test_weekday_taken_for_a_person_stays_a_day(text: str, start: int, end: int, told: str) -> None:
    nlp = _pipeline()
    doc = Doc(nlp.vocab, words=list(text), spaces=[False] * len(text))
    doc.ents = [spacy.tokens.Span(doc, start, end, label="PERSON")]
    doc = nlp.get_pipe("summit_dates")(doc)
    assert doc.spans[DATES][0].text == told


def test_text_without_dates_has_an_empty_group() -> None:
    assert list(_pipeline()("會談很好。").spans[DATES]) == []
