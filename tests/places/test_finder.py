"""Which stretches of a text are places, and which place each is."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summit_extract.places import default_gazetteer, find_places, find_places_in

SENTENCES = [
    line.split("\t")
    for line in (Path(__file__).parent / "sentences.tsv")
    .read_text(encoding="utf-8")
    .splitlines()[3:]
]
PASSAGES = [
    line.split("\t")
    for line in (Path(__file__).parent / "passages.tsv")
    .read_text(encoding="utf-8")
    .splitlines()[3:]
]
WORLD = [
    line.split("\t")
    for line in (Path(__file__).parent / "world.tsv").read_text(encoding="utf-8").splitlines()[3:]
]
_MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
_PLACED = re.compile(r"\[([^|\]]+)\|(\S+) (\S+) ([^\]]+)\]")
_LABELLED = re.compile(r"\[([^|\]]+)\|(\S+) ([^\]]+)\]")


@pytest.mark.parametrize(("reason", "sentence"), SENTENCES, ids=[reason for reason, _ in SENTENCES])
def test_sentence_is_read_as_the_table_says(reason: str, sentence: str) -> None:
    expected = _MARK.findall(sentence)
    text = _MARK.sub(r"\1", sentence)
    assert [(mention.text, mention.name) for mention in find_places(text)] == expected


@pytest.mark.parametrize(("reason", "passage"), PASSAGES, ids=[reason for reason, _ in PASSAGES])
def test_passage_is_read_as_the_table_says(reason: str, passage: str) -> None:
    expected = _LABELLED.findall(passage)
    text = _LABELLED.sub(r"\1", passage)
    assert [
        (mention.text, mention.label, mention.name) for mention in find_places(text)
    ] == expected


@pytest.mark.parametrize(("reason", "passage"), WORLD, ids=[reason for reason, _ in WORLD])
def test_passage_of_the_world_is_read_as_the_table_says(reason: str, passage: str) -> None:
    expected = _PLACED.findall(passage)
    text = _PLACED.sub(r"\1", passage)
    assert [
        (mention.text, mention.label, mention.country_code or "-", mention.name)
        for mention in find_places(text)
    ] == expected


def test_mentions_carry_what_the_schema_says() -> None:
    (mention,) = find_places("峰會在赫爾辛基舉行。")
    assert (mention.start, mention.end, mention.text) == (3, 7, "赫爾辛基")
    assert (mention.label, mention.name, mention.country_code) == ("GPE", "Helsinki", "FI")
    assert mention.geonames_id == "658225"
    assert mention.latitude == pytest.approx(60.17, abs=0.01)
    assert mention.longitude == pytest.approx(24.94, abs=0.01)
    assert mention.place is not None
    assert mention.place.timezone == "Europe/Helsinki"


def test_a_name_has_one_sense_in_an_article() -> None:
    text = "加州聖荷西市長說，聖荷西歡迎代表團。"
    assert {m.name for m in find_places(text) if m.text == "聖荷西"} == {"San Jose"}
    assert {m.country_code for m in find_places(text) if m.text == "聖荷西"} == {"US"}


def test_a_small_place_counts_once_the_text_says_where_it_is() -> None:
    assert not find_places("他到過佩塔盧馬。")
    found = find_places("他到過美國加州佩塔盧馬，佩塔盧馬很小。")
    assert [m.text for m in found] == ["美國", "加州", "佩塔盧馬", "佩塔盧馬"]


def test_every_place_of_every_name_exists() -> None:
    gazetteer = default_gazetteer()
    for name in gazetteer:
        for candidate in gazetteer.entry(name).candidates:
            place = gazetteer.place(candidate.index)
            assert place.label in ("GPE", "LOC", "FAC")
            assert place.latitude is None or -90 <= place.latitude <= 90
            assert place.longitude is None or -180 <= place.longitude <= 180


PIECES = st.sampled_from(
    [
        "美國",
        "俄",
        "中方",
        "白宮",
        "在",
        "（Moscow）",
        "、",
        "東京",
        "大學",
        "訪",
        "華",
        "\n",
        "《",
        "》",
        "，",
        "日",
        "a",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_offsets_point_at_their_text_and_never_overlap(text: str) -> None:
    end = 0
    for mention in find_places(text):
        assert mention.start >= end
        assert text[mention.start : mention.end] == mention.text
        end = mention.end


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    for mention in find_places(text):
        assert text[mention.start : mention.end] == mention.text


@given(st.lists(PIECES, max_size=20).map("".join))
def test_reading_twice_is_reading_once(text: str) -> None:
    assert find_places_in(text, text) == find_places_in(text, text)
