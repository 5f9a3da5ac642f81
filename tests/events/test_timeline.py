"""The timeline: what is one event over articles, what is two, and what the row says."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summit_extract.events.timeline import Timeline, build_timeline
from summit_extract.events.timeline_columns import TIMELINE_COLUMNS
from summit_extract.pipeline import analyse_text, load
from summit_extract.reading.article import Article
from summit_extract.tables import COLUMNS, Row, article_tables

FOLDER = Path(__file__).parent / "timeline"

PEOPLE = {
    "trump": ("trump", "特朗普", "Donald Trump", "美國總統", "US"),
    "putin": ("putin", "普京", "Vladimir Putin", "俄羅斯總統", "RU"),
    "rubio": ("rubio", "魯比奧", "Marco Rubio", "美國國務卿", "US"),
    "lavrov": ("lavrov", "拉夫羅夫", "Sergei Lavrov", "俄外長", "RU"),
    "zelensky": ("zelensky", "澤連斯基", "Volodymyr Zelensky", "烏克蘭總統", "UA"),
    "macron": ("macron", "馬克龍", "Emmanuel Macron", "法國總統", "FR"),
    "starmer": ("starmer", "施紀賢", "Keir Starmer", "英國首相", "GB"),
    "merz": ("merz", "梅爾茨", "Friedrich Merz", "德國總理", "DE"),
    "us": ("place:6252001", "美國", "United States", "", "US"),
    "ru": ("place:2017370", "俄羅斯", "Russia", "", "RU"),
    "us_minister": ("", "美國國務卿", "", "國務卿", "US"),
    "ru_minister": ("", "俄外長", "", "外長", "RU"),
    "shen_hant": ("person:沈逸達", "沈逸達", "", "外長", "XA"),
    "shen_hans": ("person:沈逸达", "沈逸达", "", "", ""),
    "shen_other": ("person:申伊達", "申伊達", "", "外長", "XA"),
}
PLACES = {
    "helsinki": ("Helsinki", "Uusimaa", "FI", "Finland", "658225", "60.16952", "24.93545"),
    "finland": ("Finland", "", "FI", "Finland", "660013", "64", "26"),
    "vantaa": ("Vantaa", "Uusimaa", "FI", "Finland", "632453", "60.29414", "25.04099"),
    "geneva": ("Geneva", "Genève", "CH", "Switzerland", "2660646", "46.20222", "6.14569"),
}
_PLACE = ("place", "admin1", "country_code", "country", "geonames_id", "latitude", "longitude")


@dataclass(frozen=True)
class Told:
    """What one article tells of one event; ``day`` is a day, a month or a range of days."""

    day: str = "2018-07-16"
    who: str = "trump putin"
    place: str = "helsinki"
    article: str = ""
    published: str = "2018-07-17"
    slots: dict[str, str] = field(default_factory=dict)

    def event(self, event_id: str) -> dict[str, str]:
        first, _, last = self.day.partition("/")
        bounds = {"date_start": first, "date_end": last or first} if first else {}
        if len(first) == 7:
            bounds = {"date_start": f"{first}-01", "date_end": f"{first}-28"}
        place = dict(zip(_PLACE, PLACES[self.place], strict=True)) if self.place else {}
        people = [PEOPLE[name] for name in self.who.split()]
        values = {
            "event_id": event_id,
            "article_id": self.article,
            "event_type": "meeting",
            "status": "held",
            "date": self.day,
            "local_date": self.day,
            **bounds,
            **place,
            "participants": "; ".join(person[1] for person in people),
        }
        return values | self.slots


def tables_of(told: Sequence[Told]) -> tuple[list[Row], list[Row], list[Row]]:
    events: list[Row] = []
    participants: list[Row] = []
    articles: dict[str, Row] = {}
    numbers: dict[str, int] = {}
    for index, one in enumerate(told):
        one = replace(one, article=one.article or f"paper{index:02}")
        numbers[one.article] = numbers.get(one.article, 0) + 1
        event_id = f"{one.article}#e{numbers[one.article]}"
        event = one.event(event_id)
        events.append(tuple(event.get(column, "") for column in COLUMNS["events"]))
        participants += [(event_id, *PEOPLE[name], "principal") for name in one.who.split()]
        article = {"article_id": one.article, "published": one.published}
        articles[one.article] = tuple(article.get(c, "") for c in COLUMNS["articles"])
    return events, participants, list(articles.values())


def timeline_of(*told: Told) -> list[dict[str, str]]:
    rows = build_timeline(*tables_of(told))
    return [dict(zip(TIMELINE_COLUMNS, row, strict=True)) for row in rows]


def groups_of(*told: Told) -> list[str]:
    return sorted(row["event_ids"] for row in timeline_of(*told))


@cache
def folder_tables(name: str) -> tuple[dict[str, list[Row]], ...]:
    nlp = load()

    def read() -> Iterator[dict[str, list[Row]]]:
        for path in sorted((FOLDER / name).iterdir()):
            text = path.read_text(encoding="utf-8")
            article = Article(path.stem, path.name, text)
            yield article_tables(article, analyse_text(nlp, text)).rows

    return tuple(read())


def folder_timeline(name: str) -> list[dict[str, str]]:
    with Timeline() as timeline:
        for tables in folder_tables(name):
            timeline.add(tables)
        rows = list(timeline.rows())
    found = [dict(zip(TIMELINE_COLUMNS, row, strict=True)) for row in rows]
    return [row for row in found if row["event_type"] == "meeting"]


# -- articles, read by the pipeline ----------------------------------------------------------


def test_summit_told_by_five_papers_is_one_row() -> None:
    found = folder_timeline("five_papers")
    assert [(row["article_count"], row["event_ids"]) for row in found] == [
        ("5", "hongkong#e1; mainland#e1; states#e1; taiwan#e1; wrong_day#e1")
    ]


def test_day_of_one_paper_is_named_as_disagreement() -> None:
    (row,) = folder_timeline("five_papers")
    assert (row["date"], row["disagreements"]) == ("2018-06-12", "date")


def test_two_summits_of_two_leaders_in_one_year_are_two_rows() -> None:
    found = folder_timeline("two_summits")
    assert [(row["date"], row["place"], row["article_count"]) for row in found] == [
        ("2017-07-07", "Hamburg", "3"),
        ("2017-11-11", "Da Nang", "2"),
    ]


# -- one event or two ------------------------------------------------------------------------

ONE = "one event"
TWO = "two events"
CASES = [
    ("the same", Told(), ONE),
    ("a day later", Told(day="2018-07-17"), ONE),
    ("two days later", Told(day="2018-07-18"), ONE),
    ("three days later", Told(day="2018-07-19"), TWO),
    ("the month", Told(day="2018-07"), ONE),
    ("another month", Told(day="2018-08"), TWO),
    ("days around it", Told(day="2018-07-15/2018-07-16"), ONE),
    ("the state it was in", Told(place="finland"), ONE),
    ("a town near by", Told(place="vantaa"), ONE),
    ("no place", Told(place=""), ONE),
    ("another city", Told(place="geneva"), TWO),
    ("states", Told(who="us ru"), ONE),
    ("one leader and a state", Told(who="trump ru"), ONE),
    ("their ministers", Told(who="rubio lavrov"), TWO),
    ("their ministers by office", Told(who="us_minister ru_minister"), TWO),
    ("a third side", Told(who="trump putin zelensky"), TWO),
    ("another leader", Told(who="trump zelensky"), TWO),
    ("a call", Told(slots={"event_type": "call", "format": "phone"}, place=""), TWO),
    ("planned before", Told(slots={"status": "planned"}, published="2018-07-01"), ONE),
    ("cancelled before", Told(slots={"status": "cancelled"}, published="2018-06-01"), ONE),
    ("not held", Told(slots={"status": "not_held"}), TWO),
    ("no date, told next day", Told(day="", place="", published="2018-07-18"), ONE),
    ("no date, told a year later", Told(day="", place="", published="2019-07-18"), TWO),
    ("no date but the city, a year later", Told(day="", published="2019-07-18"), ONE),
    ("no date, told before", Told(day="", place="", published="2018-07-10"), TWO),
    (
        "no date, planned before",
        Told(day="", place="", published="2018-07-01", slots={"status": "planned"}),
        ONE,
    ),
    ("the next day at the place", Told("2018-07-17", slots={"local_date": "2018-07-16"}), ONE),
]


@pytest.mark.parametrize(("other", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_two_articles_tell_of(other: Told, expected: str) -> None:
    found = groups_of(Told(), other)
    assert (ONE if len(found) == 1 else TWO) == expected


MINISTERS = [
    ("ministers by name and by office", "rubio lavrov", "us_minister ru_minister", ONE),
    ("ministers and states", "rubio lavrov", "us ru", ONE),
    ("a name in both scripts, its state told once", "trump shen_hant", "trump shen_hans", ONE),
    ("a name spelled in two ways, with one office", "trump shen_hant", "trump shen_other", ONE),
]


@pytest.mark.parametrize(
    ("who", "other", "expected"), [c[1:] for c in MINISTERS], ids=[c[0] for c in MINISTERS]
)
def test_people_are_told_as(who: str, other: str, expected: str) -> None:
    found = groups_of(Told(who=who), Told(who=other))
    assert (ONE if len(found) == 1 else TWO) == expected


def test_two_rows_of_one_article_are_two_events() -> None:
    told = [
        Told(day="2018-07-16", article="both"),
        Told(day="2018-07-17", article="both"),
        Told(day="2018-07-16", article="first"),
        Told(day="2018-07-17", article="second"),
    ]
    assert groups_of(*told) == ["both#e1; first#e1", "both#e2; second#e1"]


def test_what_was_planned_does_not_join_what_was_held_and_what_was_not() -> None:
    told = [
        Told(slots={"status": "planned"}, published="2018-07-01", article="a"),
        Told(slots={"status": "planned"}, published="2018-07-02", article="b"),
        Told(slots={"status": "held"}, article="c"),
        Told(slots={"status": "not_held"}, article="d"),
    ]
    assert groups_of(*told) == ["a#e1; b#e1; c#e1", "d#e1"]


def test_states_join_the_leaders_not_the_ministers_of_that_day() -> None:
    told = [
        Told(who="trump putin", article="leaders"),
        Told(who="rubio lavrov", article="ministers"),
        Told(who="us ru", article="states"),
    ]
    assert groups_of(*told) == ["leaders#e1; states#e1", "ministers#e1"]


def test_row_without_date_stays_alone_where_two_events_fit() -> None:
    told = [
        Told(day="2018-07-02", article="a"),
        Told(day="2018-07-16", article="b"),
        Told(day="", place="", article="c"),
    ]
    assert groups_of(*told) == ["a#e1", "b#e1", "c#e1"]


def test_month_joins_nothing_where_two_events_fit() -> None:
    told = [
        Told(day="2018-07-02", article="a"),
        Told(day="2018-07-16", article="b"),
        Told(day="2018-07", article="c"),
    ]
    assert groups_of(*told) == ["a#e1", "b#e1", "c#e1"]


def test_hopes_without_date_in_one_week_are_one_event_and_later_ones_another() -> None:
    hope = {"status": "proposed"}
    told = [
        Told(day="", place="", article="a", published="2025-01-10", slots=hope),
        Told(day="", place="", article="b", published="2025-01-12", slots=hope),
        Told(day="", place="", article="c", published="2025-06-01", slots=hope),
    ]
    assert groups_of(*told) == ["a#e1; b#e1", "c#e1"]


def test_rows_without_date_of_articles_without_day_stay_alone() -> None:
    told = [Told(day="", place="", published="", slots={"status": "proposed"}) for _ in range(3)]
    assert len(groups_of(*told)) == 3


def test_days_across_months_are_neighbours() -> None:
    assert len(groups_of(Told(day="2018-07-31"), Told(day="2018-08-01"))) == 1


def test_meetings_day_after_day_are_not_chained_into_one() -> None:
    days = [Told(day=f"2018-07-{day:02}", article=f"d{day:02}") for day in range(1, 16)]
    assert len(groups_of(*days)) >= 3


def test_three_sides_told_with_one_more_or_less_are_one_event() -> None:
    several = {"format": "multilateral"}
    told = [
        Told(who="macron starmer merz trump", slots=several),
        Told(who="macron starmer merz", slots=several),
        Told(who="macron starmer", slots={"format": "bilateral"}),
    ]
    assert groups_of(*told) == ["paper00#e1; paper01#e1", "paper02#e1"]


# -- what the row says -----------------------------------------------------------------------


def row_of(*told: Told) -> dict[str, str]:
    (row,) = timeline_of(*told)
    return row


def status_told(status: str, published: str) -> Told:
    return Told(published=published, slots={"status": status})


def test_status_is_that_of_most_articles() -> None:
    row = row_of(
        status_told("held", "2018-07-17"),
        status_told("held", "2018-07-18"),
        status_told("planned", "2018-07-19"),
    )
    assert (row["status"], row["disagreements"]) == ("held", "status")


@pytest.mark.parametrize("last_first", [True, False])
def test_status_of_the_article_published_last_decides_between_equals(last_first: bool) -> None:
    told = [status_told("planned", "2018-07-10"), status_told("held", "2018-07-17")]
    row = row_of(*(reversed(told) if last_first else told))
    assert row["status"] == "held"


def test_place_has_the_coordinates_of_its_own_row() -> None:
    row = row_of(Told(place="finland"), Told(place="finland"), Told(place="helsinki"))
    assert (row["place"], row["latitude"], row["disagreements"]) == ("Helsinki", "60.16952", "")


def test_day_wins_over_its_month_without_disagreement() -> None:
    row = row_of(Told(day="2018-07"), Told(day="2018-07"), Told(day="2018-07-16"))
    assert (row["date"], row["disagreements"]) == ("2018-07-16", "")


def test_day_in_another_time_zone_is_no_disagreement() -> None:
    elsewhere = Told("2018-07-17", slots={"local_date": "2018-07-16", "timezone": "Asia/Taipei"})
    assert row_of(Told(), Told(), elsewhere)["disagreements"] == ""


def test_names_win_over_states_without_disagreement() -> None:
    row = row_of(Told(who="us ru"), Told(who="us ru"), Told(who="trump putin"))
    assert (row["participants"], row["disagreements"]) == ("特朗普; 普京", "")


def test_roles_are_taken_from_an_article_that_tells_them() -> None:
    told = Told(slots={"participant_roles": "美國總統; 俄羅斯總統"})
    later = Told(published="2018-08-01")
    assert row_of(told, later)["participant_roles"] == "美國總統; 俄羅斯總統"


DIFFERENCES = [
    ("place", Told(place="vantaa"), "place"),
    ("participants", Told(who="trump rubio putin"), "participants"),
    ("format", Told(slots={"format": "one_on_one"}), "format"),
    ("length", Told(slots={"duration": "PT3H"}), "duration"),
    ("length said to be about", Told(slots={"duration": "PT2H30M~"}), ""),
    ("occasion", Told(slots={"occasion": "亞太經合組織峰會"}), "occasion"),
    ("occasion by another name", Told(slots={"occasion": "二十国集团峰会"}), ""),
    ("venue", Told(slots={"venue": "釣魚臺國賓館"}), "venue"),
    ("venue by another name", Told(slots={"venue": "嘉佩樂飯店"}), ""),
    ("wording", Told(slots={"topics": "敘利亞"}), ""),
]


@pytest.mark.parametrize(
    ("other", "named"), [c[1:] for c in DIFFERENCES], ids=[c[0] for c in DIFFERENCES]
)
def test_difference_is_named(other: Told, named: str) -> None:
    slots = {
        "format": "bilateral",
        "duration": "PT2H",
        "occasion": "G20峰會",
        "venue": "嘉佩樂酒店",
        "topics": "軍控",
    }
    other = replace(other, slots=slots | other.slots)
    assert row_of(Told(slots=slots), Told(slots=slots), other)["disagreements"] == named


def test_rows_are_in_the_order_of_days_and_those_without_come_last() -> None:
    told = [
        Told(day="", place="", published="2030-01-01", article="a"),
        Told(day="2018-07-16", article="b"),
        Told(day="1972-05-22", article="c"),
    ]
    found = [(row["timeline_id"], row["event_ids"]) for row in timeline_of(*told)]
    assert found == [("t1", "c#e1"), ("t2", "b#e1"), ("t3", "a#e1")]


# -- whatever order the work is done in ------------------------------------------------------

told_things = st.builds(
    Told,
    day=st.sampled_from(["", "2018-07", "2018-07-16", "2018-07-17", "2018-07-18", "2018-07-20"]),
    who=st.sampled_from(["trump putin", "rubio lavrov", "us ru", "trump ru", "trump zelensky"]),
    place=st.sampled_from(["", "helsinki", "finland", "geneva"]),
    article=st.sampled_from([f"paper{number}" for number in range(6)]),
    slots=st.fixed_dictionaries({"status": st.sampled_from(["held", "planned", "not_held"])}),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(told_things, max_size=12), st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(told: list[Told], chance: random.Random) -> None:
    tables = tables_of(told)
    shuffled = tuple(chance.sample(rows, len(rows)) for rows in tables)
    assert list(build_timeline(*tables)) == list(build_timeline(*shuffled))


@settings(max_examples=40, deadline=None)
@given(st.lists(told_things, max_size=12))
def test_every_row_is_in_the_timeline_once_and_no_article_twice_in_a_row(told: list[Told]) -> None:
    tables = tables_of(told)
    rows = [dict(zip(TIMELINE_COLUMNS, row, strict=True)) for row in build_timeline(*tables)]
    members = [row["event_ids"].split("; ") for row in rows]
    assert sorted(chain.from_iterable(members)) == sorted(row[0] for row in tables[0])
    assert all(int(row["article_count"]) == len(m) for row, m in zip(rows, members, strict=True))


def test_rows_added_article_by_article_give_the_same(tmp_path: Path) -> None:
    tables = tables_of([Told(), Told(day="2018-07-17"), Told(who="us ru")])
    with Timeline(tmp_path) as timeline:
        for name, rows in zip(("events", "participants", "articles"), tables, strict=True):
            for row in rows:
                timeline.add({name: [row]})
        assert list(timeline.rows()) == list(build_timeline(*tables))


def test_scratch_file_is_gone_afterwards(tmp_path: Path) -> None:
    list(build_timeline(*tables_of([Told()]), scratch=tmp_path))
    assert list(tmp_path.iterdir()) == []
