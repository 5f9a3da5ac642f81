"""Arguments of a trigger: who takes part, who is only present, and where a visit goes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from summit_extract.events.domestic import is_anybody
from summit_extract.events.lexicon import DOCUMENT_FORMS, Form, alternation, object_verbs, words
from summit_extract.events.triggers import Trigger
from summit_extract.events.values import EventType
from summit_extract.events.view import ArticleView, Clause, Unit, UnitKind, says_after, within
from summit_extract.events.where import is_destination, located_starts

__all__ = ["Cast", "attending_for", "casts_of", "following_group", "gathered"]

_NEAR_OBJECT = 30
_LONGEST_MODIFIER = 30
_LONGEST_TITLE = 8
_LONGEST_BODY = 24
_SENTENCES_BACK = 2


@dataclass(frozen=True, slots=True)
class Cast:
    """The participants of a telling, as units in the order of the text.

    ``complete`` tells that they are all told beside the trigger itself, none taken from an
    earlier clause or sentence.
    """

    principals: tuple[Unit, ...] = ()
    attendees: tuple[Unit, ...] = ()
    complete: bool = False


@cache
def _linker() -> re.Pattern[str]:
    return re.compile(rf"{alternation('linker')}$")


@cache
def _modified_linker() -> re.Pattern[str]:
    """A linker, then a modifier that ends in 的 or a status (到訪的, 新任, 正在中國訪問的)."""
    joined = "|".join(re.escape(word) for word in words("linker") if word != "、")
    return re.compile(
        rf"(?:{joined})(?:[^，。；：、]{{0,{_LONGEST_MODIFIER}}}的|正在|来访|到访|新任)$"
    )


@cache
def _loose_linker() -> re.Pattern[str]:
    """A linker, then a few characters of a title that was not read (與歐盟輪值主席國捷克總統)."""
    joined = "|".join(re.escape(word) for word in words("linker") if word not in "、及")
    return re.compile(rf"(?:{joined})[^，。；：、的在于将就对向]{{1,8}}$")


@cache
def _preposition() -> re.Pattern[str]:
    return re.compile(rf"{alternation('preposition')}$")


@cache
def _companion() -> re.Pattern[str]:
    return re.compile(rf"^(?:的)?(?:{alternation('companion')}|{alternation('mediating')})")


def casts_of(view: ArticleView, trigger: Trigger) -> list[Cast]:
    """Find who takes part in what a trigger tells.

    More than one cast where the trigger tells several events at once (A 分別同 B、C 通電話).
    """
    clause = view.clauses[trigger.clause]
    if trigger.form == Form.NAME:
        named = tuple(
            Unit(trigger.start, trigger.end, UnitKind.PERSON, (identity,), named=True)
            for identity in trigger.participants
        )
        return [Cast(named, complete=True)]
    before = _before(view, trigger, clause)
    acting = _acting(view, before)
    attendees = tuple(
        unit for unit in before if _is_companion(view, unit) or _is_spouse(view, unit)
    )
    places = set() if trigger.form == Form.VISIT else located_starts(view, clause)
    before = [
        unit
        for unit in before
        if unit not in attendees
        and unit.start >= acting
        and _may_take_part(view, unit)
        and not (unit.kind in (UnitKind.STATE, UnitKind.ORG) and unit.start in places)
        and not (trigger.form != Form.VISIT and _is_visited(view, unit))
        and not _is_followed(view, unit)
        and not (unit.kind is UnitKind.ORG and _is_where(view, unit))
        and not (unit.kind is UnitKind.STATE and is_destination(view, unit.start))
    ]
    if before and before[-1].city and before[-1].end == trigger.start and len(before) > 2:
        before.pop()  # A與B的莫斯科會晤
    before = _without_body(view, before, trigger.start)
    if _is_of_offices(trigger, before):
        return [Cast((before[-1],), attendees)]
    if trigger.form in DOCUMENT_FORMS:
        signers = _signers(view, clause, before)
        if signers:
            return [Cast(signers, attendees, complete=True)]
    if trigger.form == Form.VISIT:
        inviters = _inviters(view, trigger, clause)
        before = [unit for unit in before if unit not in inviters]
        return [_traveller(view, trigger, clause, before, (*attendees, *inviters))]
    if trigger.form in (Form.OBJECT, Form.BOTH):
        received = _received(view, trigger, clause, before)
        if received:
            return [Cast(received, attendees, complete=len(_people(received)) > 1)]
    linked = _linked(view, before, clause, trigger)
    if any(unit.kind is UnitKind.PERSON for unit in linked.units):
        people = tuple(unit for unit in linked.units if not unit.city)
        linked = _Linked(people, linked.start, linked.dangling or people != linked.units)
    linked = replace(linked, units=_other_than_parallel(view, clause, before, linked.units))
    partner = _object(view, trigger, clause) if trigger.form in (Form.OBJECT, Form.BOTH) else ()
    partner = _other_than_parallel(view, clause, before, partner)
    company = tuple(unit for unit in partner[1:] if _is_spouse(view, unit))
    partner = tuple(unit for unit in partner if unit not in company)
    attendees = (*attendees, *company)
    several = len(_people(linked.units)) > 1 and not linked.dangling
    if partner and several and all(unit.kind is UnitKind.PERSON for unit in partner):
        if _are_met_apart(view, trigger, linked.units):
            return [Cast((unit, *partner), attendees, complete=True) for unit in linked.units]
        return [Cast((*linked.units, *partner), attendees, complete=True)]
    if partner and len(_people(linked.units)) < 2:
        left = [unit for unit in before if unit.end <= linked.start]
        subject = linked.units or _subject(view, left, trigger.start)
        subject = subject or _said_then(view, trigger, clause, partner)
        complete = bool(subject)
        subject = subject or _earlier_subject(view, clause, partner)
        if len(partner) > 1 and _is_distributive(view, clause, trigger.start):
            return [Cast((*subject, unit), attendees, complete) for unit in partner]
        return [Cast((*subject, *partner), attendees, complete)]
    if linked.units and linked.dangling:
        left = [unit for unit in before if unit.end <= linked.start]
        subject = _agent(view, left) or _subject(view, left, linked.start)
        subject = subject or _said_then(view, trigger, clause, linked.units)
        complete = bool(subject)
        subject = subject or _earlier_subject(view, clause, linked.units)
        subject = subject or _host(view, left, linked.units)
        apart = (
            _is_distributive(view, clause, linked.start)
            or _are_called(trigger, linked.units)
            or _are_met_apart(view, trigger, linked.units)
        )
        if len(linked.units) > 1 and apart:
            return [Cast((*subject, unit), attendees, complete) for unit in linked.units]
        return [Cast((*subject, *linked.units), attendees, complete or len(linked.units) > 1)]
    if len(_people(linked.units)) > 2 and _are_met_apart(view, trigger, linked.units):
        first, *others = linked.units
        between = view.simplified[first.end : others[0].start]
        if "、" not in between:
            return [Cast((first, unit), attendees, complete=True) for unit in others]
    if linked.units:
        return [Cast(linked.units, attendees, complete=True)]
    alone = _subject(view, before, trigger.start)
    if not alone and (not trigger.weak or trigger.form in DOCUMENT_FORMS):
        alone = _earlier_subject(view, clause, ())
        if trigger.form not in DOCUMENT_FORMS and len(_people(alone)) < 2:
            alone = _two_before(view, trigger)
        return [Cast(alone, attendees)]
    if len(_people(alone)) < 2:
        alone = (*alone, *_named_states(view, trigger, before, alone))
    if len(_people(alone)) == 1 and trigger.form not in DOCUMENT_FORMS:
        alone = (*_inviter(view, clause, before, alone[0]), *alone)
    several = len(_people(alone)) >= 2 or trigger.form in DOCUMENT_FORMS
    return [Cast(alone, attendees, complete=bool(alone) and several)]


def _before(view: ArticleView, trigger: Trigger, clause: Clause) -> list[Unit]:
    """Give who is named before a trigger in its clause, or in the clause set within that."""
    start = trigger.frame[0] if trigger.frame else clause.start
    passed = trigger.passed or (0, 0)
    found = [
        unit
        for unit in within(view.units, start, trigger.start)
        if unit.end <= trigger.start
        and not passed[0] <= unit.start < passed[1]
        and not _is_capacity(view, unit)
    ]
    return _whole_lists(view, found)


def _whole_lists(view: ArticleView, units: Sequence[Unit]) -> list[Unit]:
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
        else:
            kept.append(unit)
    return kept


def _is_capacity(view: ArticleView, unit: Unit) -> bool:
    """以總統身份出訪, 就任總統後首次出訪: as what somebody acts, not who."""
    follow = view.simplified[unit.end : unit.end + 4]
    lead = view.simplified[max(0, unit.start - 4) : unit.start]
    taken = re.search(rf"{alternation('taking_office')}(?:了)?$", lead)
    acts_as = re.match(rf"的?{alternation('capacity')}", follow)
    return not unit.named and bool(taken or acts_as)


def _other_than_parallel(
    view: ArticleView, clause: Clause, before: Sequence[Unit], partner: tuple[Unit, ...]
) -> tuple[Unit, ...]:
    """A會見B。C也會見了他: of the two of the sentence before, 他 is not the countryman of C."""
    if len(partner) != 1 or partner[0].named or partner[0].kind is not UnitKind.PERSON:
        return partner
    pronoun = partner[0]
    hosts = [u for u in before if u.kind is UnitKind.PERSON and u.named and u.end <= pronoun.start]
    if not hosts or pronoun.role is not None or clause.sentence == 0:
        return partner
    country = _country(view, hosts[-1])
    meant = [view.entities.get(identity) for identity in pronoun.entities]
    countryman = any(e is not None and e.country_code == country for e in meant)
    if not country or not countryman:
        return partner
    sentence = view.sentence_range(clause.sentence - 1)
    others = [
        unit
        for unit in within(view.units, sentence.start, sentence.end)
        if unit.kind is UnitKind.PERSON
        and unit.named
        and _country(view, unit) not in ("", country)
        and (
            _is_object(view, unit) or _linker().search(view.simplified[sentence.start : unit.start])
        )
    ]
    if len(_people(others)) != 1:
        return partner
    return (replace(pronoun, entities=others[0].entities),)


def _country(view: ArticleView, unit: Unit) -> str:
    if unit.country_code:
        return unit.country_code
    found = [view.entities[identity].country_code for identity in unit.entities]
    return found[0] if found else ""


def _acting(view: ArticleView, before: Sequence[Unit]) -> int:
    """去了P，由B與C會談, 改由B接見C: from who acts on, where who was named before does not."""
    for unit in reversed(before):
        named = unit.kind is UnitKind.PERSON and unit.named
        if named and view.simplified[max(0, unit.start - 1) : unit.start] == "由":
            follow = view.simplified[unit.end : unit.end + 8]
            other = re.match(rf"{alternation('leading')}|代表", follow)
            return 0 if other or _is_companion(view, unit) else unit.start
    return 0


def _without_body(view: ArticleView, before: list[Unit], until: int) -> list[Unit]:
    """A與B在兩國邊界委員會會議上簽署: 兩國 in the name of a body names nobody."""
    if len(before) < 2:
        return before
    others = [
        unit
        for unit in before
        if unit.kind is not UnitKind.PAIR
        or not _body().match(view.simplified, unit.end, min(unit.end + _LONGEST_BODY, until))
    ]
    return others if len(_people(others)) > 1 else before


@cache
def _body() -> re.Pattern[str]:
    return re.compile(rf"[^，。；的与和]{{1,10}}{alternation('council')}")


def _is_spouse(view: ArticleView, unit: Unit) -> bool:
    """偕夫人柯玉芝訪台: who came along with the one named before."""
    if unit.kind is not UnitKind.PERSON:
        return False
    return bool(_along().search(view.simplified[max(0, unit.start - 8) : unit.end]))


@cache
def _along() -> re.Pattern[str]:
    return re.compile(
        rf"{alternation('taking_along')}(?:他的|她的)?{alternation('spouse')}[^，。；、与和的]{{0,12}}$"
    )


def _is_followed(view: ArticleView, unit: Unit) -> bool:
    """A、B的支持者重聚: those who follow somebody are not he."""
    follow = view.simplified[unit.end : unit.end + 6]
    return bool(re.match(rf"[、和与及]|的{alternation('adherent')}", follow)) and bool(
        re.match(
            rf"[^，。；]{{0,24}}?的{alternation('adherent')}",
            view.simplified[unit.end : unit.end + 40],
        )
    )


def _is_visited(view: ArticleView, unit: Unit) -> bool:
    """訪台期間將會見: where one goes to takes no part."""
    lead = view.simplified[max(0, unit.start - 2) : unit.start]
    return unit.kind is UnitKind.STATE and lead.endswith(("访", "访问"))


def _is_where(view: ArticleView, unit: Unit) -> bool:
    """在聯合國大會與B會面: a body that something is held at takes no part."""
    return view.simplified[max(0, unit.start - 1) : unit.start] in ("在", "于")


def _is_of_offices(trigger: Trigger, before: Sequence[Unit]) -> bool:
    """雙方同意舉行特別代表會晤: those who meet are not those who agreed."""
    if trigger.form not in (Form.WITH, Form.BOTH) or not before:
        return False
    last = before[-1]
    alone = len(before) < 2 or before[-2].end < last.start
    return (
        last.kind is UnitKind.OFFICE
        and last.end == trigger.start
        and alone
        and any(unit.kind is UnitKind.PAIR for unit in before[:-1])
    )


def _signers(view: ArticleView, clause: Clause, before: Sequence[Unit]) -> tuple[Unit, ...]:
    """由A和B代表雙方簽署: those who sign, where two or more are named so."""
    for index, unit in enumerate(before):
        lead = view.simplified[clause.start : unit.start]
        if unit.kind in (UnitKind.PERSON, UnitKind.OFFICE) and lead.endswith("由"):
            group = _joined_right(view, before, index)
            return group if len(group) > 1 else ()
    return ()


@cache
def _distributive() -> re.Pattern[str]:
    return re.compile(rf"{alternation('distributive')}[^，。；]{{0,14}}$")


def _is_distributive(view: ArticleView, clause: Clause, link: int) -> bool:
    """分別, 先後: each of those that follow, or stand right before it, is met by himself."""
    return bool(_distributive().search(view.simplified[clause.start : link]))


def _are_met_apart(view: ArticleView, trigger: Trigger, units: Sequence[Unit]) -> bool:
    """A與B、C分別通話, 與B、C先後會談."""
    between = view.simplified[units[-1].end : trigger.start]
    if re.search(alternation("distributive"), between):
        return True
    last = view.simplified[units[-2].end : units[-1].start] if len(units) > 1 else ""
    return last.startswith("或")  # 不會與B或C會面


def _received(
    view: ArticleView, trigger: Trigger, clause: Clause, before: Sequence[Unit]
) -> tuple[Unit, ...]:
    """B獲A接見: who receives stands between the word for the passive and the trigger."""
    if not before or trigger.start - before[-1].end > 1:
        return ()
    host = before[-1]
    lead = view.simplified[clause.start : host.start]
    found = re.search(rf"{alternation('passive')}[^，。；的]{{0,{_LONGEST_TITLE}}}$", lead)
    if found is None and not _object(view, trigger, clause):
        found = re.search(r"由$", lead)  # 由副總統設宴款待
    if found is None:
        return ()
    guest = _subject(view, before[:-1], clause.start + found.start())
    return (*(guest or _earlier_subject(view, clause, (host,))), host)


_LEADERS = re.compile(r"(?:两国)?(?:元首|首脑|领导人|领袖)?")


def _named_states(
    view: ArticleView, trigger: Trigger, before: Sequence[Unit], taken: Sequence[Unit]
) -> tuple[Unit, ...]:
    """中美元首會晤, 俄烏談判: the states in the name of the meeting, but for those whose people are
    told already."""
    states: list[Unit] = []
    end = trigger.start
    for unit in reversed(before):
        between = view.simplified[unit.end : end]
        if unit.kind is not UnitKind.STATE or not _LEADERS.fullmatch(between):
            break
        states.insert(0, unit)
        end = unit.start
    if len(states) < 2 or any(unit in taken for unit in states):
        return ()
    return tuple(states)


def _inviter(
    view: ArticleView, clause: Clause, before: Sequence[Unit], invited: Unit
) -> tuple[Unit, ...]:
    """A邀請B會面: who invites takes part too."""
    lead = view.simplified[clause.start : invited.start]
    found = re.search(rf"{alternation('inviting')}(?:了|另外|其他|其余)?$", lead)
    if found is None:
        return ()
    left = [unit for unit in before if unit.end <= clause.start + found.start()]
    return _subject(view, left, clause.start + found.start())


def _are_called(trigger: Trigger, units: Sequence[Unit]) -> bool:
    """A與兩人通電話 tells two calls."""
    return trigger.event_type is EventType.CALL and units[0].start == units[-1].start


def _people(units: Sequence[Unit]) -> set[str]:
    """Give the different participants that units stand for; offices count by their text."""
    found: set[str] = set()
    for unit in units:
        found.update(unit.entities or (f"@{unit.start}",))
        if unit.kind is UnitKind.PAIR and not unit.entities:
            found.add(f"@@{unit.start}")
    return found


def _may_take_part(view: ArticleView, unit: Unit) -> bool:
    """Spokesmen, reporters and the like do not, nor do organisations that are a source."""
    if not unit.principal or _is_kin(view, unit):
        return False
    official = unit.role is not None and not unit.role.principal
    return not ((unit.kind is UnitKind.ORG or official) and says_after(view, unit))


def _is_kin(view: ArticleView, unit: Unit) -> bool:
    """他的父親: a word for a relative is nobody's office."""
    told = view.simplified[unit.start : unit.end]
    return unit.kind is UnitKind.OFFICE and bool(re.fullmatch(alternation("kin"), told))


def _is_companion(view: ArticleView, unit: Unit) -> bool:
    return bool(_companion().match(view.simplified[unit.end : unit.end + 8]))


def _is_genitive(view: ArticleView, unit: Unit, until: int) -> bool:
    """特朗普的顧問: the unit only says whose; 兩人的會面 is about the unit itself."""
    if re.match(alternation("ceremony"), view.simplified[unit.end : unit.end + 4]):
        return True  # 參加阿里亞斯就職典禮
    if unit.end + 1 >= until or view.simplified[unit.end] != "的":
        return False
    follow = view.simplified[unit.end + 1 : unit.end + 6]
    return not re.match(alternation("vehicle"), follow)  # 佩洛西的專機降落: she herself


def _is_adjunct(view: ArticleView, unit: Unit) -> bool:
    if (
        unit.kind is UnitKind.PERSON
        and view.simplified[max(0, unit.start - 1) : unit.start] == "由"
    ):
        return _is_companion(view, unit)
    if re.match(alternation("heading"), view.simplified[unit.end : unit.end + 4]):
        return False  # 以X為首的代表團
    lead = view.simplified[max(0, unit.start - 4) : unit.start]
    if re.search(rf"{alternation('cause')}$", lead):
        return False  # 因薩科齊將會見B: he acts in the reason
    return bool(_preposition().search(lead))


def _agent(view: ArticleView, units: Sequence[Unit]) -> tuple[Unit, ...]:
    """由副總統尼克遜與他會談: who does it in another's place."""
    return tuple(
        unit
        for unit in units
        if unit.kind is UnitKind.PERSON and view.simplified.endswith("由", 0, unit.start)
    )[-1:]


def _host(view: ArticleView, units: Sequence[Unit], others: Sequence[Unit]) -> tuple[Unit, ...]:
    """在福克斯總統的牧場與他會談: whose place it was."""
    taken = {identity for unit in others for identity in unit.entities}
    able = [
        unit
        for unit in units
        if unit.kind is UnitKind.PERSON
        and not set(unit.entities) & taken
        and view.simplified[unit.end : unit.end + 1] == "的"
    ]
    return tuple(able[-1:])


def _is_joined(view: ArticleView, units: Sequence[Unit], unit: Unit) -> bool:
    """A與B同日與C通話: B is joined to A right before it."""
    index = units.index(unit)
    if not index:
        return False
    between = view.simplified[units[index - 1].end : unit.start]
    return bool(re.fullmatch(alternation("linker"), between))


@dataclass(frozen=True, slots=True)
class _Linked:
    """A chain of units joined by 與, 和, 、; ``dangling`` tells that another linker stands before
    its first unit (A在P與B會晤), at ``start``."""

    units: tuple[Unit, ...]
    start: int
    dangling: bool = False


def _linked(view: ArticleView, before: Sequence[Unit], clause: Clause, trigger: Trigger) -> _Linked:
    """Find the last chain of joined units before the trigger."""
    units = list(before)
    for last in range(len(units) - 1, -1, -1):
        unit = units[last]
        link = _link_before(view, clause, units, last)
        if unit.kind is UnitKind.PAIR and not _is_genitive(view, unit, trigger.start):
            if link is None:
                return _Linked((*_inviter(view, clause, units[:last], unit), unit), unit.start)
            return _Linked(_each(unit), link, dangling=True)
        if link is not None:
            return _chain(view, units, last, clause, link)
    return _Linked((), trigger.start)


def _each(unit: Unit) -> tuple[Unit, ...]:
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
    link = _linker().search(lead) or _modified_linker().search(lead) or _loose_linker().search(lead)
    if link is not None:
        return clause.start + link.start()
    if index and unit.kind is UnitKind.PERSON:
        before = units[index - 1]
        between = view.simplified[before.end : unit.start]
        titled = before.kind in (UnitKind.ORG, UnitKind.STATE) and len(between) <= _LONGEST_TITLE
        if titled and not re.search(r"[，。；：、]", between):
            return _link_before(view, clause, units, index - 1)
    return None


def _reaches(view: ArticleView, end: int, link: int) -> bool:
    """Tell whether a linker stands right behind a unit, over one adverb or mark (他剛與)."""
    if link - 1 <= end <= link:
        between = view.simplified[end:link]
        return not re.fullmatch(alternation("bound"), between) if between else True
    return False


def _chain(view: ArticleView, units: list[Unit], last: int, clause: Clause, link: int) -> _Linked:
    chain = [units[last]]
    index = last - 1
    while index >= 0 and _reaches(view, units[index].end, link):
        chain.insert(0, units[index])
        before = _link_before(view, clause, units, index)
        if before is None:
            return _Linked(tuple(chain), units[index].start)
        link = before
        index -= 1
    return _Linked(tuple(chain), link, dangling=True)


def _object(view: ArticleView, trigger: Trigger, clause: Clause) -> tuple[Unit, ...]:
    """Find whom a transitive trigger has as its object, with those joined to it."""
    units = [u for u in within(view.units, trigger.start, clause.end) if u.principal]
    units = _whole_lists(view, units)
    text = view.simplified
    for index, unit in enumerate(units):
        gap = text[trigger.end : unit.start]  # empty of who stands inside 接到…電話
        if len(gap) > _NEAR_OBJECT:
            return ()
        if unit.kind in (UnitKind.STATE, UnitKind.ORG):
            group = _joined_right(view, units, index)
            if any("等" in text[state.start : state.end] for state in group):
                return group
            follow = text[unit.end : unit.end + 12]
            beside = index + 1 < len(units) and units[index + 1].start == unit.end
            if beside and units[index + 1].kind is UnitKind.ORG:
                continue  # 阿富汗塔利班代表團 is that of the Taliban
            if re.match(rf"[^，。]{{0,8}}?{alternation('delegation')}", follow):
                return (unit,)
            continue
        if unit.kind is UnitKind.PAIR and not unit.entities:
            continue
        chain = [unit]
        for following in units[index + 1 :]:
            between = text[chain[-1].end : following.start]
            if following.kind in (UnitKind.STATE, UnitKind.ORG):
                continue
            if not re.fullmatch(rf"{alternation('linker')}[^，。]{{0,12}}", between):
                break
            chain.append(following)
        if all(is_anybody(view, unit) for unit in chain):
            return _included(view, clause) or tuple(chain)
        return tuple(chain)
    return ()


def _included(view: ArticleView, clause: Clause) -> tuple[Unit, ...]:
    """會見多國領導人，包括A和B: who is meant, in the clause after."""
    following = within(view.clauses, clause.end, view.sentence_range(clause.sentence).end)[:1]
    for after in following:
        lead = re.match(alternation("including"), view.simplified[after.start : after.end])
        people = [
            unit
            for unit in within(view.units, after.start, after.end)
            if unit.kind is UnitKind.PERSON and unit.named
        ]
        if lead and people:
            return _joined_right(view, people, 0)
    return ()


def _subject(view: ArticleView, units: Sequence[Unit], until: int) -> tuple[Unit, ...]:
    """Choose the subject among the units before a point: the nearest person that is one."""
    able = [
        unit
        for unit in units
        if (not _is_adjunct(view, unit) or _is_joined(view, units, unit))
        and not _is_genitive(view, unit, until)
    ]
    states = [unit for unit in able if unit.kind is UnitKind.STATE]
    if any(not unit.city for unit in states) and states[-1].city:
        able.remove(states[-1])  # 沙特伊朗北京簽聯合聲明
    for kinds in (
        (UnitKind.PERSON, UnitKind.PAIR),
        (UnitKind.OFFICE,),
        (UnitKind.STATE, UnitKind.ORG),
    ):
        for index in range(len(able) - 1, -1, -1):
            if able[index].kind in kinds:
                return _joined_left(view, able, index)
    return ()


def _joined_left(view: ArticleView, units: Sequence[Unit], index: int) -> tuple[Unit, ...]:
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


def _earlier_subject(view: ArticleView, clause: Clause, others: Sequence[Unit]) -> tuple[Unit, ...]:
    """Find the subject told one or more clauses earlier, then in the sentences before.

    People come before states; those who take part already are passed over.
    """
    taken = {identity for unit in others for identity in unit.entities}
    index = view.clause_index(clause.start)
    best: tuple[Unit, ...] = ()
    oldest = clause.sentence - _SENTENCES_BACK
    block = view.block_of(clause.start)
    while index > 0:
        index -= 1
        earlier = view.clauses[index]
        if earlier.sentence < oldest or earlier.start < block.start:
            break
        if best and earlier.sentence < clause.sentence:
            break
        if earlier.quoted and not clause.quoted:
            continue
        subject = _topic(view, earlier, taken)
        if subject and subject[0].kind in (UnitKind.PERSON, UnitKind.PAIR):
            return subject
        best = best or subject
    return best


_MEANWHILE = re.compile(r"(?:的)?(?:时|时候|期间|之际|后|前|中)[，,]$")


def _said_then(
    view: ArticleView, trigger: Trigger, clause: Clause, others: Sequence[Unit]
) -> tuple[Unit, ...]:
    """會見岸田文雄時，李強指出: who speaks then is who met the other."""
    if trigger.clause + 1 >= len(view.clauses):
        return ()
    following = view.clauses[trigger.clause + 1]
    lead = view.simplified[trigger.end : clause.end]
    if following.sentence != clause.sentence or not _MEANWHILE.search(lead):
        return ()
    taken = {identity for unit in others for identity in unit.entities}
    units = within(view.units, following.start, following.start + 1)
    return tuple(
        unit
        for unit in units
        if unit.kind is UnitKind.PERSON and unit.entities and not set(unit.entities) & taken
    )


def _topic(view: ArticleView, clause: Clause, taken: set[str]) -> tuple[Unit, ...]:
    every = within(view.units, clause.start, clause.end)
    units = [
        unit
        for unit in every
        if _may_take_part(view, unit)
        and not _is_adjunct(view, unit)
        and not _is_genitive(view, unit, clause.end)
        and not _is_object(view, unit)
        and not (unit.kind is UnitKind.STATE and is_destination(view, unit.start))
        and not (unit.entities and set(unit.entities) <= taken)
    ]
    for kinds in ((UnitKind.PERSON, UnitKind.PAIR), (UnitKind.OFFICE,), (UnitKind.STATE,)):
        for unit in units:
            if unit.kind in kinds:
                return _joined_right(view, every, list(every).index(unit))
    return ()


def _is_object(view: ArticleView, unit: Unit) -> bool:
    """會晤首相田中角榮: who is met is not the subject of what follows."""
    lead = view.simplified[max(0, unit.start - 8) : unit.start]
    return bool(re.search(rf"{object_verbs()}(?:了|到访的|来访的)?$", lead))


def attending_for(view: ArticleView, trigger: Trigger, cast: Cast) -> Cast:
    """中日舉行對話。參加會議的外長王毅、岩屋毅: who acts for the states that met, if the
    next sentence begins with them."""
    states = [unit for unit in cast.principals if unit.kind is UnitKind.STATE and not unit.city]
    number = view.clauses[trigger.clause].sentence + 1
    if (
        len(states) < len(cast.principals)
        or len(states) < 2
        or number >= len(view.layout.sentences)
    ):
        return cast
    start = view.sentence_range(number).start
    clause = view.clauses[view.clause_index(start)]
    lead = re.match(
        rf"{alternation('attended')}[^，。；]{{0,4}}?的", view.simplified[start : clause.end]
    )
    if lead is None:
        return cast
    people = [
        unit
        for unit in within(view.units, start + lead.end(), clause.end)
        if unit.kind is UnitKind.PERSON and unit.named
    ]
    group = _joined_right(view, people, 0) if people else ()
    homes = {unit.country_code for unit in group}
    if homes != {unit.country_code for unit in states}:
        return cast
    return Cast(group, cast.attendees, complete=True)


def following_group(view: ArticleView, trigger: Trigger) -> tuple[Unit, ...]:
    """Give two or more people joined with one another in the clause after a trigger's."""
    index = trigger.clause + 1
    if index >= len(view.clauses):
        return ()
    clause = view.clauses[index]
    if clause.sentence != view.clauses[trigger.clause].sentence:
        return ()
    units = [
        unit
        for unit in within(view.units, clause.start, clause.end)
        if unit.kind in (UnitKind.PERSON, UnitKind.OFFICE) and unit.principal
    ]
    group = _joined_right(view, units, 0) if units else ()
    return group if len(group) > 1 else ()


def gathered(view: ArticleView, trigger: Trigger) -> tuple[Unit, ...]:
    """第八次中日韓領導人會議在成都舉行。A主持會議，B、C出席: those who are said to have come."""
    sentence = view.clauses[trigger.clause].sentence
    for number in (sentence, sentence + 1):
        if number >= len(view.layout.sentences):
            break
        start, end = view.sentence_range(number)
        if not re.search(alternation("coming_together"), view.simplified[start:end]):
            continue
        units = [
            unit
            for unit in within(view.units, max(start, trigger.end * (number == sentence)), end)
            if unit.kind is UnitKind.PERSON and unit.principal and unit.entities
        ]
        if len(_people(units)) > 1:
            return tuple(units)
    return ()


def _two_before(view: ArticleView, trigger: Trigger) -> tuple[Unit, ...]:
    """Give the two people of the clause before, where just two are named (A致函B，取消會晤)."""
    clause = view.clauses[trigger.clause]
    before = view.clauses[trigger.clause - 1] if trigger.clause else clause
    if before.sentence != clause.sentence or before is clause:
        return ()
    people = [
        unit
        for unit in within(view.units, before.start, before.end)
        if unit.kind is UnitKind.PERSON and unit.principal and not _is_companion(view, unit)
    ]
    return tuple(people) if len(_people(people)) == 2 else ()


def _joined_right(view: ArticleView, units: Sequence[Unit], index: int) -> tuple[Unit, ...]:
    chain = [units[index]]
    for following in units[index + 1 :]:
        between = view.simplified[chain[-1].end : following.start]
        if not re.fullmatch(alternation("linker"), between):
            break
        chain.append(following)
    return tuple(chain)


def _inviters(view: ArticleView, trigger: Trigger, clause: Clause) -> tuple[Unit, ...]:
    """應A之邀, 應A邀請, 接受A邀請, A邀請B訪問: who invites, in the sentence of a visit."""
    sentence = view.sentence_range(clause.sentence)
    text = view.simplified
    found = []
    for unit in within(view.units, sentence.start, trigger.start):
        if unit.end > trigger.start or unit.kind in (UnitKind.PAIR, UnitKind.OFFICE):
            continue
        asked = re.match(r"(?:的|之)?(?:邀|请)", text[unit.end : unit.end + 3])
        lead = text[max(sentence.start, unit.start - 3) : unit.start]
        invited = asked and re.search(rf"{alternation('invited')}(?:了|过)?$", lead)
        if unit.kind is not UnitKind.PERSON:
            if invited and not unit.city:
                found.append(unit)
            continue
        invites = re.match(
            rf"[^，。；]{{0,4}}?{alternation('inviting')}", text[unit.end : unit.end + 8]
        )
        guest = any(
            other.start > unit.end and not other.city and other.kind is UnitKind.PERSON
            for other in within(view.units, unit.end, trigger.start)
        )
        if invited or (invites and guest and unit.start >= clause.start):
            found.append(unit)
    return tuple(found)


def _delegation(view: ArticleView, before: Sequence[Unit], end: int) -> tuple[Unit, ...]:
    """以色列代表團訪問拉巴特，由X率領: who leads the delegation, else whose it is."""
    body = next(
        (
            unit
            for unit in reversed(before)
            if unit.kind in (UnitKind.STATE, UnitKind.ORG)
            and re.match(
                rf"[^，。]{{0,8}}?{alternation('delegation')}",
                view.simplified[unit.end : unit.end + 12],
            )
        ),
        None,
    )
    if body is None:
        return ()
    for unit in within(view.units, body.end, end):
        follow = view.simplified[unit.end : unit.end + 4]
        if unit.kind is UnitKind.PERSON and re.match(alternation("leading"), follow):
            return (unit,)
    return (body,)


def _described(view: ArticleView, trigger: Trigger, clause: Clause) -> tuple[Unit, ...]:
    """相隔六年到訪美國的習近平: who stands behind the visit that describes him, where the clause
    begins with it."""
    text = view.simplified
    lead = text[clause.start : trigger.start]
    if re.search(object_verbs(), lead) or _linker().search(lead):
        return ()
    for place in within(view.places, trigger.end, trigger.end + 1):
        if text[place.end : place.end + 1] == "的":
            found = within(view.units, place.end + 1, place.end + 2)
            return tuple(u for u in found if u.kind is UnitKind.PERSON and u.named)
    return ()


def _not_oneself(view: ArticleView, clause: Clause, subject: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """普京邀他再訪莫斯科: nobody invites himself; 他 is another person of the sentence."""
    if len(subject) != 1 or subject[0].named or subject[0].kind is not UnitKind.PERSON:
        return subject
    guest = subject[0]
    lead = view.simplified[clause.start : guest.start]
    hosts = [u for u in within(view.units, clause.start, guest.start) if u.entities]
    if not re.search(rf"{alternation('inviting')}(?:了)?$", lead) or not hosts:
        return subject
    if hosts[-1].entities != guest.entities:
        return subject
    sentence = view.sentence_range(clause.sentence)
    others = [
        unit
        for unit in within(view.units, sentence.start, clause.start)
        if unit.kind is UnitKind.PERSON and unit.entities and unit.entities != guest.entities
    ]
    return tuple(others[-1:]) or subject


def _traveller(
    view: ArticleView,
    trigger: Trigger,
    clause: Clause,
    before: Sequence[Unit],
    attendees: tuple[Unit, ...],
) -> Cast:
    people = [u for u in before if u.kind is not UnitKind.STATE and u.kind is not UnitKind.ORG]
    subject = _subject(view, people, trigger.start) or tuple(people[-1:])
    subject = subject or _described(view, trigger, clause)
    if not subject:
        subject = _delegation(view, before, view.sentence_range(clause.sentence).end)
    subject = _not_oneself(view, clause, subject)
    if subject:
        return Cast(subject, attendees, complete=True)
    earlier = _earlier_subject(view, clause, ())
    if earlier and earlier[0].kind in (UnitKind.PERSON, UnitKind.PAIR, UnitKind.OFFICE):
        return Cast(earlier, attendees)
    return Cast((), attendees)
