"""The spaCy component ``summit_dates``."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span

from summit_extract.dates.expressions import Calendar
from summit_extract.dates.grammar import Parsed, parse
from summit_extract.dates.lexicon import normalise
from summit_extract.dates.names import without_names
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
        people = [(e.start_char, e.end_char) for e in doc.ents if e.label_ == "PERSON"]
        mentions = parse(without_names(normal, people))
        mentions = [
            mention
            for index, mention in enumerate(mentions)
            if not _is_cut(mention, people) or _has_its_day(mentions, index, normal)
        ]
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


def _is_cut(mention: Parsed, people: list[tuple[int, int]]) -> bool:
    """Tell whether a person's name runs over an end of a mention.

    ``people`` are ranges in order and apart. A name that lies within the mention is none: a person
    is no 周一, nor 周 in 周五.
    """
    index = bisect_left(people, mention.end, key=lambda span: span[0])
    if not index:
        return False
    start, end = people[index - 1]
    return end > mention.start and (start < mention.start or end > mention.end)


def _has_its_day(mentions: list[Parsed], index: int, text: str) -> bool:
    """Tell whether a mention is a day whatever its neighbours: 周一早, 周一（23日）."""
    mention = mentions[index]
    expression = mention.expression
    if not isinstance(expression, Calendar) or expression.weekday is None:
        return False
    if expression.day_part or expression.clock is not None or expression.week is not None:
        return True
    following = mentions[index + 1] if index + 1 < len(mentions) else None
    return (
        following is not None
        and isinstance(following.expression, Calendar)
        and isinstance(following.expression.day, int)
        and text[mention.end : following.start].strip() == "("
    )


def _zoned_places(doc: Doc) -> Iterator[ZonedPlace]:
    if "places" not in doc.spans or not Span.has_extension("place"):
        return
    for span in doc.spans["places"]:
        place = getattr(span._.place, "place", None)
        timezone: str = getattr(place, "timezone", "")
        if timezone:
            yield ZonedPlace(span.start_char, span.end_char, timezone)
