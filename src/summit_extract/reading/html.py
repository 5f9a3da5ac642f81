"""An article's page in HTML → its text, line by line, and what the page says about it.

The main text is found by trafilatura. Captions and the author's line, which it leaves out, are put
back as lines of their own, in the form in which newspapers print them, so that the layout stage
knows them.
"""

import logging
import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from summit_extract.language.dateline import parse_day
from summit_extract.language.layout import BlockKind, analyse
from summit_extract.reading.article import well_formed
from summit_extract.reading.encoding import DecodingError, decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Page", "decode_html", "read_page"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w-]{1,30})", re.I)
_CHARSETS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950", "big5-hkscs": "big5hkscs"}
"""What browsers take these names of encodings for."""

_SILENCE = logging.NullHandler()
_HEAD = 4096
_SPACES = re.compile(r"\s+")
_LONGEST_BYLINE = 60
_CAPTION_MARK = "圖："
_BYLINE_MARK = "作者："
_DATE_LIMITS = {"original_date": True, "min_date": "1900-01-01", "max_date": "2100-01-01"}
"""Without limits of its own the library takes today for one, and what it finds changes by day."""

_CAPTIONS = (
    "//figcaption | //*[contains(@class, 'caption') and not(self::table) and not(.//p)"
    " and not(ancestor::figcaption)]"
)
_BYLINES = (
    "//*[@rel='author' or @itemprop='author' or contains(@class, 'byline')"
    " or contains(@class, 'author') or contains(@class, 'reporter')]"
)


@dataclass(frozen=True, slots=True)
class Page:
    """The article on a page: its text, and title, day, paper and address as the page gives them."""

    text: str
    title: str = ""
    published: date | None = None
    source: str = ""
    url: str = ""


def decode_html(data: bytes, encoding: str | None = None) -> str:
    """Decode a page, by the encoding it names if it is in it, else as any other text.

    Raises `DecodingError` where the bytes are no text.

    >>> decode_html('<meta charset="gb2312"><p>特朗普会见普京</p>'.encode("gbk"))[-8:]
    '会见普京</p>'
    """
    named = _CHARSET.search(data[:_HEAD])
    if encoding is None and named:
        name = named[1].decode("ascii", "replace").lower()
        try:
            return decode(data, _CHARSETS.get(name, name))[0]
        except DecodingError:
            pass
    return decode(data, encoding)[0]


def read_page(markup: str) -> Page:
    """Find the article on a page.

    The text begins with the title and the author's line, and holds the captions where they stand
    on the page, each a line that begins with 圖： unless it says itself what it is. It is empty
    where the page holds no article.

    >>> page = read_page("<html><body><article><h1>美俄會晤</h1>"
    ...     "<p>美國總統特朗普15日在阿拉斯加會見俄羅斯總統普京。</p></article></body></html>")
    >>> page.text
    '美俄會晤\\n美國總統特朗普15日在阿拉斯加會見俄羅斯總統普京。'
    """
    import trafilatura
    from trafilatura.utils import load_html

    for library in ("trafilatura", "htmldate"):  # what they log is for who develops them
        logging.getLogger(library).addHandler(_SILENCE)
    tree = load_html(markup)
    if tree is None:
        return Page("")
    about = trafilatura.extract_metadata(deepcopy(tree), date_config=dict(_DATE_LIMITS))
    bylines = _bylines(tree)
    _keep_captions(tree)
    body = trafilatura.extract(
        tree, include_comments=False, include_formatting=False, date_extraction_params=_DATE_LIMITS
    )
    title = _heading(tree) or _clean(about.title)
    lines = [line for line in map(_clean, (body or "").splitlines()) if line]
    if not any(len(line) > len(title) or line != title for line in lines):
        lines = []
    front = [line for line in (title, *bylines) if line]
    rest = [line for line in lines if line not in front]
    text = "\n".join([*front, *rest]) if rest else ""
    return Page(
        text=well_formed(text),
        title=title,
        published=parse_day(about.date) if about.date else None,
        source=_clean(about.sitename),
        url=_clean(about.url),
    )


def _clean(text: str | None) -> str:
    return _SPACES.sub(" ", well_formed(text or "")).strip()


def _content(element: "HtmlElement") -> str:
    return _clean(element.text_content())


def _heading(tree: "HtmlElement") -> str:
    headings = [_content(element) for element in tree.xpath("//h1")]
    filled = [heading for heading in headings if heading]
    return filled[0] if len(filled) == 1 else ""


def _said(line: str, kind: BlockKind, mark: str) -> str:
    blocks = analyse(line).blocks
    return line if blocks and blocks[0].kind is kind else mark + line


def _bylines(tree: "HtmlElement") -> list[str]:
    found: dict[str, None] = {}
    for element in tree.xpath(_BYLINES):
        line = _content(element) or _clean(element.get("content"))
        inner = any(line != known and line in known for known in found)
        if line and len(line) <= _LONGEST_BYLINE and not inner:
            found[line] = None
    return [_said(line, BlockKind.BYLINE, _BYLINE_MARK) for line in list(found)[:2]]


def _keep_captions(tree: Any) -> None:
    """Turn figures and captions into paragraphs, which the extraction of the text keeps."""
    from lxml.html import builder

    for caption in tree.xpath(_CAPTIONS):
        text = _content(caption)
        if not text or caption.getparent() is None:
            continue
        paragraph = builder.P(_said(text, BlockKind.CAPTION, _CAPTION_MARK))
        figure = next(caption.iterancestors("figure"), caption)
        if figure.getparent() is None:
            continue
        paragraph.tail, figure.tail = figure.tail, None
        if figure is caption or len(figure.xpath(".//figcaption")) < 2:
            figure.getparent().replace(figure, paragraph)
        else:
            figure.addprevious(paragraph)
