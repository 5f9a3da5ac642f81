"""Pages of newspapers, and rows, as articles."""

from datetime import date
from pathlib import Path

import pytest

from summit_extract.language.layout import BlockKind, analyse
from summit_extract.reading.article import Article, Unreadable
from summit_extract.reading.files import read_articles
from summit_extract.reading.html import read_page

BODY = "".join(
    f"<p>第{word}，美國總統特朗普15日在阿拉斯加安克雷奇與俄羅斯總統普京會晤，談了將近三個小時。</p>"
    for word in "一二三四五六"
)
HONG_KONG = f"""<!doctype html><html lang="zh-Hant-HK"><head><meta charset="utf-8">
<title>特普會未達協議｜某報</title>
<meta property="article:published_time" content="2025-08-16T10:30:00+08:00">
<meta property="og:site_name" content="某報"><meta property="og:title" content="特普會未達協議">
<link rel="canonical" href="https://example.hk/news/1"><script>var 廣告 = "習近平訪問東京"</script>
</head><body><nav><a href="/">首頁</a> <a href="/cn">中國</a></nav><article><h1>特普會未達協議</h1>
<div class="author-info"><span class="author">撰文：陳大文</span>
<time datetime="2025-08-16T10:30">出版：2025-08-16 10:30</time></div>{BODY}
<figure><img src="a.jpg"><figcaption>特朗普與普京在安克雷奇會面。（路透社）</figcaption></figure>
<figure><img src="b.jpg"><figcaption>普京抵達埃爾門多夫聯合基地</figcaption></figure>
{BODY}</article>
<aside class="related"><h3>相關新聞</h3><ul><li><a href="/2">習近平會見拜登</a></li>
<li><a href="/3">馬英九訪問北京</a></li></ul></aside>
<footer>版權所有 不得轉載</footer></body></html>"""
TAIWAN = f"""<html><head><meta name="pubdate" content="2025-08-16">
<title>川普會普丁 | 社</title></head>
<body><div id="main"><h1>川普會普丁</h1><p class="byline">（中央社記者王小明華盛頓15日專電）</p>
{BODY}
<div class="photo"><img src="x"><span class="caption">川普與普丁（圖／美聯社）</span></div></div>
<div class="comments"><p>讀者留言：早該這樣了，支持支持支持支持。</p></div></body></html>"""
MAINLAND = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<meta name="publishdate" content="2025-08-16"></head>
<body><div class="article"><h1>美俄首脑会晤</h1>
{BODY}<p>责任编辑：李四</p></div></body></html>"""


def test_a_page_gives_title_day_paper_and_address() -> None:
    page = read_page(HONG_KONG)
    assert (page.title, page.published, page.source, page.url) == (
        "特普會未達協議", date(2025, 8, 16), "某報", "https://example.hk/news/1",
    )  # fmt: skip


@pytest.mark.parametrize("markup", [HONG_KONG, TAIWAN, MAINLAND])
def test_a_page_gives_its_article_and_nothing_around_it(markup: str) -> None:
    text = read_page(markup).text
    assert text.count("談了將近三個小時") >= 6
    for around in ("首頁", "相關新聞", "馬英九", "版權所有", "廣告", "讀者留言"):
        assert around not in text


def test_captions_and_bylines_are_lines_that_the_layout_knows() -> None:
    text = read_page(HONG_KONG).text
    kinds = {text[b.start : b.end]: b.kind for b in analyse(text).blocks}
    assert kinds["特朗普與普京在安克雷奇會面。（路透社）"] is BlockKind.CAPTION
    assert kinds["圖：普京抵達埃爾門多夫聯合基地"] is BlockKind.CAPTION
    assert kinds["特普會未達協議"] is BlockKind.TITLE
    byline = next(line for line, kind in kinds.items() if kind is BlockKind.BYLINE)
    assert byline.startswith("撰文：陳大文")
    taiwan = read_page(TAIWAN).text
    assert "（中央社記者王小明華盛頓15日專電）" in taiwan.splitlines()
    assert "川普與普丁（圖／美聯社）" in taiwan


def test_a_page_is_decoded_as_it_says(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(MAINLAND.encode("gb18030"))
    (tmp_path / "b.htm").write_bytes(HONG_KONG.encode())
    (tmp_path / "c.html").write_text("<html><body><img src='a.jpg'></body></html>")
    first, second, third = read_articles([tmp_path])
    assert isinstance(first, Article) and first.published == date(2025, 8, 16)
    assert first.text.startswith("美俄首脑会晤\n") and "談了將近" in first.text
    assert isinstance(second, Article) and second.source == "某報"
    assert isinstance(third, Article) and third.text == ""


def test_the_day_in_a_rows_cell_comes_first(tmp_path: Path) -> None:
    (tmp_path / "2001-01-01.csv").write_text(
        "text,published\n date 2002-02-02 甲,2003-03-03\n date 2002-02-02 乙,\n丙,\n丁,昨天\n"
    )
    found = [a for a in read_articles([tmp_path]) if isinstance(a, Article)]
    assert [str(a.published) for a in found] == ["2003-03-03", "2002-02-02", "None", "None"]
    assert [len(a.problems) for a in found] == [0, 0, 0, 1]


def test_rows_that_share_an_id_get_a_number(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": 1, "text": "甲"}\n{"id": "1", "text": "乙"}\n')
    assert [a.article_id for a in read_articles([tmp_path])] == ["a#1", "a#1~2"]


def test_a_file_cut_off_gives_the_rows_before(tmp_path: Path) -> None:
    import gzip
    import random

    rng = random.Random(1)
    rows = [f'{{"text": "{rng.getrandbits(400)}"}}' for _ in range(20_000)]
    data = gzip.compress("\n".join(rows).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) // 2])
    *articles, last = read_articles([tmp_path])
    assert len(articles) > 1000
    assert isinstance(last, Unreadable) and "is cut off" in last.error
