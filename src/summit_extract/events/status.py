"""Whether what a trigger tells took place: cues in scope, and tense against the article's date."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from summit_extract.events.lexicon import (
    Cue,
    CueStatus,
    alternation,
    cues,
    documents,
    head_nouns,
    longest_matches,
    object_verbs,
    words,
)
from summit_extract.events.scope import (
    CALLED_OFF,
    closes_phrase,
    governs_event,
    is_of_event,
    modified_until,
    names_event,
)
from summit_extract.events.triggers import Trigger, back_reference
from summit_extract.events.values import EventType, Status
from summit_extract.events.view import BRACKET, ArticleView, Clause, UnitKind, says_after, within
from summit_extract.language.layout import Range

__all__ = ["StatusReading", "found_cues", "has_subject", "read_status", "statuses_told"]


_COUNT = re.compile(
    r"(?<![第一])(?:[2-9]|\d\d+|[两二三四五六七八九十]|数|几|多|无数|好几|十几|几十)[次轮回](?!会议)[^，。；]{0,4}$"
)
_COUNTED = re.compile(
    r"[^，。；]{0,16}?(?<!第)(?:(?:[2-9]|\d\d+|[两二三四五六七八九十数几多]{1,4})多?[次轮回]|次数)"
)
"""6次會面 counts occasions, 第6次會面 is one."""

_CROWD = re.compile(
    r"(?:\d{2,4}|[数几]|[二两三四五六七八九]?十[一二三四五六七八九]?|百)[多余来几]?[位名][^，。；]{0,12}$"
)
"""二十多位領導人到訪 counts visitors whom nobody names."""

_JUBILEE = re.compile(r"(?:\d{1,3}|[一二三四五六七八九十百]{1,4})(?:周年|年纪念)")
"""條約簽署40周年 tells of a jubilee."""


_MATTER_RANK = 4
"""Cues of what is proposed of this rank or a weaker one (商討) govern their own clause only."""

_DAY_LENGTH = 10
_LONGEST_INVITATION = 40
_SHORT = 14
_LONGEST_MATTER = 24
_LONGEST_NAME = 24
_OPENING = 2
_SIDE_SAYS = 8
_PARTS = 3
_BY_WAY = re.compile(r"[^，。；与和同跟]{1,6}(?:方式|形式)")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]{1,5}[次届轮][^，。；]{0,6}$")
_YEARS = re.compile(r"P\d+Y")
_WHENEVER = re.compile(r"[就便]\w{1,3}(?!\w)")
"""見面就吵: whenever they meet."""

_AT_INVITATION = re.compile(r"应[^，。；]{0,36}邀请?$")
"""應習近平邀請 tells at whose invitation, not that something was only proposed."""


@dataclass(frozen=True, slots=True)
class StatusReading:
    """What the cues around one trigger say.

    ``status`` is None where no cue decides; ``at`` is where the deciding cue stands, if before the
    trigger. ``particular`` is False for habits, counts and suppositions, which are no occasion.
    ``fixed`` is True where it is said to have been fixed; that alone never tells that it was held.
    ``likely`` is what it is unless the article says otherwise.
    """

    status: Status | None
    particular: bool = True
    fixed: bool = False
    cue: str = ""
    rank: int = 9
    at: int = -1
    likely: Status | None = None


_Candidate = tuple[int, int, Cue]
"""Rank, distance in characters (before the trigger positive), cue."""

_OPEN = (Status.PLANNED, Status.PROPOSED)


def found_cues(view: ArticleView, start: int, end: int) -> Iterator[tuple[int, Cue]]:
    """Find the cues of a range; what a bracket in it says (又譯普丁或蒲亭) is no part of it.

    What is denied to be called off (不會取消, 沒有所謂延期或取消) still stands.
    """
    brackets = BRACKET.finditer(view.text, start, end)
    opened = closed = -1
    denied = -1
    for position, cue in longest_matches(cues(), view.simplified, start, end):
        while closed <= position:
            bracket = next(brackets, None)
            opened, closed = bracket.span() if bracket else (end, end + 1)
        if opened < position:
            continue
        if not isinstance(cue, Cue) or cue.status == "mask":
            continue
        if position == denied:
            denied = _denied(view, position + len(cue.word), end)
            yield position, cue._replace(status="stands", rank=3)
            continue
        if cue.status is Status.NOT_HELD and cue.side == "before":
            denied = _denied(view, position + len(cue.word), end)
            if denied >= 0:
                continue
        whole = _as_cut(view, position, cue)
        if whole is not None:
            yield position, whole


def statuses_told(view: ArticleView, start: int, end: int) -> set[CueStatus]:
    """Give what the cues of a range say of what follows them."""
    return {
        cue.status
        for position, cue in found_cues(view, start, end)
        if cue.side != "after" and _is_word(view, position, cue)
    }


def _as_cut(view: ArticleView, position: int, cue: Cue) -> Cue | None:
    """協調中|心, 將會|見: what is left of a cue whose last character begins the next word."""
    end = position + len(cue.word)
    if cue.status not in (*_OPEN, "agreed") or end in view.token_bounds:
        return cue
    inner = [at for at in range(position + 1, end) if at in view.token_bounds]
    if not inner:
        return cue
    left = cues().get(view.simplified[position : inner[-1]], None)
    return left if isinstance(left, Cue) and left.status != "mask" else None


@cache
def _calling_off() -> re.Pattern[str]:
    gap = alternation("denied_gap")
    return re.compile(rf"(?:{gap}|或|和|及|、|与|也)*(?P<verb>{alternation('calling_off')})")


def _denied(view: ArticleView, start: int, end: int) -> int:
    """Give where the word for calling off begins that a word of denial takes, or -1."""
    found = _calling_off().match(view.simplified, start, end)
    return found.start("verb") if found else -1


def read_status(view: ArticleView, triggers: Sequence[Trigger], number: int) -> StatusReading:
    """Read the status cues in the scope of a trigger, the one of that number.

    The scope is the trigger's clause, or the clause set within it. Cues behind the trigger count
    where the table says so and where they are said of the event, in the clauses that follow too as
    long as they are about it. Stronger cues win, among equals the nearest.
    """
    trigger = triggers[number]
    clause = view.clauses[trigger.clause]
    candidates = list(_of_clause(view, triggers, number))
    if _is_resumed(view, trigger, clause, candidates):
        return StatusReading(None, particular=False)
    if any(cue.status == "means" for _, _, cue in candidates) and _is_parley(view, trigger):
        return StatusReading(None, particular=False)
    if _is_parley(view, trigger) and _lasts_years(view, clause):
        return StatusReading(None, particular=False)
    if _is_ability(view, trigger, clause) or _is_of_document(view, trigger, clause):
        return StatusReading(None, particular=False)
    if _is_matter(view, trigger, clause) or _is_prepared(view, trigger, clause):
        return StatusReading(None, particular=False)
    if _WHENEVER.match(view.simplified, trigger.end):
        return StatusReading(None, particular=False)
    if trigger.event_type is EventType.AGREEMENT and _is_any(view, trigger):
        return StatusReading(None, particular=False)
    before = list(_of_clauses_before(view, trigger))
    fixed = any(cue.status == "fixed" for _, _, cue in [*candidates, *before])
    if fixed and _is_length_fixed(view, trigger, [*candidates, *before]):
        fixed = False
    expected = fixed or any(cue.status in _OPEN for _, _, cue in [*candidates, *before])
    candidates += _behind(view, triggers, number, fixed, expected)
    candidates += _of_predicate(view, triggers, number)
    candidates += _of_head(view, triggers, number)
    candidates += _of_whole(view, trigger, clause)
    counted = _COUNT.search(view.simplified[clause.start : trigger.start]) or _COUNTED.match(
        view.simplified, trigger.end, clause.end
    )
    if counted and not _is_dated(view, clause, counted.group()):
        return StatusReading(None, particular=False)
    lead = view.simplified[clause.start : trigger.start]
    if _CROWD.search(lead) or _JUBILEE.match(view.simplified, trigger.end):
        return StatusReading(None, particular=False)
    sentence = view.sentence_range(clause.sentence)
    wished = any(cue.word in words("wish") for _, _, cue in candidates)
    for position, cue in found_cues(view, sentence.start, clause.start):
        if wished and cue.word in words("condition"):
            continue  # 只要對方停火，他願意與B談判
        if cue.side == "sentence" and _is_word(view, position, cue):
            candidates.append((cue.rank, trigger.start - position, cue))
    if _is_detail(view, triggers, number):
        candidates = [found for found in candidates if found[2].status is not Status.NOT_HELD]
    candidates = _brokered(candidates) or before
    deciding = [found for found in candidates if found[2].status not in ("fixed", "means")]
    if not deciding and fixed and _is_past_help(view, sentence):
        return StatusReading(Status.CANCELLED, fixed=True)
    if not deciding:
        likely = Status.HELD if _is_told_as_past(view, trigger) else None
        return StatusReading(None, fixed=fixed, likely=Status.PLANNED if fixed else likely)
    rank, distance, cue = min(deciding, key=lambda found: (found[0], found[1]))
    return _decided(view, trigger, candidates, fixed, (rank, distance, cue))


def _decided(
    view: ArticleView,
    trigger: Trigger,
    candidates: Sequence[_Candidate],
    fixed: bool,
    deciding: _Candidate,
) -> StatusReading:
    rank, distance, cue = deciding
    clause = view.clauses[trigger.clause]
    at = trigger.start - distance
    unparticular = StatusReading(None, particular=False, fixed=fixed, cue=cue.word, rank=rank)
    if cue.status == "none":
        return unparticular
    if cue.status == "urged":
        if not _is_asked_of_people(view, trigger, at + len(cue.word)):
            return unparticular
        return StatusReading(Status.PROPOSED, fixed=fixed, cue=cue.word, rank=rank, at=at)
    if cue.status == "stands":
        return StatusReading(None, fixed=fixed, cue=cue.word, likely=Status.PLANNED)
    if cue.status == "agreed":
        told = any(
            m.label == "DATE" and m.value for m in within(view.dates, clause.start, clause.end)
        )
        status = Status.PLANNED if told else Status.PROPOSED
        return StatusReading(status, fixed=fixed, cue=cue.word, rank=rank, at=at)
    if cue.status == "plain":
        ahead = any(c.status in _OPEN and c is not cue for _, _, c in candidates)
        status = Status.PLANNED if ahead else Status.HELD
        return StatusReading(status, fixed=fixed, cue=cue.word, rank=rank)
    if cue.status == "moved":
        cues_before = found_cues(view, clause.start, trigger.start)
        fixed = fixed or any(other.status == "fixed" for _, other in cues_before)
        if not fixed:
            return StatusReading(None)
        later = within(view.dates, trigger.end, view.sentence_range(clause.sentence).end)
        day = view.published.isoformat() if view.published else ""
        ahead = any(mention.date_start > day for mention in later)
        status = Status.POSTPONED if ahead else Status.HELD
        return StatusReading(status, fixed=fixed, cue=cue.word, rank=rank)
    assert isinstance(cue.status, Status)
    if cue.side == "head" and cue.status is Status.PLANNED:
        return StatusReading(None, fixed=fixed, likely=Status.PLANNED, cue=cue.word, rank=rank)
    if cue.status is Status.PLANNED and _is_rumoured(view, clause, trigger):
        return StatusReading(Status.PROPOSED, fixed=fixed, cue=cue.word, rank=rank, at=at)
    if cue.status is Status.NOT_HELD and _is_span_of_time(view, clause, trigger):
        return unparticular
    if cue.status is Status.NOT_HELD and cue.side == "after" and fixed:
        status = Status.CANCELLED  # 原訂25日的高峰會化為泡影
        return StatusReading(status, fixed=fixed, cue=cue.word, rank=rank, at=at)
    return StatusReading(cue.status, fixed=fixed, cue=cue.word, rank=rank, at=at)


def _of_clause(view: ArticleView, triggers: Sequence[Trigger], number: int) -> Iterator[_Candidate]:
    """Give the cues before a trigger that govern it, in its clause."""
    trigger = triggers[number]
    start = trigger.frame[0] if trigger.frame else view.clauses[trigger.clause].start
    back = back_reference(view, trigger)
    for position, cue in found_cues(view, start, trigger.start):
        if cue.side == "after" or not _is_word(view, position, cue, trigger):
            continue
        if _is_noun(view, position, cue, trigger.start):
            continue
        if cue.status is Status.NOT_HELD and _is_attended(view, position + len(cue.word)):
            continue
        if cue.status in CALLED_OFF and _is_in_topic(view, start, position, cue, trigger):
            continue
        if cue.status == "none" and _is_of_name(view, triggers, number, position, cue):
            continue
        if cue.status == "means" and _BY_WAY.match(view.simplified, position + len(cue.word)):
            continue  # 以視訊方式與A對話
        if cue.status in _OPEN and _is_of_past(view, position + len(cue.word), trigger.start):
            continue
        if back is not None and position < back and cue.status not in (*CALLED_OFF, "plain"):
            continue  # 希望透過今次訪問加深合作: the visit itself is told of as a fact
        if governs_event(view, triggers, number, position, cue):
            yield cue.rank, trigger.start - position, cue


def _is_of_name(
    view: ArticleView, triggers: Sequence[Trigger], number: int, position: int, cue: Cue
) -> bool:
    """第二十一次定期會晤 is one of them; 定期|會晤，並訪問P: what is a habit is only the talks."""
    if _ORDINAL.search(view.simplified, max(0, position - _SHORT), position):
        return True
    end = position + len(cue.word)
    return any(other.start == end for other in triggers[max(number - 3, 0) : number])


def _behind(
    view: ArticleView, triggers: Sequence[Trigger], number: int, fixed: bool, expected: bool
) -> Iterator[_Candidate]:
    """Give the cues behind a trigger that are said of it, in its clause and those that go on."""
    trigger = triggers[number]
    clause = view.clauses[trigger.clause]
    following = triggers[number + 1].start if number + 1 < len(triggers) else len(view.text)
    nexts = view.sentence_range(clause.sentence).end if fixed else following
    end = _after_end(view, trigger, clause, nexts, fixed=fixed)
    for position, cue in found_cues(view, trigger.end, end):
        paper = trigger.event_type is not EventType.AGREEMENT and any(
            not _is_of_reason(view, other)
            for other, _ in longest_matches(documents(), view.simplified, trigger.end, position)
        )
        if paper and not names_event(view, trigger, position, cue, expected):
            break  # 會談鬧翻 礦產協議告吹: what fell through is another thing
        if _is_purpose(view, trigger, position):
            continue  # 為使活動順利舉行
        if _is_reason(view, clause, trigger.end, position):
            break  # 因李登輝訪美而取消: what was called off is what the reason is given for
        if cue.side == "before" or not _is_word(view, position, cue):
            continue
        if cue.side == "sentence" and position - _clause_start(view, position) > _OPENING:
            continue  # 拒絕會面，她說兩人若要談
        if cue.status in CALLED_OFF:
            if not is_of_event(view, trigger, position, cue, expected):
                continue
            if not expected and _is_settled_there(view, trigger, position):
                continue
        yield cue.rank, position - trigger.end, cue


def _is_settled_there(view: ArticleView, trigger: Trigger, position: int) -> bool:
    """A與B通電話，同意改期: what those who talk put off is something else."""
    if trigger.event_type not in (EventType.MEETING, EventType.CALL):
        return False
    if view.simplified.endswith("的", 0, trigger.start):
        return False  # A與B的會談，兩國同意推遲
    between = view.simplified[trigger.end : position]
    return bool(
        re.search(rf"[，；][^，。；]{{0,6}}?{alternation('settling')}[^，。；]{{0,8}}$", between)
    )


def _of_head(view: ArticleView, triggers: Sequence[Trigger], number: int) -> Iterator[_Candidate]:
    """訪問越南的邀請, 出訪計劃: give the noun that a trigger modifies, if it tells a status."""
    trigger = triggers[number]
    end = modified_until(view, triggers, number)
    for position, cue in longest_matches(head_nouns(), view.simplified, trigger.end, end):
        gap = view.simplified[trigger.end : position]
        if re.search(r"[，。；：、]", gap):
            return
        place = any(m.end == position for m in within(view.places, trigger.end, position))
        verb = not gap and trigger.event_type is EventType.CALL  # 來電|要求見面
        if gap.endswith("的") or (not gap and not verb) or place:
            yield cue.rank, position - trigger.end, cue


def _of_whole(view: ArticleView, trigger: Trigger, clause: Clause) -> Iterator[_Candidate]:
    """取消所有外訪，包括A訪問P的行程: what is said of the whole is said of what it includes."""
    sentence = view.sentence_range(clause.sentence)
    for part in reversed(within(view.clauses, sentence.start, clause.start + 1)[-_PARTS:]):
        if not re.match(alternation("including"), view.simplified[part.start : part.start + 4]):
            continue
        for position, cue in found_cues(view, sentence.start, part.start):
            if cue.status in CALLED_OFF and _is_word(view, position, cue):
                yield cue.rank, trigger.start - position, cue
        return


def _brokered(candidates: list[_Candidate]) -> list[_Candidate]:
    """將促成A與B會晤, 敦促C促成A與B會晤: who only means to bring others together has not yet."""
    efforts = [found for found in candidates if found[2].status == "brokered"]
    others = [found for found in candidates if found[2].status != "brokered"]
    if not efforts or any(cue.status == "none" for _, _, cue in others):
        return others or candidates
    if not any(cue.status in (*_OPEN, "urged") for _, _, cue in others):
        return others
    return [
        (rank, distance, cue._replace(status=Status.PROPOSED)) for rank, distance, cue in efforts
    ]


def _is_noun(view: ArticleView, position: int, cue: Cue, until: int) -> bool:
    """兩國的計劃, 他的邀請, 就貿易安排達成: no verb, but what the words before describe; ``until``
    is where the trigger begins."""
    if cue.status not in (*_OPEN, "agreed"):
        return False
    lead = view.simplified[max(0, position - 2) : position]
    if lead.endswith("的") and lead != "真的":
        return True
    start = max(_clause_start(view, position), position - _LONGEST_MATTER)
    about = view.simplified.rfind("就", start, position - 1)  # 就貿易安排|達成框架
    return about >= 0 and position + len(cue.word) == until


def _governs_on(view: ArticleView, start: int, end: int) -> bool:
    """有期望，…: a cue at the end of its clause governs nothing in the next."""
    return bool(re.search(r"\w", view.simplified[start:end]))


def _is_of_past(view: ArticleView, start: int, end: int) -> bool:
    """歡迎布林肯早前訪華: what is told as past is not to come, whatever is said of it."""
    found = re.search(alternation("past"), view.simplified[start:end])
    return found is not None and not closes_phrase(view, start + found.end(), end)


@cache
def _past_adverb() -> re.Pattern[str]:
    no_word = alternation("took_place_in_word")
    return re.compile(rf"(?!{no_word}){alternation('took_place')}")


def _is_told_as_past(view: ArticleView, trigger: Trigger) -> bool:
    """周一才與B會談, 與B會談了六小時: adverbs, 了 and 過 tell that it took place."""
    clause = view.clauses[trigger.clause]
    start = trigger.frame[0] if trigger.frame else clause.start
    lead = view.simplified[start : trigger.start]
    found = next(
        (
            told
            for told in _past_adverb().finditer(lead)
            if {start + told.start(), start + told.end()} <= view.token_bounds
            and not closes_phrase(view, start + told.end(), trigger.start)
        ),
        None,
    )
    if found is not None:
        return True
    follow = view.simplified[trigger.end : clause.end]
    return bool(re.match(alternation("perfect"), follow))


def _is_parley(view: ArticleView, trigger: Trigger) -> bool:
    """對話, 談判: words for talking as such, too."""
    told = view.simplified[trigger.start : trigger.end]
    return bool(re.fullmatch(alternation("parley"), told))


def _is_resumed(
    view: ArticleView, trigger: Trigger, clause: Clause, candidates: Sequence[_Candidate]
) -> bool:
    """讚揚X恢復與美國對話: talks as such, where neither day nor place is told with them."""
    if not _is_parley(view, trigger) or all(cue.status != "plain" for _, _, cue in candidates):
        return False
    told = [m for m in within(view.dates, clause.start, clause.end) if m.label == "DATE"]
    return not told and not _is_placed(view, clause)


def _is_placed(view: ArticleView, clause: Clause) -> bool:
    """Tell whether a clause says where something is."""
    return any(
        re.search(rf"{alternation('locative')}$", view.simplified[max(0, p.start - 2) : p.start])
        for p in within(view.places, clause.start, clause.end)
    )


@cache
def _able_to() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[^不未才]){alternation('able_to')}{alternation('with')}")


def _is_ability(view: ArticleView, trigger: Trigger, clause: Clause) -> bool:
    """自己能與雙方對話: that somebody can talk with others is no occasion."""
    if not _is_parley(view, trigger):
        return False
    lead = view.simplified[clause.start : trigger.start]
    return bool(_able_to().search(lead)) and not _is_set(view, clause)


def _is_of_document(view: ArticleView, trigger: Trigger, clause: Clause) -> bool:
    """與韓國談判自由貿易協定: what goes on for years, not an occasion."""
    if not re.fullmatch(alternation("negotiating"), view.simplified[trigger.start : trigger.end]):
        return False
    end = min(clause.end, trigger.end + _SHORT)
    found = next(iter(longest_matches(documents(), view.simplified, trigger.end, end)), None)
    if found is None or re.search(r"[，。；的]", view.simplified[trigger.end : found[0]]):
        return False
    return not _is_set(view, clause)


def _lasts_years(view: ArticleView, clause: Clause) -> bool:
    """談判歷時20年: what went on for years is no occasion."""
    told = within(view.dates, clause.start, clause.end)
    return any(m.label == "DURATION" and _YEARS.match(m.value) for m in told)


def _is_set(view: ArticleView, clause: Clause) -> bool:
    """Tell whether a clause says on which day or where something is."""
    told = within(view.dates, clause.start, clause.end)
    day = any(m.label == "DATE" and len(m.value) >= _DAY_LENGTH for m in told)
    return day or _is_placed(view, clause)


def _is_matter(view: ArticleView, trigger: Trigger, clause: Clause) -> bool:
    """和平談判中最難的議題, 談判的前景: talks as what something belongs to."""
    follow = view.simplified[trigger.end : clause.end]
    if trigger.event_type is not EventType.AGREEMENT and re.match(
        rf"[的之][^，。；]{{0,2}}?{alternation('prospect')}", follow
    ):
        return True  # 為會面的大門, 展現對話的誠意
    if not _is_parley(view, trigger):
        return False
    return bool(re.match(rf"[^，。；]{{0,8}}?的?[^，。；]{{0,6}}?{alternation('matter')}", follow))


def _is_any(view: ArticleView, trigger: Trigger) -> bool:
    """簽訂任何協議: no document in particular."""
    return bool(
        re.match(rf"了?{alternation('any')}", view.simplified[trigger.end : trigger.end + 6])
    )


def _is_rumoured(view: ArticleView, clause: Clause, trigger: Trigger) -> bool:
    """外傳兩人將會面: nobody who can fix it says so."""
    sentence = view.sentence_range(clause.sentence)
    lead = view.simplified[sentence.start : trigger.start]
    return bool(re.search(rf"(?:^|[，；：「『])[^，。；]{{0,6}}?{alternation('rumour')}", lead))


def _clause_start(view: ArticleView, position: int) -> int:
    return view.clauses[view.clause_index(position)].start


def _is_detail(view: ArticleView, triggers: Sequence[Trigger], number: int) -> bool:
    """沒有公布訪問的日期: what there isn't is told of the detail, not of the event."""
    start, end = triggers[number].end, modified_until(view, triggers, number)
    follow = view.simplified[start:end]
    return bool(re.match(rf"[^，。；：、]{{0,10}}?(?:的新?|^){alternation('detail')}", follow))


def _is_prepared(view: ArticleView, trigger: Trigger, clause: Clause) -> bool:
    """為尼克松訪華作準備: what something else prepares is only its purpose."""
    lead = view.simplified[clause.start : trigger.start]
    follow = view.simplified[trigger.end : clause.end]
    purpose = any(
        clause.start + found.start() in view.token_bounds for found in re.finditer("[为爲]", lead)
    )
    return purpose and bool(re.search(alternation("paving"), follow))


def _is_asked_of_people(view: ArticleView, trigger: Trigger, start: int) -> bool:
    """呼籲各方對話 is no occasion, 敦促A與B會晤 is one that is wished for."""
    units = within(view.units, start, trigger.start)
    return any(unit.kind is UnitKind.PERSON for unit in units)


def _is_length_fixed(view: ArticleView, trigger: Trigger, candidates: Sequence[_Candidate]) -> bool:
    """原定兩小時的會談, 原定會談兩小時: it was how long that was fixed."""
    fixed = [distance for _, distance, cue in candidates if cue.status == "fixed"]
    between = within(view.dates, trigger.start - max(fixed), trigger.start)
    if any(mention.label == "DATE" for mention in between):
        return False
    near = within(view.dates, trigger.end, trigger.end + 4)
    return any(mention.label == "DURATION" for mention in (*between, *near))


def _of_clauses_before(view: ArticleView, trigger: Trigger) -> Iterator[tuple[int, int, Cue]]:
    """他將飛往北平，展開五天的訪問: what a clause before plans goes on in those that
    bring no subject of their own, in its sentence."""
    if back_reference(view, trigger) is not None:
        return
    clause = view.clauses[trigger.clause]
    end = trigger.start
    for index in range(trigger.clause, 0, -1):
        if has_subject(view, view.clauses[index].start, end):
            return
        before = view.clauses[index - 1]
        if before.sentence != clause.sentence:
            return
        found = [
            (cue.rank, trigger.start - position, cue)
            for position, cue in found_cues(view, before.start, before.end)
            if cue.side == "before"
            and not (cue.status is Status.PROPOSED and cue.rank >= _MATTER_RANK)
            and _is_word(view, position, cue)
            and not _is_noun(view, position, cue, trigger.start)
            and _governs_on(view, position + len(cue.word), before.end)
        ]
        planned = [f for f in found if f[2].status in (*_OPEN, "fixed")]
        goes_on = view.simplified.startswith(words("and_then"), clause.start)
        if goes_on and not within(view.dates, clause.start, trigger.start):  # 應該談判，並簽署
            planned += [f for f in found if f[2].word in words("obligation")]
        yield from planned
        if planned:
            return
        end = before.end


def _of_predicate(
    view: ArticleView, triggers: Sequence[Trigger], number: int
) -> Iterator[_Candidate]:
    """下一次峰會將在土耳其舉行, 接受訪華邀請，將於明年成行: what the cues say of an event that is
    itself the subject."""
    trigger = triggers[number]
    clause = view.clauses[trigger.clause]
    following = triggers[number + 1].start if number + 1 < len(triggers) else len(view.text)
    end = max(clause.end, _after_end(view, trigger, clause, following))
    for position, cue in found_cues(view, trigger.end, end):
        told = cue.status in (*_OPEN, Status.NOT_HELD) and cue.side == "before"
        if not told or not _is_word(view, position, cue):
            continue
        its = view.clauses[view.clause_index(position)]
        takes_place = _takes_place(view.simplified[position : its.end])
        if takes_place and not has_subject(view, max(trigger.end, its.start), position):
            rank = cue.rank if its is clause else cue.rank - 1
            yield rank, position - trigger.end, cue


def _takes_place(text: str) -> bool:
    """將舉行, but not 將召開記者會."""
    found = re.search(alternation("held_verb"), text)
    return found is not None and not re.search(alternation("other_thing"), text[found.end() :])


def has_subject(view: ArticleView, start: int, end: int, *, pairs: bool = True) -> bool:
    """Tell whether a clause names who acts, up to a point: somebody whom no linker and no
    preposition puts beside another, and who is no object; 雙方 only if ``pairs`` count."""
    for unit in within(view.units, start, end):
        if unit.kind is UnitKind.PAIR and not pairs:
            continue
        lead = view.simplified[start : unit.start]
        beside = re.search(
            rf"(?:{alternation('linker')}|{alternation('preposition')}|{alternation('undergoing')})$",
            lead,
        )
        place = unit.kind is UnitKind.STATE and re.search(alternation("locative"), lead)
        met = re.search(rf"{object_verbs()}(?:了|到访的|来访的)?$", lead)
        named = unit.kind is UnitKind.STATE and _is_in_name(view, unit.end, end)
        if unit.end <= end and not (beside or place or met or named or says_after(view, unit)):
            return True
    return False


def _is_in_name(view: ArticleView, start: int, end: int) -> bool:
    """美俄烏三方會談: states right before a meeting are part of its name."""
    states = within(view.units, start, end)
    reach = start
    for unit in states:
        if unit.kind is not UnitKind.STATE or unit.start != reach:
            return False
        reach = unit.end
    return reach == end


def _is_in_topic(view: ArticleView, start: int, position: int, cue: Cue, trigger: Trigger) -> bool:
    """就協議延期|舉行會談: what was put off is what they talk about."""
    topic = re.search(rf"{alternation('about')}[^，。；]{{1,20}}$", view.simplified[start:position])
    between = view.simplified[position + len(cue.word) : trigger.start]
    return topic is not None and bool(re.match(alternation("putting_on"), between))


def _is_attended(view: ArticleView, position: int) -> bool:
    """未加入會談: what did not happen is that somebody went there."""
    return bool(
        re.match(rf"[^，。；]?{alternation('attending')}", view.simplified[position : position + 8])
    )


def _is_past_help(view: ArticleView, sentence: Range) -> bool:
    """Fixed and made impossible by a death is called off."""
    return bool(re.search(alternation("death"), view.simplified[sentence.start : sentence.end]))


def _is_reason(view: ArticleView, clause: Clause, start: int, end: int) -> bool:
    """Tell whether a clause only gives a reason, and its consequence stands between two points."""
    if not re.match(alternation("cause"), view.simplified[clause.start : start]):
        return False
    return bool(re.search(alternation("consequence"), view.simplified[start:end]))


def _is_of_reason(view: ArticleView, offset: int) -> bool:
    """因預算審查走不開: what only gives the reason for what is told before and behind it."""
    clause = view.clauses[view.clause_index(offset)]
    return bool(re.match(alternation("cause"), view.simplified[clause.start : clause.end]))


def _is_purpose(view: ArticleView, trigger: Trigger, position: int) -> bool:
    """Tell whether a cue stands in a clause behind that tells what something is done for."""
    start = _clause_start(view, position)
    if start <= trigger.end:
        return False
    return bool(re.match(alternation("purpose"), view.simplified[start : start + 3]))


def _after_end(
    view: ArticleView, trigger: Trigger, clause: Clause, nexts: int, *, fixed: bool = False
) -> int:
    """Cues behind a trigger count up to the end of its clause, and in the clauses that follow in
    its sentence as long as these bring nobody new (…的訪問，周五宣布延期)."""
    end = clause.end
    for number in range(trigger.clause + 1, len(view.clauses)):
        following = view.clauses[number]
        if following.sentence != clause.sentence or following.start >= nexts:
            break
        if nexts < following.end:
            break  # 聊了幾句，沒有舉行正式會談: said of the next
        one_side = fixed and _side_calls_off(view, following)
        if not one_side and not _goes_on_about_it(view, following):
            break
        end = min(following.end, nexts)
    return end


def _side_calls_off(view: ArticleView, clause: Clause) -> bool:
    """原定21日會面，阿方臨時取消: one side calls off what was fixed, and nothing else is told."""
    units = within(view.units, clause.start, clause.end)
    if len(units) != 1 or units[0].kind is UnitKind.PAIR:
        return False
    follow = view.simplified[units[0].end : clause.end]
    side = rf"(?:方面?|政府|{alternation('delegation')})?"
    told = rf"{side}[^，。；]{{0,{_SIDE_SAYS}}}?{alternation('calling_off')}了?[，。；]?"
    return re.fullmatch(told, follow) is not None


def _goes_on_about_it(view: ArticleView, clause: Clause) -> bool:
    """A clause that gives a reason, or brings nobody new but a speaker, is about the event."""
    begun = rf"(?:{alternation('causal')}|{alternation('talking')})"
    if re.match(begun, view.simplified[clause.start : clause.end]):
        return True
    text = view.simplified[clause.start : clause.end]
    if len(text) <= _SHORT and re.search(alternation("accepting"), text):
        return True  # 艾氏已予接受
    return not has_subject(view, clause.start, clause.end, pairs=False)


def _is_span_of_time(view: ArticleView, clause: Clause, trigger: Trigger) -> bool:
    """已近六年沒有見面 is no occasion that did not come about."""
    return any(m.label == "DURATION" for m in within(view.dates, clause.start, trigger.start))


def _is_dated(view: ArticleView, clause: Clause, count: str) -> bool:
    """Several sessions on days that are told (3日至5日舉行了八次會談) are an occasion; many times
    (8月10日就職後，多次與A見面) only if the clause itself tells a day."""
    many = re.search(r"[数几多]", count)
    told = clause if many else view.sentence_range(clause.sentence)
    return any(
        mention.label == "DATE" and len(mention.value) >= _DAY_LENGTH
        for mention in within(view.dates, told.start, told.end)
    ) or (not many and _is_held_somewhere(view, clause, count))


def _is_held_somewhere(view: ArticleView, clause: Clause, count: str) -> bool:
    """在奧斯陸舉行兩輪談判: where they took place makes them an occasion."""
    at = view.simplified.find(count, clause.start, clause.end)
    lead = view.simplified[clause.start : max(at, clause.start)]
    light = re.search(rf"{alternation('putting_on')}了?$", lead)
    return light is not None and any(
        re.search(rf"{alternation('locative')}$", view.simplified[max(0, p.start - 2) : p.start])
        for p in within(view.places, clause.start, max(at, clause.start))
    )


def _follows_adverb(view: ArticleView, position: int) -> bool:
    """但會在周四: segmented as 但會|在, but no word that ends in 會 (峰會在)."""
    lead = view.simplified[max(0, position - 1) : position]
    return bool(re.match(alternation("adverb"), lead))


def _is_word(view: ArticleView, position: int, cue: Cue, trigger: Trigger | None = None) -> bool:
    """A cue is no part of a name (同意大利總理會談) or of a word (峰會在); one of a single
    character is a word."""
    end = position + len(cue.word)
    if _is_in_named(view, position, end):
        return False
    if cue.status is Status.PROPOSED and _AT_INVITATION.search(
        view.simplified[max(0, position - _LONGEST_INVITATION) : end]
    ):
        return False
    if cue.word in words("only_beside"):
        return position in view.token_bounds and trigger is not None and end == trigger.start
    if len(cue.word) > 1:
        whole = position in view.token_bounds or _follows_adverb(view, position)
        return cue.status is not Status.PLANNED or whole
    named = bool(within(view.names, end, end + 1))
    if cue.word in words("linker") and named:
        return False  # 特朗普或普京 are two that may be
    wished = named and cue.status is Status.PROPOSED  # 盼川普
    at_trigger = wished or (trigger is not None and end == trigger.start)  # 將訪, 未晤
    begins = position in view.token_bounds or (
        cue.status is Status.NOT_HELD and _follows_adverb(view, position)  # 始終|未
    )
    return begins and (end in view.token_bounds or at_trigger)


def _is_in_named(view: ArticleView, position: int, end: int) -> bool:
    """雷克雅未克, 美國會議員: what stands in a name or in a title is no cue."""
    start = max(0, position - _LONGEST_NAME)
    named = any(mention.end > position for mention in within(view.names, start, end))
    return named or any(role.end > position for role in within(view.roles, start, position + 1))
