from pathlib import Path

import pytest

from summit_extract.reading.article import Article, Unreadable
from summit_extract.reading.encoding import DecodingError, decode
from summit_extract.reading.files import read_articles

TRADITIONAL = "美國總統特朗普星期五在阿拉斯加與俄羅斯總統普京會面，雙方談了三小時，沒有達成協議。"
SIMPLIFIED = "美国总统特朗普星期五在阿拉斯加与俄罗斯总统普京会面，双方谈了三小时，没有达成协议。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TRADITIONAL, "utf-8"),
        (TRADITIONAL, "utf-8-sig"),
        (TRADITIONAL, "utf-16"),
        (TRADITIONAL, "utf-16-le"),
        (TRADITIONAL, "utf-16-be"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL + "深水埗的啫喱", "big5hkscs"),
        (TRADITIONAL, "gb18030"),
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED, "gb2312"),
        ("川普會見普丁", "big5"),
        ("习近平会见拜登", "gbk"),
        ("Trump and Putin", "ascii"),
    ],
)
def test_encodings_are_told_apart(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9, b"\xff\xfe\x00", bytes(range(256)) * 4]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(DecodingError):
        decode(data)


def test_a_named_encoding_alone_is_used() -> None:
    with pytest.raises(DecodingError, match="byte 0"):
        decode(TRADITIONAL.encode("big5"), "utf-8")
    with pytest.raises(DecodingError, match="no encoding is named"):
        decode(b"x", "big6")


def write(path: Path, text: str = TRADITIONAL) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_ids_are_the_paths_below_the_input(tmp_path: Path) -> None:
    for name in ("2025/alaska.txt", "b.md", "a.txt", ".hidden/x.txt", "c.pdf", "2025/alaska.md"):
        write(tmp_path / name)
    found = [a for a in read_articles([tmp_path]) if isinstance(a, Article)]
    assert [a.article_id for a in found] == ["2025/alaska", "2025/alaska.txt", "a", "b"]


def test_a_file_named_twice_has_two_ids(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    ids = [a.article_id for a in read_articles([path, path, tmp_path])]
    assert len(set(ids)) == len(ids) == 3


@pytest.mark.parametrize(
    ("name", "text", "published"),
    [
        ("2018-06-13_kim.txt", "兩人12日會面。", "2018-06-13"),
        ("20180613kim.txt", "兩人12日會面。", "2018-06-13"),
        ("kim.txt", "---\ndate: 2018-06-14\n---\n兩人12日會面。", "2018-06-14"),
        ("2018-06-13_kim.txt", " date 2018-06-15 兩人12日會面。", "2018-06-15"),
        ("kim.txt", "兩人12日會面。", None),
    ],
)
def test_the_day_of_publication_has_an_order(
    tmp_path: Path, name: str, text: str, published: str | None
) -> None:
    (article,) = read_articles([write(tmp_path / name, text)])
    assert isinstance(article, Article)
    assert (article.published.isoformat() if article.published else None) == published


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    errors = [a for a in read_articles([tmp_path, tmp_path / "gone"]) if isinstance(a, Unreadable)]
    assert "no text in UTF-8" in errors[0].error
    assert "no such file" in errors[1].error
