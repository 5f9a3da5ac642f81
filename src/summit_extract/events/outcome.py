"""What a sentence says came of an event, in its own words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from summit_extract.events.lexicon import alternation
from summit_extract.events.view import ArticleView, UnitKind, within
from summit_extract.language.layout import Range

__all__ = ["Outcome", "outcomes_of", "provisions_of"]

_LONGEST = 60
_LONGEST_LEAD = 14
_SHORTEST = 4
_CLAUSE = re.compile(r"[^，。；：！？!?\n]+")
_OPENING = re.compile(r"^(?:但|惟|不过|却|并且|而且|并|且|而|结果|最终|最后|终于|终|其中|因此)+")
_MARKS = " 　：:"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result and where it is told; ``failed`` tells that nothing was agreed."""

    start: int
    text: str
    failed: bool = False


@cache
def _resulting() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<kept>{alternation('result_kept')})|(?P<cut>{alternation('result_cut')})"
    )


@cache
def _fixed() -> re.Pattern[str]:
    return re.compile(rf"{alternation('result_fixed')}")


@cache
def _on_matter() -> re.Pattern[str]:
    """(未能)就X達成共識: the whole of it is the result."""
    return re.compile(
        rf"(?:未能|没有|并未|未|没能|仍未)?(?:就|对)(?P<matter>[^，。；]{{2,40}}?)"
        rf"(?:未能|没有|并未|未)?{alternation('result_verb')}(?:了)?[^，。；]{{0,12}}"
    )


@cache
def _failed() -> re.Pattern[str]:
    return re.compile(
        rf"(?:未能|没有|并未|未|没能|仍未|无法){alternation('result_verb')}[^，。；]{{2,30}}"
        rf"|(?:未能|没能|没有拿出|没有取得|未有)[^，。；]{{3,30}}"
    )


@cache
def _brought() -> re.Pattern[str]:
    return re.compile(r"促成(?:了)?(?:一项|一份)?(?P<what>[^，。；]{2,30}?)(?:的?达成)?$")


@cache
def _by_document() -> re.Pattern[str]:
    return re.compile(
        rf"{alternation('by_document')}[^，。；]{{0,12}}?{alternation('paper')}[^，。；]{{0,8}}，"
    )


@cache
def _lays_down() -> re.Pattern[str]:
    return re.compile(
        rf"{alternation('paper')}(?:草案|内容|文本)?(?:还|并|亦|也|又)?{alternation('lays_down')}[，：]?"
    )


def outcomes_of(view: ArticleView, sentence: Range) -> Iterator[Outcome]:
    """Give what a sentence says came of it: 同意X, 就X達成共識, 未能X, 不歡而散."""
    text = view.simplified
    for clause in _CLAUSE.finditer(text, *sentence):
        found = _in_clause(view, clause.start(), clause.group())
        if found is not None:
            start, end = found
            told = view.text[start:end].strip(_MARKS)
            if len(told) >= _SHORTEST:
                yield Outcome(
                    start, told, bool(_failed().match(clause.group(), start - clause.start()))
                )


def _in_clause(view: ArticleView, offset: int, clause: str) -> Range | None:
    opening = _OPENING.match(clause)
    first = opening.end() if opening else 0
    failed = _failed().search(clause)
    matter = _on_matter().search(clause)
    whole = matter is not None and offset + matter.start() in view.token_bounds
    if matter is not None and whole and _lead_is_subject(view, offset, clause, matter.start()):
        return Range(offset + matter.start(), offset + matter.end())
    if failed is not None and _lead_is_subject(view, offset, clause, failed.start()):
        return Range(offset + failed.start(), offset + len(clause))
    for found in _resulting().finditer(clause):
        if not {offset + found.start(), offset + found.end()} <= view.token_bounds:
            continue
        lead = _lead_is_subject(view, offset, clause, found.start())
        rest = clause[found.end() :].removeprefix("了")
        if not lead or len(rest) < _SHORTEST - 1 or rest.startswith(("的", "后")):
            break
        start = found.start() if found["kept"] else len(clause) - len(rest)
        side = _side(view, offset + first, offset + found.start())
        return Range(offset + (first if side else start), offset + len(clause))
    brought = _brought().search(clause)
    if brought is not None:
        return Range(offset + brought.start("what"), offset + brought.end("what"))
    fixed = _fixed().search(clause)
    if fixed is not None and len(clause) <= _LONGEST:
        return Range(offset + first, offset + len(clause))
    return None


def _lead_is_subject(view: ArticleView, offset: int, clause: str, until: int) -> bool:
    """Tell whether what stands before a verb is its subject and adverbs, nothing more."""
    end = offset + until
    left = until
    for unit in within(view.units, offset, end):
        left -= min(unit.end, end) - unit.start
        if view.simplified[unit.end : unit.end + 1] == "的" and unit.end < end:
            return False
    return left <= _LONGEST_LEAD


def _side(view: ArticleView, start: int, end: int) -> bool:
    """Tell whether one side alone is the subject: 塞國答應…, not 雙方同意…."""
    units = within(view.units, start, end)
    kinds = {unit.kind for unit in units}
    several = UnitKind.PAIR in kinds or len(units) > 1
    return bool(units) and not several and UnitKind.PERSON not in kinds


def provisions_of(view: ArticleView, sentence: Range) -> Iterator[Outcome]:
    """Give what a sentence says a document lays down: 根據協議，X將…, 協議規定X."""
    found = _by_document().match(view.simplified, *sentence)
    found = found or _lays_down().search(view.simplified, *sentence)
    if found is None:
        return
    for clause in _CLAUSE.finditer(view.simplified, found.end(), sentence.end):
        opening = _OPENING.match(clause.group())
        start = clause.start() + (opening.end() if opening else 0)
        told = view.text[start : clause.end()].strip(_MARKS)
        if len(told) >= _SHORTEST:
            yield Outcome(start, told)
