import pytest
from hypothesis import given
from hypothesis import strategies as st

from summit_extract.language.dateline import find_published
from summit_extract.language.layout import analyse

PAGE = """香港新聞網

川習通話　談台灣與貿易

撰文：陳大文
出版：2025-02-03 18:30更新：2025-02-04 09:10

（中央社記者王小明華盛頓3日電）美國總統川普今天說：「我們談得很好。他很客氣。」雙方沒有透露細節。

▲美國總統川普。（圖／美聯社）

請繼續往下閱讀

2017年7月7日 德國漢堡

兩人在漢堡首次會面。

圖為兩人握手。（Reuters）

延伸閱讀
習近平會見普丁　談了三小時
白宮：川普下周訪問北京

本文獲《觀察者網》授權轉載
"""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(text[b.start : b.end], b.kind.value) for b in analyse(text).blocks]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("撰文：陳大文", "BYLINE"),
        ("出版：2025-02-03 18:30更新：2025-02-04 09:10", "BYLINE"),
        ("（中央社記者王小明華盛頓3日電）", "BYLINE"),
        ("▲美國總統川普。（圖／美聯社）", "CAPTION"),
        ("請繼續往下閱讀", "BOILERPLATE"),
        ("2017年7月7日 德國漢堡", "HEADING"),
        ("兩人在漢堡首次會面。", "BODY"),
        ("圖為兩人握手。（Reuters）", "CAPTION"),
        ("延伸閱讀", "RELATED"),
        ("習近平會見普丁　談了三小時", "RELATED"),
        ("本文獲《觀察者網》授權轉載", "BOILERPLATE"),
    ],
)
def test_each_line_of_a_page_is_told(line: str, kind: str) -> None:
    assert (line, kind) in kinds(PAGE)


@pytest.mark.parametrize(
    ("foot", "kind"),
    [
        ("2022-10-08 1 content_7.html 1 韓日外長通電話 /enp-->", "RELATED"),
        ("韓日外長通電話", "RELATED"),
        ("韓日外長通電話，是今年第三次。", "BODY"),
    ],
)
def test_the_foot_of_a_page_that_repeats_the_heading_is_none_of_it(foot: str, kind: str) -> None:
    page = "韓日外長通電話\n韓國外長朴振7日與日本外相林芳正通電話，討論出口。\n" + foot
    assert kinds(page)[-1] == (foot, kind)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "他說：「很好。真的。」然後離開。再見。",
            ["他說：「很好。真的。」", "然後離開。", "再見。"],
        ),
        ("他說：「很好。」，然後離開。", ["他說：「很好。」，然後離開。"]),
        ("（見圖。下）川普抵達。普丁也到了！", ["（見圖。下）川普抵達。", "普丁也到了！"]),
        ("他說：「很好。沒有關上的引號。再見。", ["他說：「很好。", "沒有關上的引號。", "再見。"]),
        ("第一行\n第二行沒有句號", ["第一行", "第二行沒有句號"]),
        ("真的？！好。", ["真的？！", "好。"]),
    ],
)
def test_sentences_do_not_break_inside_quotes_and_brackets(text: str, sentences: list[str]) -> None:
    found = [text[start:end] for start, end in analyse(text).sentences]
    assert found == sentences


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (" date 2025-08-15 美國總統", "2025-08-15"),
        ("---\ntitle: 測試\ndate: 2020-01-02\n---\n正文在此。", "2020-01-02"),
        (PAGE, "2025-02-03"),
        ("標題\n更新：2018-06-13 09:00\n內文在這裡。", "2018-06-13"),
        ("標題\n2018-06-12 18:30 聯合報\n兩人會面。", "2018-06-12"),
        ("標題\n民國107年6月12日\n兩人會面。", "2018-06-12"),
        ("大公報　一九五五年四月二十四日　第一版\n總理抵萬隆\n總理抵達。", "1955-04-24"),
        ("民國九十五年五月九日　焦點新聞\n總統抵達\n總統抵達。", "2006-05-09"),
        ("疫苗預約塞爆\n中時新聞網　楊雅筑　2021/07/14 17:32\n平台開放。", "2021-07-14"),
        ("回顧\n2017年7月7日 德國漢堡\n兩人會面。\n2018年7月16日 芬蘭\n再會。", None),
        ("回顧\n2017年7月7日\n漢堡。\n2018年7月16日\n赫爾辛基。", None),
        ("兩人2018年6月12日會面。", None),
        ("", None),
    ],
)
def test_the_text_tells_when_it_was_published(text: str, published: str | None) -> None:
    found = find_published(text)
    assert (found.isoformat() if found else None) == published


@given(st.text(alphabet="一二。！「」『』（）\n 圖為AB…，", max_size=200))
def test_blocks_and_sentences_lie_in_the_text_in_order(text: str) -> None:
    layout = analyse(text)
    position = 0
    for block in layout.blocks:
        assert position <= block.start < block.end <= len(text)
        position = block.end
    position = 0
    for start, end in layout.sentences:
        assert position <= start < end <= len(text)
        assert layout.block_at(start) == layout.block_at(end - 1)
        position = end
    covered = "".join(text[start:end] for start, end in layout.sentences)
    assert "".join(covered.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("新华社摩加迪沙四日电　周恩来总理今天上午结束访问。", "新华社摩加迪沙四日电"),
        ("新華社北京電（記者 李明）外長今天啟程。", "新華社北京電（記者 李明）"),
        ("中新社雅加達5日電 印尼總統今日會見來賓。", "中新社雅加達5日電"),
        ("合眾社倫敦十二月三日電 英國首相今日會見來賓。", "合眾社倫敦十二月三日電"),
        ("美聯社廿三日消息　白宮今天宣布了行程。", "美聯社廿三日消息"),
        ("塔斯社莫斯科四日電訊　外長今天啟程。", "塔斯社莫斯科四日電訊"),
    ],
)
def test_a_dateline_before_a_paragraph_is_a_line_of_its_own(line: str, dateline: str) -> None:
    assert (dateline, "BYLINE") in kinds(f"標題在這裡\n\n{line}")


@pytest.mark.parametrize(
    "line",
    [
        "新華社電視台播出了會談的畫面。",
        "路透社5日報道，美國總統將訪問印度。",
        "法新社的電話採訪在五日進行。",
        "國際社會電告各方保持克制。",
        "合作社讯问了三名职员。",
    ],
)
def test_prose_about_an_agency_is_no_dateline(line: str) -> None:
    assert (line, "BODY") in kinds(f"標題在這裡\n\n{line}")
