"""Persons named only to say whose relative or aide somebody is: 李光耀|之子、總理李顯龍."""

from collections.abc import Sequence

from summit_extract.names.lexicon import lexicon
from summit_extract.names.values import NameMention, Role

__all__ = ["find_possessors", "find_relations"]

_MOST_OFFICES = 3
_LONGEST_BODY = 6
_LISTED = ("、", "兼")


def find_possessors(
    simplified: str, mentions: Sequence[NameMention], roles: Sequence[Role]
) -> frozenset[int]:
    """Give where persons are named whom a text tells of only as somebody's relation or master.

    Takes the simplified text; what is found takes no part in what the sentence tells.
    """
    titled = {role.start: role for role in roles}
    people = {mention.start for mention in mentions if mention.label == "PERSON"}
    found = set(find_relations(simplified, mentions, roles))
    for mention in mentions:
        if mention.label != "PERSON":
            continue
        end = mention.end
        after = titled.get(end + 1 if simplified[end : end + 1] == "的" else end)
        if simplified[end : end + 1] == "的":
            after = _last_listed(simplified, after, titled)
        if after is None or not after.named or after.person == mention.entity.id:
            continue
        if after.end in people and (not after.country_code or simplified[end] == "的"):
            found.add(mention.start)
    return frozenset(found)


def _last_listed(simplified: str, role: Role | None, titled: dict[int, Role]) -> Role | None:
    """Give the last of the offices that one person is told by: 首相的特使、|副總裁|某某."""
    for _ in range(_MOST_OFFICES):
        if role is None or role.named or simplified[role.end : role.end + 1] not in _LISTED:
            break
        listed = simplified[role.end : role.end + 1] == "、"
        following = next(
            (
                titled[at]
                for at in range(role.end + listed, role.end + listed + _LONGEST_BODY)
                if at in titled
            ),
            None,
        )
        role = following
    return role


def find_relations(
    simplified: str, mentions: Sequence[NameMention], roles: Sequence[Role]
) -> frozenset[int]:
    """Give where persons are named whose son, wife or the like is meant, as `find_possessors`."""
    words = lexicon().words
    kin, spouse = words["person", "kin"], words["person", "spouse"]
    titled = {role.start: role for role in roles}
    people = {mention.start for mention in mentions if mention.label == "PERSON"}
    found = set()
    for mention in mentions:
        if mention.label != "PERSON":
            continue
        end = mention.end
        own = titled.get(end)
        if own is not None and own.person == mention.entity.id:
            if own.office.startswith("first_"):
                continue
            end = own.end
        if simplified.startswith(kin, end):
            found.add(mention.start)
            continue
        word = next((word for word in spouse if simplified.startswith(word, end)), "")
        if word and end + len(word) in people:
            found.add(mention.start)
    return frozenset(found)
