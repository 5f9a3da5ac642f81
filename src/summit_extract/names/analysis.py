"""The whole reading of an article's names: recognition, linking, roles, references."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summit_extract.names.lexicon import lexicon
from summit_extract.names.linking import link
from summit_extract.names.recognition import recognise
from summit_extract.names.references import find_references
from summit_extract.names.roles import attach_roles

if TYPE_CHECKING:
    from summit_extract.names.reading import Reading
    from summit_extract.names.values import NameMention, Reference, Role

__all__ = ["Names", "analyse_names"]

_NO_ISO_CODE = frozenset({"XK", "XS", "XA", "XO", "XD", "XN", "XQ", "UN", "EU"})
"""Codes in use that are no country's in ISO 3166-1: told apart while reading, not given out."""


@dataclass(frozen=True, slots=True)
class Names:
    """What an article names, each list in the order of the text."""

    mentions: "list[NameMention]"
    roles: "list[Role]"
    references: "list[Reference]"


def analyse_names(reading: "Reading") -> Names:
    """Find names, offices and references of an article that was read."""
    words = lexicon()
    recognition = recognise(reading, words)
    mentions = link(reading, recognition, words)
    roles = attach_roles(reading, recognition.titles, mentions, words)
    references = find_references(reading, mentions, roles, words)
    return Names(
        [_with_iso_code(mention) for mention in mentions],
        [
            replace(role, country_code="") if not _is_iso(role.country_code) else role
            for role in roles
        ],
        references,
    )


def _with_iso_code(mention: "NameMention") -> "NameMention":
    entity = mention.entity
    if entity.label != "PERSON" or _is_iso(entity.country_code):
        return mention
    return replace(mention, entity=replace(entity, country_code=""))


def _is_iso(code: str) -> bool:
    return not code or (len(code) == 2 and code not in _NO_ISO_CODE)
