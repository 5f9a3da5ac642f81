import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summit_extract.language.conversion import (
    CONVERSIONS,
    Script,
    conversion_for,
    script_of,
    simplify,
)

ALL_CHARACTERS = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]


@pytest.mark.parametrize("conversion", CONVERSIONS)
def test_every_character_stays_one_character(conversion: str) -> None:
    for start in range(0, len(ALL_CHARACTERS), 5000):
        piece = "".join(ALL_CHARACTERS[start : start + 5000])
        assert len(simplify(piece, conversion)) == len(piece)


@pytest.mark.parametrize("conversion", CONVERSIONS)
def test_every_phrase_of_the_conversion_keeps_its_length(conversion: str) -> None:
    import opencc

    chain = opencc.OpenCC(conversion)._dict_chain_data
    phrases = [key for step in chain for _, _, table in step for key in table]
    assert len(phrases) > 4000
    assert [phrase for phrase in phrases if len(simplify(phrase, conversion)) != len(phrase)] == []


@pytest.mark.parametrize("conversion", CONVERSIONS)
@given(text=st.text(max_size=400))
def test_any_text_keeps_its_length(conversion: str, text: str) -> None:
    assert len(simplify(text, conversion)) == len(text)


@pytest.mark.parametrize(
    ("text", "script", "conversion"),
    [
        ("美國總統特朗普會見普京", Script.HANT, "t2s"),
        ("特朗普說着話，衞生部長在場", Script.HANT, "hk2s"),
        ("川普說著話，衛生部長為此在場", Script.HANT, "tw2s"),
        ("美国总统特朗普会见普京", Script.HANS, None),
        ("美國總統會見。美国总统会见。", Script.MIXED, "t2s"),
        ("中國國家主席習近平訪問美國，與總統歐巴馬會談，雙方談到“一带”", Script.HANT, "t2s"),
        ("", Script.HANT, "t2s"),
    ],
)
def test_conversion_follows_the_script(text: str, script: Script, conversion: str | None) -> None:
    assert (script_of(text), conversion_for(text)) == (script, conversion)


@pytest.mark.parametrize("conversion", CONVERSIONS)
@pytest.mark.parametrize(
    ("regional", "simplified"),
    [
        ("敍利亞", "叙利亚"),
        ("敘利亞", "叙利亚"),
        ("衞生", "卫生"),
        ("裏海", "里海"),
        ("裡海", "里海"),
    ],
)
def test_a_name_has_one_form_whatever_the_conversion(
    conversion: str, regional: str, simplified: str
) -> None:
    assert simplify(regional, conversion) == simplified


@pytest.mark.parametrize("conversion", CONVERSIONS)
def test_conversion_is_that_of_opencc_with_and_without_phrases(conversion: str) -> None:
    import opencc

    words = [
        "乾坤",
        "著名",
        "衛生部長",
        "於是",
        "顯著",
        "裡面",
        "瞭解",
        "麼",
        "美國",
        "藉口",
        "甚麼",
    ]
    pieces = ["".join(words[i:] + words[:i]) for i in range(len(words))] + words
    ours = [simplify(piece, conversion) for piece in pieces]
    levelled = str.maketrans("衞敍枱衹粧糭擡幺", "卫叙台只妆粽抬么")
    theirs = [opencc.OpenCC(conversion).convert(piece).translate(levelled) for piece in pieces]
    assert ours == theirs
