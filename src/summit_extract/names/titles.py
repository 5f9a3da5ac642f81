"""Offices in the text: the title, and to its left the state, the institution, 前 and 時任."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summit_extract.names.lexicon import Hit, Kind, Lexicon, Title, longest_suffix

if TYPE_CHECKING:
    from summit_extract.names.reading import Reading

__all__ = ["TitlePhrase", "find_titles"]

_MOST_PARTS = 7
"""An office has at most so many parts to the left of its title (前|美國|國務院|副|...)."""


@dataclass(frozen=True, slots=True)
class TitlePhrase:
    """An office as the text words it; offsets in characters, end exclusive.

    ``title_start`` is where the title proper begins; ``organisation`` the range of the
    institution named in it, ``(0, 0)`` if none.
    """

    start: int
    end: int
    title_start: int
    title: Title
    country_code: str = ""
    organisation: tuple[int, int] = (0, 0)
    former: bool = False
    elect: bool = False
    deputy: bool = False


def _title_hits(hits: Iterable[Hit]) -> list[Hit]:
    """Give the titles that no longer word of the lexicons holds, the longest at each place."""
    titles: dict[int, Hit] = {}
    others: dict[int, int] = {}
    for hit in hits:
        if hit.kind is Kind.TITLE:
            known = titles.get(hit.start)
            if known is None or hit.end > known.end:
                titles[hit.start] = hit
        elif hit.kind not in (Kind.COUNTRY, Kind.SUFFIX):
            others[hit.start] = max(others.get(hit.start, 0), hit.end)
    kept: list[Hit] = []
    reach = 0
    for start in sorted({*titles, *others}):
        other = others.get(start, 0)
        title = titles.get(start)
        if title is not None and title.end > reach and other <= title.end:
            kept.append(title)
            reach = max(reach, title.end)
        reach = max(reach, other if title is None or other > title.end else 0)
    return kept


def find_titles(
    reading: "Reading", hits: list[Hit], organisations: dict[int, int], lexicon: Lexicon
) -> list[TitlePhrase]:
    """Find the offices of a text, in order.

    ``hits`` are the words of the lexicons in the text, ``organisations`` the start of an
    institution's name by its end. Titles that follow each other (總統|特使) are one office.
    """
    text = reading.simplified
    countries: dict[int, Hit] = {}
    for hit in hits:
        if hit.kind is Kind.COUNTRY:
            known = countries.get(hit.end)
            if known is None or hit.start < known.start:
                countries[hit.end] = hit
    titles = _title_hits(hits)
    ends = {hit.end: hit for hit in titles}
    inner = {hit.end for hit in titles if hit.end in {other.start for other in titles}}
    stops = lexicon.words["title_stop", "follows"]
    found = []
    for hit in titles:
        if hit.end in inner or text.startswith(stops, hit.end):
            continue
        phrase = _extended(reading, hit, ends, countries, organisations, lexicon)
        if phrase is not None:
            found.append(phrase)
    return found


def _extended(
    reading: "Reading",
    hit: Hit,
    titles: dict[int, Hit],
    countries: dict[int, Hit],
    organisations: dict[int, int],
    lexicon: Lexicon,
) -> TitlePhrase | None:
    text = reading.simplified
    words = lexicon.words
    position = hit.start
    country, organisation = "", (0, 0)
    former = elect = deputy = False
    for _ in range(_MOST_PARTS):
        before = titles.get(position)
        if before is not None and before.start < position:
            position = before.start
            continue
        start = organisations.get(position)
        if start is not None and start < position and not country:
            organisation = organisation if organisation[1] else (start, position)
            position = start
            continue
        state = countries.get(position)
        if state is not None and not country and state.start in reading.word_at:
            country, position = state.value[0], state.start
            continue
        short = text[position - 1 : position]
        if not country and short in lexicon.short_country and position - 1 in reading.word_at:
            country, position = lexicon.short_country[short], position - 1
            continue
        place = reading.places_to.get(position)
        if place is not None and not country and place.label == "GPE":
            country, position = place.country_code, place.start
            continue
        rank = longest_suffix(text, position, words["rank", "deputy"])
        if rank and position == hit.start:
            deputy, position = True, position - len(rank)
            continue
        modifier = ""
        for value in ("former", "elect", "at_the_time", "current"):
            longest = longest_suffix(text, position, words["modifier", value])
            begins = position - len(longest)
            if len(longest) > len(modifier) and (len(longest) > 1 or begins in reading.word_at):
                modifier, kind = longest, value
        if not modifier:
            break
        former |= kind == "former"
        elect |= kind == "elect"
        position -= len(modifier)
    if position == hit.start and not reading.whole_words(hit.start, hit.end) and (
        hit.start not in reading.word_at or len(hit.value[0].text) < 3
    ):
        return None
    title: Title = hit.value[0]
    return TitlePhrase(
        position, hit.end, hit.start, title, country, organisation, former, elect, deputy
    )
