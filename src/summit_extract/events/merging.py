"""All tellings of one event are one row: grouping, then the best value of each slot.

Tellings are taken in the order of the text. Each joins the event it fits best, or begins a new
one. What keeps two tellings apart are contradictions that no reader overlooks: other people, days
that can't be the same, cities that are not one inside the other, an informal chat beside a formal
meeting, a further meeting announced after one that was held.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache

from summit_extract.dates.resolution import DateMention
from summit_extract.events.asides import is_aside
from summit_extract.events.attendance import Attendance
from summit_extract.events.casts import country_of
from summit_extract.events.content import add_content
from summit_extract.events.domestic import is_anybody, is_domestic
from summit_extract.events.further import add_further
from summit_extract.events.journeys import add_journeys
from summit_extract.events.lexicon import Form, alternation, words
from summit_extract.events.parties import Party, are_among, is_of_all, parties_of, united
from summit_extract.events.reconciling import is_of_news, reconciled
from summit_extract.events.scene import place_events
from summit_extract.events.story_days import date_events
from summit_extract.events.tellings import Source, Telling, When, Where
from summit_extract.events.values import EventType, Format, Status
from summit_extract.events.view import COUNTED, ArticleView, Unit, UnitKind, within
from summit_extract.events.when import ARRANGED
from summit_extract.events.where import particularity
from summit_extract.language.layout import Range
from summit_extract.places.values import PlaceMention

__all__ = ["Draft", "group"]

_JOIN_FROM = 2.0
_CERTAIN = 10.0
_REACH = 40
"""How many of the last events a telling is compared with, so that cost stays linear."""
_SIBLINGS = 4
_PARTS = 2
_SERIES = 12
_BLOCKS_BACK = 4
_LONGEST_MISTAKE = 31
_VERB_REACH = 6
_PAIR = 2
_DELEGATES_REACH = 120
_LONGEST_TALKS = 4
"""How many days talks may last on whose day something else was."""

_LONGEST_STAY = 14
"""How many days after talks or a visit began they may be told to end."""

_NUMBERS = {"两": 2, "双": 2, "二": 2, "三": 3, "四": 4, "五": 5}


_OPEN = frozenset({Status.PLANNED, Status.PROPOSED})
_OFF = frozenset({Status.CANCELLED, Status.POSTPONED, Status.NOT_HELD})


@dataclass(slots=True)
class Draft:
    """An event in the making: its tellings and what they agree on."""

    type: EventType
    type_name: str
    tellings: list[Telling] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    days: tuple[str, str] = ("", "")
    day_source: Source = Source.NOT_TOLD
    place: PlaceMention | None = None
    place_source: Source = Source.NOT_TOLD
    venue: PlaceMention | None = None
    informal: bool = False
    document: str = ""
    status: Status | None = None
    likely_only: bool = False
    present: list[Unit] = field(default_factory=list)
    further: dict[Range, None] = field(default_factory=dict)
    topics: list[str] = field(default_factory=list)
    outcome: list[str] = field(default_factory=list)
    reported_by: list[str] = field(default_factory=list)
    only_vague: bool = True
    only_gestures: bool = True
    complete: bool = False
    told: list[tuple[Telling, set[str], Status]] = field(default_factory=list)
    arrival: DateMention | None = None
    story_day: When | None = None
    moved: bool = False
    departure: DateMention | None = None
    known: dict[str, Party] = field(default_factory=dict)
    aside: bool = False

    def add(self, view: ArticleView, telling: Telling, people: set[str], status: Status) -> None:
        """Take a telling in."""
        old = self.status is Status.HELD and _is_old_day(self, telling)
        self.told.append((telling, people, status))
        vague = _is_vague(telling)
        theirs = _parties_of(view, telling, people)
        if self.tellings and _are_named_after(view, self.tellings[-1], telling):
            self.people.clear()
        if (
            self.tellings
            and self.only_vague
            and not vague
            and people - self.people
            and not are_among(view, theirs.values(), self.parties())
        ):
            self.people.clear()  # those who are named say whom 雙方 in the heading meant
        self.tellings.append(telling)
        self.only_vague = self.only_vague and vague
        self.complete = self.complete or telling.complete
        mine = self.parties()
        self.known = {**theirs, **self.known}
        self.known.update(
            (i, p) for i, p in theirs.items() if p.office and not self.known[i].office
        )
        if vague and self.people:
            pass
        elif self.people and (
            are_among(view, theirs.values(), mine) or are_among(view, mine, theirs.values())
        ):
            self.people = united(view, mine, theirs.values())
        elif telling.complete or not self.people or len(people) > len(self.people):
            self.people |= people
        if sum(not identity.startswith("@") for identity in self.people) > _PAIR:
            self.people = {i for i in self.people if not is_of_all(i)}
        mention = telling.when.mention
        self.moved = self.moved or telling.when.moved
        if (
            mention is not None
            and not old
            and (
                telling.when.source > self.day_source
                or telling.when.moved
                or (telling.when.source == self.day_source and _span(mention) < _width(self.days))
            )
        ):
            self.days = (mention.date_start, mention.date_end)
            self.day_source = telling.when.source
        if telling.where.place is not None and telling.where.source > self.place_source:
            self.place, self.place_source = telling.where.place, telling.where.source
        if self.only_gestures and not telling.gesture:
            self.informal, self.only_gestures = False, False
        if not telling.gesture or self.only_gestures:
            self.informal = self.informal or telling.format is Format.INFORMAL
        self.document = self.document or telling.document
        silent = self.tellings[:-1] and all(map(_is_silent, self.tellings[:-1]))
        dated = silent and telling.when.source >= Source.SENTENCE
        made = self.status is Status.POSTPONED and _is_made(self, telling, status)
        if made and mention is not None:
            self.days, self.day_source = (mention.date_start, mention.date_end), telling.when.source
        said = not old and _overrules(view, self, telling, status)
        if self.status is None or dated or made or said:
            self.status = status
            self.likely_only = telling.status.status is None and telling.status.likely in _OPEN

    def parties(self) -> list[Party]:
        """Give the participants, with the countries and offices that they were told by."""
        return [self.known.get(identity) or Party(identity) for identity in sorted(self.people)]

    def note(self, sentence: Range) -> None:
        """Take in a sentence that goes on about the event without a word that tells it."""
        self.further[sentence] = None

    def absorb(self, view: ArticleView, other: "Draft") -> None:
        """Take in all tellings of a draft that proved to be of the same event."""
        told = sorted([*self.told, *other.told], key=lambda item: item[0].trigger.start)
        joined = Draft(self.type, self.type_name)
        for telling, people, status in told:
            joined.add(view, telling, people, status)
        for name in self.__slots__:
            setattr(self, name, getattr(joined, name))


def _overrules(view: ArticleView, draft: Draft, telling: Telling, status: Status) -> bool:
    """What the article says last counts; but a mere reference back says nothing, and a hope does
    not undo that something was called off, put off or held."""
    if telling.status.status is None:
        took_place = status is Status.HELD and not telling.background and not telling.same
        dated = telling.when.source >= Source.SENTENCE and (
            view.published is None or _is_past(view, telling)
        )
        return draft.status in _OPEN and took_place and (dated or _is_completed(view, telling))
    if draft.likely_only:
        return True
    if telling.ending and draft.status is Status.HELD and status in _OPEN:
        return False  # 晚上將結束訪問離開: the visit goes on already
    told = any(unit.named and unit.end > unit.start for unit in telling.principals)
    further = telling.trigger.weak and not told
    if further and status in _OPEN and draft.status is Status.HELD and _is_dated(draft):
        return False  # A與B昨日會談，雙方將另派官員磋商
    return not (status is Status.PROPOSED and draft.status is not Status.PROPOSED)


def _is_dated(draft: Draft) -> bool:
    """Whether the words for an event tell its day."""
    return draft.day_source >= Source.SENTENCE and bool(draft.days[0])


def _is_completed(view: ArticleView, telling: Telling) -> bool:
    """舉行了會談, 會見了: the verb itself says that it took place."""
    trigger, text = telling.trigger, view.simplified
    lead = text[max(telling.start, trigger.start - _VERB_REACH) : trigger.end]
    return text.startswith("了", trigger.end) or bool(re.search(r"了[^，。；]*$", lead))


def _span(mention: object) -> int:
    return _width((mention.date_start, mention.date_end))  # type: ignore[attr-defined]


def _width(days: tuple[str, str]) -> int:
    if not days[0] or not days[1]:
        return 10**6
    return (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days


def participants_of(view: ArticleView, telling: Telling) -> set[str]:
    """Give the ids of those who take part in a telling; offices and states without a person count
    as such, a state whose person is there too does not."""
    people = {
        identity
        for unit in telling.principals
        if unit.kind in (UnitKind.PERSON, UnitKind.PAIR)
        for identity in unit.entities
    }
    countries = {
        view.entities[identity].country_code for identity in people if identity in view.entities
    }
    countries |= {u.country_code for u in telling.principals if u.kind is UnitKind.PERSON}
    for unit in telling.principals:
        if unit.kind in (UnitKind.STATE, UnitKind.ORG):
            if unit.country_code not in countries or not unit.country_code:
                people.update(unit.entities)
        elif unit.kind is UnitKind.OFFICE and not is_anybody(view, unit):
            people.add(f"@{office_name(view, unit)}")
    return _guests(view, telling, people)


def _guests(view: ArticleView, telling: Telling, people: set[str]) -> set[str]:
    """雙方談到訪問葡萄牙: of several who may travel, those whose own country it is do not."""
    place = telling.where.place.place if telling.where.place else None
    if telling.trigger.event_type is not EventType.VISIT or place is None:
        return people
    at_home = {
        identity
        for identity in people
        if identity in view.entities and view.entities[identity].country_code == place.country_code
    }
    for unit in telling.principals:
        if unit.country_code == place.country_code:
            at_home.update(unit.entities)
    for identity in people:
        held = view.roles_of.get(identity, ())
        if any(role.country_code == place.country_code for role in held):
            at_home.add(identity)
    paired = _is_vague(telling) and len(people) > 1  # 邀請兩人訪問華盛頓: not those of it
    if not people - at_home and place.kind not in ("country", "") and not paired:
        return people
    return people - at_home


def _parties_of(view: ArticleView, telling: Telling, people: set[str]) -> dict[str, Party]:
    units = telling.principals
    return parties_of(view, people, units, [f"@{office_name(view, unit)}" for unit in units])


def office_name(view: ArticleView, unit: Unit) -> str:
    """Name an office by its title, with its state where several share one (俄烏外長)."""
    text = view.text[unit.start : unit.end]
    if unit.role is None or unit.role.start == unit.start:
        return unit.role.text if unit.role else text
    inside = [m for m in within(view.names, unit.role.start, unit.role.end) if m.label == "GPE"]
    title = unit.role.text[inside[0].end - unit.role.start :] if inside else unit.role.text
    return text if text.endswith(title) else text + title


def status_of(view: ArticleView, telling: Telling) -> Status:
    """Tell the status of a telling: its cue's, else by its day against the article's."""
    if telling.status.status is not None:
        return telling.status.status
    mention = telling.when.mention
    likely = telling.status.likely
    if likely is Status.HELD:
        return likely
    arranged = telling.status.fixed or telling.status.rank <= ARRANGED
    if likely is not None and (arranged or not _is_past(view, telling)):
        return likely
    if mention is None or view.published is None:
        return Status.HELD
    ahead = mention.date_start > view.published.isoformat()
    return Status.PLANNED if ahead else Status.HELD


def _is_past(view: ArticleView, telling: Telling) -> bool:
    mention = telling.when.mention
    if mention is None or view.published is None or not mention.date_end:
        return False
    return mention.date_end < view.published.isoformat()


def group(
    view: ArticleView, tellings: Iterable[Telling], present: Iterable[Attendance]
) -> list[Draft]:
    """Group the tellings of an article into events, in the order of their first telling; those who
    are said to be ``present`` are given to the events they attended."""
    every: list[Draft] = []
    for told in tellings:
        drafts = [d for d in every[-_REACH:] if not _is_over(d, told)]
        telling = _in_sequence(view, told, drafts)
        people = _meant_by_pair(view, telling, drafts) or participants_of(view, telling)
        people = _not_of_own(view, telling, people, drafts)
        people = _who_did_not_meet(telling, people, drafts)
        if not people and telling.trigger.event_type is EventType.AGREEMENT:
            people = _who_met(view, telling, drafts)
        if not people and telling.trigger.event_type is EventType.VISIT:
            people = _who_else(view, telling, drafts) or _two_abroad(view, telling, drafts)
            people = people or _who_travels(view, telling, drafts)
        status = status_of(view, telling)
        if telling.comment:
            people = set()
        placed = telling.when.mention is not None or telling.where.source >= Source.SENTENCE
        if not people and telling.another and status in _OPEN and placed:
            people = _who_met_before(telling, drafts)
        if not people and telling.session and telling.when.mention is not None:
            telling, people = _of_session(telling, drafts)
        people = _of_series(telling, drafts) or people
        best, best_score = None, 0.0
        last = drafts[-1] if drafts else None
        for draft in every[-_REACH:] if people else drafts:
            score = _fit(view, draft, telling, people, status, draft is last)
            if score is not None and (best is None or score >= best_score):
                best, best_score = draft, score
        if best is not None and best_score >= _JOIN_FROM:
            best.add(view, telling, people, status)
        elif _can_stand_alone(telling, people) and not _is_said_of_gesture(telling, people, drafts):
            draft = Draft(telling.trigger.event_type, telling.trigger.type_name)
            draft.add(view, telling, people, status)
            draft.aside = is_aside(view, telling, status)
            every.append(draft)
    for draft in every:
        _name_delegates(view, draft)
    drafts = reconciled(view, every)
    drafts = [draft for draft in drafts if not _is_domestic(view, draft)]
    drafts = [
        draft
        for number, draft in enumerate(drafts)
        if not _is_tour(draft, drafts[max(0, number - _REACH) : number + _REACH])
    ]
    _call_off_with_visits(drafts)
    _add_present(view, drafts, present)
    add_content(view, drafts)
    _place_as_told(drafts)
    date_events(view, drafts)
    place_events(view, drafts)
    add_journeys(view, drafts)
    add_further(view, drafts)
    return drafts


def _is_over(draft: Draft, telling: Telling) -> bool:
    """兩人2018年也曾會談。¶會談後: a look back within a paragraph is over where the next begins."""
    return draft.aside and telling.block > draft.tellings[-1].block


def _place_as_told(drafts: Sequence[Draft]) -> None:
    """Give each event the most particular place that its tellings tell beside it."""
    for draft in drafts:
        where = max((telling.where for telling in main_first(draft.tellings)), key=_where_rank)
        draft.place = where.place or draft.place
        draft.place_source = where.source if where.place else draft.place_source


def _where_rank(where: Where) -> tuple[bool, int, int, bool]:
    told = where.source >= Source.SENTENCE
    fineness = particularity(where.place) if where.place else -9
    return told, fineness, int(where.source), where.venue is not None


def _call_off_with_visits(drafts: Sequence[Draft]) -> None:
    """What was planned for a visit (訪問期間，將與總統會面) does not take place without it."""
    visits: dict[int, Draft] = {}
    for draft in drafts:
        if draft.type is EventType.VISIT and draft.status in _OFF:
            visits.update((t.start, draft) for t in draft.tellings if t.meanwhile)
    for draft in drafts:
        if draft.type is EventType.VISIT or draft.status is not Status.PLANNED:
            continue
        for telling in draft.tellings:
            visit = visits.get(telling.start)
            if visit is not None and visit.people & draft.people:
                draft.status = visit.status


def _is_tour(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """安卡拉是中東之行的終點: a journey through a part of the world, whose visits are told."""
    place = draft.place.place if draft.place else None
    if draft.type is not EventType.VISIT or place is None or place.country_code:
        return False
    if place.kind not in ("region", "continent"):
        return False
    if any(t.when.source >= Source.SENTENCE and not t.same for t in draft.tellings):
        return False  # 周一展開歐洲之行
    return any(
        other.type is EventType.VISIT
        and other.people & draft.people
        and other.place is not None
        and other.place.country_code
        for other in drafts
        if other is not draft
    )


def _is_domestic(view: ArticleView, draft: Draft) -> bool:
    if draft.type not in (EventType.MEETING, EventType.CALL):
        return False
    return is_domestic(view, draft.people, [u for t in draft.tellings for u in t.principals])


def _name_delegates(view: ArticleView, draft: Draft) -> None:
    """俄方由梅金斯基率領，烏方由烏梅洛夫帶隊: who acts for the states that met, where the sentences
    that follow name somebody for each."""
    entities = [view.entities.get(identity) for identity in draft.people]
    signing = draft.type is EventType.AGREEMENT
    if draft.type not in (EventType.MEETING, EventType.AGREEMENT) or len(entities) < 2:
        return
    if any(entity is None or entity.label != "GPE" for entity in entities):
        return
    last = next((t for t in draft.tellings if not t.in_title), draft.tellings[0])
    block = view.layout.blocks[last.block]
    named: dict[str, set[str]] = {}
    for clause in within(view.clauses, last.start, min(block.end, last.end + _DELEGATES_REACH)):
        units = within(view.units, clause.start, clause.end)
        side = next((u for u in units if u.kind is UnitKind.STATE), None)
        side = side or _speaking_for(view, units, draft)
        if side is None or side.entities[0] not in draft.people:
            continue
        people = [u for u in units if u.kind is UnitKind.PERSON and u.start >= side.end]
        if not people:
            continue
        lead = view.simplified[side.end : people[0].start]
        follow = view.simplified[people[-1].end : clause.end]
        if signing:
            before = view.simplified[clause.start : side.start]
            signed = before.endswith("代表") and _signing().fullmatch(lead)
            if signed:
                named[side.entities[0]] = {i for unit in people[:1] for i in unit.entities}
            continue
        acts = re.match(rf"[^，。；]{{0,2}}?{alternation('delegated')}", follow)
        told = acts or lead != "由" or _is_side(view, side)
        if re.fullmatch(alternation("delegate"), lead) and told:
            named[side.entities[0]] = {i for unit in people for i in unit.entities}
    if set(named) == draft.people:
        draft.people = {identity for people in named.values() for identity in people}


def _speaking_for(view: ArticleView, units: Sequence[Unit], draft: Draft) -> Unit | None:
    """中方代表|是A和B: the state whose representatives are named next."""
    first = units[0] if units else None
    if first is None or first.named or first.end - first.start < _PAIR:
        return None
    if view.simplified[first.start + 1] != "方" or not first.country_code:
        return None
    for identity in draft.people:
        if _country(view, identity) == first.country_code:
            return replace(first, kind=UnitKind.STATE, entities=(identity,))
    return None


def _is_side(view: ArticleView, unit: Unit) -> bool:
    """美方由…、…代表: a state named as a side of talks."""
    return view.simplified[unit.start : unit.end].endswith("方")


@cache
def _signing() -> re.Pattern[str]:
    """代表中方簽字的為周恩來."""
    return re.compile(rf"(?:方|方面)?{alternation('signed_by')}")


_PRESENT_AT = {
    "": (EventType.MEETING, EventType.CALL),
    "signing": (EventType.AGREEMENT,),
    "visit": (EventType.VISIT,),
    "welcome": (EventType.VISIT,),
}
"""What people are said to be present at by the words for it, if such an event is told nearby."""


def _add_present(view: ArticleView, drafts: list[Draft], present: Iterable[Attendance]) -> None:
    """Give those who attended to the event told last before them, in their sentence or, in the
    same paragraph or the one before, of the kind that the words for their attendance tell."""
    told = sorted(
        ((telling.trigger.start, telling, draft) for draft in drafts for telling in draft.tellings),
        key=lambda item: item[0],
    )
    starts = [start for start, _, _ in told]
    for attendance in present:
        first = attendance.units[0]
        sentence = view.layout.sentence_at(first.start)
        if sentence is None:
            continue
        for draft in _attended(view, attendance, sentence, told, starts):
            draft.present.extend(attendance.units)
            draft.note(sentence)


def _attended(
    view: ArticleView,
    attendance: Attendance,
    sentence: Range,
    told: Sequence[tuple[int, Telling, Draft]],
    starts: Sequence[int],
) -> Iterator[Draft]:
    """Give the event (several where one word tells several) that people are said to be at."""
    first = attendance.units[0].start
    types = _PRESENT_AT[attendance.of]
    oldest = view.layout.blocks[max(view.block_index(first) - _BLOCKS_BACK, 0)].start
    before = bisect_right(starts, first)
    here = sorted(
        told[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)],
        key=lambda item: abs(item[0] - first),
    )
    back = [
        item
        for item in reversed(told[max(before - 2 * _SIBLINGS, 0) : before])
        if oldest <= item[0] < sentence.start
    ]
    last = told[max(before - _SIBLINGS, 0)][0] if before else 0
    welcomed = attendance.of == "welcome"
    visits = EventType.VISIT in types
    of_kind = [item for item in back if item[2].type in types and (visits or item[0] >= last)]
    back = [item for item in back if item[0] >= last]
    fitting = [item for item in here if item[2].type in types]
    arrived = welcomed and not fitting and bool(of_kind)
    if here and (not fitting or attendance.between) and not arrived:
        fitting = here
    if attendance.between and not here:
        signed = told[max(before - _REACH, 0) : before]
        fitting = [item for item in reversed(signed) if item[2].type is EventType.AGREEMENT][:1]
    if attendance.of == "signing" and not fitting and not of_kind:
        signed = told[max(before - _REACH, 0) : before]
        fitting = [item for item in reversed(signed) if item[2].type is EventType.AGREEMENT][:1]
    if attendance.of == "visit" and back and not here:
        of_kind = [v for v in of_kind if v[2].people & back[0][2].people]  # 隨行的有 of whom
    fitting = fitting or of_kind
    if not here and not attendance.of and _presides_elsewhere(view, attendance):
        return
    if not here:
        fitting, back = _of_story(view, fitting), _of_story(view, back)
    if not here and any(unit.kind is UnitKind.PAIR for unit in attendance.units):
        return  # 三國總統見證, of what the sentence tells
    present = {identity for unit in attendance.units for identity in unit.entities}
    if visits and fitting and all(present <= item[2].people for item in fitting):
        fitting = of_kind or fitting  # 國務卿A隨行，其間會與外長B會談
    chosen = fitting or here or back
    chosen = [item for item in chosen if not present <= item[2].people] or chosen
    for start, _, draft in chosen:
        if start == chosen[0][0]:
            yield draft


_Told = tuple[int, Telling, Draft]


def _presides_elsewhere(view: ArticleView, attendance: Attendance) -> bool:
    """國王下周將主持二十國集團視訊會議: what somebody presides over is told with it."""
    follow = attendance.units[-1].end
    return _presiding().match(view.simplified, follow) is not None


@cache
def _presiding() -> re.Pattern[str]:
    return re.compile(rf"[^，。；]{{0,12}}?主持(?!{alternation('meeting_noun')})\w{{3,}}")


def _of_story(view: ArticleView, found: Sequence[_Told]) -> list[_Told]:
    """習近平同A會談。去年兩人也曾會談。王毅參加會談: what was long ago comes after what is news."""
    if view.published is None:
        return list(found)
    bound = (view.published - timedelta(_LONGEST_MISTAKE)).isoformat()
    return sorted(found, key=lambda item: "" < item[2].days[1] < bound)


def _in_sequence(view: ArticleView, telling: Telling, drafts: list[Draft]) -> Telling:
    """會後, 隨後: what has no day of its own was on the day of the event told last; 簽約前, on that
    of the signing."""
    if telling.when.source <= Source.STORY and _before_signing().match(
        view.simplified, telling.start
    ):
        signed = next(
            (d for d in reversed(drafts[-_REACH:]) if d.type is EventType.AGREEMENT), None
        )
        return _on_day_of(telling, signed) if signed else telling
    if telling.when.mention is not None or not drafts:
        return telling
    if _is_beside_talks(view, telling):
        talks = _talks_of(telling, drafts)
        if talks is not None and telling.status.status in (None, Status.HELD):
            return _on_day_of(telling, talks)
    then = view.simplified.startswith(words("back_then"), telling.start)
    if not telling.sequel or (telling.earlier and not then):
        return telling
    last = drafts[-1].tellings[-1]
    if last.section != telling.section or telling.status.status not in (None, Status.HELD):
        return telling
    if telling.status.likely in _OPEN:
        return telling  # 會後敲定里根訪蘇日程
    if status_of(view, last) in _OPEN and not _shares_people(telling, last):
        return telling  # 劉鶴本月中旬訪美。特朗普另與安倍會談
    others = {identity for unit in telling.principals for identity in unit.entities}
    apart = others and not others & drafts[-1].people
    if apart and drafts[-1].days[0] and _width(drafts[-1].days) > _LONGEST_TALKS:
        return telling  # 去年底A會見B。訪英期間，C同D會談
    return _on_day_of(telling, drafts[-1])


def _on_day_of(telling: Telling, draft: Draft) -> Telling:
    told = max(draft.tellings, key=lambda t: (t.when.mention is not None, t.when.source)).when
    return replace(telling, when=When(told.mention, Source.STORY, told.first))


def _talks_of(telling: Telling, drafts: Sequence[Draft]) -> Draft | None:
    """會談後: give the talks told last in the section, if they were held on a day told."""
    last = [d for d in reversed(drafts[-_SIBLINGS:]) if d.type is EventType.MEETING]
    calls = [d for d in reversed(drafts[-_SIBLINGS:]) if d.type is EventType.CALL]
    for draft in (*last, *calls):
        here = draft.tellings[-1].section == telling.section and draft.status is Status.HELD
        told = draft.days[0] and _width(draft.days) <= _LONGEST_TALKS
        return draft if here and told else None
    return None


def _is_beside_talks(view: ArticleView, telling: Telling) -> bool:
    """會談後，…; 官員透露，會談休息時，…: what the sentence tells was on the day of the talks."""
    parts = within(view.clauses, telling.start, telling.trigger.start)[:_PARTS]
    return any(_beside_talks().match(view.simplified, part.start, part.end) for part in parts)


@cache
def _beside_talks() -> re.Pattern[str]:
    """會談後, 會晤結束後, 談判結束，; 會後, 午餐後."""
    during = rf"{alternation('beside')}|{alternation('closing')}(?:，|{alternation('beside')})"
    talks = rf"{alternation('meeting_noun')}(?:开始)?(?:{during})"
    return re.compile(rf"[^，。；]{{0,4}}?(?:{alternation('beside_talks')}|{talks})")


@cache
def _before_signing() -> re.Pattern[str]:
    return re.compile(rf"[^，。；]{{0,4}}?{alternation('before_signing')}")


def _shares_people(one: Telling, other: Telling) -> bool:
    people = {identity for unit in one.principals for identity in unit.entities}
    others = {identity for unit in other.principals for identity in unit.entities}
    return not people or bool(people & others)


def _not_of_own(
    view: ArticleView, telling: Telling, people: set[str], drafts: Sequence[Draft]
) -> set[str]:
    """習近平會見A，他還會與總理李強會談: he who meets the other's premier is the guest."""
    talks = (EventType.MEETING, EventType.CALL)
    meant = {i for u in telling.principals if not u.named for i in u.entities if i in people}
    if telling.trigger.event_type not in talks or len(people) != 2 or len(meant) != 1:
        return people
    (said,), (met,) = meant, people - meant
    home = _country(view, said)
    if not home or home != _country(view, met):
        return people
    for draft in reversed(drafts[-_SIBLINGS:]):
        others = draft.people - meant
        if said in draft.people and len(others) == 1:
            return {met, *others} if _country(view, *others) not in ("", home) else people
    return people


def _who_did_not_meet(telling: Telling, people: set[str], drafts: Sequence[Draft]) -> set[str]:
    """A與B會面，C隨後到訪，兩人沒有互相會面: they are those whom A met one by one."""
    if telling.status.status is not Status.NOT_HELD or not _is_vague(telling):
        return people
    if telling.when.source >= Source.SENTENCE:
        return people
    met = [d.people for d in drafts[-_SIBLINGS:] if d.type is EventType.MEETING]
    if people not in met[-2:] or drafts[-1].status is not Status.HELD:
        return people
    one, other = met[-2] if len(met) > 1 else people, met[-1]
    apart = one ^ other if len(one & other) == 1 else set()
    return apart if len(apart) == 2 and not any(i.startswith("@") for i in apart) else set()


def _country(view: ArticleView, identity: str) -> str:
    entity = view.entities.get(identity)
    held = (role.country_code for role in view.roles_of.get(identity, ()))
    return (entity.country_code if entity else "") or next((code for code in held if code), "")


def _who_else(view: ArticleView, telling: Telling, drafts: Sequence[Draft]) -> set[str]:
    """A與B通話，他將訪問B國: who was taken for the traveller is at home there, so that it is the
    other of the two told last."""
    said = {identity for unit in telling.principals for identity in unit.entities}
    if not said or not drafts or any(unit.named for unit in telling.principals):
        return set()
    others = drafts[-1].people - said
    return others if said < drafts[-1].people and len(others) == 1 else set()


def _two_abroad(view: ArticleView, telling: Telling, drafts: Sequence[Draft]) -> set[str]:
    """A轉達B的邀請，希望兩人訪問B國: the two told last of whom none is at home there."""
    place = telling.where.place.place if telling.where.place else None
    if place is None or not _is_vague(telling):
        return set()
    for draft in reversed(drafts[-_REACH:]):
        homes = {_country(view, identity) for identity in draft.people}
        if len(draft.people) == len(homes) == 2 and place.country_code not in homes:
            return set(draft.people)
    return set()


def _who_travels(view: ArticleView, telling: Telling, drafts: list[Draft]) -> set[str]:
    """原定同一行程到訪柏林: the traveller told last goes there too."""
    if any(unit.named for unit in telling.principals):
        return set()  # he who is named is at home there
    visits = [d for d in drafts[-_REACH:] if d.type is EventType.VISIT]
    if telling.same:
        beside = [d for d in visits if _as_named_beside(view, d, telling) > 0]
        visits = beside or [d for d in visits if d.status is not Status.PROPOSED] or visits
        return set(visits[-1].people) if visits else set()
    if not visits or visits[-1].tellings[-1].section != telling.section:
        return set()
    return set(visits[-1].people)


def _of_session(telling: Telling, drafts: list[Draft]) -> tuple[Telling, set[str]]:
    """第137次會談原定5月20日舉行: give it the parties and format of the session told before."""
    if telling.trigger.event_type is not EventType.MEETING:
        return telling, set()
    for draft in reversed(drafts[-_SERIES:]):
        if draft.type is EventType.MEETING and any(t.session for t in draft.tellings):
            form = telling.format or next((t.format for t in draft.tellings if t.format), None)
            return replace(telling, format=form), set(draft.people)
    return telling, set()


def _of_series(telling: Telling, drafts: Sequence[Draft]) -> set[str]:
    """A與B約定，14日將舉行軍事會談；22日則舉行紅十字會會談: those of the talks told before,
    on another day of the same sentence."""
    if telling.trigger.weak or telling.trigger.event_type is not EventType.MEETING or not drafts:
        return set()
    named = any(unit.kind is not UnitKind.ORG for unit in telling.principals)
    last = drafts[-1]
    before = last.tellings[-1]
    apart = telling.when.source is Source.CLAUSE and before.when.source is Source.CLAUSE
    if named or not apart or before.start != telling.start or last.type is not EventType.MEETING:
        return set()
    mention = telling.when.mention
    other_day = mention is not None and mention.date_start not in ("", last.days[0])
    return set(last.people) if other_day else set()


def _who_met_before(telling: Telling, drafts: list[Draft]) -> set[str]:
    """下一輪談判將於月底舉行: those who met last meet again."""
    talks = (EventType.MEETING, EventType.CALL)
    if telling.trigger.event_type not in talks:
        return set()
    least = 3 if telling.format is Format.MULTILATERAL else 2
    for draft in reversed(drafts[-_SIBLINGS:]):
        near = telling.block - draft.tellings[-1].block <= 1
        if draft.type in talks and near and len(draft.people) >= least:
            return set(draft.people)
    return set()


def _who_met(view: ArticleView, telling: Telling, drafts: list[Draft]) -> set[str]:
    """會議發表聯合宣言: those who met are the parties."""
    clause = view.clauses[telling.trigger.clause]
    lead = view.simplified[clause.start : telling.trigger.start]
    if not drafts or not re.match(alternation("body"), lead):
        return set()
    last = drafts[-1]
    near = last.tellings[-1].section == telling.section
    return set(last.people) if near and last.type is not EventType.AGREEMENT else set()


def _meant_by_pair(view: ArticleView, telling: Telling, drafts: list[Draft]) -> set[str]:
    """兩人 and 雙方 are those who took part in the event told last, unless the sentence itself has
    named two people before them."""
    if not telling.principals or not _is_vague(telling) or not drafts:
        return set()
    first = telling.principals[0].start
    named = {
        identity
        for unit in within(view.units, telling.start, first)
        if unit.kind is UnitKind.PERSON and unit.named
        for identity in unit.entities
    }
    last = drafts[-1]
    number = _NUMBERS.get(view.simplified[first], 2)
    if any(unit.entities for unit in telling.principals):
        return set()
    if len(named) == number:
        return named
    if len(named) >= 2 or last.tellings[-1].section != telling.section:
        return set()
    if len(last.people) != number:
        return set()
    return set(last.people)


def _number(people: set[str]) -> int:
    """Count participants; an office of several (兩國外交秘書) is more than one."""
    return sum(2 if p[:1] == "@" and COUNTED.match(p, 1) else 1 for p in people)


def _can_stand_alone(telling: Telling, people: set[str]) -> bool:
    """A telling begins an event if it names who takes part."""
    if not people or telling.comment or (telling.in_title and _is_vague(telling)):
        return False
    if telling.gesture and not _is_told_apart(telling):
        return False
    if telling.trigger.event_type in (EventType.MEETING, EventType.CALL):
        return _number(people) >= 2 and not telling.same
    if telling.trigger.event_type is EventType.AGREEMENT:
        ratified = telling.trigger.weak or not telling.background
        by_body = any(not identity.startswith("@") for identity in people)
        least = 1 if telling.trigger.form == Form.RATIFY and by_body else 2
        of_told = telling.same and _is_vague(telling)
        return ratified and _number(people) >= least and not of_told
    if telling.trigger.event_type is EventType.VISIT:
        if telling.background and telling.when.mention is None and not telling.ending:
            return False
        if telling.status.status is Status.NOT_HELD and telling.where.source < Source.CLAUSE:
            return False  # 目前沒有出訪計劃
        return telling.where.place is not None
    return True


def _is_said_of_gesture(telling: Telling, people: set[str], drafts: Sequence[Draft]) -> bool:
    """兩人握手寒暄，但未交談: what the chance meeting did not come to is no other meeting."""
    last = drafts[-1] if drafts else None
    chat = telling.trigger.weak or telling.trigger.format is Format.INFORMAL
    if last is None or not chat or telling.status.status is not Status.NOT_HELD:
        return False
    beside = last.tellings[-1].start == telling.start and last.status is Status.HELD
    return beside and last.type is EventType.MEETING and people == last.people


def _is_told_apart(telling: Telling) -> bool:
    """A handshake is told for itself if two people and its day are, and no picture shows it."""
    people = [u for u in telling.principals if u.kind is UnitKind.PERSON and u.entities]
    pair = any(u.kind is UnitKind.PAIR and len(u.entities) > 1 for u in telling.principals)
    named = telling.complete and sum(unit.named for unit in people) > 1
    told = telling.when.mention is not None or named
    return (len(people) > 1 or pair) and told and not telling.in_caption


def _fit(
    view: ArticleView,
    draft: Draft,
    telling: Telling,
    people: set[str],
    status: Status,
    newest: bool,
) -> float | None:
    """Score how well a telling fits an event; None if it contradicts it."""
    same_type = draft.type_name == telling.trigger.type_name
    if not same_type and not _is_same_talk(draft, telling, people):
        return None
    sessions = {t.session for t in draft.tellings if t.session}
    if telling.session and sessions and telling.session not in sessions:
        return None
    score = 0.0
    last = draft.tellings[-1]
    if _are_named_after(view, last, telling):
        return _CERTAIN
    if people:
        common = people & draft.people
        if people == draft.people:
            score += 2.0
        elif common == people and _is_vague(telling) and telling.start == last.start:
            score += 2.0  # A跟B及C見面，雙方短暫會晤
        elif common == people and _is_of_this(view, draft, telling):
            score += 2.0
        elif common and _may_be_part(draft, telling, people):
            score += 1.0
        elif _same_destination(draft, telling):
            score += 1.5
        elif _are_all(view, telling, people, draft):
            if draft.type is EventType.VISIT and {draft.status, status} == _OPEN:
                return None  # 代表團定於22日訪以。已邀請王儲訪問
            if status is Status.POSTPONED and _is_day_apart(draft, telling):
                return None  # 馬茂今天會見B。兩國代表團的磋商推遲到3月
            if telling.background and telling.when.mention is not None and not draft.days[0]:
                return None  # 董軍和奧斯汀會面，是中美元首去年11月會晤後…
            if _is_already(draft, telling, status):
                return None  # 兩人擬會面。沙特和伊朗3月6日在北京對話
            score += 2.0 if telling.in_title or draft.tellings[0].in_title else 1.5
        elif draft.tellings[0].in_title and _may_stand_for(view, draft.people, people):
            score += 2.0
        elif (draft.only_vague and draft.tellings[0].in_title) or (
            _is_vague(telling) and (telling.in_title or telling.section == last.section)
        ):
            score += 0.5
        else:
            return None
    elif telling.section != last.section:
        return None
    else:
        score += 1.5 if newest else 1.0
    off = status in (Status.CANCELLED, Status.NOT_HELD)
    if off and not telling.same and _took_place(view, draft):
        return None  # 3月會面。原定同年舉行的峰會取消: another one
    days = _days_fit(draft, telling)
    if days is None or _is_no_sequel(view, draft, telling, status):
        return None
    if is_of_news(view, draft) and _is_long_ago(view, telling):
        return None
    score += days
    if _goes_on(draft, telling, people):
        return _CERTAIN
    places = _places_fit(draft, telling)
    if places is None:
        return None
    score += places
    if draft.document and telling.document and draft.type is EventType.AGREEMENT:
        titled = telling.in_title or draft.tellings[0].in_title  # which may call it otherwise
        score += 0.5 if draft.document == telling.document else -0.5 * (not titled)
    denied = draft.status is Status.NOT_HELD and not draft.days[0]
    if denied and telling.status.status is None and telling.when.mention is not None:
        return None
    informal = telling.format is Format.INFORMAL
    if (
        telling.gesture
        and people == draft.people
        and draft.status not in _OFF
        and (newest or days > 0)
    ):
        informal = draft.informal
    if not informal and draft.only_gestures and status not in _OFF:
        informal = draft.informal
    if draft.status in _OPEN and status in _OFF and people == draft.people and newest:
        informal = draft.informal  # 原擬在場邊會面，但兩人始終未坐下來談
    formal_off = draft.status in _OFF or draft.status in _OPEN
    if informal != draft.informal and (formal_off or status in _OFF):
        return None
    headings = telling.in_title or all(told.in_title for told in draft.tellings)
    if informal != draft.informal and draft.type is EventType.MEETING and not headings:
        score -= 1.0
    of_title = telling.in_title or (draft.tellings[0].in_title and len(draft.tellings) == 1)
    apart = telling.section != last.section and not of_title
    if apart and not days and places <= 0 and not telling.same:
        score -= 0.5
    if telling.another and telling.when.mention is None:
        score -= 2.0
    if telling.same:
        score += 1.0
    announced = status in _OPEN and telling.status.status is not None
    same_day = days and telling.when.source >= Source.SENTENCE
    if draft.status is Status.HELD and announced and not same_day and not _is_only_heading(draft):
        score -= 2.0
    if telling.section == last.section:
        score += 0.5
    if telling.block == last.block:
        score += 0.5
    return score


def _as_named_beside(view: ArticleView, draft: Draft, telling: Telling) -> float:
    """此次訪問為期三天，A於4日飛抵P: of the visits told before, that of the person named beside it;
    not one that was only proposed."""
    beside = {
        identity
        for unit in within(view.units, telling.start, telling.end)
        if unit.kind is UnitKind.PERSON and unit.named
        for identity in unit.entities
    }
    open_only = draft.status is Status.PROPOSED and telling.status.status is None
    return (1.5 if beside & draft.people else 0.0) - (1.0 if open_only else 0.0)


def _took_place(view: ArticleView, draft: Draft) -> bool:
    """Whether the text itself tells that an event took place: by its words, or on a day gone by."""
    return draft.status is Status.HELD and any(
        telling.status.status is Status.HELD
        or telling.status.likely is Status.HELD
        or (telling.when.source >= Source.HEADING and _is_past(view, telling))
        for telling in draft.tellings
        if not telling.in_title and telling.status.status not in _OFF
    )


def _is_only_heading(draft: Draft) -> bool:
    """馬習會下午登場: a heading alone does not say whether it took place."""
    return all(map(_is_silent, draft.tellings))


def _is_silent(telling: Telling) -> bool:
    said = telling.status.status is not None or telling.when.mention is not None
    return telling.in_title and not said


def _is_no_sequel(view: ArticleView, draft: Draft, telling: Telling, status: Status) -> bool:
    """將於下月會面。兩人去年會面: what was held long before the news is not what the news plans."""
    mention = telling.when.mention
    if draft.status not in _OPEN or draft.days[0] or status in _OPEN or mention is None:
        return False
    if view.published is None or not mention.date_end:
        return False

    long_ago = view.published - date.fromisoformat(mention.date_end) > timedelta(_LONGEST_MISTAKE)
    return long_ago and telling.when.source is Source.CLAUSE


def _is_long_ago(view: ArticleView, telling: Telling) -> bool:
    """Whether the clause itself tells a day long before the news."""
    mention = telling.when.mention
    if mention is None or telling.when.source is not Source.CLAUSE or not mention.date_end:
        return False
    if view.published is None:
        return False
    return view.published - date.fromisoformat(mention.date_end) > timedelta(2 * _LONGEST_MISTAKE)


def _is_already(draft: Draft, telling: Telling, status: Status) -> bool:
    """Whether what is told to have been on a day can't be what was told to be still open."""
    dated = telling.when.mention is not None and telling.when.source is Source.CLAUSE
    said = any(t.status.status in _OPEN for t in draft.tellings)
    return draft.status in _OPEN and said and not draft.days[0] and status is Status.HELD and dated


def _goes_on(draft: Draft, telling: Telling, people: set[str]) -> bool:
    """A會見B，雙方就籌劃訪葡交流: 雙方 of the same sentence still talk, whatever about."""
    talks = (EventType.MEETING, EventType.CALL)
    return (
        draft.type in talks
        and telling.trigger.weak
        and _is_vague(telling)
        and telling.start == draft.tellings[-1].start
        and people <= draft.people
        and telling.when.source < Source.CLAUSE
        and not (telling.another or telling.earlier)
        and telling.status.status in (None, Status.HELD, Status.PROPOSED)
    )


def _is_same_talk(draft: Draft, telling: Telling, people: set[str]) -> bool:
    """會晤持續兩小時 may tell of a video call."""
    talks = (EventType.MEETING, EventType.CALL)
    both = draft.type_name in talks and telling.trigger.type_name in talks
    if draft.type is EventType.CALL and telling.where.source is Source.CLAUSE:
        return False  # 兩人去年在首爾會面
    said = telling.status.status is not None and telling.where.source is Source.CLAUSE
    if telling.status.status in _OFF and draft.status is Status.HELD:
        return False  # 兩人通話。川普說，最好取消會面
    form = telling.trigger.format
    chat = form is Format.INFORMAL and telling.where.source < Source.CLAUSE  # 通話，兩人聊了一刻鐘
    if said or (form is not None and not chat):
        return False  # 兩人下月可能在撒馬爾罕見面: not the call told before
    return both and (not people or _is_vague(telling))


def _are_named_after(view: ArticleView, told: Telling, telling: Telling) -> bool:
    """中日首腦最後一次會面是2005年4月，A與B會談: the rest of the sentence names who they were."""
    pair = told.principals and all(unit.kind is UnitKind.PAIR for unit in told.principals)
    day = told.when.mention
    if not pair or told.start != telling.start or day is None or telling.when.mention != day:
        return False
    if told.trigger.type_name != telling.trigger.type_name or told.when.source < Source.CLAUSE:
        return False
    named = [unit for unit in telling.principals if unit.kind is UnitKind.PERSON and unit.named]
    sides = {country_of(view, unit) for unit in named}
    theirs = {_country(view, identity) for unit in told.principals for identity in unit.entities}
    return len(named) > 1 and len(telling.principals) == len(named) and sides == theirs - {""}


def _is_of_this(view: ArticleView, draft: Draft, telling: Telling) -> bool:
    """將會見A和B，這將是他首次接見A: the clause is about what its sentence has told."""
    start = view.clauses[telling.trigger.clause].start
    here = telling.start == draft.tellings[-1].start and start > telling.start
    return (
        here and re.match(alternation("first_time"), view.simplified[start : start + 6]) is not None
    )


def _may_be_part(draft: Draft, telling: Telling, people: set[str]) -> bool:
    """One of those who took part may be told alone, but two named are not a meeting of three."""
    if not (people <= draft.people or draft.people <= people):
        return False
    if telling.in_caption and people <= draft.people and telling.when.mention is not None:
        return True
    fewer = min(len(people), len(draft.people))
    named = telling.complete and not _is_vague(telling)
    return fewer < 2 or not named or not draft.complete


def _same_destination(draft: Draft, telling: Telling) -> bool:
    """Who travels was inferred, but where to is the same (白宮宣布取消日本行程); not so where the
    sentence names him (馬克龍轉道而來，成為首位訪問蒙古的法國總統)."""
    place = telling.where.place
    if draft.type is not EventType.VISIT or telling.complete or place is None:
        return False
    if any(unit.kind is UnitKind.PERSON and unit.named for unit in telling.principals) and (
        telling.when.source >= Source.SENTENCE
    ):
        return False
    return draft.place is not None and place.place == draft.place.place


def _are_all(view: ArticleView, telling: Telling, people: set[str], draft: Draft) -> bool:
    """The states or offices of one telling are those that the people of the other stand for."""
    theirs = _parties_of(view, telling, people).values()
    mine = draft.parties()
    if len(people) == len(draft.people):
        return are_among(view, theirs, mine)
    fewer, more = (theirs, mine) if len(people) < len(draft.people) else (mine, theirs)
    several = len(fewer) > 1 and not any(party.named for party in fewer)
    return several and are_among(view, fewer, more)


def _may_stand_for(view: ArticleView, states: set[str], people: set[str]) -> bool:
    """As `_stand_for`, where a state of the past has no code of today (美蘇 in a heading)."""
    entities = [view.entities.get(identity) for identity in states]
    if len(states) != len(people) or any(e is None or e.label != "GPE" for e in entities):
        return False
    countries = {e.country_code for e in entities if e is not None} - {""}
    others = {view.entities[p].country_code for p in people if p in view.entities}
    return bool(countries) and countries <= others


def _is_vague(telling: Telling) -> bool:
    """兩人, 雙方: whom they mean was inferred, so they don't contradict those who are named."""
    return any(
        unit.kind is UnitKind.PAIR and len(unit.entities) != 1 and not unit.definite
        for unit in telling.principals
    )


def _days_fit(draft: Draft, telling: Telling) -> float | None:
    mention = telling.when.mention
    if mention is None or not draft.days[0] or not mention.date_start:
        return 0.0
    start, end = mention.date_start, mention.date_end or mention.date_start
    if start <= (draft.days[1] or draft.days[0]) and end >= draft.days[0]:
        return 1.5 if (start, end) == draft.days else 1.0
    if _is_old_day(draft, telling) or (
        draft.status is Status.POSTPONED and _is_made(draft, telling, telling.status.status)
    ):
        return 0.0
    put_off = {draft.status, telling.status.status} == {Status.POSTPONED}
    if put_off and draft.moved != telling.when.moved:
        return 0.0  # the old day and the new one
    if telling.status.status is Status.POSTPONED and draft.status in _OPEN:
        return 0.0
    if draft.status is Status.POSTPONED and telling.status.fixed:
        return 0.0  # 原本預計12月: the old day
    ends = telling.ending and draft.type is not EventType.CALL and start > draft.days[0]
    if ends and _apart(draft.days[0], start) <= _LONGEST_STAY:
        return 0.5  # 4日起談判 … 6日結束
    weak = min(telling.when.source, draft.day_source) <= Source.STORY
    return -0.5 if weak and _apart(draft.days[0], start) <= _LONGEST_MISTAKE else None


def _is_old_day(draft: Draft, telling: Telling) -> bool:
    """9月4日到訪。本來早在去年7月27日便應到訪，臨時押後: the day on which it was to be before."""
    mention = telling.when.mention
    if draft.type is not EventType.VISIT or mention is None or telling.when.moved:
        return False
    put_off = telling.status.status is Status.POSTPONED and draft.status is not Status.POSTPONED
    return put_off and "" < mention.date_start < draft.days[0]


def _is_made(draft: Draft, telling: Telling, status: Status | None) -> bool:
    """原定2月訪華，因故推遲。他6月18日終於抵達: what was put off, held on a later day."""
    mention = telling.when.mention
    if mention is None or status not in (Status.HELD, None) or telling.earlier or draft.moved:
        return False
    return draft.type is EventType.VISIT and mention.date_start > draft.days[0] > ""


def _is_day_apart(draft: Draft, telling: Telling) -> bool:
    mention = telling.when.mention
    if mention is None or not draft.days[0] or draft.day_source < Source.CLAUSE:
        return False
    return mention.date_start > (draft.days[1] or draft.days[0])


def _apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _places_fit(draft: Draft, telling: Telling) -> float | None:
    place = telling.where.place
    if place is None or draft.place is None:
        return 0.0
    one, two = place.place, draft.place.place
    weakest = min(telling.where.source, draft.place_source)
    if one is None or two is None or weakest <= Source.STORY:
        return 0.0
    if one.name == two.name:
        return 1.0
    if _is_open(place) or _is_open(draft.place):
        return 0.0
    if one.country_code and one.country_code == two.country_code:
        coarse = "country" in (one.kind, two.kind) or one.admin1 == two.admin1
        if coarse:
            return 0.5
        return None if weakest >= Source.SENTENCE else -0.5
    if weakest >= Source.SENTENCE:
        return None
    return -1.0


def _is_open(mention: PlaceMention) -> bool:
    """A venue that the gazetteer places nowhere, or a state of the past: it may be in any city."""
    place = mention.place
    return place is not None and not place.country_code and place.kind in ("venue", "country")


def main_first(tellings: Sequence[Telling]) -> list[Telling]:
    """Order the tellings so that the one that tells most comes first, then by position."""
    best = max(tellings, key=_richness)
    return [best, *(telling for telling in tellings if telling is not best)]


def _richness(telling: Telling) -> tuple[int, int]:
    told = sum(
        (
            2 if telling.complete else 0,
            int(telling.when.source >= Source.SENTENCE),
            int(telling.where.source >= Source.SENTENCE),
            0 if telling.in_title or telling.in_caption else 1,
            int(telling.trigger.form != Form.NAME),
        )
    )
    return told, -telling.start
