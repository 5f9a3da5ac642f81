"""What a sentence says came of an event, in its own words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from summit_extract.events.lexicon import alternation
from summit_extract.events.view import ArticleView, Unit, UnitKind, within
from summit_extract.language.layout import Range

__all__ = ["Outcome", "following_provision", "outcomes_of", "provisions_of"]

_LONGEST = 60
_LONGEST_LEAD = 14
_SHORTEST = 4
_CLAUSE = re.compile(r"[^，。；：！？!?\n]+")
_MARKS = " 　：:"
_LONGEST_SIDE = 12


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result and where it is told; ``failed`` tells that nothing was agreed, ``subjects`` is
    who agreed to it, where that is told, ``aim`` that it may be what talks are to settle."""

    start: int
    text: str
    failed: bool = False
    subjects: tuple[Unit, ...] = ()
    aim: bool = False


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
        rf"{alternation('failing')}?(?:就|对)(?P<matter>[^，。；]{{2,40}}?)"
        rf"{alternation('failing')}?{alternation('result_verb')}(?:了)?[^，。；]{{0,12}}"
    )


@cache
def _failed() -> re.Pattern[str]:
    failing = alternation("failing")
    return re.compile(
        rf"{failing}(?:就此|对此)?{alternation('result_verb')}[^，。；]{{2,30}}"
        rf"|{alternation('failing_alone')}[^，。；]{{3,30}}"
    )


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"{alternation('clause_opening')}+")


@cache
def _rest() -> re.Pattern[str]:
    return re.compile(
        rf"，(?!{alternation('clause_opening')}*{alternation('new_clause')})[^，。；：、「“]{{3,12}}(?=[，。；]|$)"
    )


@cache
def _not_agreed() -> re.Pattern[str]:
    return re.compile(rf"{alternation('not_agreed')}$")


@cache
def _no_result() -> re.Pattern[str]:
    return re.compile(alternation("no_result"))


@cache
def _set_day() -> re.Pattern[str]:
    """敲定明年上半年在大陸舉行 only sets the day of another event."""
    return re.compile(
        rf"(?:于|在)?(?:{alternation('soon')}|\d{{1,2}}[月日]|[一二三四五六七八九十]{{1,3}}[月日])"
        rf"[^，]{{0,16}}{alternation('set_for')}"
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


def outcomes_of(
    view: ArticleView, sentence: Range, triggers: Sequence[int] = ()
) -> Iterator[Outcome]:
    """Give what a sentence says came of it: 同意X, 就X達成共識, 未能X, 不歡而散.

    ``triggers`` are the offsets of what else the sentence tells; no outcome goes on over them.
    """
    text = view.simplified
    done = sentence.start
    for clause in _CLAUSE.finditer(text, *sentence):
        found = _in_clause(view, clause.start(), clause.group())
        if found is None or found.start < done:
            continue
        start, end = found
        failed = bool(_failed().match(clause.group(), start - clause.start()))
        if end == clause.end() and not failed:
            end = _with_rest(view, end, sentence.end, triggers)
        done = end
        told = view.text[start:end].strip(_MARKS)
        if len(told) >= _SHORTEST:
            verb = _resulting().search(clause.group())
            lead = clause.start() + (verb.start() if verb else 0)
            yield Outcome(
                start,
                told,
                failed,
                tuple(within(view.units, clause.start(), lead)),
                bool(verb and verb["cut"]),
            )


def _with_rest(view: ArticleView, end: int, last: int, triggers: Sequence[int]) -> int:
    """Give where an outcome ends that goes on after a comma without a subject of its own:
    在兩個月內重開使館，互派大使."""
    rest = _rest().match(view.simplified, end, last)
    if rest is None or within(view.units, end, rest.end()):
        return end
    if any(end <= at < rest.end() for at in triggers):
        return end
    return end if _resulting().search(rest.group()) else rest.end()


def _in_clause(view: ArticleView, offset: int, clause: str) -> Range | None:
    opening = _opening().match(clause)
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
        if _not_agreed().search(clause, 0, found.start()) or _no_result().match(rest):
            break
        if rest.endswith(("后", "时", "之前", "外")) or (found["cut"] and _set_day().match(rest)):
            break
        start = found.start() if found["kept"] else len(clause) - len(rest)
        side = _side(view, offset + first, offset + found.start())
        return Range(offset + (first if side else start), offset + len(clause))
    brought = _brought().search(clause)
    if brought is not None:
        return Range(offset + brought.start("what"), offset + brought.end("what"))
    fixed = _fixed().search(clause)
    if fixed is not None and len(clause) <= _LONGEST and clause[0] not in "因由":
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
        opening = _opening().match(clause.group())
        start = clause.start() + (opening.end() if opening else 0)
        told = view.text[start : clause.end()].strip(_MARKS)
        if len(told) >= _SHORTEST:
            yield Outcome(start, told)


def following_provision(
    view: ArticleView, after: int, sentence: Range, triggers: Sequence[int]
) -> Iterator[Outcome]:
    """Give what the clause after a signing says that it brings: 簽署協議，容許兩國軍隊…."""
    begins = re.compile("[，；]").search(view.simplified, after, sentence.end)
    clause = _CLAUSE.match(view.simplified, begins.end(), sentence.end) if begins else None
    if clause is None or any(clause.start() <= at < clause.end() for at in triggers):
        return
    if re.search(alternation("providing"), clause.group()) and not re.search(
        alternation("comment"), clause.group()
    ):
        end = _with_rest(view, clause.end(), sentence.end, triggers)
        opening = _opening().match(clause.group())
        start = clause.start() + (opening.end() if opening else 0)
        yield Outcome(start, view.text[start:end].strip(_MARKS))
