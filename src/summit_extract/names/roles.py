"""Who holds each office that an article tells, and of which state it is."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from summit_extract.names.home import Homes
from summit_extract.names.lexicon import Lexicon
from summit_extract.names.offices import office_class
from summit_extract.names.values import Entity, NameMention, Role

if TYPE_CHECKING:
    from summit_extract.names.reading import Reading
    from summit_extract.names.titles import TitlePhrase

__all__ = ["attach_roles"]


_HOLY_SEE = "VA"
_UNIONS = ("EU", "UN")
"""Who holds an office of theirs may have held one of a state before."""

_LONGEST_ITEM = 16
"""In a list, 美國總統川普、國務卿布林肯, the next office begins so many characters on at most."""


def attach_roles(
    reading: "Reading",
    titles: Iterable["TitlePhrase"],
    mentions: list[NameMention],
    lexicon: Lexicon,
) -> list[Role]:
    """Give the roles of an article, each with its holder where the article names one beside it.

    A holder stands right after the office (美國總統|川普), right before it (川普|總統), or after
    the last of several offices in a row (教授、專欄作者|沈逸).
    """
    people_at = {m.start: m for m in mentions if m.label == "PERSON"}
    organisations = {m.end: m for m in mentions if m.label == "ORG"}
    people_to = {m.end: m for m in mentions if m.label == "PERSON"}
    joiners = lexicon.words["joiner", "between_titles"]
    phrases = sorted(titles, key=lambda t: t.start)
    starts = {phrase.start: index for index, phrase in enumerate(phrases)}
    holders: list[NameMention | None] = [None] * len(phrases)
    for index in range(len(phrases) - 1, -1, -1):
        phrase = phrases[index]
        holder = people_at.get(phrase.end) or people_at.get(phrase.end + _of(reading, phrase.end))
        if holder is None and not phrase.country_code:
            # 帕維爾|總統|及|外交部長|某某
            holder = people_to.get(phrase.start)
        if holder is None:
            for joiner in joiners:
                if reading.simplified.startswith(joiner, phrase.end):
                    following = starts.get(phrase.end + len(joiner))
                    if (
                        following is not None
                        and holders[following] is not None
                        and (
                            people_at.get(phrases[following].end) is not None
                            or joiner not in "和及"
                        )
                        and (
                            not phrases[following].country_code
                            or (phrase.organisation[1] and not phrase.country_code)
                        )
                    ):
                        holder = holders[following]
                    break
        holders[index] = holder
    homes = Homes(reading, mentions, lexicon)
    roles: list[Role] = []
    for index, phrase in enumerate(phrases):
        holder = holders[index]
        country = phrase.country_code
        if reading.simplified.endswith(lexicon.words["title", "of_holy_see"], 0, phrase.end):
            country = _HOLY_SEE
        if not country:
            country = _country(reading, phrase, roles, holder, organisations, lexicon, homes)
        first, last = phrase.organisation
        institution = organisations.get(last)
        international = (
            not country or country in _UNIONS or not phrase.country_code
        ) and _is_of_no_state(institution, lexicon)
        if international:
            country = ""
        elif not country and holder is not None and holder.start >= phrase.end:
            country = homes.of(phrase, roles)
        role = Role(
            start=phrase.start,
            end=phrase.end,
            text=reading.text[phrase.start : phrase.end],
            office=phrase.title.office,
            principal=phrase.title.principal and not phrase.deputy,
            country_code=country,
            organisation=reading.text[first:last],
            person=holder.entity.id if holder else "",
            named=holder is not None,
            former=phrase.former,
            elect=phrase.elect,
            international=international,
            shared=_shared(reading, phrase.end, phrase.start, people_at, lexicon),
        )
        if roles and holder is not None and _one_row(reading, roles[-1], role, joiners):
            role = _joined(reading, roles.pop(), role)
        roles.append(role)
    return roles


def _is_of_no_state(institution: NameMention | None, lexicon: Lexicon) -> bool:
    """Tell whether an institution belongs to no state: the United Nations, rebels."""
    return institution is not None and (
        institution.entity.kind in lexicon.words["kind", "of_no_state"]
        and not institution.entity.country_code
    )


def _shared(
    reading: "Reading", end: int, start: int, people_at: dict[int, NameMention], lexicon: Lexicon
) -> tuple[Entity, ...]:
    """Give those named after the first holder of an office of several: 兩國外長|奧爾金|與|馬杜羅.

    ``start`` and ``end`` are of the office.
    """
    text = reading.simplified
    holder = people_at.get(end)
    if holder is None or not text.endswith(lexicon.words["title", "shared"], 0, start):
        return ()
    return tuple(
        people_at[at].entity
        for joiner in lexicon.words["joiner", "between_people"]
        if text.startswith(joiner, holder.end) and (at := holder.end + len(joiner)) in people_at
    )


def _one_row(reading: "Reading", one: Role, other: Role, joiners: tuple[str, ...]) -> bool:
    """Tell whether two offices of one person stand in a row: 政治局委員、外交部長."""
    return one.person == other.person and reading.simplified[one.end : other.start] in joiners


def _joined(reading: "Reading", one: Role, other: Role) -> Role:
    """Give two offices of one person as one role: of the office that counts for more."""
    weights = ("official", "minister", "leader")
    main = max(
        (other, one), key=lambda role: (role.principal, weights.index(office_class(role.office)))
    )
    return replace(main, start=one.start, end=other.end, text=reading.text[one.start : other.end])


def _of(reading: "Reading", end: int) -> int:
    """Tell how far after an office its holder may begin: over the 的 of 時任總統的某某, or 是."""
    return 1 if reading.simplified.startswith(("的", "是"), end) else 0


def _country(
    reading: "Reading",
    phrase: "TitlePhrase",
    before: list[Role],
    holder: NameMention | None,
    organisations: dict[int, NameMention],
    lexicon: Lexicon,
    homes: Homes,
) -> str:
    """Infer the state of an office that names none: its institution's, the holder's, the list's."""
    institution = organisations.get(phrase.organisation[1])
    if institution is not None and institution.entity.country_code:
        of_party = institution.entity.kind in lexicon.words["kind", "of_a_state"]
        if not of_party or homes.told(institution.entity.country_code):
            return institution.entity.country_code  # 聯盟黨 in Italy is no German party
    if _is_of_no_state(institution, lexicon):
        return ""
    if holder is not None and holder.end <= phrase.start:
        # 英國|愛德華|王子
        state = reading.state_before(holder.start)
        if state is not None:
            return state[1]
    if holder is not None and holder.entity.country_code not in ("", *_UNIONS):
        return holder.entity.country_code
    if before and phrase.start - before[-1].end <= _LONGEST_ITEM:
        between = reading.simplified[before[-1].end : phrase.start]
        listed = ("、" in between or "和" in between) and "，" not in between
        if listed or any(word in between for word in lexicon.words["joiner", "goes_on"]):
            return before[-1].country_code
    return holder.entity.country_code if holder is not None else ""
