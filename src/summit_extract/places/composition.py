"""Names of buildings, landforms and small places that no table has: 阿拉瑪伊克巴爾|國際機場.

What such a name ends in (國際機場, 迎賓館, 口岸, 群島, 州) says what it is of; where it begins is
known where it follows a place (倫敦|某某酒店) or a word of place (下榻|某某酒店), or where all of
it is spelt with the characters that spell foreign names. The country and the point are those of
the place right before it, else of the city told of last.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from summit_extract.places.affixes import (
    Ending,
    alternatives,
    alternatives_here,
    endings,
    ends_with,
    firsts,
    is_led,
    letters,
    starts_with,
    words,
)
from summit_extract.places.scanning import Beginnings
from summit_extract.places.values import HAN_COUNTRIES, Place, PlaceMention
from summit_extract.places.words import is_word

__all__ = [
    "Composed",
    "composed",
    "datelined",
    "generic",
    "placed",
    "settle",
    "spelt_cities",
    "towns",
]

_LONGEST = 12
_SPELT_LEAST, _SPELT_SURE, _NAMED_LEAST, _NAMED_MOST = 2, 4, 2, 8
_SPELT_CITY = 3
_LATEST_DATELINE = 400
"""A dateline stands within so many characters from the beginning."""

_HAN = re.compile("[\u4e00-\u9fff]")
_ORDINAL = re.compile("[一二三四五六]世$")
_NUMBERED = re.compile("第?[0-9０-９一二三四五六七八九十]{1,3}号$")
_COUNTED = re.compile("第(?:[0-9０-９]{1,3}|[一二三四五六七八九十百]{1,4})$")
_JOINTS = "·‧・•-－—"
_SENTENCE = re.compile("[。！？\n]")
_NEAR = 200
_OF, _LISTED = "的", "、"
_AROUND = ("city", "territory", "admin1")
_SINITIC = HAN_COUNTRIES - {"SG", "HK", "MO"}
"""Where what is spelt in sounds is seldom at home."""
_LED = 4


@dataclass(frozen=True, slots=True)
class Composed:
    """A name that is made of its parts, and where the place right before it begins, if one does."""

    start: int
    end: int
    ending: Ending
    beside: int | None


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, Ending], Beginnings]:
    found = endings()
    return re.compile(alternatives(found)), found, Beginnings(found)


def _endings(text: str) -> Iterator[re.Match[str]]:
    """Give where a name may end, not 關口 in 關|口岸."""
    pattern, _, beginnings = _pattern()
    cursor = 0
    for at in beginnings.positions(text):
        match = pattern.match(text, at) if at >= cursor else None
        if match is None:
            continue
        if starts_with("unfit").match(text, at) or (match.end() - at == 1 and _goes_on(text, at)):
            continue
        cursor = match.end()
        yield match


def _goes_on(text: str, at: int) -> bool:
    """Tell whether a character begins a word (市|長) or is within a foreign name (塔|巴德)."""
    sound = letters("sound")
    return starts_with("cut").match(text, at) is not None or (
        text[at] in sound and text[at + 1 : at + 2] in sound and at + 1 < len(text)
    )


def composed(
    text: str,
    taken: bytearray,
    starts: Sequence[int],
    ends: Sequence[int],
    closed: Iterable[tuple[int, int]] = (),
) -> Iterator[Composed]:
    """Give the names that end in a word for a building, a landform or a small place.

    ``text`` is in Simplified characters, ``taken`` has a non-zero byte where another name stands,
    ``starts`` and ``ends`` are the offsets of the places that were found, in order, ``closed``
    the ranges of other names, which a building may be called by: 瓦塔拉|球場.
    """
    _, found, _ = _pattern()
    named_by = {end: start for start, end in closed}
    last = 0
    for match in _endings(text):
        at, end = match.span()
        ending = found[match.group()]
        if taken[at] or at == 0:
            continue
        if ending.label == "LOC" and text[end : end + 1] in letters("shore"):
            ending = replace(ending, least=min(ending.least, _SPELT_LEAST))
        named = at - _honorific(text, at)
        if named in named_by and ending.label == "FAC":
            start = _called_by(text, taken, named_by[named], named)
            if start is not None:
                last = end
                yield Composed(start, end, ending, None)
                continue
        low = max(last, at - _LONGEST)
        low = max(low, taken.rfind(1, low, at) + 1)
        index = bisect_left(ends, low)
        beside = index if index < len(ends) and ends[index] == low else None
        shift = len(_OF) * (beside is not None and text.startswith(_OF, low))
        if shift and not (ending.label == "FAC" and ends_with("here", text, starts[index])):
            ending = replace(ending, stems=tuple(stem for stem in ending.stems if stem != "named"))
        start = _begins(text, low + shift, at, ending, beside is not None)
        if start is None:
            continue
        last = end
        adjacent = beside is not None and start == low + shift
        yield Composed(start, end, ending, starts[index] if adjacent else None)


def _honorific(text: str, end: int) -> int:
    """Give the length of the title that a name ends in: 侯賽因|國王|大橋."""
    if not ends_with("honorific", text, end):
        return 0
    return max(len(word) for word in words("honorific") if text.endswith(word, 0, end))


def _called_by(text: str, taken: bytearray, start: int, end: int) -> int | None:
    """Give where a building's name begins that holds another foreign name: 瓦塔拉|球場,
    吉|特拉斯|電廠."""
    sound = letters("sound")
    if not all(c in sound or c in _JOINTS for c in text[start:end]):
        return None
    first = start
    while first and text[first - 1] in sound and not taken[first - 1]:
        first -= 1
    first = _whole(text, first, start)
    return first if _led(text, first) or (first < start and end - first >= _SPELT_SURE) else None


@cache
def _unknown() -> tuple[re.Pattern[str], Ending]:
    sound = "".join(sorted(letters("sound")))
    before, after = alternatives(words("at") + words("near")), alternatives_here(words("held"))
    pattern = re.compile(f"(?:{before})([{sound}]{{{_SPELT_CITY},{_NAMED_MOST}}})(?={after})")
    return pattern, Ending("", "GPE", ("spelt",), _SPELT_CITY, True)


def spelt_cities(text: str, taken: bytearray) -> Iterator[Composed]:
    """Give what must be a city where it stands, spelt in full: 在|萊溫德|舉行會談."""
    pattern, ending = _unknown()
    for match in pattern.finditer(text):
        start, end = match.span(1)
        if not any(taken[start:end]) and not is_word(text[end - 1 : end + 1]):
            yield Composed(start, end, ending, None)


@cache
def _datelined() -> re.Pattern[str]:
    sound = "".join(sorted(letters("sound")))
    return re.compile(
        f"(?:{alternatives(words('byline'))})([{sound}]{{{_SPELT_LEAST},{_NAMED_MOST}}})"
        "(?=[0-9０-９一二三四五六七八九十廿月]{1,6}日[专综合外急]{0,4}电|电[）】])"
    )


def datelined(text: str, taken: bytearray) -> Iterator[Composed]:
    """Give the unknown cities that reports are from: 本報記者|通杜馬|八日電."""
    _, ending = _unknown()
    for match in _datelined().finditer(text, 0, _LATEST_DATELINE):
        start, end = match.span(1)
        if not any(taken[start:end]):
            yield Composed(start, end, ending, None)


def towns(text: str, taken: bytearray, ends: Sequence[int]) -> Iterator[Composed]:
    """Give unknown cities that follow a place as what they are: 旁遮普邦|法齊爾卡, 邊境城市|蓋凱杜.

    ``ends`` are the offsets at which the provinces and the other places (as negative numbers) of
    the text end.
    """
    sound, begin = letters("sound"), firsts("within", "town")
    ending = Ending("", "GPE", ("spelt",), _SPELT_CITY, True)
    for mark in ends:
        at, least = abs(mark), _SPELT_CITY
        listed = text.startswith(_LISTED, at)
        if listed:
            at, least = at + len(_LISTED), _SPELT_SURE
        elif mark < 0:
            town = _town().match(text, at) if text[at : at + 1] in begin else None
            if town is None:
                continue
            at, least = town.end(), _SPELT_LEAST
        end = at
        while end < len(text) and text[end] in sound and not taken[end]:
            end += 1
        name = text[at:end]
        if (
            least <= end - at <= _NAMED_MOST
            and not is_word(text[end - 1 : end + 1])
            and (listed or not any(is_word(name[i : i + 2]) for i in range(len(name) - 1)))
            and starts_with("title").match(text, end) is None
            and text[end : end + 1] not in _JOINTS
            and (not listed or _listed().match(text, end))
        ):
            yield Composed(at, end, ending, None)


@cache
def _listed() -> re.Pattern[str]:
    return re.compile(alternatives_here((*words("and"), *words("listed"), *words("held"))))


@cache
def _town() -> re.Pattern[str]:
    return re.compile(
        f"(?:{alternatives(words('within'))}){{0,2}}(?:{alternatives(words('town'))})"
    )


def _begins(text: str, low: int, at: int, ending: Ending, beside: bool) -> int | None:
    """Give where a name that ends at ``at`` begins, or None where none does."""
    number = _NUMBERED.search(text, low, at)
    if number:
        return _begins(text, low, number.start(), replace(ending, least=0), beside)
    counted = _COUNTED.search(text, low, at) if "ordinal" in ending.stems else None
    if counted:
        return counted.start()
    named = "named" in ending.stems
    if named and beside and at - low >= max(_NAMED_LEAST, ending.least) and _is_name(text[low:at]):
        spelt = at
        while spelt > low and text[spelt - 1] in letters("sound"):
            spelt -= 1
        return spelt if at - spelt >= _SPELT_SURE and is_word(text[low:spelt]) else low
    if "spelt" in ending.stems:
        start = at - _honorific(text, at)
        while start > low and (text[start - 1] in letters("sound") or text[start - 1] in _JOINTS):
            start -= 1
        start = _whole(text, start, at)
        if start > low and text[start - 1] in letters("prefix") and _led(text, start - 1):
            start -= 1
        if (
            at - start >= max(_SPELT_LEAST, ending.least)
            and (
                at - start > _SPELT_LEAST
                or not is_word(text[start:at])
                or (ending.label == "LOC" and _led(text, start))
            )
            and (
                not ending.led
                or at - start >= _SPELT_SURE
                or (at - start >= _SPELT_CITY and len(ending.word) >= _SPELT_CITY)
                or _led(text, start)
                or (beside and start == low)
            )
        ):
            return start
    if named:
        for start in range(max(low, at - _NAMED_MOST), at - max(_NAMED_LEAST, ending.least) + 1):
            if _led(text, start) and _is_name(text[start:at]):
                return start
    return None


def _whole(text: str, start: int, at: int) -> int:
    """Leave out characters that belong to the word before: 參加|尼羅河."""
    while start < at and (
        text[start] in _JOINTS
        or (
            start
            and is_word(text[start - 1 : start + 1])
            and not (start > 1 and is_word(text[start - 2 : start]))
        )
        or text[start] in letters("end")
    ):
        start += 1
    return start


def _led(text: str, start: int) -> bool:
    """Tell whether a word of place stands right before: 下榻|…, 湖畔的|…"""
    return is_led(text, start, max(0, start - _LED))


@cache
def _places_words() -> tuple[str, ...]:
    return tuple(word for word in words("leading") if len(word) > 1)


def _is_name(stem: str) -> bool:
    """Tell whether a building may be called so, by what its name does not hold."""
    return (
        all(_HAN.match(c) or c in _JOINTS for c in stem)
        and stem[:1] not in words("extend")
        and not any(c in letters("end") for c in stem)
        and not stem.startswith(words("generic"))
        and not stem.startswith(_places_words())
        and not stem.endswith(words("generic"))
    )


def generic(start: int, end: int, text: str, beside: int | None) -> Composed:
    """Give a building whose kind of name many states have (總統府) as a name made of its parts."""
    return Composed(
        start, end, Ending(text[start:end], "FAC", ("spelt", "named"), 0, False), beside
    )


def settle(
    item: Composed,
    text: str,
    mentions: Sequence[PlaceMention],
    original: str,
    setting: Place | None = None,
    known: Sequence[Place] = (),
) -> PlaceMention:
    """Give the mention of a composed name; where it lies, the places around it say.

    ``setting`` is where the text is there, if that is known; ``mentions`` are those of the places
    that were found, in order; ``known`` are the places that go by this name, of which the one in
    the state around it is taken. Otherwise no English name is known of it: its place is called as
    the article calls it.
    """
    around = setting if _may_be_in(setting, item, text) else around_of(item, text, mentions)
    return placed(item, original, around, known)


def placed(
    item: Composed, original: str, around: Place | None, known: Sequence[Place] = ()
) -> PlaceMention:
    """Give the mention of a composed name that lies in a place: one of the ``known`` ones of its
    name that are in the same city, else in the same state, else one that is only told here."""
    label = item.ending.label
    if around is None:
        return PlaceMention(item.start, item.end, original, label, None)
    there = [p for p in known if p.country_code == around.country_code and p.label == label]
    for place in sorted(there, key=lambda place: place.within != around.name):
        if item.beside is None or around.kind != "city" or place.within == around.name:
            return PlaceMention(item.start, item.end, original, label, place)
    kinds = {"FAC": "venue", "LOC": "region", "GPE": "city"}
    place = Place(
        name=original,
        kind=kinds[label],
        label=label,
        country_code=around.country_code,
        admin1=around.admin1 or (around.name if around.kind == "admin1" else ""),
        latitude=around.latitude,
        longitude=around.longitude,
        timezone=around.timezone,
        within=around.within if around.kind == "venue" else around.name,
    )
    return PlaceMention(item.start, item.end, original, label, place)


def around_of(item: Composed, text: str, mentions: Sequence[PlaceMention]) -> Place | None:
    """Give the place that a composed name lies in.

    That is the one right before it, else the city told of last, else the country told of last,
    one that somebody goes to (抵達|宏都拉斯) before others. What is spelt with the characters that
    spell foreign names lies in no country that writes names in Chinese characters; where the
    article names no other before it, the next country named in the sentence is taken, else that of
    the city told of last.
    """
    if item.beside is not None:
        return mentions[bisect_left(mentions, item.beside, key=_start)].place
    before = bisect_left(mentions, item.start, key=_start)
    foreign = _is_foreign(item, text)
    country, town, sure = None, None, False
    for number in range(before - 1, -1, -1):
        mention = mentions[number]
        if item.start - mention.end > _NEAR:
            break
        place = mention.place
        if not _may_hold(place, foreign) or place is None:
            continue
        if place.kind in _AROUND and item.ending.is_built and not sure:
            return place
        if place.kind in _AROUND:
            town = town or place
        if place.kind == "country" and not sure:
            sure = _gone_to(text, mention.start)
            if sure or country is None:
                country = place
        if _SENTENCE.search(text, mention.start, item.start) and country is not None:
            break
    if country is None:
        ends = _SENTENCE.search(text, item.end)
        last = bisect_left(mentions, ends.end() if ends else len(text), key=_start)
        following = (mentions[number].place for number in range(before, last))
        country = next((place for place in following if _may_hold(place, foreign)), None)
    return country or town


def _start(mention: PlaceMention) -> int:
    return mention.start


def _is_foreign(item: Composed, text: str) -> bool:
    stem = _ORDINAL.sub("", text[item.start : item.end - len(item.ending.word)])
    return bool(stem) and all(c in letters("sound") for c in stem)


def _may_be_in(place: Place | None, item: Composed, text: str) -> bool:
    return place is not None and not (_is_foreign(item, text) and place.country_code in _SINITIC)


def _may_hold(place: Place | None, foreign: bool) -> bool:
    """Tell whether a place that is told of may be where an unknown name is."""
    if place is None or not place.country_code or place.label != "GPE":
        return False
    return not (foreign and place.country_code in _SINITIC)


def _gone_to(text: str, start: int) -> bool:
    """Tell whether a place is one that somebody goes to or is in: 訪問|宏都拉斯."""
    return ends_with("locative", text, start, max(0, start - _LED))
