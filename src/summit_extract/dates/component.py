"""The spaCy component ``summit_dates``."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span

from summit_extract.dates.grammar import Parsed, parse
from summit_extract.dates.lexicon import normalise
from summit_extract.dates.places import ZonedPlace, nearest_zone, zone_in_sentence
from summit_extract.dates.resolution import resolve
from summit_extract.language.spans import layout_of, set_group, text_of

__all__ = ["DATES", "DatesComponent"]

DATES = "dates"

if not Span.has_extension("date"):
    Span.set_extension("date", default=None)


@Language.factory("summit_dates", assigns=["doc.spans", "span._.date"])
class DatesComponent:
    """Finds dates, times and durations.

    Writes ``doc.spans["dates"]`` (labels DATE, TIME, DURATION), each Span with its
    `DateMention` in ``span._.date``. Reads ``doc._.published``, the layout, and where they are
    there the places (for 當地時間) and the persons (周一鳴 is none of Monday).
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the dates of one Doc."""
        text = text_of(doc)
        normal = normalise(text)
        mentions = parse(normal)
        people = [(e.start_char, e.end_char) for e in doc.ents if e.label_ == "PERSON"]
        mentions = [mention for mention in mentions if not _overlaps(mention, people)]
        published: date | None = doc._.published
        layout = layout_of(doc)
        by_places = nearest_zone(text, list(_zoned_places(doc)), layout)

        def zone_at(start: int, end: int) -> str:
            named = zone_in_sentence(text, normal, layout, start, end)
            return named or by_places(start, end)

        found = resolve(
            mentions,
            normal,
            text,
            layout,
            published,
            zone_at=zone_at,
        )
        doc = set_group(doc, DATES, ((m.start, m.end, m.label) for m in found))
        for span, mention in zip(doc.spans[DATES], found, strict=True):
            span._.date = mention
        return doc


def _overlaps(mention: Parsed, ranges: list[tuple[int, int]]) -> bool:
    """Tell whether a mention overlaps one of the ranges, which are in order and apart."""
    index = bisect_left(ranges, mention.end, key=lambda span: span[0])
    return index > 0 and ranges[index - 1][1] > mention.start


def _zoned_places(doc: Doc) -> Iterator[ZonedPlace]:
    if "places" not in doc.spans or not Span.has_extension("place"):
        return
    for span in doc.spans["places"]:
        place = getattr(span._.place, "place", None)
        timezone: str = getattr(place, "timezone", "")
        if timezone:
            yield ZonedPlace(span.start_char, span.end_char, timezone)
