"""Looks back: what is told within a paragraph of news to have been long before it.

An account that opens a paragraph with a day of the past goes on in those that follow; one that only
comes up in a paragraph about something else (兩人2018年也曾會談) ends with it.
"""

from datetime import date, timedelta

from summit_extract.dates.resolution import DateMention
from summit_extract.events.tellings import Source, Telling
from summit_extract.events.values import Status
from summit_extract.events.view import ArticleView, within

__all__ = ["is_aside"]

_LONG_AGO = timedelta(31)
_MONTH = len("2018-10")


def is_aside(view: ArticleView, telling: Telling, status: Status) -> bool:
    """Tell whether a telling looks back from the news that its paragraph began with."""
    mention = telling.when.mention
    if mention is None or status is not Status.HELD or telling.when.source is Source.HEADING:
        return False
    if not _is_long_ago(view, mention):
        return False
    if telling.earlier:
        return True
    start = view.block_of(telling.start).start
    if telling.start == start:
        return False
    return not any(_is_long_ago(view, m) for m in within(view.dates, start, telling.start))


def _is_long_ago(view: ArticleView, mention: DateMention) -> bool:
    """Tell whether a day or month that is told was long before the article."""
    if view.published is None or not mention.date_end or ".." in mention.value:
        return False
    if len(mention.value) < _MONTH:
        return False
    return view.published - date.fromisoformat(mention.date_end) > _LONG_AGO
