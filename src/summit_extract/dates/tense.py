"""Whether a clause lies before or after the day it is told on, and whether it looks back."""

import re
from enum import Enum
from functools import cache

from summit_extract.dates.lexicon import context, normalise, trie_pattern
from summit_extract.dates.threads import begins_with_link, is_fixed, is_only_then, is_over
from summit_extract.resources import read_table

__all__ = ["Tense", "announces", "clause", "is_said", "looks_back", "says", "tense_of"]

_BREAK = re.compile(r"[,。;!?，；！？：:、\n「」『』“”()（）]")
_REACH = 40
_GUARD = 2
_SHORT_SUBJECT = 1
_VERB, _VERB_PHRASE = 2, 4


class Tense(Enum):
    """Past, future, what was once planned (原訂), or nothing that tells."""

    PAST = -1
    OPEN = 0
    FUTURE = 1
    FORMER = 2


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, Tense], re.Pattern[str], dict[str, Tense]]:
    tables: dict[str, dict[str, Tense]] = {"before": {}, "after": {}}
    contexts: dict[str, str] = {}
    for row in read_table("dates_tense.tsv"):
        tense = Tense[row["tense"].upper()]
        cue = normalise(row["text"])
        contexts[cue] = context(row, len(cue))
        for side in ("before", "after") if row["side"] == "both" else (row["side"],):
            tables[side][cue] = tense
    before, after = tables["before"], tables["after"]
    return (
        re.compile(trie_pattern((cue, contexts[cue]) for cue in before)),
        before,
        re.compile(trie_pattern((cue, contexts[cue]) for cue in after)),
        after,
    )


@cache
def _flashbacks() -> re.Pattern[str]:
    return re.compile(
        trie_pattern((normalise(row["text"]), "") for row in read_table("dates_flashback.tsv"))
    )


def clause(text: str, start: int, end: int, floor: int, ceiling: int) -> tuple[int, int]:
    """Give the ends of the clause around a mention, within what lies between its neighbours."""
    left = max(floor, start - _REACH)
    for found in _BREAK.finditer(text, left, start):
        left = found.end()
    right = min(ceiling, end + _REACH)
    found_right = _BREAK.search(text, end, right)
    if found_right is not None:
        right = found_right.start()
    return left, right


def tense_of(text: str, start: int, end: int, floor: int, ceiling: int) -> Tense:
    """Tell the tense of the clause at ``start`` to ``end``.

    What stands before the date in its clause counts first if it is a word of time (將於周五),
    then the first verb after it (周五表示).

    >>> tense_of("特朗普周四表示,将于周五会晤", 3, 5, 0, 13), tense_of("他将于周五会晤", 3, 5, 0, 7)
    (<Tense.PAST: -1>, <Tense.FUTURE: 1>)
    """
    left, right = clause(text, start, end, floor, ceiling)
    before, of_before, after, of_after = _cues()
    if is_over(text, end) and text[start - 1 : start] not in ("到", "至"):
        return Tense.PAST
    last = None
    for found in before.finditer(text, left, start):
        if last is None or of_before[last.group()] is not Tense.FORMER:
            last = found
    fixed = last is not None and is_fixed(text, last.end(), start)
    handled = last is not None and last.end() == start and _is_handled(text, end, last.group())
    if last is not None and not handled:
        tense = of_before[last.group()]
        if tense is not Tense.PAST or not fixed:  # 已邀請他五月訪問
            return tense
    # what may not come after a cue may be the break that ends the clause
    first = after.search(text, end, min(len(text), right + _GUARD))
    if first is not None and first.end() > right:
        first = None
    if first is None:
        return Tense.OPEN
    tense = of_after[first.group()]
    if tense is Tense.FUTURE and is_only_then(text, end):
        return Tense.OPEN
    if tense is Tense.FUTURE and _is_told_of(text, left, start, end, first.start()):
        return Tense.PAST
    return tense


def announces(text: str, start: int, end: int) -> bool:
    """Tell whether the last word of time in a stretch is one of the future: 公車將改道,周五起.

    >>> announces("公车将改道,周五起", 0, 6), announces("将改道,已通知,周五起", 0, 8)
    (True, False)
    """
    before, of_before, _, _ = _cues()
    last = None
    for found in before.finditer(text, max(start, end - _REACH), end):
        last = found
    return last is not None and of_before[last.group()] is Tense.FUTURE


@cache
def _handling() -> tuple[re.Pattern[str], frozenset[str]]:
    """Give the verbs of what is made of a thing, and the words that put the thing before them."""
    rows = read_table("dates_handling.tsv")
    verbs = ((normalise(row["text"]), "") for row in rows if row["kind"] == "verb")
    return (
        re.compile(trie_pattern(verbs)),
        frozenset(normalise(row["text"]) for row in rows if row["kind"] == "marker"),
    )


def _is_handled(text: str, end: int, cue: str) -> bool:
    """Tell whether 將 before a date only puts it before its verb: 將7月停火的破裂歸咎對方."""
    verbs, markers = _handling()
    if cue not in markers:
        return False
    broken = _BREAK.search(text, end, end + _REACH)
    right = broken.start() if broken else min(len(text), end + _REACH)
    return verbs.search(text, end, right) is not None


def _is_told_of(text: str, left: int, start: int, end: int, cue: int) -> bool:
    """Tell whether a verb stands between a date and a word of the future: 平壤三日預告將試爆."""
    return (
        start - left > _SHORT_SUBJECT
        and _VERB <= cue - end <= _VERB_PHRASE
        and not begins_with_link(text, end, cue)
    )


def looks_back(text: str, start: int, end: int, floor: int, ceiling: int) -> bool:
    """Tell whether the clause of a mention looks back (兩人曾於2018年7月16日會面)."""
    left, right = clause(text, start, end, floor, ceiling)
    if right == end and text[end : end + 1] == "," and start - left <= _SHORT_SUBJECT:
        # a date that is the topic holds for the next clause: 2018年10月9日,两人也曾会谈
        right = clause(text, start, end + 1, floor, ceiling)[1]
    # 首次出國的習近平15日 looks back with who acts, not with the day
    return any(
        found.end() > start or text.find("的", found.end(), start) < 0
        for found in _flashbacks().finditer(text, left, right)
    )


@cache
def _verbs_of_saying() -> re.Pattern[str]:
    rows = [row for row in read_table("dates_tense.tsv") if row["speech"] == "yes"]
    cues = ((normalise(row["text"]), row) for row in rows)
    verbs = trie_pattern((cue, context(row, len(cue))) for cue, row in cues)
    return re.compile(rf"[^,。;!?:\n「」『』“”]{{0,6}}?{verbs}")


def is_said(text: str, start: int, end: int) -> bool:
    """Tell whether a verb of saying stands in what comes before a date.

    >>> is_said("他13日会见来使,说明年建交", 4, 10), is_said("他13日访华,明年再来", 4, 7)
    (True, False)
    """
    return _verbs_of_saying().search(text, start, end) is not None


def says(text: str, end: int) -> bool:
    """Tell whether a verb of saying follows a date closely (15日表示).

    >>> says("特朗普15日晚间表示", 6), says("上周五以美元换了日元", 3)
    (True, False)
    """
    return _verbs_of_saying().match(text, end) is not None
