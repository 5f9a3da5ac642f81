"""The Python calls: one text in, tables out as pandas DataFrames."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["Result", "extract"]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Result:
    """The tables of a text, or of several, as DataFrames with the columns of the CSV files.

    Cells are text, an empty string is what is not told; numbers are written as in the files.
    ``docs`` has the Doc of each text. A notebook shows the events.
    """

    events: "pd.DataFrame"
    participants: "pd.DataFrame"
    entities: "pd.DataFrame"
    dates: "pd.DataFrame"
    places: "pd.DataFrame"
    tokens: "pd.DataFrame"
    articles: "pd.DataFrame"
    docs: "tuple[Doc, ...]"

    @property
    def doc(self) -> "Doc":
        """The Doc of the text; raises ``ValueError`` where there are several, or none."""
        if len(self.docs) != 1:
            raise ValueError(f"this result is of {len(self.docs)} texts; take one of its docs")
        return self.docs[0]

    def to_html(self) -> str:
        """Give the report as HTML, one page that needs no network: timeline, map, evidence.

        >>> extract("特朗普與金正恩在新加坡會面。").to_html().startswith("<!DOCTYPE html>")
        True
        """
        from summit_extract.writing.report import report_of_result

        return report_of_result(self)

    def _repr_html_(self) -> str:
        from summit_extract.showing.notebook import html_of_result

        return html_of_result(self)

    def __repr__(self) -> str:
        tables = ("events", "entities", "dates", "places")
        counts = ", ".join(f"{len(getattr(self, table))} {table}" for table in tables)
        return f"Result({counts})"


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
    text: str | Iterable[str],
    published: str | date | Sequence[str | date | None] | None = None,
    *,
    article_id: str = "text",
    nlp: "Language | None" = None,
) -> Result:
    """Read one article, or several, and give the tables.

    ``published`` is the day an article appeared (``YYYY-MM-DD`` or a ``date``), one for all texts
    or one for each; without it the day that a text itself tells is taken, and if it tells none,
    relative dates stay without a value. Several texts have the ids ``text1``, ``text2`` and so on.
    Raises ``ValueError`` where ``published`` is no day, or not one for each text.

    >>> result = extract("2018年6月12日，特朗普與金正恩在新加坡會面。", published="2018-06-13")
    >>> result.events.loc[0, ["event_type", "status", "date", "country_code"]].tolist()
    ['meeting', 'held', '2018-06-12', 'SG']
    >>> texts = ["昨日普京訪華。", "昨日普京訪華。"]
    >>> extract(texts, ["2024-05-17", "2000-07-19"]).events["date"].tolist()
    ['2024-05-16', '2000-07-18']
    """
    import pandas as pd

    from summit_extract.pipeline import analyse_text
    from summit_extract.reading.article import Article
    from summit_extract.tables import COLUMNS, Row, article_tables

    texts = (text,) if isinstance(text, str) else tuple(text)
    pipeline = nlp or _default_pipeline()
    rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    docs = []
    for number, (one, day) in enumerate(
        zip(texts, _days(published, len(texts)), strict=True), start=1
    ):
        identity = article_id if isinstance(text, str) else f"{article_id}{number}"
        doc = analyse_text(pipeline, one, day)
        article = Article(article_id=identity, path="", text=one, published=day)
        for name, found in article_tables(article, doc, tokens=True).rows.items():
            rows[name] += found
        docs.append(doc)
    tables = {
        name: pd.DataFrame(rows[name], columns=list(columns), dtype=str)
        for name, columns in COLUMNS.items()
        if name in Result.__dataclass_fields__
    }
    return Result(**tables, docs=tuple(docs))


def _days(
    published: str | date | Sequence[str | date | None] | None, texts: int
) -> list[date | None]:
    if published is None or isinstance(published, str | date):
        return [_as_date(published)] * texts
    if len(published) != texts:
        raise ValueError(
            f"published has {len(published)} days for {texts} texts; give one for each"
        )
    return [_as_date(day) for day in published]
