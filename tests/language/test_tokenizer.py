import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from summit_extract.language.spans import set_group, simplified


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank(
        "zh", config={"nlp": {"tokenizer": {"@tokenizers": "summit_extract.jieba.v1"}}}
    )


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="美國總統特朗普 \n\t，。8月13日Trump（）　\u200b\x00", max_size=80))
def test_the_doc_is_the_original_text(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert len(simplified(doc)) == len(text)
    for token in doc:
        assert text[token.idx : token.idx + len(token)] == token.text
        assert len(token.norm_) == len(token.text)


def test_half_a_character_is_replaced(nlp: Language) -> None:
    assert nlp("特朗普\ud83d與普京").text == "特朗普\ufffd與普京"


def test_norm_is_simplified_and_tag_is_jieba_s(nlp: Language) -> None:
    doc = nlp("美國總統訪問北京")
    assert (doc[0].text, doc[0].norm_, doc[0].tag_) == ("美國", "美国", "ns")


def test_cutting_a_token_keeps_everything_else(nlp: Language) -> None:
    doc = nlp("美國總統。 訪問北京")
    doc[0].is_sent_start = True
    for token in doc[1:]:
        token.is_sent_start = token.text == "訪問"
    doc = set_group(doc, "first", [(0, 2, "A")])
    doc = set_group(doc, "second", [(1, 3, "B"), (6, 7, "C")])
    assert doc.text == "美國總統。 訪問北京"
    assert [s.text for s in doc.spans["first"]] == ["美國"]
    assert [s.text for s in doc.spans["second"]] == ["國總", "訪"]
    assert [t.norm_ for t in doc][:3] == ["美", "国", "总"]
    assert [s.text for s in doc.sents] == ["美國總統。", "訪問北京"]


def test_no_cache_is_read_from_the_shared_temporary_folder(
    nlp: Language, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from summit_extract.language.segmentation import Segmenter

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert list(Segmenter([("普京", "nr")]).cut("普京抵达")) == ["普京", "抵达"]
    assert list(tmp_path.iterdir()) == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["他說「 好 」。", "「　」", "a 「b c 」 d", "（ 「好 。」 ）"])
def test_quotations_with_white_space_inside_are_marked(nlp: Language, text: str) -> None:
    from summit_extract.language.component import LayoutComponent

    doc = LayoutComponent(nlp, "summit_layout")(nlp(text))
    assert all(span.text == span.text.strip() for span in doc.spans["quotations"])
