"""Bodies of a city, province or region: 紐約市警, 北愛議會, 加州參議院, 大阪府警."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from summit_extract.names.lexicon import lexicon
from summit_extract.names.organisations import Institution
from summit_extract.places.gazetteer import default_gazetteer

if TYPE_CHECKING:
    from summit_extract.names.lexicon import Lexicon
    from summit_extract.names.reading import Reading

__all__ = ["find_regional"]

_LONGEST, _SHORTEST = 7, 2
_REGIONS = frozenset({"admin1", "city", "region"})


@cache
def _body() -> re.Pattern[str]:
    words = lexicon().words
    kinds = "|".join(sorted(words["region", "unit"], key=len, reverse=True))
    bodies = "|".join(sorted(words["region", "body"], key=len, reverse=True))
    police = "|".join(sorted(words["region", "police"], key=len, reverse=True))
    after = "".join(words["region", "not_after_police"])
    return re.compile(f"(?:{kinds})?(?P<body>{bodies})|(?P<unit>{kinds})(?:{police})(?![{after}])")


def find_regional(reading: "Reading", lexicon: "Lexicon") -> Iterator[Institution]:
    """Find the bodies that a text calls by the region they are of and what they are."""
    text = reading.simplified
    for found in _body().finditer(text):
        # 加|州議會 is none, 加州|議會 is one
        for head in sorted({found.start(), max(found.start("body"), found.end("unit"))}):
            place = _region_before(reading, head, lexicon)
            if place is not None:
                yield Institution(place[0], found.end(), place[1], "", True)
                break


def _region_before(reading: "Reading", end: int, lexicon: "Lexicon") -> tuple[int, str] | None:
    """Give start and state of the region whose name ends at an offset, None if there is none."""
    gazetteer = default_gazetteer()
    for length in range(min(_LONGEST, end), _SHORTEST - 1, -1):
        start = end - length
        name = reading.simplified[start:end]
        if start not in reading.word_at or name not in gazetteer:
            continue
        if name in lexicon.country_of or gazetteer.blocks(name):
            return None
        place = gazetteer.entry(name).places[0]
        return (start, place.country_code) if place.kind in _REGIONS else None
    return None
