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
_MARKS = "「」『』“”：: 　"
_CLAUSE = re.compile(r"[^，。；！？!?\n]+")
_COUNTED = re.compile(r"(?:[一二三四五六七八九十两多\d]+(?:项|份|个|方面|大)|等多?)[^、]{0,4}$")


@dataclass(frozen=True, slots=True)
class Topic:
    """Things discussed, told from ``start`` on; ``of_document`` what a document is about,
    ``object`` of a verb of talking (討論X), not after 就."""

    start: int
    items: tuple[str, ...]
    of_document: bool = False
    object: bool = False


@cache
def _still() -> re.Pattern[str]:
    """Adverbs before the verb that ends a topic: 主權歸屬|仍|各說各話."""
    return re.compile(rf"{alternation('still')}+$")


@cache
def _new() -> re.Pattern[str]:
    return re.compile(rf"{alternation('before_topic')}+")


@cache
def _tail() -> re.Pattern[str]:
    """等問題, 等多個領域, 的議題: what ends a list of topics and is none."""
    return re.compile(
        rf"(?:等|之)(?:[^、，的]{{0,3}}{alternation('matter')}[^、，]{{0,6}})?$|等$"
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
        rf"(?![将被是的在会也已于中后时期至或暗定][^、]?)(?P<topic>.{{2,{_LONGEST}}})"
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
        rf"(?:^|以)(?P<topic>.{{2,{_LONGEST_MODIFIER}}}?)"
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
        found = list(_in_clause(view, clause.start(), clause.group()))
        taken: list[Range] = []
        for start, end, kind in found:
            if any(start < other.end and other.start < end for other in taken):
                continue
            taken.append(Range(start, end))
            items = tuple(_items(view, start, end, kind == _DOCUMENT))
            if items:
                yield Topic(start, items, kind == _DOCUMENT, kind == _OBJECT)


def _in_clause(view: ArticleView, offset: int, clause: str) -> Iterator[tuple[int, int, int]]:
    for begun in _about().finditer(clause):
        end = _end_of_topic(view, offset, clause, begun.end())
        if end and offset + begun.start() in view.token_bounds:
            yield offset + begun.end(), offset + end, _MATTER
    verb = _talking().search(clause)
    while verb is not None:
        whole = {offset + verb.start("verb"), offset + verb.end("verb")} <= view.token_bounds
        if whole and not _is_time(verb["topic"]):
            yield offset + verb.start("topic"), offset + verb.end("topic"), _OBJECT
            break
        verb = _talking().search(clause, verb.end("verb"))
    urged = _urging().search(clause)
    if urged is not None and {offset + urged.start(), offset + urged.end("verb")} <= (
        view.token_bounds
    ):
        yield offset + urged.start("topic"), offset + urged.end("topic"), _OBJECT
    focus = _subject().search(clause)
    if focus is not None:
        yield offset + focus.start("topic"), offset + focus.end("topic"), _MATTER
    document = _document().search(clause)
    if document is not None and offset + document.start() not in view.token_bounds:
        document = None
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


def _is_time(topic: str) -> bool:
    """磋商三小時: no topic follows."""
    return bool(re.match(r"[\d一二三四五六七八九十两半约近逾]+(?:个|小时|分钟|天|轮|次)", topic))


def _items(view: ArticleView, start: int, end: int, of_document: bool) -> Iterator[str]:
    """Take the things listed in a topic apart (金融危機、氣候變遷與貿易保護主義)."""
    whom = (UnitKind.PERSON, UnitKind.PAIR)
    if any(u.kind in whom and u.end == end for u in within(view.units, start, end)):
        return
    folded = view.simplified[start:end]
    if of_document:
        counted = _COUNTED.search(folded)
        folded = folded[: counted.start()] if counted and counted.start() else folded
        new = _new().match(folded)
        start, folded = (start + new.end(), folded[new.end() :]) if new else (start, folded)
        folded = folded.removesuffix("的")
        if re.fullmatch(rf"(?:{alternation('no_topic')})*", folded) or "《" in folded:
            return
    elif (led := _new().match(folded)) is not None and led.end() < len(folded) - 1:
        start, folded = start + led.end(), folded[led.end() :]
    cut = _tail().search(folded)
    if cut and cut.start() > _SHORTEST_ITEM:
        folded = folded[: cut.start()]
    parts = _parts(view, start, folded)
    for first, last in parts:
        text = view.text[first:last].strip(_MARKS)
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
