"""Who is said to be present at an event without being one of its principals."""

import re
from collections.abc import Iterator
from functools import cache

from summit_extract.events.lexicon import alternation
from summit_extract.events.view import ArticleView, Unit, UnitKind

__all__ = ["find_attendance"]

_REACH = 10


@cache
def _present() -> re.Pattern[str]:
    alone, present, what = map(alternation, ("attending_alone", "attending_with", "attending_what"))
    return re.compile(rf"[^，。；、]{{0,{_REACH}}}?(?:{alone}|{present}[^，。；]{{0,4}}{what})")


@cache
def _presided() -> re.Pattern[str]:
    return re.compile(rf"(?:的)?(?:{alternation('companion')}|{alternation('mediating')})")


def find_attendance(view: ArticleView) -> Iterator[tuple[Unit, ...]]:
    """Give the groups of units that are said to be present somewhere, in the order of the text.

    蒂勒森和拉夫羅夫也參加了會晤, 沈昌煥在座, 在拉瑪佛沙主持下; people joined by 和 and 、 are one
    group.
    """
    units = [unit for unit in view.units if unit.kind in (UnitKind.PERSON, UnitKind.OFFICE)]
    index = 0
    while index < len(units):
        last = index
        while last + 1 < len(units) and re.fullmatch(
            alternation("linker"), view.simplified[units[last].end : units[last + 1].start]
        ):
            last += 1
        follow = view.simplified[units[last].end : units[last].end + _REACH + 12]
        if _present().match(follow) or _presided().match(follow):
            yield tuple(units[index : last + 1])
        index = last + 1
