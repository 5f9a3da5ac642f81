"""Time zones as news names them, and the offset of a clock time in one."""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from summit_extract.dates.lexicon import normalise, trie_pattern
from summit_extract.resources import read_table

__all__ = [
    "LOCAL",
    "ZoneName",
    "glossed_in",
    "is_zone",
    "named_after",
    "named_before",
    "named_within",
    "offset",
    "places_with_zone",
    "zone_of_page",
]

LOCAL = "LOCAL"
"""The zone of the place that is told of (當地時間)."""

_BETWEEN = re.compile(r"[0-9] ([A-Z]{2,4}) [0-9]")
_SUFFIX = "时间"
_UNIVERSAL = ("Etc/GMT", "Etc/UTC", "UTC")
_OFFSET_BEFORE = re.compile(r"(?:GMT|UTC)[ ]?([+-])(\d{1,2})[ ,]?$")
_OFFSET = re.compile(r"(?:GMT|UTC)[ ]?([+-])(\d{1,2})(?::?(\d\d))?")


class ZoneName(str):
    """An IANA name, `LOCAL`, or ``@OFFSET``: the place whose name ends at that offset."""

    __slots__ = ()


@cache
def _zones() -> dict[str, str]:
    return {normalise(row["text"]): row["zone"] for row in read_table("timezones.tsv")}


def is_zone(name: str) -> bool:
    """Tell whether letters name a zone.

    >>> is_zone("HKT"), is_zone("ABC")
    (True, False)
    """
    return 2 <= len(name) <= 4 and name.isascii() and name in _zones()


def named_within(text: str, start: int, end: int) -> ZoneName | None:
    """Give the zone named between a date and its time (2024-01-22 HKT 20:41).

    >>> named_within("2024-01-22 HKT 20:41", 0, 20)
    'Asia/Hong_Kong'
    """
    found = _BETWEEN.search(text, start, end)
    zone = _zones().get(found.group(1)) if found else None
    return ZoneName(zone) if zone is not None else None


@cache
def _longest() -> int:
    return max(map(len, _zones()))


@cache
def _after() -> re.Pattern[str]:
    names = [name + _SUFFIX for name in _zones() if not name.isascii()]
    latin = [name for name in _zones() if name.isascii()]
    return re.compile(
        rf"[ ]?[(]?(?:{trie_pattern((name, '') for name in names)}"
        rf"|{trie_pattern((name, '') for name in latin)}(?![A-Za-z])(?![+-]?\d))[)]?"
    )


def named_before(text: str, start: int) -> ZoneName | None:
    """Give the zone whose name ends right before ``start``, if one does.

    >>> named_before("香港时间8月16日", 4)
    'Asia/Hong_Kong'
    """
    end = start
    while end and text[end - 1] in " ,:(" and start - end < 2:
        end -= 1
    if text.endswith(_SUFFIX, 0, end):
        end -= len(_SUFFIX)
        for length in range(min(_longest(), end), 0, -1):
            zone = _zones().get(text[end - length : end])
            if zone is not None:
                return ZoneName(zone)
        # another place's name stands right there, or none: 更新時間：
        return ZoneName(f"@{end}") if end + len(_SUFFIX) == start else None
    fixed = _OFFSET_BEFORE.search(text, max(0, start - 9), start)
    if fixed:
        return _fixed(*fixed.groups())
    if end and text[end - 1].isascii() and text[end - 1].isupper():
        for length in (4, 3, 2):
            zone = _zones().get(text[max(0, end - length) : end])
            if zone is not None and not text[max(0, end - length - 1) : end - length].isalpha():
                return ZoneName(zone)
    return None


def glossed_in(text: str, end: int, zone: str) -> bool:
    """Tell whether what is told in brackets right after is the time in a zone.

    >>> glossed_in("9时30分(台湾时间8时30分)", 5, "Asia/Taipei")
    True
    """
    if not text.startswith("(", end):
        return False
    suffix = text.find(_SUFFIX, end, end + _longest() + 1)
    return suffix > 0 and _zones().get(text[end + 1 : suffix]) == zone


def _fixed(sign: str, hours: str) -> ZoneName | None:
    # the names of Etc count westwards
    number = int(hours) * (-1 if sign == "+" else 1)
    return ZoneName(f"Etc/GMT{number:+d}") if -14 <= number <= 12 else None


def named_after(text: str, end: int) -> ZoneName | None:
    """Give the zone named right after ``end``, in brackets or not: 3時（香港時間）, 19:30 GMT.

    >>> named_after("3时(香港时间)", 2), named_after("19:30 GMT", 5)
    ('Asia/Hong_Kong', 'Etc/GMT')
    """
    fixed = _OFFSET.match(text, end + (text[end : end + 1] in (" ", "(")))
    if fixed:
        return _fixed(fixed.group(1), fixed.group(2))
    found = _after().match(text, end)
    if not found:
        return None
    name = found.group().strip(" ()").removesuffix(_SUFFIX)
    rest = text[found.end() : found.end() + 1]
    if found.group().lstrip().startswith("(") and not found.group().endswith(")"):
        return None  # 20时40分(香港时间翌日8时40分)
    if (
        not found.group().lstrip().startswith("(")
        and rest
        and rest in "0123456789一二三四五六七八九十周星上下凌早晚今昨明"
    ):
        return None  # it belongs to the date after it
    return ZoneName(_zones()[name])


@cache
def _named_places() -> re.Pattern[str]:
    names = [name for name, zone in _zones().items() if len(name) > 1 and zone != LOCAL]
    not_a_zone = f"(?!{_SUFFIX})"
    return re.compile(trie_pattern((name, not_a_zone) for name in names if not name.isascii()))


def places_with_zone(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Find the places that zones are named for: start, end and zone of each.

    >>> list(places_with_zone("米斯里在新德里宣布", 0, 9))
    [(4, 7, 'Asia/Kolkata')]
    """
    for found in _named_places().finditer(text, start, end):
        yield found.start(), found.end(), _zones()[found.group()]


@cache
def _page() -> re.Pattern[str]:
    names = trie_pattern((name, "") for name in _zones() if not name.isascii())
    universal = (name for name, zone in _zones().items() if zone in _UNIVERSAL)
    greenwich = trie_pattern((name, "") for name in universal if not name.isascii())
    return re.compile(
        rf"(?:均|皆|都|以下)[^,。;\n]{{0,6}}[为是以](?:\d{{1,2}}月\d{{1,2}}日)?({names})(?:当地)?{_SUFFIX}"
        rf"(?:[^。\n]{{0,24}}?(?:GMT|UTC|{greenwich}{_SUFFIX})[ ]?([+-])(\d{{1,2}}))?"
    )


def zone_of_page(text: str) -> tuple[str, int]:
    """Give the zone in which a page says that its times are, or "", and from where on.

    >>> zone_of_page("直播(以下均为香港时间)"), zone_of_page("本页时间均为北京时间")
    (('Asia/Hong_Kong', 3), ('Asia/Shanghai', 0))
    >>> zone_of_page("以下均为当地时间(埃及属格林威治标准时间+3)")
    ('Etc/GMT-3', 0)
    """
    found = _page().search(text) if _SUFFIX in text else None
    if found is None:
        return "", 0
    fixed = _fixed(found.group(2), found.group(3)) if found.group(2) else None
    zone = fixed or _zones()[found.group(1)]
    if zone == LOCAL:
        return "", 0
    return zone, found.start() if found.group().startswith("以下") else 0


@lru_cache(maxsize=4096)
def offset(zone: str, year: int, month: int, day: int, hour: int, minute: int) -> str:
    """Give the UTC offset of a local time in a zone, summer time reckoned with.

    >>> offset("America/Anchorage", 2025, 8, 15, 11, 30), offset("Etc/GMT", 2025, 8, 15, 0, 0)
    ('-08:00', '+00:00')
    """
    moment = datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone))
    text = moment.strftime("%z")
    return f"{text[:3]}:{text[3:5]}"
