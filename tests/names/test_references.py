import pytest

from .conftest import Reader

REFERENCES = [
    ("特朗普與普京在漢堡會晤。雙方談了兩個小時。", "雙方", ("trump", "putin")),
    ("特朗普與普京在漢堡會晤。兩人相處得很好。", "兩人", ("trump", "putin")),
    ("美國總統特朗普與俄羅斯總統普京會晤。兩位領導人同意再談。", "兩位領導人", ("trump", "putin")),
    ("特朗普與普京保持距離，沒有跟後者打招呼。", "後者", ("putin",)),
    ("普京接見了莫迪。他說，合作前景廣闊。", "他", ("putin",)),
    ("美國總統特朗普訪問東京。同日，美國總統會見了首相。", "美國總統", ("trump",)),
    (
        "日本首相岸田文雄、韓國總統尹錫悅和美國總統拜登在戴維營會面。三國領袖發表聲明。",
        "三國領袖",
        ("kishida", "yoon_suk_yeol", "biden"),
    ),
    (
        "特朗普與普京會晤，國務卿蒂勒森和外長拉夫羅夫在座。兩位領導人握手。",
        "兩位領導人",
        ("trump", "putin"),
    ),
    ("特朗普與普京會晤。美俄同意恢復對話。", "美俄", ("trump", "putin")),
]


@pytest.mark.parametrize(("text", "word", "wanted"), REFERENCES)
def test_reference_means_whom_it_should(
    read: Reader, text: str, word: str, wanted: tuple[str, ...]
) -> None:
    doc = read(text, "2023-07-08" if "岸田" in text else "2017-07-08")
    found = [s._.reference for s in doc.spans["references"] if s._.reference.text == word]
    assert found, word
    assert found[-1].entities == wanted


def test_pair_needs_two_persons(read: Reader) -> None:
    doc = read("特朗普抵達漢堡。兩人將會面。", "2017-07-08")
    assert all(span._.reference.entities == () for span in doc.spans["references"])
