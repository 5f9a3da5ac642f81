from datetime import date, datetime

import pytest

from summit_extract.dates import DateMention, find_dates


def _one(text: str, reference: str | date | None, words: str) -> DateMention:
    (found,) = [mention for mention in find_dates(text, reference) if mention.text == words]
    return found


def test_anchor_tells_what_a_date_is_counted_from() -> None:
    text = (
        "8月13日，特朗普說，去年兩人談過。翌日他說：「今天很好。」\n"
        "2018年7月16日 赫爾辛基\n昨日特朗普抵達赫爾辛基，與普京舉行了會談。\n"
    )
    assert {m.text: m.anchor for m in find_dates(text, "2025-08-15")} == {
        "8月13日": "published",
        "去年": "published",
        "翌日": "story:8月13日",
        "今天": "quotation",
        "2018年7月16日": "",
        "昨日": "heading",
    }


def test_named_zone_is_kept_though_the_value_is_a_day() -> None:
    found = _one("會晤於香港時間8月16日凌晨舉行。", "2025-08-15", "8月16日凌晨")
    assert (found.value, found.timezone) == ("2025-08-16", "Asia/Hong_Kong")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("紐約時間7月4日中午12時", "2025-07-04T12:00-04:00"),
        ("紐約時間12月4日中午12時", "2025-12-04T12:00-05:00"),
        ("倫敦時間7月4日下午3時", "2025-07-04T15:00+01:00"),
        ("格林威治標準時間7月4日19:30", "2025-07-04T19:30+00:00"),
        ("7月4日上午8時（台北時間）", "2025-07-04T08:00+08:00"),
    ],
)
def test_summer_time_counts(text: str, value: str) -> None:
    assert find_dates(text, "2025-08-15")[0].value == value


def test_zone_named_for_the_page_holds_for_all_clock_times() -> None:
    text = "印巴停火\n（本頁時間均為北京時間）\n5月10日晚上8時，雙方停火。\n"
    assert find_dates(text, "2025-05-10")[0].value == "2025-05-10T20:00+08:00"


def test_entries_of_a_live_page_run_back_over_midnight() -> None:
    text = "更新：2025-05-11 01:35\n\n01:20　印方發言。\n\n23:45　中方發言。\n\n21:10　停火生效。\n"
    assert [m.value for m in find_dates(text, "2025-05-10")][1:] == [
        "2025-05-11T01:20",
        "2025-05-10T23:45",
        "2025-05-10T21:10",
    ]


def test_bounds_are_first_and_last_day() -> None:
    found = _one("峰會於11月底舉行。", "2025-08-15", "11月底")
    assert (found.date_start, found.date_end) == ("2025-11-21", "2025-11-30")


def test_reference_may_be_a_date_or_a_moment() -> None:
    assert _one("他10分鐘前離開", datetime(2025, 8, 15, 10, 30), "10分鐘前").value == (
        "2025-08-15T10:20"
    )
    assert _one("昨天", date(2025, 8, 15), "昨天").value == "2025-08-14"


def test_reference_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        find_dates("昨天", "last week")


def test_nothing_is_guessed_without_a_reference() -> None:
    assert [m.value for m in find_dates("昨天、8月13日、周五、上月、29日、聖誕節")] == [""] * 6


def test_roc_years_are_read_in_taiwanese_text_only() -> None:
    assert _one("民國82年，辜汪會談。88年秋天汪道涵原訂訪台。", "2008-11-07", "88年秋天").value == (
        "1999-23"
    )
    assert _one("中英談判，88年秋天簽署。", "2008-11-07", "88年秋天").value == "1988-23"


def test_flashback_does_not_move_the_story() -> None:
    text = "特朗普8月13日抵達。兩人曾於2018年7月16日會面。翌日他離開。"
    assert _one(text, "2025-08-15", "翌日").value == "2025-08-14"


def test_day_of_an_event_is_the_day_told_with_it() -> None:
    text = "5日，首都發生襲擊。\n9月1日談判結束，翌日他離開。\n就在襲擊當天，他返回多哈。"
    assert _one(text, "2019-09-08", "當天").value == "2019-09-05"
