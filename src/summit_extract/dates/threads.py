"""How a sentence opens: whether it goes on with the day told before it or begins anew.

News goes on with a look back by dates (8月12日，…) and pronouns (他), and comes back from it with
who acts (拜登周日…) or with a word for now (今次衝突之前，…).
"""

import re
from enum import Enum
from functools import cache

from summit_extract.dates.lexicon import normalise, trie_pattern
from summit_extract.resources import read_table

__all__ = [
    "Opening",
    "arrival",
    "begins_topic",
    "begins_with_link",
    "is_act",
    "is_already",
    "is_circumstance",
    "is_first",
    "is_fixed",
    "is_just_now",
    "is_only_then",
    "is_over",
    "is_side",
    "is_then",
    "is_till",
    "is_times",
    "judges",
    "occasion",
    "opening",
    "party_before",
    "presents",
    "refers",
]

_MARKS = " 「『“\"'(【[·,,"
_SHORT = 1
_REACH = 60
_PRESENTER = 4
_CLAUSE = 16
_CLAUSE_BREAK = re.compile(r"[,;。:!?\n]")


class Opening(Enum):
    """What a sentence opens with, before the first date in it."""

    DATE = "date"
    ON = "on"
    SUBJECT = "subject"
    STORY = "story"
    """Who or what was told of in the look back, and not with the news."""
    BACK = "back"


@cache
def _words(kind: str) -> re.Pattern[str]:
    rows = read_table("dates_threads.tsv")
    return re.compile(trie_pattern((normalise(r["text"]), "") for r in rows if r["kind"] == kind))


def opening(text: str, start: int, end: int) -> Opening:
    """Tell how a sentence that starts at ``start`` opens, up to a date at ``end``.

    >>> [opening(text, 0, text.index("8")).value for text in ("在8月", "他8月", "拜登8月")]
    ['date', 'on', 'subject']
    >>> opening("今次冲突前,美伊4月", 0, 8)
    <Opening.BACK: 'back'>
    """
    lead = text[max(start, end - _REACH) : end].lstrip(_MARKS)
    if _words("back").search(lead):
        return Opening.BACK
    link = _words("link").match(lead)
    if not lead or (link is not None and link.end() == len(lead)) or len(lead) <= _SHORT:
        return Opening.ON if _words("on").match(lead) else Opening.DATE
    return Opening.ON if _words("on").match(lead) else Opening.SUBJECT


def is_then(text: str, start: int, end: int) -> bool:
    """Tell whether what stands before a date in its sentence refers to a look back (當時)."""
    return _words("then").search(text, start, end) is not None


def refers(text: str, start: int, end: int) -> bool:
    """Tell whether a word goes back to an occasion told right before: 那一次, 那趟.

    >>> refers("那一次,他19日抵达", 0, 5), refers("他19日抵达", 0, 1)
    (True, False)
    """
    return _words("refer").search(text, start, end) is not None


def judges(text: str, start: int, end: int) -> bool:
    """Tell whether someone who only watches judges before a date: 觀察家認為.

    >>> judges("观察家认为,半年内", 0, 6), judges("双方同意,半年内", 0, 5)
    (True, False)
    """
    return _words("judge").search(text, start, end) is not None


def begins_topic(text: str, end: int) -> bool:
    """Tell whether a word that says something of a date follows it: 1967年是…, 1987年才有突破.

    >>> begins_topic("1967年是转折", 5), begins_topic("1967年访问", 5)
    (True, False)
    """
    return _words("topic").match(text, end) is not None


def arrival(text: str, end: int) -> bool:
    """Tell whether a word of arriving or leaving for a place ends there: 抵京, 到訪.

    >>> arrival("抵京次日", 2), arrival("会谈次日", 2)
    (True, False)
    """
    return any(
        end - found.end() <= 1
        for found in _words("arrive").finditer(text, end - 4 if end > 4 else 0, end)
    )


def party_before(text: str, end: int) -> str:
    """Give the word for who acts that ends there, after which 近兩年 says when; or "".

    >>> party_before("两人近两年", 2), party_before("谈判近两年", 2)
    ('两人', '')
    """
    return _ending("party", text, end)


def occasion(text: str, end: int) -> str:
    """Give the word for an occasion that ends there: 會談 before 翌日, 地震 before 次日; or "".

    >>> occasion("两人会谈翌日", 4), occasion("特朗普翌日", 3)
    ('会谈', '')
    """
    return _ending("occasion", text, end)


def _ending(kind: str, text: str, end: int) -> str:
    """Give the word of a kind that ends there, or ""."""
    for found in _words(kind).finditer(text, max(0, end - _PRESENTER), end):
        if found.end() == end:
            return found.group()
    return ""


def is_first(text: str, end: int) -> bool:
    """Tell whether what follows a date is told to be the first or most since then: 六年來首次.

    >>> is_first("六年来首次访美", 3), is_first("一年来贬值近半", 3)
    (True, False)
    """
    return _follows("first", text, end)


def is_times(text: str, end: int) -> bool:
    """Tell whether what follows is told to have been done so often in a time: 一年內第三度.

    >>> is_times("一年内第三度访华", 3), is_times("一年内完成撤军", 3)
    (True, False)
    """
    return _follows("times", text, end)


def _follows(kind: str, text: str, end: int) -> bool:
    """Tell whether a word of a kind stands after a date in its clause."""
    right = min(len(text), end + _CLAUSE)
    broken = _CLAUSE_BREAK.search(text, end, right)
    return _words(kind).search(text, end, broken.start() if broken else right) is not None


def is_over(text: str, end: int) -> bool:
    """Tell whether a word right after a date says that it has passed: 限期3月23日過去.

    >>> is_over("限期3月23日过去,", 7), is_over("限期3月23日答复", 7)
    (True, False)
    """
    return _words("over").match(text, end) is not None


def is_circumstance(text: str, start: int, end: int) -> bool:
    """Tell whether a clause up to a length only says when: 在就职三个月后.

    >>> is_circumstance("在就职三个月后", 0, 3), is_circumstance("他三个月后", 0, 1)
    (True, False)
    """
    found = _words("when").match(text, start, end)
    return found is not None and end > found.end()


def presents(text: str, start: int, end: int) -> bool:
    """Tell whether a word that presents a date ends there: 上一次是, 要追溯到.

    >>> presents("上一次是1994年6月", 0, 4), presents("签于1994年6月", 0, 2)
    (True, False)
    """
    left = max(start, end - _PRESENTER)
    return any(found.end() == end for found in _words("present").finditer(text, left, end))


def is_till(text: str, end: int) -> bool:
    """Tell whether a word for till ends there: 談到, 直至.

    >>> is_till("谈到凌晨", 2), is_till("在凌晨", 1)
    (True, False)
    """
    return _words("till").match(text, max(0, end - 1), end) is not None


def is_fixed(text: str, start: int, end: int) -> bool:
    """Tell whether a date at ``end`` is what someone fixes or calls off: 宣布27日會面.

    >>> is_fixed("他宣布27日", 0, 3), is_fixed("他在北京27日", 0, 4)
    (True, False)
    """
    left = max(start, end - _CLAUSE)
    for broken in _CLAUSE_BREAK.finditer(text, left, end):
        left = broken.end()
    return _words("fix").search(text, left, end) is not None


def is_act(text: str, end: int) -> bool:
    """Tell whether what is done follows, so that a number with 號 is a day: 24號宣布.

    >>> is_act("24号宣布", 3), is_act("12号公路", 3)
    (True, False)
    """
    return _words("act").match(text, end) is not None


def is_side(text: str, start: int) -> bool:
    """Tell whether a country told in one character stands beside 中 before it: 中基恢復.

    >>> is_side("中基恢复外交", 1), is_side("中基辛格访华", 1)
    (True, False)
    """
    country = _words("country").match(text, start)
    return country is not None and _words("between").match(text, country.end()) is not None


def is_already(text: str, end: int) -> bool:
    """Tell whether 已 or 曾 stands right after a date: 8日已會談.

    >>> is_already("8日已会谈", 2), is_already("8日会谈", 2)
    (True, False)
    """
    return _words("already").match(text, end) is not None


def is_just_now(text: str, end: int) -> bool:
    """Tell whether a date is followed by a word for what has only just been: 5月27日剛過生日."""
    return _words("recent").match(text, end) is not None


def is_only_then(text: str, end: int) -> bool:
    """Tell whether 才 after a date says that something has been: 21日才揚言, not 21日才會揭曉.

    >>> is_only_then("21日才扬言要讨回", 3), is_only_then("21日才会揭晓", 3)
    (True, False)
    """
    found = _words("only").match(text, end)
    return found is not None and _words("yet").match(text, found.end()) is None


def begins_with_link(text: str, start: int, end: int) -> bool:
    """Tell whether what stands between a date and a verb begins with no verb: 在, 與, 也."""
    if _words("verb").match(text, start, end) is not None:
        return False
    return _words("link").match(text, start, end) is not None
