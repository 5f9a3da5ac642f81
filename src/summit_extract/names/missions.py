"""Missions abroad: 蘇聯駐北京大使館, 駐索馬利蘭代表處, 索國駐台代表處."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from summit_extract.names.lexicon import Kind, Lexicon, lexicon
from summit_extract.names.organisations import Institution, States
from summit_extract.places.gazetteer import default_gazetteer

if TYPE_CHECKING:
    from summit_extract.names.reading import Reading

__all__ = ["find_missions"]

_POSTED = "驻"
_PERMANENT = "常"
_LONGEST_POST = 14
_IN_NAME = frozenset({"n", "nz", "ns", "j", "b", "vn", "x", "nr", "nrt", "nt", "ng", "f", "m"})


@cache
def _mission() -> re.Pattern[str]:
    nouns = sorted(lexicon().words["mission", "noun"], key=len, reverse=True)
    return re.compile(f"{_POSTED}([\u4e00-\u9fff]{{1,{_LONGEST_POST}}}?)(?:{'|'.join(nouns)})")


def find_missions(reading: "Reading", states: States, lexicon: Lexicon) -> Iterator[Institution]:
    """Find the missions that a text names by where they are, with the state that sent them."""
    text = reading.simplified
    if _POSTED not in text:
        return
    short = lexicon.words["mission", "of_sender"]
    for found in _mission().finditer(text):
        post_start, post_end = found.span(1)
        if not _is_posted(reading, post_start, post_end, states, lexicon):
            continue
        start = found.start() - text.endswith(_PERMANENT, 0, found.start())
        sender = states.before(start)
        named = text[start : found.end()]
        if sender is not None:
            yield Institution(sender[0], found.end(), sender[1], named, True)
        elif text[post_end : found.end()] not in short:
            yield Institution(start, found.end(), "", named, True)


def _is_posted(reading: "Reading", start: int, end: int, states: States, lexicon: Lexicon) -> bool:
    """Tell whether what stands between 駐 and the noun is a post, or a post and words of the
    mission's name: 曼谷|遠東, 美|北美事務協調."""
    text = reading.simplified
    for reach in range(end, start, -1):
        state = states.before(reach)
        if _is_post(text[start:reach], lexicon) or (state is not None and state[0] == start):
            first, last = reading.word_over(reach), reading.word_over(end - 1)
            if reach == end:
                return True
            return reading.starts[first] == reach and _IN_NAME.issuperset(
                reading.tags[first : last + 1]
            )
    return False


def _is_post(name: str, lexicon: Lexicon) -> bool:
    """Tell whether a name is of somewhere, or of a union, that missions are sent to."""
    if name in lexicon.country_of or name in lexicon.short_country:
        return True
    if name in lexicon.words["mission", "post"] or lexicon.lookup(name, Kind.ORGANISATION):
        return True
    gazetteer = default_gazetteer()
    return len(name) > 1 and name in gazetteer and not gazetteer.blocks(name)
