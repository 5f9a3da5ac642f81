"""Dates, times and durations: what is written apart from what it means.

``lexer`` finds the atoms, ``grammar`` reads them as ``expressions``, ``resolution`` gives these
their meaning in the article; ``finding`` does all of it for a text, ``component`` for a Doc.
"""

from summit_extract.dates.finding import find_dates
from summit_extract.dates.resolution import DateMention

__all__ = ["DateMention", "find_dates"]
