"""Who travels, and who invites."""

import re
from collections.abc import Sequence
from functools import cache

from summit_extract.events.casts import Cast, country_of
from summit_extract.events.joined import linker
from summit_extract.events.lexicon import alternation, object_verbs
from summit_extract.events.subjects import earlier_subject, said_then, subject_of
from summit_extract.events.triggers import Trigger, is_under_way
from summit_extract.events.view import ArticleView, Clause, Unit, UnitKind, says_after, within

__all__ = ["inviters_of", "is_of_troupe", "is_told_about", "traveller_of"]

_LEADER_REACH = 1000
"""How far back, in characters, the leader of a party may have been named."""


_LONGEST_SENDING = 40
_LONGEST_TROUPE = 8

_LONGEST_MANNER = 10


def inviters_of(view: ArticleView, trigger: Trigger, clause: Clause) -> tuple[Unit, ...]:
    """應A之邀, 應A邀請, 接受A邀請, A邀請B訪問: who invites, in the sentence of a visit."""
    sentence = view.sentence_range(clause.sentence)
    text = view.simplified
    found: list[Unit] = []
    begun, reach = sentence.start, -1
    for unit in within(view.units, sentence.start, trigger.start):
        begun, reach = begun if unit.start == reach else unit.start, unit.end  # 貝里斯|穆沙總理
        if unit.end > trigger.start or unit.kind in (UnitKind.PAIR, UnitKind.OFFICE):
            continue
        asked = _asks().match(text, unit.end)
        lead = text[max(sentence.start, begun - 3) : begun]
        invited = asked and re.search(rf"{alternation('invited')}(?:了|过)?$", lead)
        if unit.kind is not UnitKind.PERSON:
            if invited and not unit.city:
                found.append(unit)
            continue
        invites = re.match(
            rf"[^，。；]{{0,{_LONGEST_MANNER}}}?{alternation('inviting')}",
            text[unit.end : unit.end + _LONGEST_MANNER + 4],
        )
        if invites and within(view.units, unit.end, unit.end + invites.end()):
            invites = None  # A對B邀請C
        guest = any(
            other.start > unit.end and not other.city and other.kind is UnitKind.PERSON
            for other in within(view.units, unit.end, trigger.start)
        )
        if invited or (invites and guest and unit.start >= clause.start):
            found.append(unit)
    return tuple(found) or _inviting(view, trigger, clause)


@cache
def _asks() -> re.Pattern[str]:
    """應X之邀, 回應X五度邀請."""
    often = r"(?:[一二两三四五六七八九十多数]{1,2}[度次]|再[度次三]|屡次)"
    return re.compile(rf"(?:的|之)?(?:{often}|盛情|亲自|热情|正式|诚挚)?(?:邀|请)")


def _inviting(view: ArticleView, trigger: Trigger, clause: Clause) -> tuple[Unit, ...]:
    """A說，乙方願合建水電站，並邀請B訪問: who invites is told in an earlier clause."""
    asks = re.search(
        rf"^(?:{alternation('clause_opening')}|还|也|亦|又|同时|再度|再次|当面|正式)*(?:邀请|邀|盼|欢迎)",
        view.simplified[clause.start : trigger.start],
    )
    guests = within(view.units, clause.start, trigger.start)
    if asks is None or not guests or guests[0].start < clause.start + asks.end():
        return ()
    sentence = view.sentence_range(clause.sentence)
    hosts = [
        unit
        for unit in within(view.units, sentence.start, clause.start)
        if unit.kind is UnitKind.PERSON and unit.principal and unit.entities
    ]
    hosts = [unit for unit in hosts if says_after(view, unit)] or hosts[:1]
    return tuple(unit for unit in hosts[-1:] if unit.entities != guests[0].entities)


def _delegation(view: ArticleView, before: Sequence[Unit], end: int) -> tuple[Unit, ...]:
    """以色列代表團訪問拉巴特，由X率領: who leads the delegation, else whose it is."""
    body = next(
        (
            unit
            for unit in reversed(before)
            if unit.kind in (UnitKind.STATE, UnitKind.ORG) and _sends(view, unit, end)
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


def _sends(view: ArticleView, unit: Unit, end: int) -> bool:
    """以色列代表團, 土耳其決定派出首個代表團."""
    follow = view.simplified[unit.end : min(end, unit.end + _LONGEST_SENDING)]
    its = re.match(rf"[^，。]{{0,8}}?{alternation('delegation')}", follow[:12])
    sent = rf"[^，。；]{{0,14}}?派(?:出|遣)?[^，。；]*?{alternation('delegation')}"
    return bool(its or re.match(sent, follow))


def _described(view: ArticleView, trigger: Trigger, clause: Clause) -> tuple[Unit, ...]:
    """相隔六年到訪美國的習近平: who stands behind the visit that describes him, where the clause
    begins with it."""
    text = view.simplified
    lead = text[clause.start : trigger.start]
    if re.search(object_verbs(), lead) or linker().search(lead):
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


def _accompanied(view: ArticleView, before: Sequence[Unit]) -> tuple[Unit, ...]:
    """安倍陪同歐巴馬訪問廣島: who is accompanied makes the visit."""
    return tuple(
        unit
        for unit in before
        if unit.kind is UnitKind.PERSON
        and re.search(
            rf"{alternation('companion')}(?:了)?$",
            view.simplified[max(0, unit.start - 4) : unit.start],
        )
    )[:1]


def is_told_about(view: ArticleView, trigger: Trigger) -> bool:
    """向白宮簡報訪朝結果: whose visit it was is not told here."""
    places = within(view.places, trigger.end, trigger.end + 1)
    end = places[0].end if places else trigger.end
    return bool(re.match(rf"的?{alternation('visit_told')}", view.simplified[end : end + 4]))


def _going_on(view: ArticleView, trigger: Trigger, clause: Clause) -> tuple[Unit, ...]:
    """訪英期間，王毅同B會談: who acts in the clause that follows, if he is not at home there."""
    guest = said_then(view, trigger, clause, ())
    places = within(view.places, trigger.start, clause.end)
    home = country_of(view, guest[0]) if len(guest) == 1 and guest[0].named else ""
    abroad = home and places and all(place.country_code != home for place in places)
    return guest if abroad else ()


def is_of_troupe(view: ArticleView, trigger: Trigger) -> bool:
    """北韓藝術團今秋訪南韓: who travels is nobody who acts for a state."""
    text, end = view.simplified, trigger.start
    start = view.clauses[trigger.clause].start
    for mention in reversed(within(view.dates, start, end)):
        if mention.end > end or not _only_adverbs().fullmatch(text, mention.end, end):
            break
        end = mention.start
    lead = text[max(start, end - 2 * _LONGEST_TROUPE) : end]
    return bool(_troupe().search(lead))


@cache
def _only_adverbs() -> re.Pattern[str]:
    return re.compile(r"(?:[将将会已曾再赴到来去于在]|首次|准备|计划|前往|是否|能够?)*")


@cache
def _troupe() -> re.Pattern[str]:
    return re.compile(rf"{alternation('troupe')}(?:一行|们)?{_only_adverbs().pattern}$")


def traveller_of(
    view: ArticleView,
    trigger: Trigger,
    clause: Clause,
    before: Sequence[Unit],
    attendees: tuple[Unit, ...],
) -> Cast:
    """Give who makes the visit that a trigger tells: the subject, a delegation, or who was told
    last."""
    led = _accompanied(view, before)
    if led:
        others = tuple(u for u in before if u.end <= led[0].start and u.kind is UnitKind.PERSON)
        return Cast(led, (*attendees, *others), complete=True)
    if is_under_way(view, trigger.start, trigger.end):
        guests = within(view.units, trigger.end + 1, trigger.end + 3)
        return Cast(tuple(u for u in guests if u.kind is UnitKind.PERSON)[:1], complete=True)
    people = [u for u in before if u.kind is not UnitKind.STATE and u.kind is not UnitKind.ORG]
    subject = subject_of(view, people, trigger.start) or tuple(people[-1:])
    subject = subject or _described(view, trigger, clause)
    if not subject:
        subject = _delegation(view, before, view.sentence_range(clause.sentence).end)
    subject = _not_oneself(view, clause, subject)
    if subject:
        return Cast(subject, attendees, complete=True)
    guest = _going_on(view, trigger, clause)
    if guest:
        return Cast(guest, attendees)
    earlier = earlier_subject(view, clause, attendees)
    if earlier and earlier[0].kind in (UnitKind.PERSON, UnitKind.PAIR, UnitKind.OFFICE):
        return Cast(earlier, attendees)
    return Cast(_leader_of_party(view, clause), attendees)


def _leader_of_party(view: ArticleView, clause: Clause) -> tuple[Unit, ...]:
    """特使團一行十七日抵達，展開訪問: the envoy told last in the article leads the party."""
    sentence = view.sentence_range(clause.sentence)
    if not _party_of_envoys().match(view.simplified, sentence.start, sentence.end):
        return ()
    told = within(view.units, sentence.start - _LEADER_REACH, sentence.start)
    for unit in reversed(told):
        role = unit.role
        if unit.kind is UnitKind.PERSON and unit.named and role is not None:
            title = view.simplified[role.start : role.end]
            if re.search(alternation("party_leader"), title):
                return (unit,)
    return ()


@cache
def _party_of_envoys() -> re.Pattern[str]:
    return re.compile(rf"[^，。；]{{0,4}}?{alternation('party_of_envoys')}")
