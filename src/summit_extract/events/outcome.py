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


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result and where it is told; ``failed`` tells that nothing was agreed, ``subjects`` is
    who agreed to it, where that is told, ``aim`` that it may be what talks are to settle, ``wish``
    that one side alone brought it up."""

    start: int
    text: str
    failed: bool = False
    subjects: tuple[Unit, ...] = ()
    aim: bool = False
    wish: bool = False


_CAUSE = re.compile(r"(?:双方|两人|二人|两国|各方)?[因由]")
"""雙方因星戰計劃談不攏，…: why it came to what follows."""


@cache
def _resulting() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<kept>{alternation('result_kept')})|(?P<cut>{alternation('result_cut')})"
    )


@cache
def _reciting() -> re.Pattern[str]:
    return re.compile(rf"{alternation('reciting')}")


@cache
def _proposing() -> re.Pattern[str]:
    return re.compile(
        rf"{alternation('proposing')}(?:了)?(?=[^，。；]{{2,30}}{alternation('proposal')}(?:[，。；]|$))"
    )


@cache
def _together() -> re.Pattern[str]:
    """What those who met say as one: 聯合聲明重申, 會議呼籲."""
    return re.compile(rf"{alternation('body')}|{alternation('paper')}|联合|共同|一致|各方")


@cache
def _denial() -> re.Pattern[str]:
    """保證俄羅斯並沒有干預: that something is not so came of nothing."""
    return re.compile(rf"[^，。；]{{0,8}}?{alternation('denying')}")


@cache
def _at_last() -> re.Pattern[str]:
    """只談了一天就|不歡而散."""
    return re.compile(rf"^.{{3,}}(?:就|便|最终|终于|终告|后)仍?(?={alternation('result_fixed')}$)")


@cache
def _fixed() -> re.Pattern[str]:
    return re.compile(rf"{alternation('result_fixed')}")


@cache
def _gained() -> re.Pattern[str]:
    """達成「重大共識」, 取得三點成果: how much was agreed on, not what."""
    gain = alternation("gain")
    much = rf"(?:(?:{alternation('gain_much')}|[一二三四五六七八九十两\d]{{1,3}}[点项])的?)"
    return re.compile(
        rf"{alternation('result_verb')}了?(?:{much}{{1,2}}{gain}|[「“]{much}{{1,2}}{gain}[」”])"
    )


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
        rf"|{alternation('failing_alone')}(?!{alternation('saying')}|{alternation('said_there')})"
        rf"[^，。；]{{3,30}}"
    )


@cache
def _not_reached() -> re.Pattern[str]:
    """外界期待的貨幣互換協議|也沒有達成: what the clause says was not signed after all."""
    return re.compile(
        rf"[^，。；]{{2,24}}{alternation('paper')}[》」』”]?(?:也|亦|却|仍|终|最终|终究|始终|依然)*"
        rf"(?:{alternation('failing')}|没|未)(?:能)?(?:达成|签成|签署|签下|签字|发表|谈成|出炉)"
    )


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"{alternation('clause_opening')}+")


@cache
def _rest() -> re.Pattern[str]:
    return re.compile(
        rf"，(?P<aim>{alternation('aiming')})[^。；：「“]{{3,30}}?(?=[，。；]|$)"
        rf"|，(?!{alternation('clause_opening')}*{alternation('new_clause')})[^，。；：「“]{{3,16}}(?=[，。；]|$)"
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
def _providing() -> re.Pattern[str]:
    """容許兩國軍隊…, 自20日起…: what a document brings."""
    return re.compile(rf"{alternation('providing')}|^[自从][^，。；]{{2,9}}起")


@cache
def _more() -> re.Pattern[str]:
    """商定建立溝通渠道，|就重大問題保持聯繫: a second thing agreed on."""
    return re.compile(
        rf"，(?P<and>并|还|且)?(?P<told>[就在][^，。；]{{2,24}}?{alternation('agreed_to')}[^，。；]{{2,12}})"
        r"(?=[，。；])"
    )


@cache
def _and_so() -> re.Pattern[str]:
    """將獲赦免，|並出任主席: more of the same provision."""
    return re.compile(r"[并且就则便](?!非|不|未|没)")


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
        failed = failed or _not_reached().fullmatch(text, start, end) is not None
        if end == clause.end() and not failed and not _fixed().search(clause.group()):
            end = _with_rest(view, end, sentence.end, triggers)
        done = end
        verb = _resulting().search(clause.group())
        lead = clause.start() + (verb.start() if verb else 0)
        subjects = tuple(within(view.units, clause.start(), lead))
        alone = verb is not None and _reciting().match(verb.group()) is not None
        goes_on = any(sentence.start <= at < clause.start() for at in triggers)  # 通電話，重申…
        alone = alone and not _is_joint(view, sentence, subjects, lead)
        alone = alone and (bool(subjects) or not goes_on)
        proposed = _proposing().match(view.simplified, start) if alone else None
        more = _more().match(text, end, sentence.end) if verb and not failed else None
        if more is not None and more["and"]:
            end, more = more.end(), None
        done = more.end() if more else end
        told = view.text[proposed.end() if proposed else start : end].strip(_MARKS)
        if len(told) >= _SHORTEST and (proposed or not alone):
            yield Outcome(start, told, failed, subjects, bool(verb and verb["cut"]), alone)
        if more is not None:
            yield Outcome(more.start("told"), view.text[more.start("told") : done], False, subjects)


def _is_joint(view: ArticleView, sentence: Range, subjects: Sequence[Unit], until: int) -> bool:
    """Tell whether it is those who met that 重申 or 呼籲, not one of them alone."""
    if any(unit.kind is UnitKind.PAIR for unit in subjects):
        return True
    if len(subjects) > 1:  # A向B重申: A alone
        return view.simplified[subjects[1].start - 1] not in "向对"
    if subjects:
        return False
    return _together().search(view.simplified, sentence.start, until) is not None


def _with_rest(view: ArticleView, end: int, last: int, triggers: Sequence[int]) -> int:
    """Give where an outcome ends that goes on after a comma without a subject of its own:
    在兩個月內重開使館，互派大使."""
    rest = _rest().match(view.simplified, end, last)
    if rest is None or (not rest["aim"] and within(view.units, end, rest.end())):
        return end
    if any(end <= at < rest.end() for at in triggers):
        return end
    return end if _resulting().search(rest.group()) else rest.end()


def _in_clause(view: ArticleView, offset: int, clause: str) -> Range | None:
    opening = _opening().match(clause)
    first = opening.end() if opening else 0
    unsigned = _not_reached().fullmatch(clause, first)
    if unsigned is not None:
        return Range(offset + first, offset + len(clause))
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
        if found["kept"] and _denial().match(rest):
            break
        if rest.endswith(("后", "时", "之前", "外")) or (found["cut"] and _set_day().match(rest)):
            break
        start = found.start() if found["kept"] else len(clause) - len(rest)
        side = _side(view, offset + first, offset + found.start())
        return Range(offset + (first if side else start), offset + len(clause))
    brought = _brought().search(clause)
    if brought is not None and not re.search(rf"{alternation('talks')}$", brought["what"]):
        return Range(offset + brought.start("what"), offset + brought.end("what"))
    gained = _gained().search(clause)
    if gained is not None and _lead_is_subject(view, offset, clause, gained.start()):
        return Range(offset + gained.start(), offset + gained.end())
    fixed = _fixed().search(clause)
    if fixed is not None and len(clause) <= _LONGEST and not _CAUSE.match(clause):
        last = _at_last().match(clause)
        return Range(offset + (last.end() if last else first), offset + len(clause))
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
    clauses = list(_CLAUSE.finditer(view.simplified, found.end(), sentence.end))
    while clauses:
        clause, end = clauses[0], clauses.pop(0).end()
        while clauses and _and_so().match(clauses[0].group()):
            end = clauses.pop(0).end()
        opening = _opening().match(clause.group())
        start = clause.start() + (opening.end() if opening else 0)
        told = view.text[start:end].strip(_MARKS)
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
    if _providing().search(clause.group()) and not re.search(
        rf"{alternation('comment')}|{alternation('at_signing')}", clause.group()
    ):
        end = _with_rest(view, clause.end(), sentence.end, triggers)
        opening = _opening().match(clause.group())
        start = clause.start() + (opening.end() if opening else 0)
        yield Outcome(start, view.text[start:end].strip(_MARKS))
