from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from summit_extract.evaluation.matching import (
    map_entities,
    overlap,
    pair_mentions,
    pair_parties,
    pair_rows,
)
from summit_extract.evaluation.readings import Mention, Named, Party, Reading


def party(name: str, country: str = "", entity: str = "", label: str = "") -> Party:
    return Party(Named((name,), entity, label), country=country)


@st.composite
def mentions(draw: st.DrawFn) -> list[Mention]:
    cuts = sorted(draw(st.sets(st.integers(0, 40), max_size=12)))
    spans = zip(cuts[::2], cuts[1::2], strict=False)
    return [Mention(start, end, "x", "GPE") for start, end in spans]


@given(mentions(), mentions())
def test_mentions_are_paired_one_to_one_and_overlap(
    gold: list[Mention], found: list[Mention]
) -> None:
    pairs = pair_mentions(gold, found)
    assert len({id(a) for a, _ in pairs}) == len(pairs) == len({id(b) for _, b in pairs})
    assert all(overlap((a.start, a.end), (b.start, b.end)) for a, b in pairs)
    assert [(b, a) for a, b in pair_mentions(found, gold)] == pairs


def test_a_person_counts_once() -> None:
    gold = [party("特朗普", "US", "trump", "PERSON")]
    found = [party("特朗普", "US", "p1", "PERSON"), party("川普", "US", "p2", "PERSON")]
    assert len(pair_parties(gold, found, {"p1": "trump", "p2": "trump"})) == 1


def test_a_person_is_not_another_of_the_same_country() -> None:
    gold = [party("特朗普", "US", "trump", "PERSON")]
    assert not pair_parties(gold, [party("萬斯", "US", "vance", "PERSON")], {"vance": "vance"})
    assert not pair_parties(gold, [party("美國總統", "US")], {})


def test_an_office_told_as_text_is_matched_by_its_country() -> None:
    gold = [party("兩國國防部長", "CN"), party("兩國國防部長", "US")]
    found = [party("美國國防部長", "US"), party("中國國防部長", "CN")]
    assert pair_parties(gold, found, {}) == [(0, 1), (1, 0)]


def test_an_office_told_as_text_is_matched_by_its_wording_if_it_has_no_country() -> None:
    assert pair_parties([party("塔利班主要領導人")], [party("塔利班領導人")], {})
    assert not pair_parties([party("塔利班主要領導人")], [party("十多位歐洲領袖")], {})


def test_a_state_is_matched_however_it_is_named() -> None:
    gold = [party("俄羅斯", "RU", "russia", "GPE")]
    assert pair_parties(gold, [party("俄方", "RU")], {})
    assert not pair_parties(gold, [party("莫斯科", "RU", "moscow", "GPE")], {"moscow": "moscow"})


def test_entities_are_mapped_by_their_mentions_whatever_their_ids(gold: Reading) -> None:
    renamed = replace(
        gold, mentions=tuple(replace(m, entity=f"x_{m.entity}") for m in gold.mentions)
    )
    assert map_entities(gold, renamed)["x_trump"] == "trump"


def test_rows_with_another_date_and_place_are_two_events(gold: Reading) -> None:
    row = gold.rows[0]
    other = replace(row, date="2018-07-16", local_date="", location=None, evidence=((0, 1),))
    mapping = map_entities(gold, gold)
    one = replace(gold, rows=(row,))
    assert pair_rows(one, replace(gold, rows=(other,)), mapping).pairs
    elsewhere = replace(other, location=gold.rows[2].location)
    pairing = pair_rows(one, replace(gold, rows=(elsewhere,)), mapping)
    assert not pairing.pairs
    assert (len(pairing.missed), len(pairing.extra)) == (1, 1)


def test_the_same_sentence_makes_a_pair_of_them(gold: Reading) -> None:
    row = gold.rows[0]
    other = replace(row, date="2018-07-16", local_date="", location=gold.rows[2].location)
    mapping = map_entities(gold, gold)
    assert pair_rows(replace(gold, rows=(row,)), replace(gold, rows=(other,)), mapping).pairs
