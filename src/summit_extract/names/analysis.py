"""The whole reading of an article's names: recognition, linking, roles, references."""

from dataclasses import dataclass
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
    return Names(mentions, roles, find_references(reading, mentions, roles, words))
