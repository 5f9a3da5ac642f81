"""An article as the events stage sees it: clauses, and who and what is named in each."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cache, cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from summit_extract.dates.resolution import DateMention
from summit_extract.events.lexicon import alternation, words
from summit_extract.language.conversion import simplify
from summit_extract.language.layout import Block, BlockKind, Layout, Range
from summit_extract.language.spans import layout_of, simplified, text_of
from summit_extract.names.possession import find_relations
from summit_extract.names.values import Entity, NameMention, Reference, ReferenceKind, Role
from summit_extract.places.setting import is_in_dateline
from summit_extract.places.values import PlaceMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = [
    "SPEAKING",
    "STORY_REACH",
    "ArticleView",
    "Clause",
    "Sorted",
    "Unit",
    "UnitKind",
    "within",
]

STORY_REACH = 1000
"""How far back in its paragraph, in characters, a day or place told counts for a telling."""

NO_EVENTS_IN = frozenset({BlockKind.BOILERPLATE, BlockKind.RELATED, BlockKind.BYLINE})
"""Blocks at the edges of a page, which tell of no events of the article."""

SPEAKING = frozenset({"spokesperson", "journalist"})
"""Offices whose holders tell of events."""

_BYSTANDERS = SPEAKING | {"expert"}
"""Offices whose holders tell of events or comment on them."""

_SPOUSES = frozenset({"first_lady", "first_gentleman"})
"""Offices that nobody holds who is not named: 夫人."""

_LEARNED = frozenset({"expert"})
"""Those of the bystanders who, if named and not speaking, may be received as anybody else."""

_CLAUSE_END = re.compile(r"[，,；;：。！？!?…]+|:(?!\d)|(?<=[\u4e00-\u9fff」』】])[ \u3000]+")
_COUNTED_STATES = re.compile(r"[兩两三四五][國国方]$")
_COUNTED_BEFORE = re.compile(r"(?<![第每])[二三四五六七八九十]{1,2}国(?=$)")
_ALL_STATES = re.compile(r"[两二三四五]国")
"""中美|兩國: how many those are that were told."""

_MANY_STATES = re.compile(r"[三四五六七八九十]{1,3}国")
_STATES_OF_REGION = re.compile(r"(?:岛国|国家|各国|诸国|成员国)(?=$)")
_GOVERNMENT, _BODY_OF_PEOPLE = "政府", "团"
COUNTED = re.compile(r"[兩两雙双各三四五]|[^，。；、]{0,8}?[二三四五六七八九十]{1,3}[国國]")
"""An office of so many: 兩國外交秘書, 五國外長, 中美洲五國總統."""

OF_SEVERAL = re.compile(
    rf"{COUNTED.pattern}|[^，。；、]{{0,8}}?(?:[岛島][国國]|[国國]家|[诸諸][国國]|成[员員][国國])"
)
"""An office of so many, or of nobody knows how many: 太平洋島國領導人."""

_NUMERALS = "一二三四五六七八九十"
DELEGATION_OF_BODY = re.compile(r"的?(?:政府|官方|谈判)*(?:代表团|谈判团|谈判团队)")
"""哈馬斯|代表團: the body acts by it."""

_POSTED = "駐驻"
_COUNTED_OFFICE = re.compile(r"[两三四五]国(?P<office>.{2,})")

_LONGEST_LIST = 60
_LONGEST_DATELINE = 24
_STATE_LINKS = ("", "、", "和", "與", "与", "及", "或")
BRACKET = re.compile(r"[（(\[][^（()）\[\]]{0,60}[）)\]]")


class UnitKind(Enum):
    """What a unit names."""

    PERSON = "person"
    PAIR = "pair"
    OFFICE = "office"
    STATE = "state"
    ORG = "org"


@dataclass(frozen=True, slots=True)
class Unit:
    """A noun phrase that names who may take part: role, name and bracketed name in one.

    ``start`` to ``end`` is the whole phrase; ``entities`` the ids of those meant (several for
    兩人); ``named`` tells a name from a title, a pronoun or a state; ``definite`` that several
    are told by their states and office (日韓首腦), so that no context decides who they are.
    """

    start: int
    end: int
    kind: UnitKind
    entities: tuple[str, ...]
    role: Role | None = None
    named: bool = False
    country_code: str = ""
    city: bool = False
    definite: bool = False

    @property
    def principal(self) -> bool:
        """Whether somebody of this role may take part himself."""
        role = self.role
        if role is None or role.principal:
            return True
        if role.office in _SPOUSES:
            return self.named or bool(self.entities)  # 總統和夫人: she only came along
        if role.office not in _BYSTANDERS:
            return True
        return self.named and role.office in _LEARNED


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence between commas; ``sentence`` counts sentences from 0."""

    start: int
    end: int
    sentence: int
    quoted: bool


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


_Item = TypeVar("_Item", bound=_Placed)


class Sorted(tuple[_Item, ...]):
    """Items sorted by where they start, to be looked up by it."""

    @cached_property
    def starts(self) -> list[int]:
        """Where the items start, in their order."""
        return [item.start for item in self]


def within(items: Sorted[_Item], start: int, end: int) -> tuple[_Item, ...]:
    """Give the items that begin at or after ``start`` and before ``end``."""
    starts = items.starts
    low = bisect_left(starts, start)
    return items[low : bisect_left(starts, end, low)]


@dataclass(frozen=True)
class ArticleView:
    """Everything the earlier stages found in an article, sorted by offset."""

    text: str
    simplified: str
    published: date | None
    layout: Layout
    clauses: Sorted[Clause]
    names: Sorted[NameMention]
    roles: Sorted[Role]
    references: Sorted[Reference]
    dates: Sorted[DateMention]
    places: Sorted[PlaceMention]
    units: Sorted[Unit]
    entities: dict[str, Entity]
    token_bounds: frozenset[int]
    heading_of: tuple[int | None, ...]

    @classmethod
    def of(cls, doc: "Doc") -> "ArticleView":
        """Collect what a Doc holds."""
        layout = layout_of(doc)
        names = Sorted(span._.mention for span in doc.spans.get("names", ()))
        roles = Sorted(span._.role for span in doc.spans.get("roles", ()))
        references = Sorted(span._.reference for span in doc.spans.get("references", ()))
        kept = {(mention.start, mention.end) for mention in names}
        places = Sorted(
            span._.place
            for span in doc.spans.get("places", ())
            if "names" not in doc.spans or (span.start_char, span.end_char) in kept
        )
        folded, text = simplified(doc), text_of(doc)
        apart = find_relations(folded, names, roles)
        return cls(
            text=text,
            simplified=folded,
            published=doc._.published,
            layout=layout,
            clauses=Sorted(_clauses(text, layout, {mention.end for mention in names})),
            names=names,
            roles=roles,
            references=references,
            dates=Sorted(span._.date for span in doc.spans.get("dates", ())),
            places=places,
            units=Sorted(
                _UnitBuilder(
                    text,
                    folded,
                    Sorted(mention for mention in names if mention.start not in apart),
                    Sorted(role for role in roles if role.end not in apart),
                    references,
                    places,
                ).build()
            ),
            entities={mention.entity.id: mention.entity for mention in names},
            token_bounds=frozenset(_token_bounds(doc)),
            heading_of=tuple(_headings(layout)),
        )

    @cached_property
    def roles_of(self) -> dict[str, list[Role]]:
        """The roles that are named, by the id of the person who holds them."""
        held: dict[str, list[Role]] = {}
        for role in self.roles:
            if role.named:
                held.setdefault(role.person, []).append(role)
            for other in role.shared:
                its = replace(role, person=other.id, country_code=other.country_code, shared=())
                held.setdefault(other.id, []).append(its)
        return held

    @cached_property
    def bodies_of(self) -> dict[str, set[str]]:
        """The organisations named right before the offices of each person: 「東部陣線」|領袖."""
        ending = {mention.end: mention for mention in self.names if mention.label == "ORG"}
        found: dict[str, set[str]] = {}
        for role in self.roles:
            if not role.named:
                continue
            inside = [m for m in within(self.names, role.start, role.end) if m.label == "ORG"]
            before = [ending[end] for end in (role.start, role.start - 1) if end in ending]
            for mention in (*inside, *before):
                found.setdefault(role.person, set()).add(mention.entity.id)
        return found

    @cached_property
    def states(self) -> dict[str, str]:
        """The entities of the countries that the article names, by their codes."""
        found: dict[str, str] = {}
        for mention in self.names:
            if mention.label == "GPE" and mention.entity.kind == "country":
                found.setdefault(mention.entity.country_code, mention.entity.id)
        return found

    @cached_property
    def places_named(self) -> frozenset[str]:
        """The English names of the places that the article names."""
        return frozenset(mention.name for mention in self.places)

    @cached_property
    def first_named(self) -> dict[str, int]:
        """Where each entity is named first."""
        first: dict[str, int] = {}
        for mention in self.names:
            first.setdefault(mention.entity.id, mention.start)
        return first

    @cached_property
    def dateline(self) -> list[PlaceMention]:
        """The place that the article is written from, if it tells one."""
        for block in self.layout.blocks:
            if block.kind is BlockKind.BYLINE:
                told = within(self.places, block.start, block.end)
                found = [mention for mention in told if mention.place is not None]
                if found:
                    return found[:1]
            if block.kind is BlockKind.BODY:
                for mention in within(self.places, block.start, block.start + _LONGEST_DATELINE):
                    if mention.place is not None and is_in_dateline(self.simplified, mention):
                        return [mention]
        return []

    def clause_index(self, offset: int) -> int:
        """Give the index of the clause that holds a character."""
        return max(bisect_right(self.clauses.starts, offset) - 1, 0)

    def sentence_range(self, number: int) -> Range:
        """Give the character range of a sentence."""
        return self.layout.sentences[number]

    def block_of(self, offset: int) -> Block:
        """Give the block that holds a character."""
        block = self.layout.block_at(offset)
        assert block is not None, "sentences lie within blocks"
        return block

    def heading_before(self, offset: int) -> Block | None:
        """Give the section heading under which a character stands, if any."""
        number = self.heading_of[self.block_index(offset)]
        return None if number is None else self.layout.blocks[number]

    def block_index(self, offset: int) -> int:
        """Give the number of the block that holds a character."""
        return self.layout.block_index(offset)


def _token_bounds(doc: "Doc") -> list[int]:
    from spacy.attrs import IDX, LENGTH

    bounds = doc.to_array([IDX, LENGTH]).astype(int)
    return [*bounds[:, 0].tolist(), *(bounds[:, 0] + bounds[:, 1]).tolist()]


def _headings(layout: Layout) -> Iterator[int | None]:
    """Give for each block the number of the heading it stands under, its own if it is one."""
    heading: int | None = None
    for number, block in enumerate(layout.blocks):
        if block.kind is BlockKind.HEADING:
            heading = number
        yield heading


def _clauses(text: str, layout: Layout, names: set[int]) -> Iterator[Clause]:
    """Divide the sentences. A space right after a name in running text is left by a link."""
    for number, sentence in enumerate(layout.sentences):
        brackets = [found.span() for found in BRACKET.finditer(text, *sentence)]
        start = sentence.start
        ends = [
            found.end()
            for found in _CLAUSE_END.finditer(text, *sentence)
            if not any(opened < found.start() < closed for opened, closed in brackets)
            and not (
                found.group().isspace()
                and len(found.group()) == 1
                and _is_link(text, layout, found.start(), names)
            )
        ]
        if not ends or ends[-1] < sentence.end:
            ends.append(sentence.end)
        for end in ends:
            if end > start:
                quoted = layout.quotation_at(max(start, end - 2)) is not None
                yield Clause(start, end, number, quoted)
            start = end


def _is_link(text: str, layout: Layout, space: int, names: set[int]) -> bool:
    block = layout.block_at(space)
    if block is None or block.kind is not BlockKind.BODY:
        return False
    return space in names or simplify(text[space - 1]) in words("linker")


class _UnitBuilder:
    """Joins names with the roles and brackets beside them."""

    def __init__(
        self,
        text: str,
        folded: str,
        names: Sorted[NameMention],
        roles: Sorted[Role],
        references: Sorted[Reference],
        places: Sorted[PlaceMention],
    ) -> None:
        self.cities = {
            p.start for p in places if p.place is not None and p.place.kind in ("city", "admin1")
        }
        self.text, self.folded = text, folded
        self.names, self.roles, self.references = names, roles, references
        self.states: dict[str, NameMention] = {}
        for mention in names:
            if mention.label == "GPE" and mention.entity.kind == "country":
                self.states.setdefault(mention.entity.country_code, mention)
        self.name_starts = frozenset(mention.start for mention in names)
        self.role_ending = {role.end: role for role in roles}
        self.role_starting = {role.start: role for role in roles}
        self.units: list[Unit] = []
        self.shared: set[int] = set()
        """Where states begin that share an office and are told apart (中國或俄羅斯外長)."""

    def build(self) -> list[Unit]:
        covered_until = -1
        for mention in self.names:
            if mention.start < covered_until:
                continue  # the bracketed name of the person before
            unit = self._of_name(mention)
            if unit is not None:
                self.units.append(unit)
                if mention.label == "PERSON":
                    covered_until = unit.end
        inside = {
            offset
            for mention in self.names
            if mention.label in ("EVENT", "ORG", "FAC")
            for offset in range(mention.start, mention.end)
        }
        self._add_uncovered(
            self._of_reference(reference)
            for reference in self.references
            if reference.kind is not ReferenceKind.STATE
            and not self._office_of(reference)
            and not (reference.kind is ReferenceKind.TITLE and reference.end - 1 in inside)
        )
        shared = (office for r in self.references if (office := self._office_of(r)) is not None)
        self._add_uncovered(
            Unit(reference_start, role.end, UnitKind.OFFICE, (), role)
            for reference_start, role in shared
        )
        free = (role for role in self.roles if role.end - 1 not in inside)
        self._add_uncovered(unit for role in free for unit in self._of_role(role))
        self._add_uncovered(self._delegations())
        self._add_uncovered(self._unnamed_bodies())
        self.units = self._without_covered(sorted(self.units, key=lambda u: (u.start, -u.end)))
        self.units = [unit for number, unit in enumerate(self.units) if not self._sums_up(number)]
        return self.units

    def _sums_up(self, number: int) -> bool:
        """台、星雙方, 中印兩國政府, 與A、B兩國領導人: a pair that means the states before it."""
        pair = self.units[number]
        if pair.kind is not UnitKind.PAIR:
            return False
        first = number
        while first and self.units[first - 1].kind is UnitKind.STATE:
            if self.text[self.units[first - 1].end : self.units[first].start] not in _STATE_LINKS:
                break
            first -= 1
        if number - first < 2 or self.units[number - 1].end != pair.start:
            return False
        told = simplify(self.text[pair.start : pair.end + 2])
        if _ALL_STATES.fullmatch(told[:-2]) and pair.start not in self.role_starting:
            return True
        if not pair.entities and _ALL_STATES.match(told):
            return True  # 美國、以色列與阿聯酋|三國外長, whose names are not told
        start = self.units[first].start
        beside = re.search(
            rf"{alternation('linker')}$", simplify(self.text[max(0, start - 2) : start])
        )
        return bool(re.match(alternation("both_sides"), told)) or beside is not None

    def _of_name(self, mention: NameMention) -> Unit | None:
        if mention.label == "PERSON":
            return self._of_person(mention)
        posted = self.role_starting.get(mention.start - 1)
        if posted is not None and posted.end > mention.end and posted.text[0] in _POSTED:
            return None  # 三國駐|聯合國|大使
        kind = {"GPE": UnitKind.STATE, "ORG": UnitKind.ORG}.get(mention.label)
        if kind is None:
            return None
        return Unit(
            mention.start,
            mention.end,
            kind,
            (mention.entity.id,),
            named=True,
            country_code=mention.entity.country_code,
            city=mention.start in self.cities,
        )

    def _of_person(self, mention: NameMention) -> Unit | None:
        if _administration().match(self.folded, mention.end):
            return self._governed_by(mention)
        start, end, role = mention.start, mention.end, None
        while (before := self.role_ending.get(start)) and before.person == mention.entity.id:
            role = role or before
            start = before.start
        after = self.role_starting.get(end)
        if after is not None and after.person == mention.entity.id:
            role = role or after
            end = after.end
        bracket = BRACKET.match(self.text, end)
        if bracket:
            end = bracket.end()
        return Unit(
            start,
            end,
            UnitKind.PERSON,
            (mention.entity.id,),
            role,
            named=True,
            country_code=(role.country_code if role else "") or mention.entity.country_code,
        )

    def _governed_by(self, mention: NameMention) -> Unit | None:
        """川普政府 is the United States, 川普團隊 nobody in particular."""
        code = mention.entity.country_code
        state = self.states.get(code)
        if not code or state is None:
            return None
        return Unit(
            mention.start,
            mention.end,
            UnitKind.STATE,
            (state.entity.id,),
            named=True,
            country_code=code,
        )

    def _of_reference(self, reference: Reference) -> Unit:
        kind = {
            ReferenceKind.PRONOUN: UnitKind.PERSON,
            ReferenceKind.TITLE: UnitKind.PERSON,
            ReferenceKind.STATE: UnitKind.STATE,
        }.get(reference.kind, UnitKind.PAIR)
        role = self.role_starting.get(reference.start)
        span = reference.start, reference.end
        if reference.kind is ReferenceKind.PAIR and _is_office_of_several(reference):
            return Unit(*span, UnitKind.OFFICE, (), role)
        if reference.kind is ReferenceKind.GROUP and not reference.entities:
            start = self._region_before(reference.start)
            counted = _MANY_STATES.match(self.folded, reference.start)
            if counted and start < reference.start and not self._are_named(counted.group()):
                return Unit(start, reference.end, UnitKind.OFFICE, (), role, named=True)
        staff = _staff().match(self.folded, reference.end)
        if reference.kind is ReferenceKind.PAIR and staff and role is None:
            return Unit(reference.start, staff.end(), UnitKind.OFFICE, ())
        if reference.kind is ReferenceKind.TITLE and not reference.entities:
            named = within(self.names, reference.start, reference.end)
            country = next((mention.entity.country_code for mention in named), "")
            return Unit(*span, UnitKind.OFFICE, (), country_code=country)
        definite = kind is UnitKind.PAIR and reference.start in self.name_starts
        return Unit(*span, kind, reference.entities, role, definite=definite)

    def _office_of(self, reference: Reference) -> tuple[int, Role] | None:
        """兩國外交秘書: an office that both have, which nobody beside it holds by name."""
        role = self.role_starting.get(reference.end)
        if reference.kind is not ReferenceKind.PAIR or role is None or role.person:
            return None
        return reference.start, role

    def _of_role(self, role: Role) -> Iterator[Unit]:
        """Give the holder of an office; of 俄烏外長 and 美日韓三國防長 one for each state."""
        states = self._states_before(role)
        if len(states) > 1:
            apart = self.text[states[-2].end : states[-1].start] == "或"
            if apart and not role.person:
                self.shared.update(state.start for state in states)
            officials = re.search(rf"{alternation('delegates')}$", simplify(role.text))
            for state in states:
                country = state.entity.country_code
                if officials and not role.person:  # 美中高層官員
                    who = (state.entity.id,)
                    yield Unit(state.start, state.end, UnitKind.STATE, who, country_code=country)
                    continue
                yield Unit(state.start, state.end, UnitKind.OFFICE, (), role, country_code=country)
            return
        people = (role.person,) if role.person else ()
        if not people and self._is_of_states(role):
            return  # 中國和俄羅斯|的國防部長: the states stand for them
        kind = UnitKind.PERSON if people else UnitKind.OFFICE
        counted = _COUNTED_BEFORE.search(self.folded, max(0, role.start - 4), role.start)
        if counted and not people:  # 七國|外長, 中亞|五國|元首
            start = self._region_before(counted.start())
            named = start < counted.start() and not self._are_named(counted.group())
            start = start if named else counted.start()
            yield Unit(start, role.end, kind, (), role, named, role.country_code)
            return
        of_region = _STATES_OF_REGION.search(self.folded, max(0, role.start - 4), role.start)
        if of_region and not people:  # 太平洋|島國|領導人
            start = self._region_before(of_region.start())
            if start < of_region.start():
                yield Unit(start, role.end, kind, (), role, named=True)
                return
        yield Unit(role.start, role.end, kind, people, role, country_code=role.country_code)

    def _unnamed_bodies(self) -> Iterator[Unit]:
        """Give the bodies told by no name where one that is named stands beside: 政府與|反對派."""
        ends = {mention.end: mention for mention in self.names}
        for found in _unnamed_body().finditer(self.folded):
            before = next((ends[at] for at in (found.start("other"),) if at in ends), None)
            if before is None or before.label not in ("GPE", "ORG", "PERSON"):
                continue
            yield Unit(found.start("body"), found.end("body"), UnitKind.OFFICE, (), named=True)

    def _region_before(self, offset: int) -> int:
        """Give the start of the name of a part of the world or a body right before an offset."""
        for mention in reversed(within(self.names, offset - _LONGEST_LIST, offset)):
            if mention.end == offset and mention.label in ("LOC", "ORG"):
                return mention.start
            break
        return offset

    def _are_named(self, counted: str) -> bool:
        """Tell whether the article names leaders of as many states as are counted (五國)."""
        states = {role.country_code for role in self.roles if role.named and role.principal}
        number = sum(_NUMERALS.find(character) + 1 for character in counted)
        return len(states - {""}) >= number

    def _delegations(self) -> Iterator[Unit]:
        """Give the delegations of states and bodies, told without who leads them."""
        if _BODY_OF_PEOPLE not in self.folded:
            return
        ending = {mention.end: mention for mention in self.names}
        for found in _delegation().finditer(self.folded):
            owner = ending.get(found.start())
            if owner is None or owner.label not in ("GPE", "ORG"):
                continue
            if DELEGATION_OF_BODY.fullmatch(found.group()):
                continue
            yield Unit(
                owner.start,
                found.end(),
                UnitKind.OFFICE,
                (),
                named=True,
                country_code=owner.entity.country_code,
            )

    def _states_before(self, role: Role) -> list[NameMention]:
        """Give the states that share an office: joined by nothing or 、 and 和 before its title."""
        held = within(self.names, role.start, role.end)
        inside = [mention for mention in held if mention.label == "GPE"]
        states = inside[:1]
        for mention in inside[1:]:
            if self.text[states[-1].end : mention.start] not in _STATE_LINKS:
                break
            states.append(mention)  # 美中|高層官員
        end = inside[0].start if inside else role.start
        counted = _COUNTED_STATES.search(self.text[max(0, end - 2) : end])
        end -= len(counted.group()) if counted else 0
        for mention in reversed(within(self.names, end - _LONGEST_LIST, end)):
            between = self.text[mention.end : end]
            if mention.label != "GPE" or not (counted or inside) or between not in _STATE_LINKS:
                break
            if between == "或" and mention.start in self.cities:
                break
            states.insert(0, mention)
            end = mention.start
        return states

    def _is_of_states(self, role: Role) -> bool:
        """Tell whether two states or more, joined and with 的, stand before an office."""
        end = role.start - 1
        if self.text[end : role.start] != "的":
            return False
        end -= len(_GOVERNMENT) if self.folded.endswith(_GOVERNMENT, 0, end) else 0
        found = 0
        for mention in reversed(within(self.names, end - _LONGEST_LIST, end)):
            between = self.text[mention.end : end]
            if mention.label not in ("GPE", "ORG") or between not in _STATE_LINKS:
                break
            found, end = found + 1, mention.start
        return found > 1

    def _add_uncovered(self, units: Iterator[Unit]) -> None:
        taken = sorted(
            (unit.start, unit.end) for unit in self.units if unit.kind is UnitKind.PERSON
        )
        starts = [start for start, _ in taken]
        for unit in units:
            index = bisect_right(starts, unit.start) - 1
            if index >= 0 and taken[index][1] >= unit.end:
                continue
            self.units.append(unit)

    def _without_covered(self, units: list[Unit]) -> list[Unit]:
        """Leave out units that lie inside one that starts before or with them (美 in 美國總統)."""
        kept: list[Unit] = []
        for unit in units:
            if kept and unit.start < kept[-1].end:
                longer = unit.end - unit.start > kept[-1].end - kept[-1].start
                shared = unit.kind is UnitKind.OFFICE and unit.start in self.shared
                named = unit.named and kept[-1].kind is UnitKind.PAIR and unit.end > kept[-1].end
                if not (longer or named or shared):
                    continue
                kept.pop()
            kept.append(unit)
        return kept


@cache
def _administration() -> re.Pattern[str]:
    return re.compile(alternation("administration"))


@cache
def _unnamed_body() -> re.Pattern[str]:
    """委內瑞拉|政府與|反對派代表, 總統馬杜羅會見|反對派: who is told beside a name."""
    return re.compile(
        rf"(?P<other>)(?:政府|当局|方面)?(?:的?代表团?)?{alternation('linker')}"
        rf"(?P<body>{alternation('unnamed_body')}(?:的?(?:谈判)?(?:代表团|代表|领袖|领导人))?)"
    )


@cache
def _delegation() -> re.Pattern[str]:
    """歐洲議會|跨黨派議員團, 哈馬斯|代表團."""
    return re.compile(
        rf"的?{alternation('delegation_kind')}*{alternation('delegation_noun')}"
        rf"(?!{alternation('delegation_part')})"
    )


@cache
def _staff() -> re.Pattern[str]:
    """兩國|團隊, 雙方|工作組: neither the two who were told nor their states."""
    return re.compile(rf"(?:的)?{alternation('staff')}")


def _is_office_of_several(reference: Reference) -> bool:
    """兩國總理: an office that several hold, by name unknown; 兩國領導人 are those told before."""
    counted = _COUNTED_OFFICE.fullmatch(simplify(reference.text))
    if counted is None or reference.entities:
        return False
    return not re.match(alternation("leader"), counted["office"])


def says_after(view: ArticleView, unit: Unit) -> bool:
    """Tell whether a unit is followed by a verb of saying."""
    follow = view.simplified[unit.end : unit.end + 8]
    return bool(re.match(rf"[^，。；]{{0,5}}?{alternation('saying')}", follow))
