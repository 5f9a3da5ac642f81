"""What the names stage finds: entities, their mentions, roles, and references without a name."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Entity", "NameMention", "Reference", "ReferenceKind", "Role"]


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that an article names, however it names it.

    ``id`` is unique within the article and the same in all articles for entities of the lexicons
    (``trump``); others are made of label and name (``person:沈逸``), places of their GeoNames id
    or name. ``name`` is the form in which the article first names it
    (a person by more than one character, where it does); ``name_en`` and
    ``country_code`` (ISO 3166-1 alpha-2: the state a person stands for, an organisation's, a
    place's) are empty where not known.
    """

    id: str
    label: str
    name: str
    name_en: str = ""
    country_code: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class NameMention:
    """A place of the text that names an entity; offsets in characters, end exclusive."""

    start: int
    end: int
    text: str
    label: str
    entity: Entity


@dataclass(frozen=True, slots=True)
class Role:
    """The 職銜 that the article gives somebody, with the country or organisation in it.

    ``start`` to ``end`` covers the whole of it (時任美國國務卿, 俄外長). ``office`` is one of
    ``roles.tsv``; ``principal`` tells whether its holders usually take part in meetings
    themselves. ``former`` is True of 前, ``elect`` of 候任 and 當選. ``person`` is the entity id
    of the holder, "" where the article names none beside it and none could be inferred.
    ``international`` is True of the office of a body that is no state's: 聯合國秘書長.
    ``shared`` are others who hold an office of the name, each of his state: 兩國外長A與B.
    """

    start: int
    end: int
    text: str
    office: str
    principal: bool
    country_code: str = ""
    organisation: str = ""
    person: str = ""
    named: bool = False
    former: bool = False
    elect: bool = False
    international: bool = False
    shared: tuple[Entity, ...] = ()


class ReferenceKind(StrEnum):
    """How a reference without a name points at entities."""

    PRONOUN = "pronoun"
    PAIR = "pair"
    GROUP = "group"
    TITLE = "title"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Reference:
    """他, 兩人, 雙方, 兩國元首, 後者, 美國總統 (alone), 中方: who is meant, as entity ids.

    ``entities`` is empty where the article does not tell whom it means.
    """

    start: int
    end: int
    text: str
    kind: ReferenceKind
    entities: tuple[str, ...] = ()
