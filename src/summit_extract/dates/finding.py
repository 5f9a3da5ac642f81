"""Dates of a text on its own."""

from datetime import date, datetime

from summit_extract.dates.grammar import parse
from summit_extract.dates.lexicon import normalise, simple
from summit_extract.dates.names import without_names
from summit_extract.dates.places import zone_finder
from summit_extract.dates.resolution import DateMention, resolve
from summit_extract.language.layout import analyse

__all__ = ["find_dates", "read_reference"]


def read_reference(reference: str | date | None) -> tuple[date | None, datetime | None]:
    """Read an article's own date, with the time of day where it is told.

    Raises ``ValueError`` for a text that is no ISO 8601 date or date-time.

    >>> read_reference("2025-08-15T10:30")
    (datetime.date(2025, 8, 15), datetime.datetime(2025, 8, 15, 10, 30))
    """
    if reference is None or reference == "":
        return None, None
    if isinstance(reference, str):
        try:
            moment = datetime.fromisoformat(reference.strip())
        except ValueError:
            raise ValueError(
                f"the reference date {reference!r} is no ISO 8601 date; write it as YYYY-MM-DD"
            ) from None
        if len(reference.strip()) <= 10:
            return moment.date(), None
        return moment.date(), moment.replace(tzinfo=None)
    if isinstance(reference, datetime):
        return reference.date(), reference.replace(tzinfo=None)
    return reference, None


def find_dates(text: str, reference: str | date | None = None) -> list[DateMention]:
    """Find the dates, times and durations of a text and what they mean.

    ``reference`` is the day on which the text was published (ISO 8601, with or without a time);
    without it, what counts from that day stays without a value. Offsets are characters of
    ``text``. Raises ``ValueError`` where ``reference`` can't be read.

    >>> text = "8月13日，特朗普說，兩人將於翌日凌晨3時（香港時間）通話。"
    >>> for found in find_dates(text, "2025-08-15"):
    ...     print(found.text, found.value, found.anchor)
    8月13日 2025-08-13 published
    翌日凌晨3時 2025-08-14T03:00+08:00 story:8月13日
    """
    published, moment = read_reference(reference)
    normal = normalise(text)
    mentions = parse(without_names(normal))
    if not mentions:
        return []
    layout = analyse(text, simple(text))
    return resolve(
        mentions, normal, text, layout, published, moment, zone_finder(text, normal, layout)
    )
