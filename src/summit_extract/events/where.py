"""Arguments of a trigger: the place that goes with it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from summit_extract.events.lexicon import Form, alternation
from summit_extract.events.status import has_subject
from summit_extract.events.tellings import Source, Where
from summit_extract.events.triggers import (
    Trigger,
    back_reference,
    barrier_before,
    is_passed,
    is_under_way,
)
from summit_extract.events.values import Format
from summit_extract.events.view import STORY_REACH, ArticleView, Clause, within
from summit_extract.language.conversion import simplify
from summit_extract.language.layout import Block
from summit_extract.places.affixes import words as place_words
from summit_extract.places.countries import country_place
from summit_extract.places.setting import is_actor
from summit_extract.places.values import PlaceMention

__all__ = [
    "dateline_places",
    "destinations_of",
    "is_destination",
    "is_gone_to",
    "located",
    "located_starts",
    "particularity",
    "place_of_each",
    "stays_in",
    "where_of",
]


_LEAD = 18
"""How many characters before a place are looked at for the word that governs it."""


@cache
def _locative() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternation('locative')}|[日月年旬底初末时将定订午晨晚别已曾晤会谈面）)]于)(?:了)?"
        rf"(?:[^，。；、]{{0,6}}?{alternation('place_noun')}的?|位于[^，。；、]{{1,8}}的)?$"
    )


@cache
def _no_motion() -> re.Pattern[str]:
    """談到瑞典, 見到普京: 到 that only completes a verb."""
    return re.compile(rf"{alternation('no_motion')}(?:了|过)?$")


@cache
def _of_quality() -> re.Pattern[str]:
    """在零下三十度的烏蘭巴托, 到運河邊的伊斯梅利亞, 是在去年9月23日的哈瓦那."""
    quality = rf"(?:(?!{alternation('no_quality')})[^，。；、「」]){{1,14}}"
    return re.compile(rf"(?:[在于]|{alternation('arriving')})了?{quality}[的之]$")


@cache
def _of_kind() -> re.Pattern[str]:
    """在峰會會場埃克塞爾展覽中心, 在總統府米拉弗洛雷斯宮."""
    return re.compile(
        rf"(?:[在于]|{alternation('arriving')})[^，。；、]{{0,6}}{alternation('venue_noun')}$"
    )


def _stands_in(view: ArticleView, mention: PlaceMention, lead: str) -> bool:
    """Tell whether what is said of a town or a building stands between it and a word of place."""
    place = mention.place
    if mention.label == "FAC" and _of_kind().search(lead):
        return True
    if re.search("(?:^|[，；日])过$", lead) and view.simplified.startswith("时", mention.end):
        return True  # 廿三日過仰光時
    if place is None or place.kind == "country":
        return False
    if lead.endswith("于"):
        return not re.search(rf"{alternation('no_place_lead')}$", lead)
    if not lead.endswith(("的", "之")):
        return False
    if _of_quality().search(lead) is None or _no_motion().search(lead):
        return False
    follow = re.compile(alternation("no_whereabouts")).match(view.simplified, mention.end)
    return follow is None and not is_actor(view.simplified, mention)


def _governs_place(lead: str) -> bool:
    """Tell whether what stands before a place says that something is there."""
    return bool(_locative().search(lead)) and not _no_motion().search(lead)


@cache
def _arriving() -> re.Pattern[str]:
    return re.compile(rf"{alternation('arriving')}(?:了)?$")


@cache
def _returning() -> re.Pattern[str]:
    return re.compile(rf"{alternation('returning')}(?:了)?$")


@cache
def _left() -> re.Pattern[str]:
    return re.compile(rf"{alternation('leaving')}(?:了)?$")


@cache
def _was_there() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('arriving')}|{alternation('leaving')})(?:了)?$")


@cache
def _place_noun() -> re.Pattern[str]:
    return re.compile(rf"[（(]|[^，。；、与和及同跟]{{0,6}}?{alternation('place_noun')}")


@cache
def _toward() -> re.Pattern[str]:
    return re.compile(rf"{alternation('toward')}了?{alternation('ally')}?$")


@cache
def _undertaking() -> re.Pattern[str]:
    return re.compile(rf"{alternation('undertaking')}(?:了|[^，。；]{{0,12}}的)?$")


def where_of(view: ArticleView, trigger: Trigger, others: Sequence[Trigger]) -> Where:
    """Find the place that goes with a trigger.

    Of a visit, where it goes. Of anything else, the most particular place that a locative word
    governs, or that stands by itself beside the date, in the clause, the sentence or the caption;
    else the place of the section's heading.
    """
    clause = view.clauses[trigger.clause]
    if trigger.form == Form.VISIT:
        return _destination(view, trigger, clause)
    named = _named_by(view, trigger, clause)
    if named is not None:
        return Where(named, None, Source.CLAUSE)
    sentence = view.sentence_range(clause.sentence)
    found = _in_clause(view, trigger, clause, others)
    if found.place is not None:
        venue = found.venue or _building_after(view, trigger, others, found.place)
        city = _city_before(view, clause, found.place)
        return Where(city or found.place, venue, Source.CLAUSE)
    pointing = re.compile(alternation("there")).search(view.simplified, clause.start, clause.end)
    if pointing is not None:
        return _referred_to(view, trigger, clause, pointing.start())
    apart = [o for o in others if not (o.weak and o.event_type is trigger.event_type)]
    barrier = barrier_before(trigger, apart, sentence.start)  # 原本只預備談三天，結果一談就是…
    for earlier in reversed(within(view.clauses, sentence.start, clause.start)):
        if trigger.form == Form.NAME and has_subject(view, earlier.start, earlier.end):
            break  # 打消X到台灣回訪，因為「辜江會」…
        found = _visited(view, earlier, others)
        there = _on_land(located(view, earlier.start, earlier.end))
        there = [m for m in there if not is_passed(trigger, others, m.start)]
        onward = found.place and there and is_gone_to(view, there[-1])
        if found.place is None or (onward and there[-1].start > found.place.start):
            here = _last_run(view, there) if onward else there
            found = _most_particular(here or _of_gathering(view, earlier))
        if found.place is not None and _is_of_other_day(view, trigger, earlier, others):
            break
        if found.place is not None:
            venue = found.venue if found.venue and found.venue.start >= barrier else None
            if venue is not None and _is_landing(view, venue):
                venue = None  # 抵達虹橋機場，與A會談
            venue = venue or _building_after(view, trigger, others, found.place)
            return Where(found.place, venue, Source.SENTENCE)
    if trigger.form == Form.NAME:
        return Where()  # 「辜江會」有…，隔年在台灣說
    for later in within(view.clauses, clause.end, sentence.end):
        spot = re.compile(alternation("spot")).search(view.simplified, later.start, later.end)
        if spot is None:
            continue
        told = within(view.places, spot.end(), later.end)
        beside = [m for m in told if _is_spot(view.simplified[spot.end() : m.start])]
        found = _most_particular(beside)
        if found.place is not None:
            return Where(found.place, found.venue, Source.SENTENCE)
    for later in within(view.clauses, clause.end, sentence.end):
        if any(later.start <= other.start < later.end for other in others):
            break  # that is where something else was
        stays = [m for m in located(view, later.start, later.end) if not is_gone_to(view, m)]
        found = _most_particular(stays)
        if found.place is not None:
            return Where(found.place, found.venue, Source.SENTENCE)
    here = dateline_places(view)
    if here and _at_here().search(view.simplified, sentence.start, sentence.end):
        return Where(here[0], None, Source.SENTENCE)
    heading = view.heading_before(trigger.start)
    if heading is not None and is_rubric(view, heading):
        told = within(view.places, heading.start, heading.end)
        found = _most_particular([m for m in told if not is_actor(view.simplified, m)])
        if found.place is not None:
            return Where(found.place, found.venue, Source.HEADING)
    return Where()


def _referred_to(view: ArticleView, trigger: Trigger, clause: Clause, at: int) -> Where:
    """以塔什干為榜樣，兩人在該地簽署…: the town told last there, else where the story is."""
    sentence = view.sentence_range(clause.sentence)
    for mention in reversed(within(view.places, sentence.start, at)):
        place = mention.place
        if place is None or is_actor(view.simplified, mention):
            continue
        if place.kind == "city":
            return Where(mention, None, Source.SENTENCE)
    number = view.block_index(trigger.start)
    for back in (number, number - 1):
        start = view.layout.blocks[max(back, 0)].start
        found = _story_place(view, trigger, clause.start, start, Source.SENTENCE)
        if found.place is not None:
            return found
    for mention in reversed(within(view.places, at - STORY_REACH, sentence.start)):
        named = mention.place is not None and mention.place.kind == "city"
        if named and not is_actor(view.simplified, mention):
            return Where(mention, None, Source.STORY)
    return Where()


def _is_landing(view: ArticleView, venue: PlaceMention) -> bool:
    return is_gone_to(view, venue) and simplify(venue.text).endswith(place_words("landing"))


def _city_before(view: ArticleView, clause: Clause, venue: PlaceMention) -> PlaceMention | None:
    """抵達喀山當天，在克里姆林宮會談: a building that is known in a city of which the article says
    nothing is in the one to which the sentence says that somebody has come."""
    if venue.label != "FAC" or venue.place is None:
        return None
    if venue.place.within in view.places_named:
        return None
    sentence = view.sentence_range(clause.sentence)
    for mention in located(view, sentence.start, clause.start):
        place = mention.place
        if place is None or place.kind != "city" or not is_gone_to(view, mention):
            continue
        if place.country_code == venue.country_code and mention.label != "FAC":
            return mention
    return None


def place_of_each(view: ArticleView, trigger: Trigger, where: Where, count: int) -> list[Where]:
    """於東京和首爾分別與A和B會面: the place of each of as many events as places are told, in their
    clause or in the one before (途經仰光和河內時，…), else the common one."""
    clause = view.clauses[trigger.clause]
    before = view.clauses[max(trigger.clause - 1, 0)]
    start = before.start if before.sentence == clause.sentence else clause.start
    told = within(view.places, start, trigger.start)
    for index, mention in enumerate(told[: 1 - count]):
        run = told[index : index + count]
        lead = view.simplified[max(start, mention.start - 12) : mention.start]
        joined = all(
            re.fullmatch(rf"(?:{alternation('linker')})(?:{alternation('in')})?", between)
            for between in (view.simplified[a.end : b.start] for a, b in pairwise(run))
        )
        placed = all(m.place is not None and m.end - m.start > 1 for m in run)
        if joined and placed and _governs_place(lead):
            return [Where(m, None, Source.CLAUSE) for m in run]
    return [where] * count


@cache
def _at_here() -> re.Pattern[str]:
    """今日於此間發表: where the report is from."""
    here = f"{alternation('here_told')}(?!{alternation('no_place_word')})"
    return re.compile(f"{alternation('in')}{here}")


def _in_clause(
    view: ArticleView, trigger: Trigger, clause: Clause, others: Sequence[Trigger]
) -> Where:
    """Find the place told in the clause of a trigger: the last one before it, else one behind it
    to which nobody only goes on (會談後飛往首爾)."""
    told = _on_land(located(view, clause.start, clause.end))
    here = [m for m in told if not is_passed(trigger, others, m.start)]
    before = [m for m in here if m.start < trigger.start]
    after = [m for m in here if m.start >= trigger.start and not is_gone_to(view, m)]
    apart = any(_goes_on(view, one, two) for one, two in pairwise(before))
    return _most_particular([*(_last_run(view, before) if apart else before), *after])


def _goes_on(view: ArticleView, one: PlaceMention, two: PlaceMention) -> bool:
    """由上海抵達北京, 在東京會談後在首爾會晤: the second is told as another place."""
    between = view.simplified[one.end : two.start]
    return is_gone_to(view, two) or re.search(r"[后再]", between) is not None


def _is_of_other_day(
    view: ArticleView, trigger: Trigger, earlier: Clause, others: Sequence[Trigger]
) -> bool:
    """A上月在首爾會見B，下月將與C會談: where another event was on another day."""
    if not any(earlier.start <= other.start < earlier.end for other in others):
        return False
    clause = view.clauses[trigger.clause]
    mine = [m for m in within(view.dates, clause.start, trigger.start) if m.date_start]
    theirs = [m for m in within(view.dates, earlier.start, earlier.end) if m.date_start]
    if not mine or not theirs:
        return False
    return mine[-1].date_start > theirs[-1].date_end or theirs[-1].date_start > mine[-1].date_end


def _building_after(
    view: ArticleView, trigger: Trigger, others: Sequence[Trigger], place: PlaceMention
) -> PlaceMention | None:
    """抵達平壤，與A會談，並在迎賓館共進午餐: the building told behind, with no other event."""
    clause = view.clauses[trigger.clause]
    sentence = view.sentence_range(clause.sentence)
    nexts = min([o.start for o in others if o.start > trigger.end] or [sentence.end])
    for mention in located(view, trigger.end, min(nexts, sentence.end)):
        where = mention.place
        fits = where is not None and where.country_code == place.country_code
        if mention.label == "FAC" and fits:
            return mention
    return None


def _is_spot(between: str) -> bool:
    """地點定在|首爾, but not 到會場與|印度總理: the place of the event is told."""
    return re.fullmatch(rf"(?:(?!{alternation('linker')})[^，。；]){{0,12}}", between) is not None


def _of_gathering(view: ArticleView, clause: Clause) -> list[PlaceMention]:
    """周日的倫敦峰會將如期舉行，A會接待B: where the gathering is that the sentence begins with."""
    gathering = re.compile(alternation("gathering_of_place"))
    return [
        mention
        for mention in within(view.places, clause.start, clause.end)
        if gathering.match(view.simplified, mention.end)
        and mention.place is not None
        and mention.place.kind == "city"
    ]


def is_rubric(view: ArticleView, heading: Block) -> bool:
    """2017年7月7日 德國漢堡 says when and where what follows was; 羅塞夫6月赴美 tells an event."""
    if any(m.label == "PERSON" for m in within(view.names, heading.start, heading.end)):
        return False
    return bool(within(view.dates, heading.start, heading.end))


def _visited(view: ArticleView, clause: Clause, others: Sequence[Trigger]) -> Where:
    """出訪印尼，會晤總統: the destination of a visit told in a clause."""
    for other in others:
        beside = clause.start <= other.start < clause.end and other.frame is None
        if other.form == Form.VISIT and beside:
            found = _destination(view, other, clause)
            if found.place is not None:
                return found
    return Where()


def _story_place(
    view: ArticleView, trigger: Trigger, before: int, start: int, source: Source
) -> Where:
    """Give the place where the text before, in the same paragraph, said things happened."""
    told = _on_land(located(view, max(start, before - STORY_REACH), before))
    if not told and source >= Source.SENTENCE:
        told = dateline_places(view)
    if not told:
        return Where()
    run = [told[-1]]
    for earlier in reversed(told[:-1]):
        if view.clause_index(earlier.start) != view.clause_index(run[0].start):
            break
        run.insert(0, earlier)
    found = _most_particular(_last_run(view, run))
    venue = (
        None
        if found.venue and _is_later_day(view, found.venue, before, trigger.start)
        else found.venue
    )
    return Where(found.place, venue, source)


def _is_later_day(view: ArticleView, venue: PlaceMention, before: int, until: int) -> bool:
    """昨天在釣魚台國賓館會談。今天上午簽署: where they were on another day."""
    days = [m for m in within(view.dates, venue.start - STORY_REACH, until) if m.date_start]
    told = [
        m for m in days if m.start < venue.start and m.start >= view.block_of(venue.start).start
    ]
    since = [m for m in days if m.start >= before]
    return bool(told and since) and told[-1].date_start[:10] != since[-1].date_start[:10]


def _on_land(mentions: Iterable[PlaceMention]) -> list[PlaceMention]:
    """Leave out seas and continents, where only something else than a meeting was."""
    kinds = ("water", "continent")
    return [m for m in mentions if m.place is not None and m.place.kind not in kinds]


def _last_run(view: ArticleView, run: Sequence[PlaceMention]) -> Sequence[PlaceMention]:
    """由上海抵達北京: of places that are not one inside the other, where one was last."""
    for index in range(len(run) - 1, 0, -1):
        one, two = run[index - 1].place, run[index].place
        if one is None or two is None or one.country_code != two.country_code:
            return run[index:]
        if one.kind == two.kind == "city":
            return run[index:]
    return run


def dateline_places(view: ArticleView) -> list[PlaceMention]:
    """【本報萬隆二十三日專電】: the place that 此間 means where the text tells none."""
    return view.dateline


def _named_by(view: ArticleView, trigger: Trigger, clause: Clause) -> PlaceMention | None:
    """赫爾辛基會面, 河內峰會, 芬蘭美俄峰會: the place stands in the name of the meeting."""
    before = [
        m
        for m in within(view.places, clause.start, trigger.start)
        if m.place is not None and m.label != "FAC"
    ]
    cities = [m for m in before if m.end == trigger.start and m.place and m.place.kind != "country"]
    if cities and not _governs_place(view.simplified[: cities[-1].start][-8:]):
        return cities[-1]
    if trigger.format is Format.MULTILATERAL:
        return None  # 美俄烏三方會談
    if len(before) >= 3 and before[-1].end == trigger.start:
        run = before[-3:]
        if run[0].end == run[1].start and run[1].end == run[2].start:
            return run[0]
    return None


def is_destination(view: ArticleView, offset: int) -> bool:
    """訪問墨西哥, 抵達北京, 訪印: a state that stands there is where somebody goes."""
    lead = view.simplified[max(0, offset - 6) : offset]
    if _no_motion().search(lead):
        return False
    return bool(_toward().search(lead) or _was_there().search(lead) or lead.endswith("访"))


def located_starts(view: ArticleView, clause: Clause) -> set[int]:
    """Give where the places of a clause begin at which something is said to happen."""
    return {mention.start for mention in located(view, clause.start, clause.end)}


def located(view: ArticleView, start: int, end: int) -> Iterator[PlaceMention]:
    """Give the places of a range at which something is said to happen, with those joined on."""
    previous: PlaceMention | None = None
    for mention in within(view.places, start, end):
        if mention.place is None:
            continue
        lead = view.simplified[max(start, mention.start - _LEAD) : mention.start]
        joined = previous is not None and _continues(view, previous, mention)
        alone = mention.start == start and _stands_alone(view, mention, end)
        if _is_office(view, mention) or _is_where_told(view, mention):
            continue  # 美國大使官邸
        if _is_side(view, mention):
            continue
        if joined or alone or _governs_place(lead) or _stands_in(view, mention, lead):
            previous = mention
            yield mention


def stays_in(view: ArticleView, clause: Clause) -> Iterator[tuple[Where, bool]]:
    """Give where a clause says that somebody is, comes to or leaves, as finely as it tells it, with
    the building if there is one, and whether they leave it."""
    told_here = within(view.places, clause.start, clause.end)
    if not told_here:
        return
    here = located_starts(view, clause)
    run: list[PlaceMention] = []
    left = False
    for mention in told_here:
        lead = view.simplified[max(clause.start, mention.start - 8) : mention.start]
        leaves = bool(_left().search(lead))
        told = leaves or mention.start in here or bool(_arriving().search(lead))
        joined = bool(run) and _continues(view, run[-1], mention)
        if mention.place is None or not (told or joined) or _no_motion().search(lead):
            continue
        if run and not joined:
            yield _most_particular(run), left
            run = []
        if not run:
            left = leaves
        run.append(mention)
    if run:
        yield _most_particular(run), left


def _is_side(view: ArticleView, mention: PlaceMention) -> bool:
    """在台美雙方洽約下: states by their letters, one beside the other, are those who act."""
    if mention.end - mention.start > 1:
        return False
    return any(
        other.start == mention.end and other.end - other.start == 1
        for other in within(view.places, mention.end, mention.end + 1)
    )


def is_gone_to(view: ArticleView, mention: PlaceMention) -> bool:
    """傍晚離台飛往韓國: where one went from where it was."""
    lead = view.simplified[max(0, mention.start - 6) : mention.start]
    return bool(_arriving().search(lead) or _returning().search(lead))


def _is_where_told(view: ArticleView, mention: PlaceMention) -> bool:
    """馬克龍在羅馬說，…: where somebody spoke is not where it was."""
    follow = view.simplified[mention.end : mention.end + 16]
    return bool(re.match(rf"[^，。；]{{0,6}}?{alternation('speaking')}[，：「]", follow))


def _is_office(view: ArticleView, mention: PlaceMention) -> bool:
    """The state in an office (美國大使) is no place where something happens."""
    return any(
        role.start == mention.start and role.end > mention.end
        for role in within(view.roles, mention.start, mention.start + 1)
    )


def _continues(view: ArticleView, previous: PlaceMention, mention: PlaceMention) -> bool:
    """德國漢堡, 美國最大城市紐約（New York）, 芬蘭首都赫爾辛基: one place, told finer."""
    between = view.simplified[previous.end : mention.start]
    if mention.label == "FAC" and re.fullmatch(r"[\u4e00-\u9fff]{0,5}", between):
        return not re.search(alternation("linker"), between)
    if between in ("之", "的"):  # 約旦河西岸的伯利恆, 法國的馬賽
        around, place = previous.place, mention.place
        held = around is not None and place is not None and around.contains(place)
        return held or (previous.label == "LOC" and mention.label == "GPE")
    return not between or bool(_place_noun().fullmatch(between))


def _stands_alone(view: ArticleView, mention: PlaceMention, end: int) -> bool:
    """2017年11月11日，越南峴港，…: names of places are a clause of their own."""
    reach = mention.end
    for following in within(view.places, mention.end, end):
        if not _continues(view, mention, following) and following.start != reach:
            break
        reach = following.end
    return bool(re.match(r"[）)]?[，。]", view.simplified[reach : reach + 2]))


def _most_particular(mentions: Sequence[PlaceMention]) -> Where:
    venue = next((m for m in mentions if m.label == "FAC"), None)
    best: PlaceMention | None = None
    for mention in mentions:
        if mention.label == "FAC" or mention.place is None:
            continue
        if best is None or particularity(mention) > particularity(best):
            best = mention
    somewhere = venue is not None and venue.country_code != ""
    if somewhere and (best is None or particularity(best) < _CITY):
        best = venue
    return Where(best, venue)


_CITY = 3
_LONGEST_LIST = 40
_PARTICULARITY = {
    "continent": -3,
    "water": -2,
    "region": -1,
    "country": 0,
    "admin1": 2,
    "city": _CITY,
}


def particularity(mention: PlaceMention) -> int:
    """Rank how particular a place is, a continent lowest, a city highest."""
    place = mention.place
    if place is None:
        return 2
    if place.kind == "region" and place.country_code:
        return 1  # an island or peninsula of a country, not a part of the world
    return _PARTICULARITY.get(place.kind, 2)


def _destination(view: ArticleView, trigger: Trigger, clause: Clause) -> Where:
    inside = [m for m in within(view.places, trigger.start, trigger.end) if m.place is not None]
    if inside and trigger.end - trigger.start > len("訪問"):
        return Where(inside[0], None, Source.CLAUSE)  # 展開歐洲之行
    after = [m for m in within(view.places, trigger.end, clause.end) if m.place is not None]
    run: list[PlaceMention] = []
    begun = trigger.end
    for mention in after:
        ally = None if run else _whose_ally().match(view.simplified, mention.end)
        if ally is not None and mention.start - begun <= 1:
            if not any(place.start == ally.end() for place in after):
                return Where()  # 造訪台灣在非洲的唯一友邦
            begun = ally.end()
            continue  # 訪問台灣友邦|帛琉
        gap = view.simplified[run[-1].end if run else begun : mention.start]
        if not run and gap and back_reference(view, trigger) is not None:
            break  # 透過今次訪問加深與日本的關係
        if len(gap) > (8 if run else 6) or re.search(
            r"[，。；、与和及的因由受遭]|^[之以]?[前后]", gap
        ):
            break
        if run and not _continues(view, run[-1], mention):
            break  # 訪朝返回首爾
        run.append(mention)
    if run and _is_other_than(view, _list_end(view, run[-1])):
        return Where()
    if run:
        return _finer(view, clause, _most_particular(run), trigger.start)
    before = [m for m in within(view.places, clause.start, trigger.start) if m.place is not None]
    if before and before[-1].end == trigger.start:
        lead = view.simplified[clause.start : before[-1].start]
        if trigger.weak or _undertaking().search(lead):
            return Where(before[-1], None, Source.CLAUSE)  # 日本行程, 展開四天的約旦訪問
    for index in range(len(before) - 1, -1, -1):
        mention = before[index]
        lead = view.simplified[max(clause.start, mention.start - 8) : mention.start]
        if _toward().search(lead):
            run = [mention]
            for following in before[index + 1 :]:
                if not _continues(view, run[-1], following):
                    break
                run.append(following)
            return _finer(view, clause, _most_particular(run), trigger.start)
    if is_under_way(view, trigger.start, trigger.end):
        lead = view.simplified[max(clause.start, trigger.start - 16) : trigger.start]
        if before and trigger.start - before[-1].end <= 8:
            return Where(before[-1], None, Source.CLAUSE)
        if re.search(rf"{alternation('here')}|{alternation('there')}", lead):
            here = dateline_places(view)
            return Where(here[0], None, Source.CLAUSE) if here else Where()
    found = _gone_to(view, trigger, clause)
    word = view.simplified[trigger.start : trigger.end]
    dated = within(view.dates, clause.start, trigger.start)
    if found.place is None and dated and re.fullmatch(alternation("coming"), word):
        block = view.block_of(trigger.start)
        return _story_place(view, trigger, clause.start, block.start, Source.STORY)  # 2日到訪
    return found


@cache
def _whose_ally() -> re.Pattern[str]:
    return re.compile(
        rf"(?:在[^，。；]{{1,8}})?的?[^，。；的]{{0,4}}(?:{alternation('ally')}|邻国)"
    )


def _list_end(view: ArticleView, first: PlaceMention) -> int:
    """Give where the list of places ends that a place begins."""
    end = first.end
    for mention in within(view.places, first.end, first.end + _LONGEST_LIST):
        if not re.fullmatch(alternation("linker"), view.simplified[end : mention.start]):
            break
        end = mention.end
    return end


def destinations_of(view: ArticleView, trigger: Trigger) -> list[Where]:
    """訪問日本、韓國和越南: each of the countries or cities that a visit takes one to, where
    several are listed."""
    clause = view.clauses[trigger.clause]
    stops: list[PlaceMention] = []
    end = trigger.end
    for mention in within(view.places, trigger.end, clause.end):
        place = mention.place
        gap = view.simplified[end : mention.start]
        if not stops and not re.fullmatch(r"[了过]?(?:的是)?", gap):
            break
        if stops and not re.fullmatch(alternation("linker"), gap):
            break
        if place is None or place.kind not in ("country", "city"):
            return []
        stops.append(mention)
        end = mention.end
    follow = view.simplified[end : end + 1]
    if len({mention.text for mention in stops}) < 2 or follow == "的" or _is_other_than(view, end):
        return []
    return [Where(mention, None, Source.CLAUSE) for mention in stops]


def _is_other_than(view: ArticleView, end: int) -> bool:
    """出訪俄羅斯和中國|以外國家: the places told are those that the visit does not go to."""
    return bool(re.match(rf"{alternation('other_than')}", view.simplified[end : end + 4]))


def _gone_to(view: ArticleView, trigger: Trigger, clause: Clause) -> Where:
    """飛往北平，展開五天的訪問: the place one went to in a clause before, in the same sentence."""
    sentence = view.sentence_range(clause.sentence)
    told = within(view.places, sentence.start, clause.start)
    for index in range(len(told) - 1, -1, -1):
        mention = told[index]
        lead = view.simplified[max(sentence.start, mention.start - 6) : mention.start]
        if mention.place is not None and _arriving().search(lead):
            run = [mention]
            for following in told[index + 1 :]:
                if not _continues(view, run[-1], following):
                    break
                run.append(following)
            return Where(_landed_in(view, run), None, Source.SENTENCE)
    ended = re.search(
        rf"{alternation('ending')}[^，。；]{{0,14}}$", view.simplified[clause.start : trigger.start]
    )
    for mention in reversed(within(view.places, sentence.start, clause.start) if ended else ()):
        lead = view.simplified[max(sentence.start, mention.start - 6) : mention.start]
        if mention.place is not None and _left().search(lead):
            return Where(mention, None, Source.SENTENCE)  # 離美返國，結束十三天的訪問
    return Where()


def _landed_in(view: ArticleView, run: Sequence[PlaceMention]) -> PlaceMention | None:
    """飛抵桃園國際機場，展開五天的訪問: an airport is only where one comes into the state."""
    found = _most_particular(run).place
    if found is None or found.label != "FAC" or not _is_landing(view, found):
        return found
    state = country_place(found.country_code)
    return found if state is None else replace(found, label=state.label, place=state)


def _finer(view: ArticleView, clause: Clause, found: Where, until: int) -> Where:
    """抵達東京，對日本進行訪問: the city in the country that is visited, if the sentence tells that
    the traveller came there."""
    told = found.place.place if found.place else None
    if told is not None and told.kind == "country" and told.country_code:
        sentence = view.sentence_range(clause.sentence)
        for mention in within(view.places, sentence.start, sentence.end):
            place = mention.place
            if place is None or place.country_code != told.country_code:
                continue
            lead = view.simplified[max(sentence.start, mention.start - 6) : mention.start]
            came = mention.start < until and _was_there().search(lead) is not None
            came = came and not _is_landing(view, mention)
            if place.kind in ("city", "venue") and (came or _left().search(lead)):
                return Where(mention, found.venue, Source.CLAUSE)
    return Where(found.place, found.venue, Source.CLAUSE)
