"""Who is said only to be present: to sit in, to come along, to preside, to go between."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from summit_extract.names.lexicon import lexicon

__all__ = ["Phrase", "Presence", "find_presences"]

_LONGEST_FILLER = 16
_LONGEST_MODIFIER = 24
_LONGEST_LEAD = 30
_LONGEST_SIDE = 4
_OF_PLACE = tuple("边外内馆地上中")
_SAYS_WHO = ("是", "为", "由")
_BREAK = re.compile(r"[，。；！？!?\n]")

Phrase = tuple[int, int]
"""First and last character (exclusive) of the name of somebody, with his office."""


@dataclass(frozen=True, slots=True)
class Presence:
    """People who are said together to be present, as numbers of their phrases.

    ``of`` is what they are present at: ``signing``, ``visit``, ``welcome``, or empty for talks;
    ``between`` tells that they go between or watch (斡旋, 列席), as states and organisations do;
    ``listed`` that they follow the words for it (在場見證的有).
    """

    phrases: tuple[int, ...]
    of: str = ""
    between: bool = False
    listed: bool = False


@cache
def _any(value: str) -> str:
    words = lexicon().words["attends", value]
    firsts = re.escape("".join(sorted({word[0] for word in words})))
    longest = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return f"(?:(?=[{firsts}])(?:{longest}))"


@cache
def _linker() -> re.Pattern[str]:
    joined = "|".join(map(re.escape, lexicon().words["joiner", "between_people"]))
    return re.compile(rf"，?(?:以及|还有|{joined})[^，。；、]{{0,{_LONGEST_MODIFIER}}}")


@cache
def _next_list() -> re.Pattern[str]:
    """Between two lists of one subject: 中方A、B，美方|C陪同."""
    return re.compile(rf"，[^，。；、]{{0,{_LONGEST_SIDE}}}")


@cache
def _other_side() -> re.Pattern[str]:
    """Between the lists of two sides: 出席者有A、B等人，|美方則有|C."""
    return re.compile(
        rf"[^，。；、]{{0,6}}[，；][^，。；、]{{1,6}}?方面?(?:则|也|还)?{_any('listed')}[^，。；、]{{0,12}}"
    )


@cache
def _predicate() -> re.Pattern[str]:
    alone = "|".join(
        map(_any, ("sits_in", "accompanies", "welcomes", "presides", "mediates", "serves"))
    )
    return re.compile(
        rf"(?P<filler>[^，。；：、]{{0,{_LONGEST_FILLER}}}?)"
        rf"(?P<told>(?:{alone})(?!{_any('aside')})|{_any('joins')}(?=(?:了|过)?(?:[，。；]|$))"
        rf"|{_any('joins')}[^，。；、会与同和后]{{0,8}}?{_any('joined')}(?!{_any('while')}))"
    )


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"{_any('mediates')}|{_any('watches')}")


@cache
def _listed() -> re.Pattern[str]:
    alone = "|".join(map(_any, ("sits_in", "accompanies", "presides", "mediates", "joins")))
    seen = rf"{alone}|{_any('serves')}"
    return re.compile(
        rf"(?:(?P<told>(?:{alone})[^，。；：、有]{{0,8}}?){_any('who')}|{_any('members')}"
        rf"|(?P<seen>{seen})，(?:其中|当中))"
        rf"(?:，[\u4e00-\u9fff]{{1,3}}方)?(?:则|另|还|中)?{_any('listed')}"
    )


@cache
def _not() -> re.Pattern[str]:
    return re.compile(_any("not"))


@cache
def _elsewhere() -> re.Pattern[str]:
    """主持|例行記者會: what somebody presides over is no event of others."""
    return re.compile(rf"[^，。；、]{{0,8}}?{_any('elsewhere')}")


@cache
def _together() -> re.Pattern[str]:
    """Words that deny nothing though they look like it: 一同, 應邀, A和|各國代表團觀禮."""
    return re.compile(rf"{_any('together')}|^[和与及]{_any('all_others')}[^，。；、]{{0,6}}")


@cache
def _asked() -> re.Pattern[str]:
    return re.compile(rf"{_any('asked')}由?$")


def find_presences(text: str, phrases: Sequence[Phrase]) -> Iterator[Presence]:
    """Give who is said only to be present, group by group, in the order of the text.

    ``text`` is simplified; ``phrases`` are sorted and don't overlap. 拉夫羅夫也參加了會晤,
    沈昌煥在座, 由王毅陪同, 在拉瑪佛沙主持下; 隨行的有A和B, 在場見證者包括A、B.
    """
    numbers = [n for n in range(len(phrases)) if not _says_whose(text, phrases, n)]
    if len(numbers) < len(phrases):
        for found in find_presences(text, [phrases[number] for number in numbers]):
            yield replace(found, phrases=tuple(numbers[n] for n in found.phrases))
        return
    listed = _listed_starts(text, phrases)
    index = 0
    while index < len(phrases):
        last = _end_of_list(text, phrases, index)
        while (
            last + 1 < len(phrases)
            and _opens_clause(text, phrases[index][0])
            and _next_list().fullmatch(text, phrases[last][1], phrases[last + 1][0])
        ):
            last = _end_of_list(text, phrases, last + 1)
        if index in listed:
            while last + 1 < len(phrases) and _other_side().fullmatch(
                text, phrases[last][1], phrases[last + 1][0]
            ):
                last = _end_of_list(text, phrases, last + 1)
        group = tuple(range(index, last + 1))
        told = listed.get(index) or _told_after(text, phrases, last)
        told = told or _told_before(text, phrases[index][0])
        if told:
            yield Presence(group, _present_at(told), bool(_between().search(told)), index in listed)
        index = last + 1


def _says_whose(text: str, phrases: Sequence[Phrase], number: int) -> bool:
    """Tell whether somebody is named only for whose aide another is: 強生的顧問|柯樂波."""
    end = phrases[number][1]
    if not text.startswith("的", end) or number + 1 == len(phrases):
        return False
    between = text[end : phrases[number + 1][0]]
    apart = _BREAK.search(between) or "、" in between or "由" in between  # A的會談由|B作陪
    return len(between) <= _LONGEST_MODIFIER and not apart


def _end_of_list(text: str, phrases: Sequence[Phrase], index: int) -> int:
    while index + 1 < len(phrases) and _linker().fullmatch(
        text, phrases[index][1], phrases[index + 1][0]
    ):
        index += 1
    return index


def _opens_clause(text: str, start: int) -> bool:
    lead = text[max(0, start - _LONGEST_SIDE - 1) : start]
    if lead.endswith(_SAYS_WHO):
        return False  # 簽字的是A與B，C擔任見證
    return start <= _LONGEST_SIDE or bool(_BREAK.search(lead))


def _told_after(text: str, phrases: Sequence[Phrase], last: int) -> str:
    """Give the words after somebody that say that he is present, or an empty string."""
    end = phrases[last][1]
    found = _predicate().match(text, end)
    if found is None or _not().search(_together().sub("", found["filler"])):
        return ""
    if _asked().search(text, max(0, phrases[last][0] - _LONGEST_SIDE), phrases[last][0]):
        return ""  # 提議由|秘魯|斡旋
    if last + 1 < len(phrases) and phrases[last + 1][0] < found.start("told"):
        return ""
    if _elsewhere().match(text, found.end()):
        return ""
    if found["told"].endswith("场") and text[found.end() : found.end() + 1] in _OF_PLACE:
        return ""  # 在場邊約見
    stop = _BREAK.search(text, found.end())
    return found["told"] + text[found.end() : stop.start() if stop else len(text)][:12]


def _told_before(text: str, start: int) -> str:
    """Give the words right before somebody that say that he came along: 隨行的|外長."""
    found = _along().search(text[max(0, start - _LONGEST_SIDE - 2) : start])
    if found and re.search(_any("meant"), text[max(0, start - _LONGEST_FILLER) : start]):
        return ""  # 原定同行的|國務卿因病缺席
    return found.group() if found else ""


@cache
def _along() -> re.Pattern[str]:
    return re.compile(rf"{_any('accompanies')}的$")


def _listed_starts(text: str, phrases: Sequence[Phrase]) -> dict[int, str]:
    """Give the numbers of the first phrases of lists like 隨行的有A和B, with what they are told
    by."""
    found: dict[int, str] = {}
    number = 0
    for end, told in _leads(text):
        while number < len(phrases) and phrases[number][0] < end:
            number += 1
        if number == len(phrases):
            break
        between = text[end : phrases[number][0]]
        if len(between) <= _LONGEST_LEAD and not _BREAK.search(between):
            found[number] = told
    return found


@lru_cache(maxsize=1)
def _leads(text: str) -> list[tuple[int, str]]:
    """Give where the words that open such lists end, with what they tell; of the text read last."""
    return [
        (lead.end(), lead["told"] or lead["seen"] or lead.group())
        for lead in _listed().finditer(text)
    ]


def _present_at(told: str) -> str:
    if re.search(_any("of_signing"), told):
        return "signing"
    if re.search(_any("welcomes"), told):
        return "welcome"
    return "visit" if re.search(_any("of_visit"), told) else ""
