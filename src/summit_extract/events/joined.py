"""Who is named together with whom: lists, and those joined by 與 and 和."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from summit_extract.events.lexicon import alternation, words
from summit_extract.events.taking_part import is_genitive
from summit_extract.events.triggers import Trigger
from summit_extract.events.view import ArticleView, Clause, Unit, UnitKind, within

__all__ = [
    "LONGEST_TITLE",
    "Linked",
    "chain_before",
    "each_of",
    "is_joined",
    "joined_after",
    "joined_left",
    "joined_right",
    "linker",
    "signers_in",
    "whole_clause",
    "whole_lists",
]

LONGEST_TITLE = 8
_PAIR = 2
_LONGEST_MODIFIER = 30
_BY = re.compile(r"由[^，。；：的]{0,8}$")


@cache
def linker() -> re.Pattern[str]:
    """Match a word at the end of a text that joins what follows to what stands before."""
    return re.compile(rf"{alternation('linker')}$")


@cache
def _modified_linker() -> re.Pattern[str]:
    """A linker, then a modifier that ends in 的 or a status (到訪的, 新任, 正在中國訪問的)."""
    joined = "|".join(re.escape(word) for word in words("linker") if word != "、")
    return re.compile(
        rf"(?P<word>{joined})(?:[^，。；：、]{{0,{_LONGEST_MODIFIER}}}的|正在|来访|到访|新任)$"
    )


@cache
def _listed() -> re.Pattern[str]:
    """Between two of a list, with a title that was not read: 外長A、|東正教|牧首B."""
    return re.compile(rf"(?:{alternation('linker')})[^，。；：、的在于将就对向]{{1,6}}")


@cache
def _loose_linker() -> re.Pattern[str]:
    """A linker, then a few characters of a title that was not read (與歐盟輪值主席國捷克總統)."""
    joined = "|".join(re.escape(word) for word in words("linker") if word not in "、及")
    return re.compile(rf"(?P<word>{joined})[^，。；：、的在于将就对向]{{1,8}}$")


def whole_lists(view: ArticleView, units: Sequence[Unit]) -> list[Unit]:
    """英國、德國等多國領導人: those named are told of, the word that sums them up names nobody."""
    kept: list[Unit] = []
    for unit in units:
        summed = (
            kept
            and unit.kind is UnitKind.OFFICE
            and kept[-1].kind in (UnitKind.STATE, UnitKind.ORG)
            and re.fullmatch(r"等(?:[多各数几]?国)?的?", view.simplified[kept[-1].end : unit.start])
        )
        if summed:
            kept[-1] = replace(kept[-1], end=unit.end)
            continue
        if kept and _are_those(view, kept[-1], unit):
            kept.pop()
        kept.append(unit)
    return kept


_ALL = re.compile(r"[三四五六七八九十]国")


def _are_those(view: ArticleView, sum_: Unit, unit: Unit) -> bool:
    """五國外長|杜勒斯、莫洛托夫…: the names after the word for all of them."""
    beside = sum_.end == unit.start and unit.kind is UnitKind.PERSON and unit.named
    summed = sum_.kind is UnitKind.OFFICE and not sum_.entities
    return beside and summed and _ALL.match(view.simplified, sum_.start, sum_.end) is not None


def is_joined(view: ArticleView, units: Sequence[Unit], unit: Unit) -> bool:
    """A與B同日與C通話: B is joined to A right before it."""
    index = units.index(unit)
    if not index:
        return False
    between = view.simplified[units[index - 1].end : unit.start]
    return bool(re.fullmatch(alternation("linker"), between))


def joined_left(view: ArticleView, units: Sequence[Unit], index: int) -> tuple[Unit, ...]:
    """Give a unit with those joined to it that stand before it."""
    chain = [units[index]]
    while index > 0:
        between = view.simplified[units[index - 1].end : chain[0].start]
        beside = not between and all(
            unit.kind is UnitKind.STATE and not unit.city for unit in (units[index - 1], chain[0])
        )
        if not beside and not _joins_on(between):
            break
        index -= 1
        chain.insert(0, units[index])
    return tuple(chain)


def _joins_on(between: str) -> bool:
    """A及B的顧問C: a linker, and perhaps whose the second one is."""
    return bool(re.fullmatch(rf"{alternation('linker')}(?:[^，。；：、]{{1,25}}的)?", between))


def joined_right(view: ArticleView, units: Sequence[Unit], index: int) -> tuple[Unit, ...]:
    """Give a unit with those joined to it that stand after it."""
    chain = [units[index]]
    for following in units[index + 1 :]:
        between = view.simplified[chain[-1].end : following.start]
        if not re.fullmatch(alternation("linker"), between):
            break
        chain.append(following)
    return tuple(chain)


@dataclass(frozen=True, slots=True)
class Linked:
    """A chain of units joined by 與, 和, 、; ``dangling`` tells that another linker stands before
    its first unit (A在P與B會晤), at ``start``."""

    units: tuple[Unit, ...]
    start: int
    dangling: bool = False


def chain_before(
    view: ArticleView, before: Sequence[Unit], clause: Clause, trigger: Trigger
) -> Linked:
    """Find the last chain of joined units before the trigger."""
    units = list(before)
    for last in range(len(units) - 1, -1, -1):
        unit = units[last]
        link = _link_before(view, clause, units, last)
        told_before = unit.kind is UnitKind.PAIR and not unit.definite
        if told_before and not is_genitive(view, unit, trigger.start):
            if link is None and _names_talks(view, clause, units[:last], unit):
                continue
            if link is None:
                return Linked((unit,), unit.start)
            return Linked(each_of(unit), link, dangling=True)
        if link is not None:
            return _chain(view, units, last, clause, link)
    return Linked((), trigger.start)


def _names_talks(view: ArticleView, clause: Clause, before: Sequence[Unit], pair: Unit) -> bool:
    """A與B進行兩韓峰會: whose talks they are called, where the two who hold them are named."""
    if not before or before[-1].kind is not UnitKind.PERSON or not before[-1].named:
        return False
    between = view.simplified[before[-1].end : pair.start]
    held = re.fullmatch(r"[^，。；]{0,10}?(?:进行|举行|召开|展开)了?", between)
    return held is not None and _link_before(view, clause, before, len(before) - 1) is not None


def each_of(unit: Unit) -> tuple[Unit, ...]:
    """Take those whom 兩人 means apart."""
    if len(unit.entities) < 2:
        return (unit,)
    return tuple(
        Unit(unit.start, unit.end, UnitKind.PAIR, (identity,)) for identity in unit.entities
    )


def _link_before(
    view: ArticleView, clause: Clause, units: Sequence[Unit], index: int
) -> int | None:
    """Give the offset of the linker before a unit, over a modifier if need be, or None.

    An organisation or state right before a person is part of his title (與「革命陣線」領導人桑科).
    """
    unit = units[index]
    lead = view.simplified[clause.start : unit.start]
    link = linker().search(lead)
    if link is not None:
        return clause.start + link.start()
    link = _modified_linker().search(lead) or _loose_linker().search(lead)
    if link is not None and _is_own_word(view, clause.start, link):
        return clause.start + link.start()
    if index and unit.kind is UnitKind.PERSON:
        before = units[index - 1]
        between = view.simplified[before.end : unit.start]
        if before.kind is UnitKind.PERSON and before.named and _listed().fullmatch(between):
            return before.end
        titled = before.kind in (UnitKind.ORG, UnitKind.STATE) and len(between) <= LONGEST_TITLE
        if titled and not re.search(r"[，。；：、]", between):
            return _link_before(view, clause, units, index - 1)
    return None


def _is_own_word(view: ArticleView, start: int, link: re.Match[str]) -> bool:
    """共同, 和平: what is part of a word joins nobody."""
    told, names = link.span("word"), view.names
    cut = {start + told[0], start + told[1]} - view.token_bounds
    return not cut or any(
        mention.end == start + told[0] for mention in within(names, start, start + told[0])
    )


def _reaches(view: ArticleView, end: int, link: int) -> bool:
    """Tell whether a linker stands right behind a unit, over one adverb or mark (他剛與)."""
    if link - 1 <= end <= link:
        between = view.simplified[end:link]
        return not re.fullmatch(alternation("bound"), between) if between else True
    return False


def _chain(view: ArticleView, units: list[Unit], last: int, clause: Clause, link: int) -> Linked:
    chain = [units[last]]
    index = last - 1
    while index >= 0 and _reaches(view, units[index].end, link):
        chain.insert(0, units[index])
        before = _link_before(view, clause, units, index)
        if before is None:
            return Linked(tuple(chain), units[index].start)
        link = before
        index -= 1
    return Linked(tuple(chain), link, dangling=True)


@cache
def _signed_by() -> re.Pattern[str]:
    return re.compile(rf"{alternation('signed_by')}[^，。；：的]{{0,8}}$")


def whole_clause(view: ArticleView, index: int) -> Clause:
    """Give a clause with those before it whose list it goes on with: 將和A，|以及B會談."""
    clause = view.clauses[index]
    while index and re.match(
        alternation("and_also"), view.simplified[clause.start : clause.start + 2]
    ):
        before = view.clauses[index - 1]
        people = [
            unit
            for unit in within(view.units, before.start, before.end)
            if unit.kind is UnitKind.PERSON
        ]
        if before.sentence != clause.sentence or not people:
            break
        gap = view.simplified[people[-1].end : before.end]
        if gap not in ("，", ","):
            break
        clause = replace(clause, start=before.start)
        index -= 1
    return clause


def joined_after(view: ArticleView, clause: Clause, chain: Sequence[Unit]) -> tuple[Unit, ...]:
    """會見A、B，以及C: who is joined in the clauses that follow, where a list ends its clause."""
    found: list[Unit] = []
    last, text = chain[-1], view.simplified
    index = view.clause_index(clause.start) + 1
    while index < len(view.clauses) and view.clauses[index].sentence == clause.sentence:
        following = view.clauses[index]
        people = [
            unit
            for unit in within(view.units, following.start, following.end)
            if unit.kind in (UnitKind.PERSON, UnitKind.OFFICE)
        ]
        if not people or not _and().fullmatch(text, last.end, people[0].start):
            break
        group = joined_right(view, people, 0)
        found.extend(group)
        last = group[-1]
        index += 1
    return tuple(found)


@cache
def _and() -> re.Pattern[str]:
    group = rf"(?:[^，。；、]{{0,12}}{alternation('delegation')}|[^，。；、]{{0,12}}团)?"
    return re.compile(rf"{group}[，,]{alternation('and_also')}[^，。；：、的在于将就对向]{{0,14}}")


def signers_in(view: ArticleView, units: Sequence[Unit], clause: Clause) -> tuple[Unit, ...]:
    """由A和B代表雙方簽署, 由兩國外長A與B簽字: those who sign, where two or more are named so."""
    for index, unit in enumerate(units):
        if unit.kind not in (UnitKind.PERSON, UnitKind.OFFICE):
            continue
        lead = view.simplified[clause.start : unit.start]
        if _BY.search(lead) or _signed_by().search(lead):
            people = [one for one in units[index:] if one.kind in (unit.kind, UnitKind.PERSON)]
            group = joined_right(view, people, 0)
            return group if len(group) > 1 else ()
    people = [unit for unit in units if unit.kind is UnitKind.PERSON and unit.named]
    if len(people) < _PAIR:
        return ()
    between = view.simplified[people[0].end : people[1].start]
    joined = re.fullmatch(rf"{alternation('linker')}[^，。；]{{0,{_LONGEST_MODIFIER}}}", between)
    if joined and _sign_for().match(view.simplified, people[1].end, clause.end):
        return tuple(people[:_PAIR])
    return ()


@cache
def _sign_for() -> re.Pattern[str]:
    """何立峰與托卡塔凱|分別代表兩國政府簽字."""
    each = rf"(?:{alternation('distributive')}|共同|一同)?"
    return re.compile(rf"{each}代表[^，。；]{{1,12}}?{alternation('sealing')}")
