"""What reading gives: an article, or what kept it from being read."""

from dataclasses import dataclass
from datetime import date

__all__ = ["Article", "Unreadable"]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read.

    ``text`` is the original text, unchanged; every offset of the program counts its characters.
    ``path`` is the file as the user named it; ``sha256`` is of the bytes that held the article.
    """

    article_id: str
    path: str
    text: str
    published: date | None = None
    title: str = ""
    source: str = ""
    url: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that gave no article; ``error`` says in one sentence why and what to do."""

    path: str
    article_id: str
    error: str
    sha256: str = ""
