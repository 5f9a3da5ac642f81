"""What reading gives: an article, or what kept it from being read."""

import os
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from summit_extract.language.conversion import without_lone_surrogates

__all__ = ["Article", "Form", "RawArticle", "Unreadable", "shown", "well_formed"]


class Form(StrEnum):
    """What the bytes of an article are."""

    TEXT = "text"
    HTML = "html"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read.

    ``text`` is the original text, unchanged; every offset of the program counts its characters.
    ``path`` is the file as the user named it; ``sha256`` is of the bytes that held the article.
    ``problems`` are what was wrong with it though it could be read, one sentence each.
    """

    article_id: str
    path: str
    text: str
    published: date | None = None
    title: str = ""
    source: str = ""
    url: str = ""
    sha256: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One article as it lies in its file: taken out, but not decoded or parsed yet.

    ``data`` are the bytes of the file once decompressed, or of a row's text in UTF-8; ``name`` is
    the file's name, which may tell a day. ``published``, ``title``, ``source`` and ``url`` are the
    row's cells, empty for files.
    """

    article_id: str
    path: str
    name: str
    form: Form
    data: bytes
    sha256: str
    published: str = ""
    title: str = ""
    source: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that gave no article; ``error`` says in one sentence why and what to do."""

    path: str
    article_id: str
    error: str
    sha256: str = ""


def shown(path: str | Path) -> str:
    r"""Write a path so that it is text: bytes of a name that are no UTF-8 become ``\xff``.

    >>> shown(Path("新聞/a b.txt")), shown(os.fsdecode(b"caf\xe9.txt"))
    ('新聞/a b.txt', 'caf\\xe9.txt')
    """
    text = path.as_posix() if isinstance(path, Path) else path
    return os.fsencode(text).decode("utf-8", "backslashreplace")


def well_formed(text: str) -> str:
    r"""Replace what no file format or library takes, NUL characters and lone surrogates, by U+FFFD,
    so that offsets stay.

    >>> well_formed("美\ud83d俄\x00")
    '美\ufffd俄\ufffd'
    """
    return without_lone_surrogates(text).replace("\x00", "\ufffd")
