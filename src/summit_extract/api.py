"""The Python calls: one text in, tables out as pandas DataFrames."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["Result", "extract"]


@dataclass(frozen=True, slots=True)
class Result:
    """The tables of one text, as DataFrames with the columns of the CSV files, and its Doc.

    Cells are text, an empty string is what is not told; numbers are written as in the files.
    """

    events: "pd.DataFrame"
    participants: "pd.DataFrame"
    entities: "pd.DataFrame"
    dates: "pd.DataFrame"
    places: "pd.DataFrame"
    tokens: "pd.DataFrame"
    articles: "pd.DataFrame"
    doc: "Doc"


@cache
def _default_pipeline() -> "Language":
    from summit_extract.pipeline import load

    return load()


def _as_date(published: str | date | None) -> date | None:
    if published is None or isinstance(published, date):
        return published
    try:
        return date.fromisoformat(published[:10])
    except ValueError as error:
        raise ValueError(
            f"published is {published!r}; give a day as YYYY-MM-DD, or leave it out"
        ) from error


def extract(
    text: str,
    published: str | date | None = None,
    *,
    article_id: str = "text",
    nlp: "Language | None" = None,
) -> Result:
    """Read one article and give its tables.

    ``published`` is the day it appeared (``YYYY-MM-DD`` or a ``date``); without it the day that
    the text itself tells is taken, and if it tells none, relative dates stay without a value.
    Raises ``ValueError`` where ``published`` is no day.

    >>> result = extract("2018年6月12日，特朗普與金正恩在新加坡會面。", published="2018-06-13")
    >>> result.events.loc[0, ["event_type", "status", "date", "country_code"]].tolist()
    ['meeting', 'held', '2018-06-12', 'SG']
    """
    import pandas as pd

    from summit_extract.pipeline import analyse_text
    from summit_extract.reading.article import Article
    from summit_extract.tables import COLUMNS, article_tables

    day = _as_date(published)
    doc = analyse_text(nlp or _default_pipeline(), text, day)
    article = Article(article_id=article_id, path="", text=text, published=day)
    rows = article_tables(article, doc, tokens=True).rows
    tables = {
        name: pd.DataFrame(rows[name], columns=list(columns), dtype=str)
        for name, columns in COLUMNS.items()
        if name != "errors"
    }
    return Result(**tables, doc=doc)
