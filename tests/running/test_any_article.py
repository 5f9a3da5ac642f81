"""Whatever an article holds, it becomes rows that fit their tables, with offsets that are true."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from summit_extract.reading.article import Article, Form, RawArticle
from summit_extract.running.shards import cut
from summit_extract.running.work import Settings, pack, process, process_item, unpack
from summit_extract.tables import COLUMNS

PIECES = (
    "美國總統特朗普", "俄罗斯总统普京", "8月15日", "在阿拉斯加", "會晤", "取消", "會談", "，", "。",
    "「", "」", "\n", "兩人", "當地時間", "下午3時", "（", "）", "圖：", "2025-08-15", "date ",
    "---\n", "  ", "\u3000", "\r", "\u200f", "\ufffd", "\x1b", "𠀀", "🇺🇸", "e\u0301", "=1+1", "第",
    "二〇一七年", "G20", "Trump", "\u2028", "過去五年", "2020年至2022年", "1月至3月", "上半年",
    "年代", "10日起", "訪問", "中國", "三天", "兩周內", "秋天", "1950", "通電話", "簽署協議",
)  # fmt: skip
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
texts = st.lists(
    st.one_of(
        st.sampled_from(PIECES), st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
    ),
    max_size=40,
).map("".join)


@cache
def nlp() -> Language:
    from summit_extract.pipeline import load

    return load()


@settings(max_examples=150, deadline=None)
@given(texts, st.none() | st.dates())
def test_offsets_are_true_and_rows_fit(text: str, published: object) -> None:
    article = Article("a", "a.txt", text.replace("\x00", ""), published)  # type: ignore[arg-type]
    tables = process(nlp(), article, tokens=True)
    assert [
        row[2] for row in tables.rows["errors"] if row[2].startswith(("could not be", "left empty"))
    ] == []
    for table in ("entities", "dates", "places", "tokens"):
        start, end, words = (COLUMNS[table].index(name) for name in ("start", "end", "text"))
        for row in tables.rows[table]:
            assert article.text[int(row[start]) : int(row[end])] == row[words]
    names = COLUMNS["events"]
    for row in tables.rows["events"]:
        cells = dict(zip(names, row, strict=True))
        found = article.text[int(cells["evidence_start"]) : int(cells["evidence_end"])]
        assert found == cells["evidence"]
    assert next(unpack(pack([tables]))).rows == {k: v for k, v in tables.rows.items() if v}
    assert process(nlp(), article, tokens=True) == tables


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(list(Form)))
def test_any_bytes_become_rows(data: bytes, form: Form) -> None:
    if form is Form.ROW:
        data = data.decode("utf-8", "replace").encode()
    item = RawArticle("a", "a", "a", form, data, "0")
    tables = process_item(nlp(), item, Settings())
    assert tables.rows["articles"][0][0] == "a"


@given(st.lists(st.text("abc", min_size=1, max_size=8), unique=True, max_size=300), st.data())
def test_an_article_added_changes_few_shards(names: list[str], data: st.DataObject) -> None:
    items = [RawArticle(name, name, name, Form.TEXT, b"x", "0") for name in names]
    shards = list(cut(items, ""))
    assert [item for shard in shards for item in shard.items] == items
    if items:
        gone = data.draw(st.integers(0, len(items) - 1))
        keys = {shard.key for shard in cut(items[:gone] + items[gone + 1 :], "")}
        new = keys - {shard.key for shard in shards}
        assert len(new) <= 2 + len(items) // 64
