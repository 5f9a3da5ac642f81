"""Toponym recognition: which stretches of a text are names of places.

Linear: all pairs of characters are looked up at once; where a name may begin, as many lengths are
tried as names with this beginning have.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from summit_extract.places.affixes import (
    Compound,
    alternatives,
    alternatives_here,
    compound_at,
    compound_firsts,
    ends_with,
    firsts,
    letters,
    starts_with,
    word_set,
    words,
)
from summit_extract.places.gazetteer import Entry, Gazetteer, Reading
from summit_extract.places.values import HAN_COUNTRIES, Place
from summit_extract.places.words import fits, is_word

__all__ = ["Found", "Recognition", "recognise"]

_COMMON, _UNCOMMON = 20_000.0, 1_500.0
"""How often a well-known and another name would be seen where jieba's words were counted."""

_TITLE_LENGTH = 60
"""A longer 《…》 is no title but a quoted text."""

_WINDOW, _LEAD = 8, 6
_HOST_LENGTH = 22
_WARD = "区"
_VALLEY = "河谷"
_OF = "的"
_GOING = ("在", "于", "经", "飞", "抵", "自", "至")
_SHORT, _LONGER = 2, 3
_ORGANISATION_ENDS = (
    *("组织", "员会", "金会", "协会", "公司", "集团", "务院"),
    *("交部", "贸部", "商部", "防部", "务部", "济部"),
)
_YEAR = re.compile(r"[0-9０-９一二三四五六七八九十百元〇○零]{1,5}年")
_DIGITS = "0123456789０１２３４５６７８９〇○"
_REPUBLIC = "民国"
"""With a year after it, it counts years: 中華民國四十二年."""

_DATED = re.compile("[^，。；！？]{0,12}[年月日]\\s*")
_DASHES = "—–－-"
_DASHED = re.compile(rf"[{_DASHES}]{{1,2}}[\u4e00-\u9fff]{{1,8}}(?:峰会|高峰会|论坛|会议)")
_LATIN = re.compile(r"[（(]([A-Z][A-Za-zÀ-ž'’.\- ]{2,40})(?:[,，][^（()）]{0,40})?[）)]")
_DOTS = frozenset("·‧・•･")
_BRACKETS = frozenset("（(")
_STATIONED = "驻"


class Found(NamedTuple):
    """A name found in a text: where, what it may be, what stands with it.

    ``parent`` is the index (in the list of all that were found) of the place right before it that
    may contain it; ``english`` the Latin name in brackets after it, at ``english_at``;
    ``national`` says that an office of a state follows; ``compound`` is what makes another name of
    it.
    """

    start: int
    end: int
    entry: Entry
    parent: int | None = None
    english: str = ""
    english_at: tuple[int, int] | None = None
    national: bool = False
    compound: Compound | None = None


@dataclass(frozen=True, slots=True)
class Recognition:
    """The names found in a text, and the ranges in which nothing else is a place."""

    found: list[Found]
    closed: list[tuple[int, int]]


class _Match(NamedTuple):
    start: int
    end: int
    key: str
    entry: Entry


def _matches(text: str, gazetteer: Gazetteer) -> list[_Match]:
    """Give the longest names, from left to right, none overlapping another."""
    entry_of, names = gazetteer.entry, gazetteer.names
    candidates = gazetteer.candidates(text)
    beginnings = [*(start for start, _ in candidates), len(text)]
    found: list[_Match] = []
    cursor = 0
    for index, (start, lengths) in enumerate(candidates):
        if start < cursor:
            continue
        for length in lengths:
            end = start + length
            key = text[start:end]
            if key not in names or end > len(text):
                continue
            entry = entry_of(key)
            if entry.reading is Reading.BLOCK and _is_office(text, end):
                continue
            match = _Match(start, end, key, entry)
            if beginnings[index + 1] < end and _gives_way(
                text, match, beginnings, index, gazetteer
            ):
                continue
            found.append(match)
            cursor = end
            break
    return found


def _is_branch(text: str, match: _Match) -> bool:
    """Tell whether a place tells apart the parts of an organisation: 國際特赦組織東非|分部."""
    return (
        text.startswith(_ORGANISATION_ENDS, match.start - 2)
        and starts_with("branch").match(text, match.end) is not None
    )


@cache
def _host() -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(words('host'))})(?:[（(][A-Za-z0-9]{{1,8}}[）)])?$")


def _of_gathering(text: str, start: int, end: int) -> bool:
    """Tell whether a place is a part of a gathering's name: 七國集團（G7）|廣島|峰會."""
    return (
        starts_with("gathering").match(text, end) is not None
        and _host().search(text[max(0, start - _HOST_LENGTH) : start]) is not None
    )


def _is_office(text: str, end: int) -> bool:
    """Tell whether an organisation's name is the beginning of an office's: 國防部|長."""
    return starts_with("office").match(text, end) is not None


def _gives_way(
    text: str, match: _Match, beginnings: list[int], index: int, gazetteer: Gazetteer
) -> bool:
    """Tell whether a name that begins inside this one and reaches out of it is the likelier one.

    That is a longer name, and one as long that needs less evidence: 離|開平壤 holds 平壤, not 開平.
    ``beginnings`` are where names may begin, this one at the place ``index`` in it.
    """
    length = match.end - match.start
    doubtful = match.entry.reading is not Reading.PLAIN
    while beginnings[index + 1] < match.end:
        index += 1
        other = beginnings[index]
        for size in gazetteer.lengths_at(text, other):
            if size < length:
                break
            key = text[other : other + size]
            if not match.end < other + size <= len(text) or key not in gazetteer:
                continue
            if size > length:
                return True
            if size == length and is_word(text[match.start - 1 : match.start + 1]):
                return True
            if doubtful and gazetteer.entry(key).reading is Reading.PLAIN:
                return True
    return False


@cache
def _organisation() -> re.Pattern[str]:
    """Give the pattern of what makes an organisation's name of a place's."""
    trade = f"{alternatives_here(words('trade'))}(?!{alternatives_here(words('trade_end'))})"
    adjacent = f"(?:{alternatives_here(words('organisation'))}|{trade})"
    unfit = alternatives_here(words("no_institution"))
    distant = f"(?!{unfit}){alternatives_here(words('institution'))}"
    office = alternatives_here(words("office"))
    stop = alternatives_here(words("stop"))
    gap = f"(?:(?!{stop}(?![馆处]))[\u4e00-\u9fff]){{0,8}}?"
    ministry = (
        f"(?:(?!{stop})[\u4e00-\u9fff]){{1,6}}(?<![东西南北中内外全局])部"
        "(?=在|发|表示|宣布|说|称|声明|官员|的|与|和|，|。|、|也|则|指|已|将|警告|今|昨|公布|证实)"
    )
    return re.compile(f"(?:{adjacent}|{gap}{distant}|{ministry})(?!{office})")


@cache
def _closed() -> re.Pattern[str]:
    kinds = ("document", "event", "zone", "language")
    return re.compile(alternatives_here(word for kind in kinds for word in words(kind)))


@cache
def _extending_firsts() -> frozenset[str]:
    return firsts("realm", "extend", "province", "room") | {_WARD, _VALLEY[-1]}


@cache
def _closing_firsts() -> frozenset[str]:
    """Give what begins the rest of an organisation's, a document's … name, but for most Han."""
    kinds = ("document", "event", "zone", "language", "organisation", "trade", "institution")
    return firsts(*kinds) | frozenset(_DASHES + _DIGITS)


@cache
def _extension() -> re.Pattern[str]:
    return re.compile(f"(?!{alternatives_here(words('cut'))}){alternatives_here(words('extend'))}")


@cache
def _within() -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives_here(words('within'))}){{0,3}}")


def _titles(text: str) -> list[tuple[int, int]]:
    """Give the ranges between 《 and 》."""
    found = []
    start = text.find("《")
    while start >= 0:
        end = text.find("》", start, start + _TITLE_LENGTH)
        if end > 0:
            found.append((start, end))
        start = text.find("《", start + 1)
    return found


def _inside(ranges: list[tuple[int, int]], position: int) -> bool:
    index = bisect_left(ranges, (position + 1,)) - 1
    return index >= 0 and ranges[index][0] <= position < ranges[index][1]


def recognise(text: str, gazetteer: Gazetteer, original: str | None = None) -> Recognition:
    """Find the names of places in a text in Simplified characters.

    ``original`` is the same text as it stands in the article, for Latin names. Names that need
    evidence and lack it are left out; so are places in the names of organisations, documents,
    events, time zones and languages.
    """
    titles = _titles(text)
    found: list[Found] = []
    sure: set[str] = set()
    codes: set[str] = set()
    doubtful: list[tuple[int, Found]] = []
    closed: list[tuple[int, int]] = []
    matches: list[_Match | None] = [*_matches(text, gazetteer), None]
    cut, national, branch = starts_with("cut"), starts_with("national"), starts_with("branch")
    cuts, nationals, branches = firsts("cut"), firsts("national"), firsts("branch")
    extending, gathering = _extending_firsts(), firsts("gathering")
    compounding, closing_with = compound_firsts(), _closing_firsts()
    latin_text = text if original is None else original
    held = 0
    for match, following in pairwise(matches):
        assert match is not None
        start, end, key, entry = match
        if start < held or (titles and _inside(titles, start)):
            continue
        if entry.reading is Reading.BLOCK:
            closed.append((start, end))
            held = end
            continue
        if text[end : end + 1] in branches and (
            _is_branch(text, match)
            or (closed and closed[-1][1] == start and branch.match(text, end))
        ):
            continue
        if len(key) > _SHORT and key[-1] in cuts and cut.match(text, end - 1):
            match = _cut(text, match, gazetteer)
            start, end, key, entry = match
        beside = found[-1] if found and found[-1].end == start else None
        if beside is not None and key in word_set("ruler"):
            continue
        place = entry.places[0]
        short = end - start <= _SPELT_LENGTH
        if short and (
            not _is_word(text, match)
            or (place.kind != "country" and _spelt(text, match, found, following))
        ):
            continue
        letter = text[end : end + 1]
        if (letter in _DOTS or text[start - 1 : start] in _DOTS) and _part_of_name(
            text, match, found, following
        ):
            continue
        extended = end
        if letter in extending:
            extended = _extend(text, end, place)
            letter = text[extended : extended + 1]
        if letter in gathering and _of_gathering(text, start, extended):
            closed.append((start, extended))
            held = extended
            continue
        closing = 0
        compound = _compound(text, start, extended, place) if letter in compounding else None
        mission = None
        if letter == _STATIONED:
            mission = _mission(text, start, extended, place, gazetteer)
        if mission is not None:
            extended, entry, compound = mission
        elif compound is not None:
            extended += len(compound.word)
            entry = _hosting(compound, start, entry, found)
        elif (
            place.label != "FAC"
            and (extended > end or letter in closing_with or "一" <= letter <= "鿿")
            and not (letter in compounding and _is_seat(text, start, extended))
        ):
            closing = _closing(text, end, extended, place, following, gazetteer)
        if closing:
            closed.append((start, closing))
            held = closing
            continue
        letter = text[extended : extended + 1]
        latin = _LATIN.match(latin_text, extended) if letter in _BRACKETS else None
        if latin and not _same_name(latin.group(1), entry):
            latin = None
        here = Found(
            start,
            extended,
            entry,
            _parent(text, start, entry, found),
            latin.group(1).strip() if latin else "",
            latin.span(1) if latin else None,
            letter in nationals and national.match(text, extended) is not None,
            compound,
        )
        if (
            entry.acts or (place.label == "FAC" and key.endswith(words("seat_of_state")))
        ) and not _is_venue(text, _front(text, start, here.parent, found), start, end):
            closed.append((start, end))
            held = end
            continue
        if (
            entry.reading is Reading.PLAIN
            or _evident(text, here, end, found, codes)
            or _holds(text, here, following)
        ):
            sure.add(key)
            found.append(here)
            codes.add(entry.places[0].country_code)
            held = extended
        elif entry.reading in (Reading.RARE, Reading.MILD, Reading.PERSON):
            doubtful.append((len(found), here))
    return Recognition(_with_confirmed(text, found, doubtful, sure), [*titles, *closed])


def _listed(
    text: str, found: list[Found], doubtful: list[tuple[int, Found]]
) -> dict[tuple[int, int], Found]:
    """Give the names that lack evidence but are listed with places of their kind: 馬里、尼日爾, by
    where they stand."""
    listed: dict[tuple[int, int], Found] = {}
    sides = {item.end: item for item in found}, {item.start: item for item in found}
    for _, item in doubtful:
        if item.entry.places[0].kind == "country" and item.entry.reading is Reading.MILD:
            sides[0].setdefault(item.end, item)
            sides[1].setdefault(item.start, item)
    for pending in (doubtful, doubtful[::-1]):
        for _, item in pending:
            if (item.start, item.end) in listed:
                continue
            before, after = _link(text, item.start, -1), _link(text, item.end, 1)
            beside = sides[0].get(before), sides[1].get(after)
            if any(other is not None and _alike(item, other) for other in beside):
                listed[item.start, item.end] = item
                sides[0][item.end] = sides[1][item.start] = item
    return listed


def _link(text: str, position: int, step: int) -> int:
    """Give where the name ends or begins that 、 or 和 links to one at a position, or -1."""
    for word in words("and"):
        if step < 0 and text.endswith(word, 0, position):
            return position - len(word)
        if step > 0 and text.startswith(word, position):
            return position + len(word)
    return -1


def _alike(item: Found, other: Found) -> bool:
    """Tell whether two names may be listed together: two states, two cities of one state."""
    place, beside = item.entry.places[0], other.entry.places[0]
    if place.kind == "country" or beside.kind == "country":
        return place.kind == beside.kind
    return bool(place.country_code) and place.country_code == beside.country_code


def _with_confirmed(
    text: str,
    found: list[Found],
    doubtful: list[tuple[int, Found]],
    sure: set[str],
) -> list[Found]:
    """Add the names that lack evidence where they stand but have it elsewhere in the article."""
    if not doubtful:
        return found
    listed = _listed(text, found, doubtful)
    told = sure | {text[start:end] for start, end in listed}
    countries = {item.entry.candidates[0].index for item in found}
    confirmed = [
        (at, item)
        for at, item in doubtful
        if (item.start, item.end) in listed
        or _is_other_name(item, countries)
        or (
            text[item.start : item.end] in told
            and not (item.entry.reading is Reading.PERSON and _is_person(text, item.end))
        )
    ]
    if not confirmed:
        return found
    result: list[Found] = []
    moved: dict[int, int] = {}
    pending = iter(confirmed)
    upcoming = next(pending, None)
    for index in range(len(found) + 1):
        while upcoming is not None and upcoming[0] == index:
            result.append(upcoming[1])
            upcoming = next(pending, None)
        if index < len(found):
            moved[index] = len(result)
            result.append(found[index])
    return [
        item if item.parent is None else item._replace(parent=moved[item.parent]) for item in result
    ]


def _is_other_name(item: Found, told: set[int]) -> bool:
    """Tell whether a name is another one of a state that the text names: 大馬 for 馬來西亞."""
    entry = item.entry
    known = entry.reading is Reading.MILD and entry.places[0].kind == "country"
    return known and entry.candidates[0].index in told


def _cut(text: str, match: _Match, gazetteer: Gazetteer) -> _Match:
    """Give back a last character that begins the next word: 台北市|長 is 台北|市長."""
    key = match.key[:-1]
    if key not in gazetteer.names or _named_at(text, match.end, gazetteer):
        return match
    entry = gazetteer.entry(key)
    if entry.reading is Reading.BLOCK:
        return match
    return _Match(match.start, match.end - 1, key, entry)


def _named_at(text: str, position: int, gazetteer: Gazetteer) -> bool:
    """Tell whether a longer name begins at a position: 嘉義縣|民雄鄉."""
    return any(
        size >= _LONGER and text[position : position + size] in gazetteer
        for size in gazetteer.lengths_at(text, position)
    )


def _is_word(text: str, match: _Match) -> bool:
    entry = match.entry
    known = entry.candidates[0].weight >= _KNOWN and entry.reading is Reading.PLAIN
    count = _COMMON if known else _UNCOMMON
    return fits(text, match.start, match.end, count)


_KNOWN = 8.5
"""What the name of a well-known place weighs at least."""
_SPELT_LENGTH = 3
_COMPOUNDED = ("city", "admin1", "country", "region", "water", "territory", "venue")


def _spelt(
    text: str,
    match: _Match,
    found: list[Found],
    following: _Match | None,
) -> bool:
    """Tell whether a short foreign name is cut out of the spelling of a longer one: 孟|薩爾."""
    start, end = match.start, match.end
    place = match.entry.places[0]
    if place.country_code in HAN_COUNTRIES:
        return False
    if place.kind == "country" or place.label == "LOC":
        return False
    small = match.entry.candidates[0].weight < _KNOWN
    if small and _goes_on_spelling(text, match):
        return not (found and found[-1].end == start)
    if ends_with("sound_before", text, start) and not (found and found[-1].end == start):
        return True
    free = following is None or following.start > end
    return free and starts_with("sound_after").match(text, end) is not None


def _goes_on_spelling(text: str, match: _Match) -> bool:
    """Tell whether characters that spell foreign names stand on both sides: 塔|曼薩|里街."""
    sound = letters("sound")
    return text[match.start - 1 : match.start] in sound and text[match.end : match.end + 1] in sound


def _part_of_name(text: str, match: _Match, found: list[Found], following: _Match | None) -> bool:
    """Tell whether dots make the name a part of a person's: 約翰·華盛頓.

    Not the dot that begins a line, nor one between a place and a smaller one: 菲律賓·馬尼拉.
    """
    start, end, _, entry = match
    if text[end : end + 1] in _DOTS:
        return not (
            following is not None
            and following.start == end + 1
            and any(entry.places[0].contains(place) for place in following.entry.places)
        )
    before = text[max(0, start - 2) : start]
    if not before or before[-1] not in _DOTS:
        return False
    begins_line = not before[:-1].strip()
    return not begins_line and not (found and found[-1].end == start - 1)


def _compound(text: str, start: int, end: int, place: Place) -> Compound | None:
    """Give what makes a building's or a landform's name of a place's, if it stands there."""
    compound = compound_at(text, end)
    if compound is None or place.kind not in _COMPOUNDED:
        return None
    if place.kind == "venue" and compound.after != "venue":
        return None
    sound = letters("sound")
    spelt = compound.word in sound and text[end + 1 : end + 2] in sound
    if len(compound.word) == 1 and (spelt or starts_with("cut").match(text, end)):
        return None
    if compound.after == "venue" and place.kind not in ("city", "venue"):
        return None
    if (
        compound.after == "city"
        and place.kind not in ("city", "admin1")
        and text[start:end] not in word_set("city_state")
    ):
        return None
    if compound.after in ("state", "state_here") and place.kind not in ("country", "territory"):
        return None
    if compound.after == "seat" and place.kind != "water":
        return None
    meant = compound.after not in ("here", "state_here", "seat")
    if not meant and not _is_venue(text, start, start, end + len(compound.word)):
        return None
    return compound


def _is_seat(text: str, start: int, end: int) -> bool:
    """Tell whether a city is followed by the building of a state in it: 東京|首相官邸."""
    compound = compound_at(text, end)
    if compound is None or compound.after not in ("state", "state_here"):
        return False
    return compound.after == "state" or _is_venue(text, start, start, end + len(compound.word))


@cache
def _embassy() -> re.Pattern[str]:
    return re.compile(f"驻([\u4e00-\u9fff]{{1,6}}?)({alternatives_here(words('mission'))})")


def _mission(
    text: str, start: int, end: int, place: Place, gazetteer: Gazetteer
) -> tuple[int, Entry, Compound] | None:
    """Give the end, the host and the kind of an embassy that is told of as a building.

    在法國駐瑞士大使館: the place is in the state or city that it is accredited to.
    """
    if place.kind not in ("country", "territory"):
        return None
    match = _embassy().match(text, end) if text.startswith(_STATIONED, end) else None
    if match is None or not _is_venue(text, start, start, match.end()):
        return None
    host = match.group(1)
    host = "中国" if host == "华" else host
    if host not in gazetteer or gazetteer.blocks(host):
        return None
    english = "Embassy" if match.group(2).endswith("使馆") else "Consulate"
    return match.end(), gazetteer.entry(host), Compound(match.group(2), "FAC", english, "")


def _hosting(compound: Compound, start: int, entry: Entry, found: list[Found]) -> Entry:
    """Give the place that an embassy is in: the one right before it, else the one it is of."""
    if compound.word in word_set("mission") and found and found[-1].end == start:
        return found[-1].entry
    return entry


def _same_name(english: str, entry: Entry) -> bool:
    """Tell whether a Latin name may be the English name of one of the candidates."""
    initial = english[:1].casefold()
    return any(place.name[:1].casefold() == initial for place in entry.places)


def _extend(text: str, end: int, place: Place) -> int:
    """Give the end of a name with the 市, 州 … that follows it, a building's with the room."""
    if place.label == "FAC":
        room = starts_with("room").match(text, end)
        return room.end() if room else end
    if place.label == "LOC" and text.startswith(_VALLEY, end - 1):
        return end + 1
    if place.kind == "country":
        realm = starts_with("realm").match(text, end)
        return realm.end() if realm and not starts_with("cut").match(text, end) else end
    if place.kind == "region" and place.country_code and text[end : end + 1] == _WARD:
        return end if starts_with("cut").match(text, end) else end + 1
    if place.kind in ("region", "territory") and place.country_code:
        province = starts_with("province").match(text, end)
        return province.end() if province and not starts_with("cut").match(text, end) else end
    if place.kind not in ("city", "admin1"):
        return end
    extension = _extension().match(text, end)
    if extension is None or text[end - 1] in "市县州省郡区镇乡村都府":
        return end
    return extension.end()


def _belongs(following: _Match, end: int, place: Place, gazetteer: Gazetteer) -> bool:
    """Tell whether the next name is a part of an organisation's that ends at ``end``."""
    if following.end > end:
        return False
    entry = following.entry
    if entry.acts:
        return True
    if entry.reading is not Reading.BLOCK:
        return entry.reading in (Reading.WORD, Reading.RARE, Reading.PERSON) and not any(
            place.contains(other) for other in entry.places
        )
    front = (following.key[:length] for length in (2, 3, 4))
    return not any(key in gazetteer and not gazetteer.blocks(key) for key in front)


def _closing(
    text: str,
    end: int,
    extended: int,
    place: Place,
    following: _Match | None,
    gazetteer: Gazetteer,
) -> int:
    """Give the end of the organisation's, document's … name that a place's name begins, or 0."""
    if text.startswith(_REPUBLIC, end - len(_REPUBLIC)) and _YEAR.match(text, end):
        return end
    if text[end : end + 1] in _DASHES and (dashed := _DASHED.match(text, end)):
        return dashed.end()
    for at in (extended, end) if extended != end else (end,):
        match = _closed().match(text, at)
        if match:
            return match.end()
        match = _organisation().match(text, at)
        if match and (
            following is None
            or match.end() <= following.start
            or "驻" in match.group()
            or _belongs(following, match.end(), place, gazetteer)
        ):
            return match.end()
    return 0


def _parent(text: str, start: int, entry: Entry, found: list[Found]) -> int | None:
    """Give the index of the place right before a name that may contain it."""
    if not found:
        return None
    last = len(found) - 1
    previous = found[last]
    gap_start = previous.end
    if previous.english_at is not None and previous.english_at[1] < start:
        gap_start = previous.english_at[1] + 1
    gap = start - gap_start
    if gap < 0 or gap > 3 * _WINDOW:
        return None
    if gap and not (
        text[gap_start] in firsts("within") and _within().fullmatch(text, gap_start, start)
    ):
        near = ends_with("near", text, start, gap_start)
        return last if near and _is_near(entry, previous.entry) else None
    for place in entry.places:
        for other in previous.entry.places:
            if other.contains(place):
                return last
    return None


def _is_near(entry: Entry, other: Entry) -> bool:
    """Tell whether a name may be a place's that lies beside another one: 東京近郊的|成田."""
    return any(
        place.country_code == beside.country_code and place.is_near(beside)
        for place in entry.places
        for beside in other.places
    )


def _is_person(text: str, end: int) -> bool:
    return starts_with("title").match(text, end) is not None


def _front(text: str, start: int, parent: int | None, found: list[Found]) -> int:
    """Give where a name begins, the place right before it included: 華盛頓|白宮, 聖地亞哥的|宮,
    總統府|愛麗舍宮."""
    if found and found[-1].end == start and found[-1].entry.places[0].label == "FAC":
        return _front(text, found[-1].start, found[-1].parent, found[:-1])
    if parent is not None and text[found[parent].end : start] in ("", _OF):
        return _front(text, found[parent].start, found[parent].parent, found)
    return start


def _is_venue(text: str, front: int, start: int, end: int) -> bool:
    """Tell whether a building's name is meant as a building, not as those who work there.

    ``front`` is where the place that stands right before the name begins, else ``start``.
    """
    if starts_with("staff").match(text, end):
        return False
    lead = _before_within(text, front) if front < start else front
    if any(ends_with("here", text, at, max(0, at - _LEAD)) for at in {front, lead}):
        return True
    if starts_with("there").match(text, end) or _is_heading(text, front, end):
        return True
    return front < start and starts_with("actor").match(text, end) is None


def _before_within(text: str, front: int) -> int:
    """Give where what is said of a place before it begins: 在|首都|加拉加斯的|…"""
    while ends_with("within", text, front):
        longest = max(len(word) for word in words("within") if text.endswith(word, 0, front))
        front -= longest
    return front


def _is_heading(text: str, start: int, end: int) -> bool:
    """Tell whether a building's name ends a heading that begins with a date: 30日　克里姆林宮."""
    line = text.rfind("\n", 0, start) + 1
    ends = end == len(text) or text[end] == "\n"
    return ends and start > line and _DATED.fullmatch(text, line, start) is not None


def _is_building_there(before: str, here: Found, found: list[Found]) -> bool:
    """Tell whether a building's name stands where one is told of: 下榻|…, 信義區|的|…"""
    if any(place.label != "FAC" for place in here.entry.places):
        return False
    if found and found[-1].end + len(_OF) == here.start and before.endswith(_OF):
        return True
    return before.endswith(words("leading")) and not before.endswith(words("and"))


def _holds(text: str, here: Found, following: _Match | None) -> bool:
    """Tell whether what a name holds follows it: 大同的|雲岡石窟."""
    if following is None or text[here.end : following.start] not in ("", _OF):
        return False
    if following.entry.reading is not Reading.PLAIN or here.entry.reading is Reading.PERSON:
        return False
    kinds = ("city", "admin1")
    return any(
        place.kind in kinds and following.entry.places[0].label == "FAC"
        for place in here.entry.places
        if place.contains(following.entry.places[0])
    )


def _is_spelt_there(text: str, here: Found) -> bool:
    """Tell whether a small place's name, spelt in full, stands where something is held or somebody
    comes to: 在|弗爾沙茨|會見."""
    place, sound = here.entry.places[0], letters("sound")
    if place.country_code in HAN_COUNTRIES or here.end - here.start < _SPELT_LENGTH:
        return False
    if not all(text[at] in sound for at in range(here.start, here.end)):
        return False
    held = starts_with("there").match(text, here.end) or starts_with("held").match(text, here.end)
    before = text[max(0, here.start - _WINDOW) : here.start]
    return held is not None and before.endswith((*_GOING, *words("near"), *words("locative")))


def _told(here: Found, codes: set[str]) -> bool:
    """Tell whether the country that a city is in has been told of before it.

    Not where cities are called by words (莊園).
    """
    place = here.entry.places[0]
    return place.kind != "country" and place.country_code in codes - HAN_COUNTRIES - {""}


def _evident(text: str, here: Found, end: int, found: list[Found], codes: set[str]) -> bool:
    """Tell whether a name that needs evidence has what its reading asks for."""
    reading = here.entry.reading
    if here.parent is not None:
        return not (reading is Reading.PERSON and _is_person(text, here.end))
    if here.end > end and text[here.end - 1] in "市县州省郡镇":
        return True
    if here.english and reading is not Reading.PERSON:
        english = here.english.casefold()
        if any(place.name.casefold() == english for place in here.entry.places):
            return True
    if reading is Reading.RARE:
        return _is_spelt_there(text, here)
    if reading not in (Reading.MILD, Reading.PERSON):
        return False
    if reading is Reading.MILD and here.national and here.entry.places[0].kind == "country":
        return True
    if here.entry.places[0].label == "LOC" and starts_with("inside").match(text, here.end):
        return True
    before = text[max(0, here.start - _WINDOW) : here.start]
    if _is_building_there(before, here, found):
        return True
    if ends_with("locative", text, here.start) and not _is_person(text, here.end):
        return True
    if before.endswith(("在", "于", "到", "往")) and starts_with("there").match(text, here.end):
        return True
    if before.endswith(_GOING) and not _is_person(text, here.end) and _told(here, codes):
        return True
    if found and text[found[-1].end : here.start] == "、":
        country = found[-1].entry.places[0].country_code
        return any(place.country_code == country for place in here.entry.places)
    return False
