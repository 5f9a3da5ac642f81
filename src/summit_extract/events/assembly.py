"""From a group of tellings to an event with the best value of each slot."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from summit_extract.dates.resolution import DateMention
from summit_extract.dates.values import bounds
from summit_extract.events.confidence import estimate
from summit_extract.events.lexicon import plover_code
from summit_extract.events.local_day import local_date, zone_of
from summit_extract.events.merging import Draft, main_first, office_name
from summit_extract.events.slots import duration_in, run_from
from summit_extract.events.tellings import Source, Telling
from summit_extract.events.values import Event, EventType, Format, Participant, Status
from summit_extract.events.values import Telling as Evidence
from summit_extract.events.view import ArticleView, Unit, UnitKind
from summit_extract.names.values import Role
from summit_extract.places.gazetteer import default_gazetteer
from summit_extract.places.values import Place

__all__ = ["assemble"]

_CALLED_OFF = (Status.POSTPONED, Status.CANCELLED)
_TAIWAN, _CHINA = "TW", "CN"
_TO_TAIPEI = "1949-12-07"
"""Before this day the government that is in Taipei since sat in Nanking, Chungking or Chengtu."""

_DAY_LENGTH = 10
_LONGEST_TALKS = 5
_LONGEST_ROUND = 14
_VILLAGE = 7_000
_RANGE = re.compile(r"[日號号\d][至到~～—－-]{1,2}")
_DAYS_TOLD = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")


def assemble(view: ArticleView, draft: Draft) -> Event:
    """Make the event that a group of tellings tells."""
    tellings = main_first(draft.tellings)
    status = draft.status or Status.HELD
    begun = [t for t in tellings if t.when.source >= Source.SENTENCE and not t.ending]
    best = max(
        begun if draft.type is EventType.VISIT and begun else tellings,
        key=lambda t: (
            status is Status.POSTPONED and _is_put_off_to(t),
            status is not Status.HELD or t.status.status not in _CALLED_OFF,
            t.when.source,
            _is_stay(t),
            _is_day(t),
            t.status.status is not None,
        ),
    )
    best = _narrower(tellings, best)
    when = best.when if best.when.mention or not draft.story_day else draft.story_day
    mention = when.mention
    if status is Status.HELD and best.status.status is Status.POSTPONED and draft.arrival:
        mention = draft.arrival
    principals = tuple(_participants(view, draft))
    taken = {person.entity_id for person in principals}
    hosts = {
        identity
        for telling in tellings
        for unit in telling.attendees
        if draft.type is EventType.VISIT
        and status is Status.PROPOSED
        and unit.start < view.clauses[telling.trigger.clause].start  # A說…，並邀請B來訪
        for identity in unit.entities
    }
    where_told = draft.place
    place = _city_of(view, where_told.place) if where_told else None
    lasting = [t for t in tellings if t.ending == best.ending] or tellings
    duration = _first(
        t.duration
        for t in (lasting if draft.type is EventType.VISIT else tellings)
        if draft.type is not EventType.AGREEMENT  # a signing takes no time
    )
    if draft.type is not EventType.AGREEMENT:
        duration = duration or (run_from(view, mention) if mention else "")
        duration = duration or _first(duration_in(view, sentence) for sentence in draft.further)
    planned = _first(t.planned_duration for t in tellings)
    if status is not Status.HELD and not planned:
        planned, duration = duration, ""  # how long it is to last
    day = _day_of(mention) if mention else ""
    first = when.first or mention
    if when.first is not None and mention is not None:
        day = f"{_days_only(when.first.value)}/{day}"
    last = mention.date_end if mention else ""
    if draft.type is EventType.MEETING and mention is not None:
        if any(t.ending for t in tellings):
            day, last = _talk_days(tellings, day, last, duration or planned)
        elif _begins(view, mention) or _lasts_days(best, duration or planned):
            day, last = _stay(day, last, duration or planned, "")
    if draft.type is EventType.VISIT and not _is_stay(best) and not _is_range(mention):
        mention = mention or draft.arrival
        day, last = _travel_days(draft, best, day, last, duration or planned)
    is_call = draft.type is EventType.CALL
    zone = _zone(view, draft, mention, None if is_call else place)
    local = ""
    if mention is not None and not is_call:
        local = day if "/" in day else local_date(mention, zone, place) or day
    return Event(
        type=draft.type_name,
        status=status,
        tellings=tuple(_evidence(tellings)),
        participants=principals,
        attendees=tuple(_attendees(view, draft, taken)),
        format=_format(tellings),
        date=day,
        date_start=bounds(day)[0] if "/" in day else (first.date_start if first else ""),
        date_end=_date_end(view, last, status),
        local_date=local,
        timezone=zone,
        date_text=mention.text if mention else "",
        place=None if is_call else place,
        place_text=where_told.text if where_told and not is_call else "",
        venue="" if is_call else _venue(draft, tellings),
        occasion=_entity_name(view, _first(t.occasion for t in tellings)),
        planned_duration=planned,
        duration=duration,
        topics=tuple(dict.fromkeys(draft.topics)),
        outcome=tuple(dict.fromkeys(draft.outcome)),
        reported_by=tuple(
            _entity_name(view, identity)
            for identity in dict.fromkeys(draft.reported_by)
            if identity not in taken and identity not in hosts
        ),
        plover=plover_code(draft.type_name),
        confidence=round(estimate(view, draft), 2),
        further=tuple((start, end) for start, end in draft.further),
    )


def _narrower(tellings: Sequence[Telling], best: Telling) -> Telling:
    """上周簽署, told elsewhere as on 9日 of that week: the day that lies in what is told of it."""
    mention = best.when.mention
    if mention is None or mention.date_start == mention.date_end or _are_days(mention):
        return best
    for telling in tellings:
        day = telling.when.mention
        if day is None or telling.when.source < Source.HEADING:
            continue
        if not _is_day(telling) and not _are_days(day):
            continue
        if mention.date_start <= day.date_start <= mention.date_end and not telling.ending:
            return telling
    return best


def _is_put_off_to(telling: Telling) -> bool:
    """Tell whether a telling has the day that an event was put off to."""
    return telling.status.status is Status.POSTPONED and telling.when.moved


def _is_stay(telling: Telling) -> bool:
    """三、四兩日: several days that are told as such hold each of them told apart."""
    mention = telling.when.mention
    if mention is None or not mention.date_start or mention.date_start == mention.date_end:
        return False
    return telling.when.source >= Source.CLAUSE and _are_days(mention)


def _are_days(mention: DateMention) -> bool:
    """三至五日: a few days that are told as such, not a week or a part of a month."""
    if not _DAYS_TOLD.fullmatch(mention.value):
        return False
    first, last = date.fromisoformat(mention.date_start), date.fromisoformat(mention.date_end)
    return (last - first).days <= _LONGEST_TALKS


def _is_day(telling: Telling) -> bool:
    mention = telling.when.mention
    return bool(mention and mention.date_start and mention.date_start == mention.date_end)


def _zone(view: ArticleView, draft: Draft, mention: DateMention | None, place: Place | None) -> str:
    """Give the time zone of the day told, by the words for it or else by others for the day."""
    if mention is None:
        return ""
    others = (t.when.mention for t in draft.tellings)
    same = (m for m in others if m is not None and m.date_start == mention.date_start)
    return _first(zone_of(view, m, place) for m in (mention, *same))


def _day_of(mention: DateMention) -> str:
    """The day of a mention; 中午前後 leaves only the hour open."""
    return mention.date_start if mention.label == "TIME" else _days_only(mention.value)


def _days_only(value: str) -> str:
    return "/".join(part.split("T")[0] for part in value.split("/")) if "T" in value else value


_DAYS = re.compile(r"P(\d{1,3})D~?")


def _talk_days(tellings: Sequence[Telling], day: str, last: str, duration: str) -> tuple[str, str]:
    """Give the days of talks that are told to have ended on a day: from the day told elsewhere on
    which they were held or began, else as many days before as they lasted."""
    told = [t for t in tellings if t.when.mention is not None and t.when.source >= Source.STORY]
    ended = _first(t.when.mention.date_end for t in told if t.ending and t.when.mention)
    begun = min(
        (t.when.mention.date_start for t in told if not t.ending and t.when.mention), default=""
    )
    if begun and begun < ended and _DAYS_TOLD.fullmatch(f"{begun}/{ended}"):
        days = date.fromisoformat(ended) - date.fromisoformat(begun)
        if days.days <= _LONGEST_ROUND:
            return f"{begun}/{ended}", ended
    return _stay_until(day, duration), last


def _travel_days(
    draft: Draft, best: Telling, day: str, last: str, duration: str
) -> tuple[str, str]:
    """Give the days of a visit, and the last of them: from the day of arrival to that of departure
    where these are told apart, else by how long it lasts."""
    arrival = draft.arrival.date_start if draft.arrival else ""
    departure = draft.departure.date_start if draft.departure else ""
    departure = departure or _ended_on(draft.tellings)
    if best.ending and not (arrival and arrival < (day or departure)):
        return _stay_until(day, duration), last
    if best.ending and len(day) == _DAY_LENGTH:
        departure = departure or day
    if arrival and (not day or arrival < day[:_DAY_LENGTH] or len(day) != _DAY_LENGTH):
        day, last = arrival, arrival
    return _stay(day, last, duration, departure)


def _ended_on(tellings: Sequence[Telling]) -> str:
    return _first(t.when.mention.date_end if t.ending and t.when.mention else "" for t in tellings)


def _stay(day: str, last: str, duration: str, departure: str) -> tuple[str, str]:
    """A visit that begins on a day told lasts to the day of departure, or as many days as told."""
    if len(day) != _DAY_LENGTH:
        return day, last
    if departure > day:
        return f"{day}/{departure}", departure
    days = _DAYS.fullmatch(duration)
    if not days or int(days[1]) < 2:
        return day, last
    end = (date.fromisoformat(day) + timedelta(days=int(days[1]) - 1)).isoformat()
    return f"{day}/{end}", end


def _begins(view: ArticleView, mention: DateMention) -> bool:
    """自本月五日起: the day told is the first of several."""
    return bool(re.match(r"[起开始]", view.simplified[mention.end : mention.end + 1]))


def _is_range(mention: DateMention | None) -> bool:
    """11日至17日: the first and the last day are told in one."""
    return mention is not None and "/" in mention.value and bool(_RANGE.search(mention.text))


def _lasts_days(telling: Telling, duration: str) -> bool:
    """31日在東京會面，談了兩天: talks of days begin on the day told, unless it is their end."""
    days = _DAYS.fullmatch(duration)
    if days is None or telling.when.source < Source.SENTENCE:
        return False
    return int(days[1]) <= _LONGEST_TALKS


def _stay_until(day: str, duration: str) -> str:
    """結束對朝鮮三日的訪問: a visit of n days that ends on a day told."""
    days = _DAYS.fullmatch(duration)
    if not days or len(day) != _DAY_LENGTH or int(days[1]) < 2:
        return day
    start = (date.fromisoformat(day) - timedelta(days=int(days[1]) - 1)).isoformat()
    return f"{start}/{day}"


def _city_of(view: ArticleView, place: Place | None) -> Place | None:
    """Of a venue, the city it is in, if the gazetteer has it; a village that the article does not
    name says less than the estate that it does (大衛營)."""
    if place is None or place.kind != "venue" or not place.within:
        return place
    gazetteer = default_gazetteer()
    cities = (gazetteer.place(index) for index in gazetteer.english(place.within))
    city = next((c for c in cities if c.country_code == place.country_code), place)
    village = city.kind == "city" and 0 < city.population < _VILLAGE
    if village and city.name not in view.places_named:
        return place
    return city


def _date_end(view: ArticleView, told: str, status: Status) -> str:
    if told or status is not Status.HELD or view.published is None:
        return told
    return view.published.isoformat()


def _evidence(tellings: Sequence[Telling]) -> Iterator[Evidence]:
    seen: set[int] = set()
    for telling in tellings:
        if telling.start not in seen:
            seen.add(telling.start)
            yield Evidence(telling.start, telling.end, telling.trigger.start, telling.trigger.end)


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _entity_name(view: ArticleView, identity: str) -> str:
    entity = view.entities.get(identity)
    return entity.name if entity else ""


def _format(tellings: Sequence[Telling]) -> Format | None:
    order = list(Format)
    formal = [telling for telling in tellings if not telling.gesture] or tellings
    told = [telling.format for telling in formal if telling.format is not None]
    return min(told, key=order.index, default=None)


def _venue(draft: Draft, tellings: Sequence[Telling]) -> str:
    told = _first(t.where.venue.text if t.where.venue else "" for t in tellings)
    return told or (draft.venue.text if draft.venue else "")


def _participants(view: ArticleView, draft: Draft) -> Iterator[Participant]:
    units = [unit for telling in draft.tellings for unit in telling.principals]
    ordered = sorted(draft.people, key=lambda identity: _naming(view, identity))
    for identity in ordered:
        if identity.startswith("@"):
            office = next((u for u in units if f"@{office_name(view, u)}" == identity), None)
            name = identity.removeprefix("@")
            role = office.role.text if office and office.role else ""
            yield Participant(
                "", name, role=role, country_code=office.country_code if office else ""
            )
        else:
            yield _participant(view, identity, units, draft.days[0])


def _naming(view: ArticleView, identity: str) -> tuple[int, int, str]:
    """Order participants by their first name, offices without one by where they stand."""
    at = view.text.find(identity[1:]) if identity.startswith("@") else -1
    return view.first_named.get(identity, len(view.text)), at, identity


def _participant(view: ArticleView, identity: str, units: Sequence[Unit], day: str) -> Participant:
    entity = view.entities.get(identity)
    role = _role(view, identity, units)
    country = (role.country_code if role else "") or (entity.country_code if entity else "")
    if role is not None and role.international:
        country = ""
    if country == _TAIWAN and day and day < _TO_TAIPEI:
        country = _CHINA
    return Participant(
        identity,
        entity.name if entity else identity,
        entity.name_en if entity else "",
        role.text if role else "",
        country,
    )


def _role(view: ArticleView, identity: str, units: Sequence[Unit]) -> Role | None:
    """The office told with the event itself, else the first that the article gives; in the fullest
    words that the article has for it (總理 beside the event, 國務院總理 elsewhere)."""
    held = view.roles_of.get(identity, [])
    beside = [unit.role for unit in units if unit.named and unit.entities == (identity,)]
    alone = [unit.role for unit in units if unit.role and unit.entities == (identity,)]
    told = next((role for role in (*beside, *held, *alone) if role is not None), None)
    if told is None:
        return None
    same = [
        role
        for role in held
        if (role.office, role.former, role.elect) == (told.office, told.former, told.elect)
    ]
    return max([told, *same], key=lambda role: (len(role.text), -role.start))


def _attendees(view: ArticleView, draft: Draft, taken: set[str]) -> Iterator[Participant]:
    units = [unit for telling in draft.tellings for unit in telling.attendees] + draft.present
    acting = {unit.country_code for unit in units if unit.kind is UnitKind.PERSON} - {""}
    units = [u for u in units if u.kind is UnitKind.PERSON or u.country_code not in acting]
    identities = dict.fromkeys(identity for unit in units for identity in unit.entities)
    for identity in identities:
        if identity not in taken:
            yield _participant(view, identity, units, draft.days[0])
