from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from summit_extract.dates import find_dates
from summit_extract.language.conversion import simplify
from summit_extract.resources import read_table

WORDS = [row["text"] for row in read_table("dates_words.tsv")]
WORDS += [row["text"] for row in read_table("dates_holidays.tsv")]
WORDS += [row["text"] for row in read_table("dates_affixes.tsv")]
PIECES = [
    *WORDS, "2025", "8", "15", "31", "3", "二", "十", "廿", "至", "-", "、", "，", "。", "（", "）",
    "「", "」", " ", "\n", "特朗普", "香港時間", "當地時間", "19:30", "2018-07-16",
    "7/16", "的", "將", "在",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
days = st.dates(date(1950, 1, 1), date(2090, 1, 1))


@settings(max_examples=150, deadline=None)
@given(texts, days)
def test_offsets_point_at_the_text_in_order(text: str, reference: date) -> None:
    end = 0
    for mention in find_dates(text, reference):
        assert end <= mention.start < mention.end
        assert mention.text == text[mention.start : mention.end]
        end = mention.end


@settings(max_examples=100, deadline=None)
@given(texts, days)
def test_bounds_are_days_in_order(text: str, reference: date) -> None:
    for mention in find_dates(text, reference):
        for bound in (mention.date_start, mention.date_end):
            assert not bound or date.fromisoformat(bound)
        if mention.value and mention.label == "DATE" and "T" not in mention.value:
            assert mention.date_start or mention.date_end or mention.value.startswith("-")


@settings(max_examples=100, deadline=None)
@given(texts, days)
def test_traditional_and_simplified_give_the_same_values(text: str, reference: date) -> None:
    traditional, simplified = find_dates(text, reference), find_dates(simplify(text), reference)
    assert [(m.start, m.end, m.value) for m in traditional] == [
        (m.start, m.end, m.value) for m in simplified
    ]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "8月13日，雙方會面。",
                "翌日他離開。",
                "他周五表示歡迎。",
                "去年兩國復交。",
                "兩天後再談。",
            ]
        ),
        min_size=1,
        max_size=5,
    ),
    st.integers(0, 5),
    days,
)
def test_a_dateless_sentence_changes_nothing(
    sentences: list[str], position: int, reference: date
) -> None:
    more = [*sentences[:position], "雙方關係良好。", *sentences[position:]]
    plain, longer = (find_dates("".join(s), reference) for s in (sentences, more))
    assert [(m.text, m.value) for m in plain] == [(m.text, m.value) for m in longer]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), days)
def test_any_text_is_read(text: str, reference: date) -> None:
    assert [m.text for m in find_dates(text, reference)] == [
        text[m.start : m.end] for m in find_dates(text, reference)
    ]
