"""Named occasions that no list has: 第25次某組織領導人非正式會議, G20峰會, 特普會."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from summit_extract.names.lexicon import lexicon

if TYPE_CHECKING:
    from summit_extract.names.reading import Reading

__all__ = ["find_gatherings", "find_pair_summits"]

_BRACKET = r"(?:[（(][A-Za-z0-9＋+·\-]{2,10}[）)])?"
_ORDINAL = r"(?:第?[0-9０-９一二三四五六七八九十廿百]{1,4}(?:届|次|轮)|(?:19|20)\d\d年?)?"
_PAIR = re.compile(r"([\u4e00-\u9fff]{2,3})([二三四五]?)会(?![议谈见晤面员长场员展社计堂馆所考])")


@cache
def _gathering() -> re.Pattern[str]:
    nouns = lexicon().words["noun_gathering", "summit"]
    audience = lexicon().words["audience", "of_summit"]
    noun = "|".join(sorted(map(re.escape, nouns), key=len, reverse=True))
    who = "|".join(sorted(map(re.escape, audience), key=len, reverse=True))
    return re.compile(f"{_BRACKET}{_ORDINAL}(?:{who})?{_BRACKET}{_ORDINAL}(?:{noun})")


def find_gatherings(
    reading: "Reading", groups: Iterable[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], int, int]]:
    """Find the meetings of an organisation: its name, then what meets and how.

    ``groups`` are the ranges of the names of organisations that hold such meetings. Brackets and
    ordinals inside belong to the name: 二十國集團（G20）峰會, 第二十五次. Gives the group of each
    and the range of the whole name.
    """
    text = reading.simplified
    pattern = _gathering()
    leading = re.compile(r"第[0-9０-９一二三四五六七八九十廿百]{1,4}[届次]$")
    for start, end in groups:
        found = pattern.match(text, end)
        if found:
            before = leading.search(text, max(0, start - 8), start)
            yield (start, end), (before.start() if before else start), found.end()


def find_pair_summits(
    reading: "Reading", initials: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Find meetings named for those who meet: 特普會, 馬習會, 川金二會.

    ``initials`` are the first characters of the names of the persons in the article.
    """
    text = reading.simplified
    for found in _PAIR.finditer(text):
        letters = found.group(1)
        for length in (2, 3):
            pair = letters[-length:]
            start = found.end(1) - len(pair)
            if len(pair) != length or not set(pair) <= initials | {"双"} or len(set(pair)) < 2:
                continue
            if start in reading.word_at or start - 1 in reading.word_at:
                yield start, found.end()
                break
