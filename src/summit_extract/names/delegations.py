"""Who leads a delegation: 訪問團 and 特使團 are told of for the one who came with them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from summit_extract.names.lexicon import lexicon
from summit_extract.names.values import NameMention, Role

if TYPE_CHECKING:
    from summit_extract.names.reading import Reading

__all__ = ["Delegation", "find_delegations"]

_LONGEST_WAY = 10
"""Characters that may stand between somebody and the word for his leading (伉儷昨天|率團)."""

_BRACKET = re.compile(r"[（(][^（()）]{0,60}[）)]")
_MOST_TOLD = 20
_CLAUSE = "，。；：！？、\n"


@dataclass(frozen=True, slots=True)
class Delegation:
    """A body of people that is told of as one; offsets in characters, end exclusive.

    ``start`` is where whose delegation it is begins (文在寅的|特使團); ``leader`` the id of who
    leads it, empty where the article doesn't tell; ``sent`` that a person sent it.
    """

    start: int
    end: int
    leader: str
    sent: bool = False


@dataclass(frozen=True, slots=True)
class _Leader:
    start: int
    id: str
    country: str


@cache
def _any(value: str) -> str:
    words = lexicon().words["delegation", value]
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"{_any('noun')}(?!{_any('part')})")


@cache
def _leads() -> re.Pattern[str]:
    led = rf"率(?=[^{_CLAUSE}的]{{1,{_LONGEST_WAY}}}{_any('noun')})"
    return re.compile(rf"[^{_CLAUSE}「」（）的]{{0,{_LONGEST_WAY}}}?(?:{_any('leads')}|{led})")


@cache
def _leading() -> re.Pattern[str]:
    """率團的|國家安全保障|室長X, 團長|X: a leader is named after the word for it."""
    office = rf"[^{_CLAUSE}的]{{0,{_LONGEST_WAY}}}"
    return re.compile(
        rf"{_any('leading')}(?:(?:[^{_CLAUSE}的]{{0,{_LONGEST_WAY}}}的|是|为){office})?$"
    )


def find_delegations(
    reading: "Reading",
    mentions: Sequence[NameMention],
    roles: Sequence[Role],
    country_of: dict[str, str],
) -> Iterator[Delegation]:
    """Find the delegations of an article and who leads each, in the order of the text.

    ``country_of`` gives the states that persons stand for, by their ids. One that is led by name
    beside it (某某率領的訪問團) is told with that name; 訪團 alone is that of the leader told
    last, 美國代表團 that of the leader of this state.
    """
    text = reading.simplified
    role_to = {role.end: role for role in roles}
    people = [mention for mention in mentions if mention.label == "PERSON"]
    leaders = list(_leaders(reading, people, role_to, country_of))
    starts = [leader.start for leader in leaders]
    homes: dict[str, set[str]] = {}
    for one in leaders:
        homes.setdefault(one.country, set()).add(one.id)
    only = {one.id for one in leaders}
    named_to = {mention.end: mention for mention in mentions}
    inside = {offset for m in mentions for offset in range(m.start, m.end)}
    inside |= {offset for role in roles for offset in range(role.start, role.end)}
    for found in _noun().finditer(text):
        start, end = found.span()
        if start in inside:
            continue
        kind = role_to.get(start)
        if kind is not None and not kind.named and not kind.country_code:
            start = kind.start  # 朝野|立委|訪問團
        last = bisect_right(starts, start)
        told = [one.id for one in leaders[max(0, last - _MOST_TOLD) : last]]
        of_body = text.endswith("的", 0, start)
        owner = named_to.get(start - 1 if of_body else start)
        sent = owner is not None and owner.label == "PERSON"
        if owner is None:
            able = set(told[-1:]) or only
        elif not sent:
            able = (
                homes.get(owner.entity.country_code, set()) if owner.entity.country_code else set()
            )
        elif not of_body or owner.entity.id in only:
            continue  # 某某訪問團: he leads it himself
        else:
            able = homes.get(country_of.get(owner.entity.id, ""), set())
        leader = next(iter(able)) if len(able) == 1 else ""
        if not leader and not sent:
            continue
        role = role_to.get(owner.start) if owner is not None and sent else None
        first = owner.start if owner is not None else start
        yield Delegation(role.start if role is not None else first, end, leader, sent)


def _leaders(
    reading: "Reading",
    people: Sequence[NameMention],
    role_to: dict[int, Role],
    country_of: dict[str, str],
) -> Iterator[_Leader]:
    text = reading.simplified
    for index, person in enumerate(people):
        role = role_to.get(person.start)
        start = role.start if role is not None and role.person == person.entity.id else person.start
        others = people[index + 1 : index + 3]  # his own name in brackets may be the next
        last = next((p.start for p in others if p.entity.id != person.entity.id), len(text))
        lead = text[max(0, start - 3 * _LONGEST_WAY) : start]
        bracket = _BRACKET.match(text, person.end)
        end = bracket.end() if bracket else person.end
        heads = _leads().match(text, end, max(end, min(last, end + 3 * _LONGEST_WAY)))
        titled = role is not None and (
            text.endswith(lexicon().words["delegation", "head"], role.start, role.end)
        )
        if heads or titled or _leading().search(lead):
            yield _Leader(person.start, person.entity.id, country_of.get(person.entity.id, ""))
