"""What a sentence says was discussed, in its own words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from summit_extract.events.lexicon import alternation
from summit_extract.events.view import ArticleView, UnitKind, within
from summit_extract.language.layout import Range

__all__ = ["Topic", "topics_of"]

_LONGEST = 60
_MATTER, _OBJECT, _DOCUMENT = range(3)
_LONGEST_MODIFIER = 40
_SHORTEST_ITEM = 2
_CLAUSE_ENDS = re.compile(r"(?:左右|多|许)?(?:[，。；！？\n]|$)")
_MARKS = "「」『』“”：: 　"
_CLAUSE = re.compile(r"(?:[^，。；！？!?\n \u3000]| (?![\u4e00-\u9fff])|(?<![\u4e00-\u9fff]) )+")
"""What commas, and in headlines spaces between words in Chinese, divide."""

_COUNTED = re.compile(
    r"(?:[一二三四五六七八九十两多余\d]+(?:项|份|个|方面|大|纸)|等多?)[^、]{0,4}$"
)
_QUANTITY = re.compile(
    r"(?:了|超过|将近|至少|整整|足足|不到|不足|近|约|逾|大约)*[\d一二三四五六七八九十两半多几数]+"
    r"(?:个|小时|分钟|刻钟|天|日|夜|晚|轮|次|回|遍|场|会|句|点|月)"
)
_NO_ITEM = re.compile(r"[：（(]|说了|表示")
_PREDICATE = re.compile(r"暗示|表示|说|[是已会能可要不将被没即也就]")


@dataclass(frozen=True, slots=True)
class Topic:
    """Things discussed, told from ``start`` on; ``of_document`` what a document is about,
    ``object`` of a verb of talking (討論X), not after 就."""

    start: int
    items: tuple[str, ...]
    of_document: bool = False
    object: bool = False


@cache
def _denied() -> re.Pattern[str]:
    """沒有談及X: what was not discussed."""
    return re.compile(rf"{alternation('undone')}[^，。；]{{0,4}}$")


@cache
def _still() -> re.Pattern[str]:
    """Adverbs before the verb that ends a topic: 主權歸屬|仍|各說各話."""
    return re.compile(rf"{alternation('still')}+$")


@cache
def _ranging() -> re.Pattern[str]:
    """話題從X談到Y."""
    return re.compile(
        rf"(?:^|[题，人者方])从(?P<first>[^，\d]{{2,20}}?)(?:一直)?(?:谈到|聊到|谈及|说到)"
        rf"(?P<last>[^，]{{2,{_LONGEST_MODIFIER}}})"
    )


@cache
def _quarrel() -> re.Pattern[str]:
    """為X當面爭執."""
    return re.compile(
        rf"(?:为|为了|因)(?P<topic>[^，]{{2,20}}?)(?:当面|激烈|再三|多次|一度)?{alternation('quarrel')}"
    )


@cache
def _plan() -> re.Pattern[str]:
    """雙方要推進水電、鐵路等重點項目: what one side of talks wants both to do, if it is a list."""
    return re.compile(
        rf"(?:{alternation('willing')}[^，。]{{0,6}}?|[双我各][方国]要)(?:一道|共同|继续|进一步|积极|同[^，]{{1,4}}?)*"
        rf"(?P<topic>{alternation('extending')}[^，。]{{1,30}}?[、和与及等][^，。]{{0,30}}?{alternation('undertaking_noun')})$"
    )


@cache
def _joint() -> re.Pattern[str]:
    """關於建立X的聯合|宣言: what kind of document it is."""
    return re.compile(r"(?:的?(?:联合|共同|政治|新闻))+$")


@cache
def _new() -> re.Pattern[str]:
    return re.compile(rf"{alternation('before_topic')}+")


@cache
def _tail() -> re.Pattern[str]:
    """等問題, 等多個領域, 的議題: what ends a list of topics and is none."""
    return re.compile(
        rf"(?:等|之)(?:[^、，]{{0,8}}{alternation('matter')}[^、，]{{0,6}})?$|等$"
        rf"|(?:的)?{alternation('topic_noun')}$"
    )


@cache
def _talked() -> re.Pattern[str]:
    """What ends a topic that 就 or 對 began: a verb of talking or of coming to a result."""
    return re.compile(
        rf"(?P<sure>{alternation('talked_about')})"
        rf"|(?P<verb>{alternation('talked')})(?:了)?(?=$|[\d一二三四五六七八九十两半约近逾]|后)"
    )


@cache
def _about() -> re.Pattern[str]:
    return re.compile(rf"(?P<word>{alternation('about')})")


@cache
def _talking() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<verb>{alternation('talking')})(?:了|到|的)?(?:包括|有|：|:)?"
        rf"(?![将被是的在会也已于后时期至或暗定][^、]?|{alternation('of_talking')}|中(?![国美日俄欧东韩印非法德英台港澳西亚方巴]))(?P<topic>.{{2,{_LONGEST}}})"
    )


@cache
def _urging() -> re.Pattern[str]:
    """敦促雙方設法緩和局勢, 促其支持停火."""
    return re.compile(
        rf"(?P<verb>{alternation('urging')})(?:其|他|她|对方|双方|各方|[\u4e00-\u9fff]{{1,3}}方)?(?:设法|尽快|尽早|立即)?"
        rf"(?P<topic>.{{3,{_LONGEST}}})"
    )


@cache
def _subject() -> re.Pattern[str]:
    """X是會談的重點, X將成為主軸, 以X為中心."""
    return re.compile(
        rf"(?:^|以|^预料|^预计|^料)(?P<topic>.{{2,{_LONGEST_MODIFIER}}}?)"
        rf"(?:料|预料|将|会|当|则|均|都)*(?:是|为|成为|成)[^，。；]{{0,8}}?{alternation('focus')}$"
    )


@cache
def _document() -> re.Pattern[str]:
    return re.compile(
        rf"{alternation('signing')}(?:了|过)?(?P<topic>.{{2,{_LONGEST_MODIFIER}}}?)"
        rf"{alternation('paper')}"
    )


@cache
def _next_document() -> re.Pattern[str]:
    return re.compile(
        rf"(?:以及|[和与及、])(?P<topic>.{{2,{_LONGEST_MODIFIER}}}?){alternation('paper')}"
    )


def topics_of(view: ArticleView, sentence: Range) -> Iterator[Topic]:
    """Give what a sentence says was discussed: 就X交換意見, 討論X, 話題包括X, 以X為中心,
    簽署X協議.
    """
    for clause in _CLAUSE.finditer(view.simplified, *sentence):
        plan = _plan().search(clause.group())
        if plan is not None:
            at = clause.start() + plan.start("topic")
            yield Topic(at, (view.text[at : clause.end()],), object=True)
            continue
        found = list(_in_clause(view, clause.start(), clause.group()))
        found.extend(_before_comma(view, clause, sentence.end))
        found.extend(_after_comma(view, found, clause.end(), sentence.end))
        taken: list[Range] = []
        for start, end, kind in found:
            if any(start < other.end and other.start < end for other in taken):
                continue
            taken.append(Range(start, end))
            items = tuple(_items(view, start, end, kind == _DOCUMENT))
            if items:
                yield Topic(start, items, kind == _DOCUMENT, kind == _OBJECT)


def _before_comma(
    view: ArticleView, clause: re.Match[str], last: int
) -> Iterator[tuple[int, int, int]]:
    """就X問題，|交換意見: older papers set a comma after the matter."""
    after = re.compile(rf"[，,]{alternation('talked_about')}").match(
        view.simplified, clause.end(), last
    )
    about = list(_about().finditer(clause.group())) if after else []
    for begun in about[:1]:
        start, end = clause.start() + begun.end(), clause.end()
        if {clause.start() + begun.start(), start} <= view.token_bounds and end - start <= _LONGEST:
            yield start, end, _MATTER


def _after_comma(
    view: ArticleView, found: list[tuple[int, int, int]], end: int, last: int
) -> Iterator[tuple[int, int, int]]:
    """談到X，|以及Y: the last item of a list after a comma."""
    more = re.compile(rf"[，,]{alternation('and_also')}(?P<topic>[^，。；：]{{2,40}})").match(
        view.simplified, end, last
    )
    if more is not None and any(stop == end and kind == _OBJECT for _, stop, kind in found):
        yield more.start("topic"), more.end("topic"), _OBJECT


def _in_clause(view: ArticleView, offset: int, clause: str) -> Iterator[tuple[int, int, int]]:
    for begun in _about().finditer(clause):
        end = _end_of_topic(view, offset, clause, begun.end())
        whole = {offset + begun.start(), offset + begun.end()} <= view.token_bounds
        if end and whole and not _PREDICATE.match(clause, begun.end()):
            yield offset + begun.end(), offset + end, _MATTER
    ranging = _ranging().search(clause)
    if ranging is not None:
        for name in ("first", "last"):
            yield offset + ranging.start(name), offset + ranging.end(name), _OBJECT
    verb = _talking().search(clause)
    while verb is not None:
        whole = {offset + verb.start("verb"), offset + verb.end("verb")} <= view.token_bounds
        denied = _denied().search(clause, 0, verb.start("verb"))
        if whole and not denied and not _is_quantity(view, offset + verb.start("topic")):
            yield offset + verb.start("topic"), offset + verb.end("topic"), _OBJECT
            break
        verb = _talking().search(clause, verb.end("verb"))
    urged = _urging().search(clause)
    if urged is not None and {offset + urged.start(), offset + urged.end("verb")} <= (
        view.token_bounds
    ):
        yield offset + urged.start("topic"), offset + urged.end("topic"), _OBJECT
    quarrel = _quarrel().search(clause)
    if quarrel is not None and offset + quarrel.start() in view.token_bounds:
        yield offset + quarrel.start("topic"), offset + quarrel.end("topic"), _MATTER
    focus = _subject().search(clause)
    if focus is not None:
        yield offset + focus.start("topic"), offset + focus.end("topic"), _MATTER
    document = _document().search(clause)
    if document is not None and not (
        {offset + document.start(), offset + document.start("topic")} <= view.token_bounds
    ):
        document = None  # 簽|字後互換文本
    while document is not None:
        yield offset + document.start("topic"), offset + document.end("topic"), _DOCUMENT
        document = _next_document().match(clause, document.end())


def _end_of_topic(view: ArticleView, offset: int, clause: str, start: int) -> int:
    """Give where a topic that begins at ``start`` of a clause ends, 0 if no verb shows it."""
    for found in _talked().finditer(clause, start + _SHORTEST_ITEM):
        if offset + found.start() in view.token_bounds and found.start() - start <= _LONGEST:
            still = _still().search(clause, start, found.start())
            return still.start() if still else found.start()
    return 0


def _is_quantity(view: ArticleView, start: int) -> bool:
    """磋商三小時, 談了兩回, 談到8月5日: how long or how often, or until when; no topic follows."""
    if _QUANTITY.match(view.simplified, start):
        return True
    return any(
        _CLAUSE_ENDS.match(view.simplified, mention.end) is not None
        for mention in within(view.dates, start, start + 1)
    )


def _items(view: ArticleView, start: int, end: int, of_document: bool) -> Iterator[str]:
    """Take the things listed in a topic apart (金融危機、氣候變遷與貿易保護主義)."""
    whom = (UnitKind.PERSON, UnitKind.PAIR)
    if any(u.kind in whom and u.end == end for u in within(view.units, start, end)):
        return
    folded = view.simplified[start:end]
    if of_document:
        counted = _COUNTED.search(folded)
        folded = folded[: counted.start()] if counted else folded
        new = _new().match(folded)
        start, folded = (start + new.end(), folded[new.end() :]) if new else (start, folded)
        folded = _joint().sub("", folded).removesuffix("的")
        if re.fullmatch(rf"(?:{alternation('no_topic')})*", folded) or "《" in folded:
            return
        if _is_states(view, start, start + len(folded)):
            return
    elif (led := _new().match(folded)) is not None and led.end() < len(folded) - 1:
        start, folded = start + led.end(), folded[led.end() :]
    cut = _tail().search(folded)
    if cut and cut.start() > _SHORTEST_ITEM:
        folded = folded[: cut.start()]
    parts = _parts(view, start, folded)
    for first, last in parts:
        text = view.text[first:last].strip(_MARKS)
        if _NO_ITEM.search(view.simplified, first, last):
            continue
        if len(text) >= _SHORTEST_ITEM and not (len(parts) == 1 and _is_state(view, first, last)):
            yield text


def _parts(view: ArticleView, start: int, folded: str) -> list[tuple[int, int]]:
    """Divide a list at 、, and its last item, or the whole if there is but one, at 和 or 及."""
    parts: list[tuple[int, int]] = []
    first = 0
    for found in re.finditer("、", folded):
        parts.append((start + first, start + found.start()))
        first = found.end()
    for joiner in re.finditer(r"以及|[和与及暨]", folded[first:]):
        left, right = folded[first : first + joiner.start()], folded[first + joiner.end() :]
        at = start + first + joiner.start()
        bounds = {at, start + first + joiner.end()} <= view.token_bounds
        if not bounds or len(left) < _SHORTEST_ITEM or len(right) < _SHORTEST_ITEM:
            continue
        if not parts and (
            _is_state(view, start + first, at) or ("的" in right and "的" not in left)
        ):
            continue
        parts.append((start + first, at))
        first += joiner.end()
        break
    parts.append((start + first, start + len(folded)))
    return parts


def _is_state(view: ArticleView, start: int, end: int) -> bool:
    """Tell whether what stands before 和 is but a state: 美國和伊朗的核問題."""
    return any(unit.start == start and unit.end == end for unit in within(view.units, start, end))


def _is_states(view: ArticleView, start: int, end: int) -> bool:
    """簽署中葡聯合聲明: whose document it is."""
    units = within(view.units, start, end)
    told = sum(unit.end - unit.start for unit in units)
    return bool(units) and end - start - told <= 1
