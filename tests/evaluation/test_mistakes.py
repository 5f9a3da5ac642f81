"""Each mistake is listed once, with its sentence, under the stage that went wrong."""

from dataclasses import replace

import pytest

from summit_extract.evaluation.mistakes import Kind, Mistake, Stage, find_mistakes
from summit_extract.evaluation.readings import Mention, Reading


def stages(mistakes: list[Mistake]) -> list[tuple[Stage, Kind]]:
    return [(mistake.stage, mistake.kind) for mistake in mistakes]


def change_mention(gold: Reading, text: str, **fields: object) -> Reading:
    at = max(i for i, mention in enumerate(gold.mentions) if mention.text == text)
    changed = replace(gold.mentions[at], **fields)  # type: ignore[arg-type]
    return replace(gold, mentions=(*gold.mentions[:at], changed, *gold.mentions[at + 1 :]))


def drop_mention(gold: Reading, text: str) -> Reading:
    return replace(gold, mentions=tuple(m for m in gold.mentions if m.text != text))


def change_row(gold: Reading, **fields: object) -> Reading:
    changed = replace(gold.rows[0], **fields)  # type: ignore[arg-type]
    return replace(gold, rows=(changed, *gold.rows[1:]))


def test_a_perfect_reading_has_none(gold: Reading) -> None:
    assert find_mistakes(gold, gold) == []


def test_a_missed_name_is_told_with_its_sentence(gold: Reading) -> None:
    (mistake,) = find_mistakes(gold, drop_mention(gold, "白宮"))
    assert (mistake.stage, mistake.kind) == (Stage.NAMES, Kind.MISSED)
    assert mistake.what == "ORG 白宮 (white_house)"
    assert mistake.sentence == "特朗普7月3日與普京通電話，談了一小時，白宮稱氣氛良好。"


@pytest.mark.parametrize(
    ("text", "fields", "stage", "told"),
    [
        ("7月3日", {"value": "2024-07-03"}, Stage.DATES, "value 2024-07-03"),
        ("安克雷奇", {"location": None}, Stage.PLACES, "resolved to unresolved"),
        ("特朗普", {"entity": "x"}, Stage.NAMES, "x not joined with trump"),
        ("白宮", {"label": "FAC"}, Stage.NAMES, "label FAC"),
    ],
)
def test_a_wrong_mention_belongs_to_the_stage_that_reads_it(
    gold: Reading, text: str, fields: dict[str, object], stage: Stage, told: str
) -> None:
    (mistake,) = find_mistakes(gold, change_mention(gold, text, **fields))
    assert (mistake.stage, mistake.kind) == (stage, Kind.WRONG)
    assert told in mistake.what


def test_an_extra_mention_is_told(gold: Reading) -> None:
    extra = Mention(10, 11, gold.text[10:11], "PERSON", entity="x")
    found = replace(gold, mentions=(*gold.mentions, extra))
    assert stages(find_mistakes(gold, found)) == [(Stage.NAMES, Kind.EXTRA)]


def test_a_missed_publishing_date_belongs_to_the_layout(gold: Reading) -> None:
    found = replace(gold, published="")
    assert stages(find_mistakes(gold, found)) == [(Stage.LAYOUT, Kind.WRONG)]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"status": "held"}, (Stage.STATUS, Kind.WRONG)),
        ({"type": "visit"}, (Stage.TRIGGERS, Kind.WRONG)),
        ({"timezone": "Asia/Tokyo"}, (Stage.DATE, Kind.EXTRA)),
        ({"topics": ()}, (Stage.OTHER_SLOTS, Kind.MISSED)),
        ({"attendees": ()}, None),
    ],
)
def test_a_wrong_slot_belongs_to_the_stage_that_fills_it(
    gold: Reading, fields: dict[str, object], expected: tuple[Stage, Kind] | None
) -> None:
    found = stages(find_mistakes(gold, change_row(gold, **fields)))
    assert found == ([expected] if expected else [])


def test_a_wrong_date_slot_belongs_to_date_if_the_mention_was_read_well(gold: Reading) -> None:
    found = change_row(gold, date="2025-08-17", local_date="2025-08-17")
    assert stages(find_mistakes(gold, found)) == [(Stage.DATE, Kind.WRONG)]


def test_a_wrong_date_slot_belongs_to_dates_if_the_mention_was_misread(gold: Reading) -> None:
    found = change_row(gold, date="2024-08-16", local_date="2024-08-16")
    found = change_mention(found, "8月16日", value="2024-08-16")
    assert {mistake.stage for mistake in find_mistakes(gold, found)} == {Stage.DATES}


def test_a_missing_participant_belongs_to_names_if_the_mention_was_missed(gold: Reading) -> None:
    found = change_row(gold, participants=gold.rows[0].participants[1:])
    assert stages(find_mistakes(gold, found)) == [(Stage.PARTICIPANTS, Kind.WRONG)]
    mistakes = find_mistakes(gold, drop_mention(found, "特朗普"))
    assert {mistake.stage for mistake in mistakes} == {Stage.NAMES}


def test_a_missed_event_belongs_to_the_triggers(gold: Reading) -> None:
    found = replace(gold, rows=gold.rows[1:])
    assert stages(find_mistakes(gold, found)) == [(Stage.TRIGGERS, Kind.MISSED)]


def test_an_event_missed_in_boilerplate_belongs_to_the_layout(gold: Reading) -> None:
    found = replace(gold, rows=gold.rows[1:], passed_over=((0, len(gold.text)),))
    assert stages(find_mistakes(gold, found)) == [(Stage.LAYOUT, Kind.MISSED)]


def test_two_events_made_one_belong_to_the_merge(gold: Reading) -> None:
    first, second = gold.rows[:2]
    merged = replace(first, evidence=first.evidence + second.evidence)
    mistakes = find_mistakes(gold, replace(gold, rows=(merged, *gold.rows[2:])))
    assert set(stages(mistakes)) == {(Stage.MERGE, Kind.MISSED), (Stage.MERGE, Kind.EXTRA)}


def test_one_event_made_two_belongs_to_the_merge(gold: Reading) -> None:
    first = gold.rows[0]
    main, heading = (replace(first, evidence=(at,)) for at in first.evidence)
    mistakes = find_mistakes(gold, replace(gold, rows=(main, heading, *gold.rows[1:])))
    assert {mistake.stage for mistake in mistakes} == {Stage.MERGE}
    assert {mistake.kind for mistake in mistakes} == {Kind.EXTRA, Kind.MISSED}


def test_optional_events_are_no_mistake(gold: Reading) -> None:
    assert find_mistakes(gold, replace(gold, rows=gold.rows[:3])) == []
