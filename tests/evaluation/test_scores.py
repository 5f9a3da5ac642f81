"""A perfect reading scores 1; each single mistake costs what it should, and nothing else."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from summit_extract.evaluation.gold import GoldArticle
from summit_extract.evaluation.locations import Location
from summit_extract.evaluation.readings import Mention, Named, Party, Reading, Row, empty_reading
from summit_extract.evaluation.scores import Figure, score_articles, tally_article

Scores = dict[tuple[str, str, str], float]

KENTUCKY = Location("Anchorage", "US", 38.27, -85.53)
MENTIONS = 18
ENTITY_MENTIONS = 13


def figures(gold: Reading, found: Reading) -> Scores:
    return {
        (figure.item.task.value, figure.item.name, figure.measure): figure.value
        for figure in score_articles([tally_article(gold, found)])
        if figure.value is not None
    }


def changed(gold: Reading, found: Reading) -> set[tuple[str, str]]:
    """Give the items, not their measures, in which a reading is not perfect."""
    return {(task, item) for (task, item, _), value in figures(gold, found).items() if value != 1}


def with_mention(gold: Reading, text: str, change: Callable[[Mention], Mention | None]) -> Reading:
    """Change the last mention of that text."""
    at = max(i for i, mention in enumerate(gold.mentions) if mention.text == text)
    kept = (change(m) if i == at else m for i, m in enumerate(gold.mentions))
    return replace(gold, mentions=tuple(m for m in kept if m is not None))


def with_row(gold: Reading, number: int, change: Callable[[Row], Row]) -> Reading:
    rows = tuple(change(row) if i == number else row for i, row in enumerate(gold.rows))
    return replace(gold, rows=rows)


def test_a_perfect_reading_scores_1(gold: Reading) -> None:
    assert len(gold.mentions) == MENTIONS
    assert changed(gold, gold) == set()


def test_ids_of_entities_do_not_matter(gold: Reading) -> None:
    def renamed(named: Named) -> Named:
        return replace(named, entity=named.entity and f"x:{named.entity}", forms=("?",))

    def rename_party(party: Party) -> Party:
        return replace(party, named=renamed(party.named)) if party.named.entity else party

    found = replace(
        gold,
        mentions=tuple(
            replace(m, entity=f"x:{m.entity}") if m.entity else m for m in gold.mentions
        ),
        rows=tuple(
            replace(
                row,
                participants=tuple(map(rename_party, row.participants)),
                reported_by=tuple(map(renamed, row.reported_by)),
            )
            for row in gold.rows
        ),
    )
    assert changed(gold, found) == set()


def test_the_order_of_rows_mentions_and_participants_costs_nothing(gold: Reading) -> None:
    found = replace(
        gold,
        mentions=gold.mentions[::-1],
        rows=tuple(
            replace(row, participants=row.participants[::-1], evidence=row.evidence[::-1])
            for row in gold.rows[::-1]
        ),
    )
    assert changed(gold, found) == set()


def test_nothing_found_scores_0(gold: Reading, article: GoldArticle) -> None:
    scores = figures(gold, empty_reading(article))
    assert scores["mentions", "all", "f1"] == 0
    assert scores["events", "rows", "f1"] == 0
    assert scores["events", "strict", "recall"] == 0
    assert scores["dates", "value", "f1"] == 0
    assert ("events", "rows", "precision") not in scores


def test_a_missed_mention_costs_recall(gold: Reading) -> None:
    scores = figures(gold, with_mention(gold, "王毅", lambda m: None))
    assert scores["mentions", "all", "recall"] == pytest.approx((MENTIONS - 1) / MENTIONS)
    assert scores["mentions", "all", "precision"] == 1
    assert scores["mentions", "PERSON", "recall"] == pytest.approx(6 / 7)
    assert scores["mentions", "GPE", "f1"] == 1
    assert scores["coreference", "B³sys", "f1"] == 1
    assert scores["coreference", "B³", "recall"] == pytest.approx(
        (ENTITY_MENTIONS - 1) / ENTITY_MENTIONS
    )


def test_an_extra_mention_costs_precision(gold: Reading) -> None:
    extra = Mention(10, 11, gold.text[10:11], "ORG", entity="nobody")
    scores = figures(gold, replace(gold, mentions=(*gold.mentions, extra)))
    assert scores["mentions", "ORG", "precision"] == 0.5
    assert scores["mentions", "all", "precision"] == pytest.approx(MENTIONS / (MENTIONS + 1))
    assert scores["mentions", "all", "recall"] == 1


def test_a_wrong_span_costs_the_exact_score_only(gold: Reading) -> None:
    found = with_mention(
        gold, "莫斯科", lambda m: replace(m, start=m.start - 1, text=f"問{m.text}")
    )
    scores = figures(gold, found)
    assert scores["mentions", "GPE", "f1"] == pytest.approx(4 / 5)
    assert scores["mentions overlapping", "GPE", "f1"] == 1
    assert scores["places", "name", "accuracy"] == 1


def test_a_wrong_label_costs_both_labels(gold: Reading) -> None:
    found = with_mention(gold, "白宮", lambda m: replace(m, label="FAC"))
    scores = figures(gold, found)
    assert scores["mentions", "ORG", "recall"] == 0
    assert scores["mentions", "FAC", "precision"] == 0
    assert scores["mentions", "all", "f1"] == pytest.approx((MENTIONS - 1) / MENTIONS)


def test_a_wrong_value_costs_value_only(gold: Reading) -> None:
    found = with_mention(gold, "7月3日", lambda m: replace(m, value="2024-07-03"))
    assert changed(gold, found) == {("dates", "value")}
    scores = figures(gold, found)
    assert scores["dates", "value", "accuracy"] == pytest.approx(4 / 5)
    assert scores["dates", "value", "f1"] == pytest.approx(4 / 5)


def test_a_date_found_with_another_span_is_relaxed_not_strict(gold: Reading) -> None:
    found = with_mention(gold, "7月3日", lambda m: replace(m, end=m.end - 1, text="7月3"))
    scores = figures(gold, found)
    assert scores["dates", "strict", "f1"] == pytest.approx(4 / 5)
    assert scores["dates", "relaxed", "f1"] == 1
    assert scores["dates", "value", "f1"] == 1


def test_a_place_in_the_wrong_state_is_wrong_by_name_and_distance(gold: Reading) -> None:
    found = with_mention(gold, "安克雷奇", lambda m: replace(m, location=KENTUCKY))
    assert changed(gold, found) == {("places", "name"), ("places", "within 161 km")}
    assert figures(gold, found)["places", "name", "accuracy"] == pytest.approx(4 / 5)


def test_an_unresolved_place_is_wrong_in_all(gold: Reading) -> None:
    found = with_mention(gold, "安克雷奇", lambda m: replace(m, location=None))
    expected = {("places", "name"), ("places", "within 161 km"), ("places", "country")}
    assert changed(gold, found) == expected


def test_a_split_entity_costs_coreference_recall_only(gold: Reading) -> None:
    found = with_mention(gold, "特朗普", lambda m: replace(m, entity="other"))
    assert changed(gold, found) == {("coreference", "B³sys"), ("coreference", "B³")}
    scores = figures(gold, found)
    assert scores["coreference", "B³", "precision"] == 1
    missing = (2 * (1 - 2 / 3) + (1 - 1 / 3)) / ENTITY_MENTIONS
    assert scores["coreference", "B³", "recall"] == pytest.approx(1 - missing)


def test_merged_entities_cost_coreference_precision(gold: Reading) -> None:
    found = replace(
        gold,
        mentions=tuple(
            replace(m, entity="usa") if m.entity == "russia" else m for m in gold.mentions
        ),
    )
    scores = figures(gold, found)
    assert scores["coreference", "B³", "recall"] == 1
    assert scores["coreference", "B³", "precision"] == pytest.approx(
        (ENTITY_MENTIONS - 1) / ENTITY_MENTIONS
    )


def test_a_missed_event_costs_recall(gold: Reading) -> None:
    scores = figures(gold, replace(gold, rows=(gold.rows[0], *gold.rows[2:])))
    assert scores["events", "rows", "recall"] == pytest.approx(2 / 3)
    assert scores["events", "rows", "precision"] == 1
    assert scores["events", "strict", "f1"] == pytest.approx(4 / 5)


def test_an_extra_event_costs_precision(gold: Reading) -> None:
    extra = replace(
        gold.rows[2], id="e9", type="agreement", date="1972-05-22", evidence=gold.rows[1].evidence
    )
    scores = figures(gold, replace(gold, rows=(*gold.rows, extra)))
    assert scores["events", "rows", "precision"] == pytest.approx(3 / 4)
    assert scores["events", "rows", "recall"] == 1


def test_an_optional_event_costs_nothing_either_way(gold: Reading) -> None:
    assert gold.rows[3].optional
    assert changed(gold, replace(gold, rows=gold.rows[:3])) == set()
    found_all = replace(gold, rows=tuple(replace(row, optional=False) for row in gold.rows))
    assert changed(gold, found_all) == set()
    wrong = with_row(found_all, 3, lambda row: replace(row, status="planned", date="2025-08-01"))
    assert changed(gold, wrong) == set()


def test_an_event_told_twice_is_one_extra(gold: Reading) -> None:
    scores = figures(gold, replace(gold, rows=(*gold.rows, gold.rows[0])))
    assert scores["events", "rows", "precision"] == pytest.approx(3 / 4)


@pytest.mark.parametrize(
    ("slot", "value", "wrong", "strict"),
    [
        ("type", "visit", {"type"}, True),
        ("status", "held", {"status"}, True),
        ("format", "multilateral", {"format"}, False),
        ("date", "2025-08-17", {"date", "local_date"}, True),
        ("date", "2025-08-16T03:30+08:00", set(), False),
        ("local_date", "2025-08-15", {"local_date"}, False),
        ("timezone", "Asia/Hong_Kong", {"timezone"}, False),
        ("location", None, {"place", "country"}, True),
        ("location", KENTUCKY, {"place"}, False),
        ("venue", Named(("白宮",), "white_house"), {"venue"}, False),
        ("occasion", Named(("G20",)), {"occasion"}, False),
        ("planned_duration", "PT1H", {"planned_duration"}, False),
        ("duration", "PT1H", {"duration"}, False),
        ("topics", (), {"topics"}, False),
        ("topics", ("停火問題",), set(), False),
        ("outcome", ("停火",), {"outcome"}, False),
        ("reported_by", (Named(("白宮",), "white_house"),), {"reported_by"}, False),
        ("attendees", (Party(Named(("王毅",), "wang", "PERSON")),), {"attendees"}, False),
    ],
)
def test_a_wrong_slot_costs_that_slot(
    gold: Reading, slot: str, value: object, wrong: set[str], strict: bool
) -> None:
    found = with_row(gold, 0, lambda row: replace(row, **{slot: value}))  # type: ignore[arg-type]
    expected = {("slots", name) for name in wrong}
    if strict:
        expected.add(("events", "strict"))
    assert changed(gold, found) == expected
    scores = figures(gold, found)
    for name in wrong:
        assert scores["slots", name, "accuracy"] == pytest.approx(2 / 3)
    assert scores["events", "strict", "f1"] == pytest.approx(2 / 3 if strict else 1)


def test_a_missing_participant_costs_recall_of_participants_and_strict(gold: Reading) -> None:
    found = with_row(gold, 0, lambda row: replace(row, participants=row.participants[:1]))
    scores = figures(gold, found)
    assert changed(gold, found) == {("slots", "participants"), ("events", "strict")}
    assert scores["slots", "participants", "recall"] == pytest.approx(4 / 5)
    assert scores["slots", "participants", "precision"] == 1


def test_a_wrong_role_or_country_of_a_participant_costs_only_that(gold: Reading) -> None:
    def change(row: Row) -> Row:
        first, second = row.participants
        return replace(row, participants=(replace(first, role="總統", country="GB"), second))

    found = with_row(gold, 0, change)
    assert changed(gold, found) == {
        ("slots", "participant_roles"),
        ("slots", "participant_countries"),
    }
    assert figures(gold, found)["slots", "participant_roles", "precision"] == pytest.approx(4 / 5)


def test_evidence_counts_sentences_that_overlap(gold: Reading) -> None:
    found = with_row(gold, 0, lambda row: replace(row, evidence=row.evidence[:1]))
    scores = figures(gold, found)
    assert changed(gold, found) == {("events", "evidence")}
    assert scores["events", "evidence", "recall"] == pytest.approx(3 / 4)
    assert scores["events", "evidence", "precision"] == 1


def test_a_wrong_publishing_date_is_told(gold: Reading) -> None:
    assert changed(gold, replace(gold, published="")) == {("layout", "published")}


def test_readings_of_different_texts_are_refused(gold: Reading) -> None:
    with pytest.raises(ValueError, match="not of the same text"):
        tally_article(gold, replace(gold, text="other"))


def test_intervals_are_the_same_each_time_and_hold_the_value(gold: Reading) -> None:
    worse = replace(gold, rows=gold.rows[:1], mentions=gold.mentions[::2])
    tallies = [tally_article(gold, gold), tally_article(gold, worse), tally_article(gold, gold)]
    first, second = score_articles(tallies), score_articles(tallies)
    assert first == second

    def holds(figure: Figure) -> bool:
        if figure.value is None or figure.low is None or figure.high is None:
            return True
        return figure.low - 1e-9 <= figure.value <= figure.high + 1e-9

    assert all(map(holds, first))
    rows = next(f for f in first if (f.item.name, f.measure) == ("rows", "recall"))
    assert rows.low is not None
    assert rows.high is not None
    assert rows.low < rows.high


def test_scores_of_several_articles_are_micro_averages(gold: Reading) -> None:
    missed = with_mention(gold, "王毅", lambda m: None)
    scored = score_articles([tally_article(gold, gold), tally_article(gold, missed)])
    recall = next(f for f in scored if (f.item.name, f.measure) == ("PERSON", "recall"))
    assert recall.value == pytest.approx(13 / 14)
