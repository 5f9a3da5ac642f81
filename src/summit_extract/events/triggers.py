"""Triggers: the words that tell of an event."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

from summit_extract.events.lexicon import (
    DOCUMENT_FORMS,
    Form,
    TriggerWord,
    alternation,
    cues,
    documents,
    longest_matches,
    object_verbs,
    signed_by_several,
    state_letters,
    trigger_words,
    words,
)
from summit_extract.events.values import EventType, Format, Status
from summit_extract.events.view import NO_EVENTS_IN, ArticleView, UnitKind, within
from summit_extract.language.conversion import simplify

__all__ = [
    "Trigger",
    "back_reference",
    "barrier_before",
    "document_of",
    "find_triggers",
    "is_of_states",
    "is_passed",
    "is_under_way",
]

_LONGEST_GAP = 12
_REST = 3
_DOCUMENT_REACH = 40
_LONGEST_BACK = 10
_LONGEST_STYLE = 5
_LONGEST_TALK = 12
_LONGEST_MEDIUM = 14
_LONGEST_LEAD = 16
_LONGEST_RANK = 34
_NEAR = 8
_REACH = 8
_TO_COME = (Status.PLANNED, Status.PROPOSED, "fixed")
_LONGEST_NAME = 24
_INTERVIEW = re.compile(r"(?:接受|受访|专访)[^，。；]{0,12}$")
"""接受電視台訪問 is an interview."""

_YEARS = re.compile(r"P\d+[YM]")
_FRAME_START = re.compile(r"(?:[在于待等]|[趁乘][着著]?)$")
_FRAME_END = re.compile(
    r"[^，。；]{0,14}?(?:之后|以后|后|之前|以前|前|时|期间|之际)(?=[，,]|[^往来任总首者续])"
)
_BY_WAY = re.compile(r"(?:会议|通话|连线|连接)?(?:的)?(?:方式|形式)")
_TITLE = re.compile(r"《[^《》\n]{0,60}》")
_PAIR_NAME = re.compile(r"(?=([\u4e00-\u9fff])([\u4e00-\u9fff])[二三四]?会(?:谈|面|晤)?)")
_PAIR_TAIL = re.compile(r"[二三四]?会(?:谈|面|晤)?")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger in the text; ``participants`` are entity ids that its own name tells (特普會).

    ``frame`` is the range of a clause with a subject of its own that holds it and is set within
    another (在B訪問P後，A會晤C); ``passed`` is such a range that stands before it in its clause.
    """

    start: int
    end: int
    event_type: EventType
    form: str
    format: Format | None
    weak: bool
    clause: int
    type_name: str
    participants: tuple[str, ...] = ()
    gesture: bool = False
    social: bool = False
    frame: tuple[int, int] | None = None
    passed: tuple[int, int] | None = None


def find_triggers(view: ArticleView) -> list[Trigger]:
    """Find the triggers of an article, in the order of the text, none overlapping."""
    blocked = _blocked(view)
    found = [*_words(view, blocked), *_pair_names(view), *_lasting_talks(view, blocked)]
    found = [_over_wire(view, trigger) for trigger in found]
    found.sort(key=lambda trigger: (trigger.start, trigger.start - trigger.end))
    kept: list[Trigger] = []
    for trigger in found:
        if kept and trigger.start < kept[-1].end:
            continue
        if (
            trigger.form in DOCUMENT_FORMS
            and not document_of(view, trigger)[1]
            and (_signs_too(view, kept, trigger) or not _is_signed_by_several(view, trigger))
        ):
            continue  # nothing that two sides sign
        if trigger.weak and trigger.form in DOCUMENT_FORMS and _is_attribute(view, trigger):
            continue
        if kept and _is_tail(view, kept[-1], trigger):
            continue
        if kept and _is_manner(view, kept[-1], trigger):
            trigger = replace(
                trigger,
                event_type=EventType.CALL,
                type_name=EventType.CALL.value,
                format=kept.pop().format,
            )
        passed = kept[-1].frame or kept[-1].passed if kept else None
        if passed and passed[0] < view.clauses[trigger.clause].start:
            passed = None
        frame = None if passed and trigger.start < passed[1] else _frame(view, trigger)
        kept.append(replace(trigger, frame=frame, passed=passed))
    return kept


@cache
def _medium() -> re.Pattern[str]:
    video, phone = alternation("by_video"), alternation("by_phone")
    return re.compile(rf"(?:(?P<video>{video})|{phone})(?:{alternation('of_medium')})*$")


def _over_wire(view: ArticleView, trigger: Trigger) -> Trigger:
    """以視訊方式會談, 在電話中談了半小時: a meeting by a medium is a call."""
    if trigger.event_type is not EventType.MEETING or trigger.form == Form.NAME:
        return trigger
    start = max(view.clauses[trigger.clause].start, trigger.start - _LONGEST_MEDIUM)
    told = _medium().search(view.simplified[start : trigger.start])
    if told is None or start + told.start() not in view.token_bounds:
        return trigger
    return replace(
        trigger,
        start=start + told.start(),
        event_type=EventType.CALL,
        type_name=EventType.CALL.value,
        form=Form.WITH,
        format=Format.VIDEO if told["video"] else Format.PHONE,
    )


def _frame(view: ArticleView, trigger: Trigger) -> tuple[int, int] | None:
    """Find the clause set within another that holds a trigger: 在 and who acts before it, 後, 前 or
    期間 behind it."""
    text = view.simplified
    clause = view.clauses[trigger.clause]
    ends = _FRAME_END.match(text, trigger.end, clause.end)
    if ends is None or ends.end() not in view.token_bounds:
        return None
    for unit in reversed(within(view.units, clause.start, trigger.start)):
        opens = _FRAME_START.search(text, clause.start, unit.start)
        acts = unit.kind in (UnitKind.PERSON, UnitKind.OFFICE) and unit.end <= trigger.start
        if acts and opens and opens.start() in view.token_bounds:
            return opens.start(), ends.end()
    return None


def _is_manner(view: ArticleView, before: Trigger, trigger: Trigger) -> bool:
    """以視訊方式與A對話, 以視訊方式出席揭幕式，並與A對話: how they talk."""
    calls = before.event_type is EventType.CALL and before.weak and before.format is not None
    if not calls or trigger.event_type is not EventType.MEETING or trigger.gesture:
        return False
    text = view.simplified
    lead = text[max(0, before.start - 3) : before.start]
    if not re.search(alternation("manner"), lead) or not _BY_WAY.match(text, before.end):
        return False
    if before.clause == trigger.clause:
        return True
    one, two = view.clauses[before.clause], view.clauses[trigger.clause]
    return one.sentence == two.sentence and text.startswith("并", two.start)


def _is_tail(view: ArticleView, before: Trigger, trigger: Trigger) -> bool:
    """訪朝之旅, 訪美行程: the end of the word for a visit is no second one."""
    if not (before.form == trigger.form == Form.VISIT and trigger.weak):
        return False
    places = within(view.places, before.end, before.end + 1)
    return any(place.end == trigger.start for place in places)


def _signs_too(view: ArticleView, kept: list[Trigger], trigger: Trigger) -> bool:
    """A與B簽署協議，C與D同時簽字: a second signing in a sentence is of the same document."""
    if not kept or kept[-1].form not in DOCUMENT_FORMS:
        return False
    sentence = view.clauses[trigger.clause].sentence
    return view.clauses[kept[-1].clause].sentence == sentence


def _is_signed_by_several(view: ArticleView, trigger: Trigger) -> bool:
    """A與B在P正式簽字, 簽署《P共識》: what two people put their names to is theirs, though no
    document is told; a guest book or a petition is none (在紀念冊上簽字)."""
    told = view.simplified[trigger.start : trigger.end]
    clause = view.clauses[trigger.clause]
    document, _ = document_of(view, trigger)
    if document:
        return simplify(document) in signed_by_several() and bool(
            re.match(alternation("sealing_verb"), told) and _two_who_sign(view, trigger)
        )
    if not re.fullmatch(alternation("sealing"), told):
        return False
    follow = view.simplified[trigger.end : clause.end]
    if not re.match(r"了?(?:[，。；！]|《|$)", follow):
        return False
    if re.search(r"在[^，。；]{1,14}上$", view.simplified[clause.start : trigger.start]):
        return False
    return _two_who_sign(view, trigger)


def _two_who_sign(view: ArticleView, trigger: Trigger) -> bool:
    start = view.sentence_range(view.clauses[trigger.clause].sentence).start
    people = {
        unit.entities or (unit.start,)
        for unit in within(view.units, start, trigger.start)
        if unit.kind in (UnitKind.PERSON, UnitKind.OFFICE) and unit.principal
    }
    return len(people) > 1


def _is_attribute(view: ArticleView, trigger: Trigger) -> bool:
    """獲安理會通過的和平計劃: the words only say which plan is meant."""
    lead = view.simplified[view.clauses[trigger.clause].start : trigger.start]
    passive = re.search(rf"{alternation('passive')}[^，。；]{{0,12}}$", lead)
    return passive is not None and view.simplified.startswith("的", trigger.end)


@cache
def _back() -> re.Pattern[str]:
    long = "|".join(re.escape(word) for word in words("same") if len(word) > 1)
    short = "".join(word for word in words("same") if len(word) == 1)
    no_word = alternation("same_in_word")
    return re.compile(
        rf"(?:{long}|(?!{no_word})(?<![因如彼就从至])[{short}])[^，。；：是为继系]{{0,6}}$"
    )


def back_reference(view: ArticleView, trigger: Trigger) -> int | None:
    """Give where the words begin that tell that an event was told of before (今次訪問, 此次日越領袖
    會談), or None."""
    start = max(view.clauses[trigger.clause].start, trigger.start - _LONGEST_BACK)
    found = _back().search(view.simplified[start : trigger.start])
    return None if found is None else start + found.start()


@cache
def _title_signed() -> re.Pattern[str]:
    """達成《溫莎框架》: a title tells a document of two sides by words that alone tell none."""
    return re.compile(rf"了?《(?P<name>[^《》\n]{{1,40}}?{alternation('titled')})》")


def document_of(view: ArticleView, trigger: Trigger) -> tuple[str, bool]:
    """Find the document that a trigger of that form takes; the second value is False if what is
    nearest is none that two sides sign (a decree, a bill)."""
    clause = view.clauses[trigger.clause]
    title = _title_signed().match(view.simplified, trigger.end)
    if title is not None and trigger.form == Form.DOCUMENT:
        return view.text[title.start("name") : title.end("name")], True
    end = min(clause.end, trigger.end + _DOCUMENT_REACH)
    last: tuple[str, bool] | None = None
    for start, document in longest_matches(documents(), view.simplified, trigger.start, end):
        last = (view.text[start : start + len(document.word)], document.signed)
        if document.signed:
            return last
    if last is not None:
        return last
    start = max(clause.start, trigger.start - _DOCUMENT_REACH)
    for at, document in longest_matches(documents(), view.simplified, start, trigger.start):
        last = (view.text[at : at + len(document.word)], document.signed)
    acting = any(
        unit.kind in (UnitKind.PERSON, UnitKind.OFFICE)
        for unit in within(view.units, clause.start, trigger.start)
    )
    if last is None and trigger.clause and not acting:
        before = view.clauses[trigger.clause - 1]
        if before.sentence == clause.sentence:
            start = max(before.start, before.end - _DOCUMENT_REACH)
            for at, document in longest_matches(documents(), view.simplified, start, before.end):
                last = (view.text[at : at + len(document.word)], document.signed)
    return last or ("", False)


@cache
def _of_states() -> re.Pattern[str]:
    """第九次中日韓領導人會議: a gathering of the states in its name is a meeting of theirs."""
    return re.compile(rf"{state_letters()}{{2,4}}(?:[两三四]国)?{alternation('gathered')}$")


def is_of_states(view: ArticleView, trigger: Trigger) -> bool:
    """Tell whether a trigger is the end of the name of a gathering of a few states."""
    return any(
        mention.label == "EVENT"
        and trigger.end == mention.end
        and _of_states().search(view.simplified[mention.start : mention.end])
        for mention in within(view.names, trigger.start - _LONGEST_NAME, trigger.start + 1)
    )


def _blocked(view: ArticleView) -> set[int]:
    """Give the characters at which no trigger may begin: in titles, names, edges of the page."""
    blocked: set[int] = set()
    for title in _TITLE.finditer(view.simplified):
        blocked.update(range(*title.span()))
    for mention in view.names:
        if mention.label in ("ORG", "PERSON", "FAC") or (
            mention.label == "EVENT"
            and mention.entity.kind not in ("bilateral",)
            and not _of_states().search(view.simplified[mention.start : mention.end])
            and view.simplified[mention.start : mention.end] not in trigger_words()
        ):
            blocked.update(range(mention.start, mention.end))
    for block in view.layout.blocks:
        if block.kind in NO_EVENTS_IN:
            blocked.update(range(block.start, block.end))
    for role in view.roles:
        blocked.update(range(role.start, role.end))
    return blocked


def _words(view: ArticleView, blocked: set[int]) -> Iterator[Trigger]:
    text = view.simplified
    for start, word in _candidates(text, view.token_bounds):
        if word.event_type is None or start in blocked:
            continue
        end = start + len(word.word)
        if word.tails:
            ends = [_tail_end(text, end, tail) for tail in word.tails]
            end = min((found for found in ends if found >= 0), default=-1)
            if end < 0 or _is_ability(text, start + len(word.word), end):
                continue
            if word.weak and _tells_more(text, start + len(word.word), end):
                continue
        beside = word.form == Form.VISIT and _is_followed_by_place(view, end)
        if not _on_word_bounds(view, start, end, word) and not beside:
            continue
        lone = len(word.word) == 1 and word.form == Form.OBJECT and word.weak
        if lone and not _names_who(view, end):
            continue  # 見普京, but not 見證, 見報
        if word.weak and _is_matter_of_years(view, start, end):
            continue
        if word.word.endswith("连线") and re.match(r"\w", text[end : end + 1]):
            continue  # 視像連線慰問官兵
        if word.weak and word.form == Form.OBJECT and _indefinite().match(text, end):
            continue  # 接待一位國王, 見到許多領袖
        going_on = word.form == Form.VISIT and is_under_way(view, start, end)
        described = text.startswith("的", end) and _names_who(view, end + 1)
        if word.form == Form.VISIT and described and not (going_on or _is_first(text, start)):
            continue  # 來訪的挪威外交大臣 only says who is met
        if word.form == Form.VISIT and not going_on and _is_of_guest(view, start, end):
            continue  # 會見訪華的澤曼, 與到訪的塔利班代表團會談
        if (
            word.form == Form.VISIT
            and not word.weak
            and not beside
            and _INTERVIEW.search(text[max(0, start - 14) : start])
        ):
            continue
        if word.form == Form.VISIT and word.weak and not _beside_place(view, start, end):
            continue
        yield Trigger(
            start,
            end,
            word.event_type,
            word.form,
            word.format,
            word.weak,
            view.clause_index(start),
            word.type_name,
            gesture=word.gesture,
            social=word.social,
        )


@cache
def _talked_for() -> re.Pattern[str]:
    return re.compile(
        rf"{alternation('talk_verb')}(?P<end>{alternation('so_long')}{{0,3}}|[到至])$"
    )


def _lasting_talks(view: ArticleView, blocked: set[int]) -> Iterator[Trigger]:
    """談了近三小時, 聊足二十分鐘, 談到凌晨兩點: how long it lasted tells that they talked."""
    for mention in view.dates:
        begin = max(0, mention.start - _LONGEST_TALK)
        told = _talked_for().search(view.simplified, begin, mention.start)
        if told is None or told.start() in blocked:
            continue
        if (mention.label == "DURATION") == (told["end"] in ("到", "至")):
            continue  # 談到八月五日, but not 談到三小時
        seated = told.group().startswith("坐")
        if seated and re.match(r"\w", view.simplified[mention.end : mention.end + 1]):
            continue  # 坐了十小時火車
        lead = longest_matches(cues(), view.simplified, max(0, told.start() - _REACH), told.start())
        if any(cue.status in _TO_COME for _, cue in lead):
            continue  # 原本只預備談三天: how long it was to last
        yield Trigger(
            told.start(),
            told.start("end"),
            EventType.MEETING,
            Form.WITH,
            None,
            True,
            view.clause_index(told.start()),
            EventType.MEETING.value,
        )


def _is_matter_of_years(view: ArticleView, start: int, end: int) -> bool:
    """談了八年的協定, 結束四年談判: how long a matter was talked about."""
    before = within(view.dates, start - _LONGEST_TALK, start)
    if any(
        mention.label == "DURATION"
        and _YEARS.match(mention.value)
        and view.simplified[mention.end : start] in ("", "的")
        for mention in before
    ):
        return True
    if not re.match(alternation("talk_verb"), view.simplified[start:end]):
        return False
    near = within(view.dates, end, end + 3)
    return any(
        mention.label == "DURATION" and view.simplified.startswith("的", mention.end)
        for mention in near
    )


@cache
def _indefinite() -> re.Pattern[str]:
    return re.compile(alternation("indefinite"))


def _is_ability(text: str, start: int, end: int) -> bool:
    """通得上電話, 通不了電話: that they can or cannot is no occasion."""
    return bool(re.match(alternation("able"), text[start:end]))


def _tells_more(text: str, start: int, end: int) -> bool:
    """進行會晤並討論: a word in the gap tells of the event itself."""
    for at, word in longest_matches(trigger_words(), text, start, end):
        if word.event_type is None or word.tails:
            continue
        reach = at + len(word.word)
        if (reach == end and word.format) or (reach < end and not word.weak):
            return True  # 舉行|視訊會議
    return False


def _candidates(text: str, bounds: Set[int]) -> Iterator[tuple[int, TriggerWord]]:
    """Give the words for events with those that begin inside them, which are meant where the
    first is none (外長會面 is no 外長會, 何立峰會談 no 峰會).

    What only looks like one is none itself where it ends inside another word (簽署|國家條約 is no
    簽署國, 蔣經國|會談 no 國會); ``bounds`` are those of the words.
    """
    for start, word in longest_matches(trigger_words(), text, 0, len(text)):
        assert isinstance(word, TriggerWord)
        yield start, word
        end = start + len(word.word)
        if word.event_type is None and end in bounds:
            continue
        if word.event_type is None:
            yield from longest_matches(trigger_words(), text, start, end - 1)
        for inner, other in longest_matches(trigger_words(), text, start + 1, end + _REST):
            if inner < end:
                yield inner, other


def _tail_end(text: str, position: int, tail: str) -> int:
    """Find the tail of a word with a gap; the gap holds no punctuation."""
    window = text[position : position + _LONGEST_GAP + len(tail)]
    at = window.find(tail)
    if at < 0 or re.search(r"[，。；：、！？\n]", window[:at]):
        return -1
    if re.search(alternation("gap_stop"), window[:at]):
        return -1  # 同意繼續推動停火
    return position + at + len(tail)


def _on_word_bounds(view: ArticleView, start: int, end: int, word: TriggerWord) -> bool:
    """A trigger is made of whole words, as they were segmented; one character is one word."""
    bounds = view.token_bounds
    if len(word.word) == 1 and not word.tails:
        return start in bounds and end in bounds
    return start in bounds or end in bounds


@cache
def _going_on() -> re.Pattern[str]:
    return re.compile(rf"{alternation('under_way')}[^，。；的]{{0,12}}$")


def is_under_way(view: ArticleView, start: int, end: int) -> bool:
    """會見正在這裡訪問的拉吉夫·甘地: a visit that describes its traveller, and is told as such."""
    if not view.simplified.startswith("的", end) or not _names_who(view, end + 1):
        return False
    begin = view.clauses[view.clause_index(start)].start
    return (
        _going_on().search(view.simplified[max(begin, start - _LONGEST_LEAD) : start]) is not None
    )


@cache
def _meeting_whom() -> re.Pattern[str]:
    linkers = "|".join(re.escape(word) for word in words("linker") if word != "、")
    return re.compile(rf"(?:{object_verbs()}|{linkers})[^，。；：]{{0,6}}$")


def _is_of_guest(view: ArticleView, start: int, end: int) -> bool:
    """Tell whether a word for a visit only says of somebody who is met that he is a guest."""
    places = within(view.places, end, end + 1)
    end = places[0].end if places else end
    for tail in ("访问", "期间"):
        end += len(tail) if view.simplified.startswith(tail, end) else 0
    if not view.simplified.startswith("的", end):
        return False
    guests = within(view.units, end + 1, end + _LONGEST_STYLE)
    begin = view.clauses[view.clause_index(start)].start
    lead = view.simplified[max(begin, start - _LONGEST_BACK) : start]
    return bool(guests) and _meeting_whom().search(lead) is not None


def _is_first(text: str, start: int) -> bool:
    """成為首位到訪的印度總理: that somebody is the first who comes is told of his visit."""
    return _first_to().search(text, max(0, start - _LONGEST_RANK), start) is not None


@cache
def _first_to() -> re.Pattern[str]:
    return re.compile(rf"[是为][^，。；]{{0,24}}?{alternation('occasion')}[^，。；]{{0,4}}$")


def _names_who(view: ArticleView, start: int) -> bool:
    return any(
        unit.kind in (UnitKind.PERSON, UnitKind.OFFICE)
        for unit in within(view.units, start, start + 2)
    )


def _beside_place(view: ArticleView, start: int, end: int) -> bool:
    """訪美, 過境紐約, 日本行程: such words tell of a visit only beside the name of a place."""
    return any(
        place.start - end in (0, 1) or place.end == start
        for place in within(view.places, start - _LONGEST_GAP, end + 2)
    )


def _is_followed_by_place(view: ArticleView, end: int) -> bool:
    """再訪莫斯科, 先訪開羅: before a place 訪 is a word whatever stands before it."""
    return any(place.start == end for place in within(view.places, end, end + 1))


def _nearest_first(told: Sequence[tuple[int, str]], at: int) -> list[str]:
    """Order those with one initial by how shortly before a point they were named, then after."""
    number = bisect_left(told, (at, ""))
    near = (*reversed(told[max(0, number - _NEAR) : number]), *told[number : number + _NEAR])
    return list(dict.fromkeys(identity for _, identity in near))


def _pair_names(view: ArticleView) -> Iterator[Trigger]:
    """Find names of a meeting made of the first characters of two persons (特普會, 川金二會)."""
    initials: dict[str, list[tuple[int, str]]] = {}
    for mention in view.names:
        if mention.label == "PERSON" and not mention.text[0].isascii():
            told = initials.setdefault(view.simplified[mention.start], [])
            told.append((mention.start, mention.entity.id))
    events = {(m.start, m.end) for m in view.names if m.label == "EVENT"}
    names = {simplify(m.text) for m in view.names if m.label == "PERSON"}
    for found in _PAIR_NAME.finditer(view.simplified):
        start = found.start()
        first = _nearest_first(initials.get(found.group(1), ()), start)
        second = _nearest_first(initials.get(found.group(2), ()), start)
        if not first or not second or first == second:
            continue
        if view.simplified[start : start + 2] in names:
            continue  # 川普|會前
        tail = _PAIR_TAIL.match(view.simplified, start + 2)
        assert tail is not None, "the name was found by its tail"
        end = tail.end()
        is_event = any(begun <= start and end <= ended for begun, ended in events)
        if not is_event and not {start, end} <= view.token_bounds:
            continue
        one = first[0]
        two = next((identity for identity in second if identity != one), "")
        if two:
            yield Trigger(
                start, end, EventType.MEETING, Form.NAME, None, False,
                view.clause_index(start), EventType.MEETING.value, (one, two),
            )  # fmt: skip


def barrier_before(trigger: Trigger, others: Sequence[Trigger], start: int) -> int:
    """Give the end of the last other trigger before this one in the sentence."""
    ends = [other.end for other in others if start <= other.start and other.end <= trigger.start]
    return max([start, *ends])


def is_passed(trigger: Trigger, others: Sequence[Trigger], offset: int) -> bool:
    """在B本周訪問P後，A會晤C: when and where the other event was is not told of this one."""
    frames = [trigger.passed, *(other.frame for other in others if other.start != trigger.start)]
    return any(frame is not None and frame[0] <= offset < frame[1] for frame in frames)
