import pytest

from summit_extract.evaluation.values import days_overlap, same_day, same_duration, same_value


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2018-11-30/2018-12-01", "2018-11-30/2018-12-01", True),
        ("2018-11-30/2018-12-01", "2018-11-30", False),
        ("2025-08-16/2025-08-16", "2025-08-16", True),
        ("2019-01-01/2019-01-31", "2019-01", True),
        ("2020-02", "2020-02-01/2020-02-29", True),
        ("2019", "2019-01/2019-12", True),
        ("199X", "1990/1999", True),
        ("19XX", "1900/1999", True),
        ("2017-11~", "2017-11", False),
        ("2022/..", "2022/..", True),
        ("2022/..", "2022", False),
        ("../2022", "2022/..", False),
        ("2019-21", "2019-21", True),
        ("2019-21", "2019-22", False),
        ("2025-08-16T03:30+08:00", "2025-08-16T03:30+08:00", True),
        ("2025-08-16T03:30+08:00", "2025-08-16T03:30", False),
        ("2025-08-16T03:30+08:00", "2025-08-16", False),
        ("2025-08-16T03:30:00Z", "2025-08-16T03:30+00:00", True),
        ("T15:00", "T15:00", True),
        ("T15:00", "2025-08-16T15:00", False),
        ("2025-08-16T03:30/2025-08-16T05:00", "2025-08-16T03:30", False),
        ("", "", True),
        ("2017", "", False),
        ("PT35M", "PT35M", True),
        ("PT2H~", "PT2H", False),
        ("PT90M", "PT1H30M", True),
        ("P30D", "P1M", False),
        ("P1D", "2025-01-01", False),
        ("not a date", "2025", False),
    ],
)
def test_values_are_the_same_if_a_reader_understands_the_same(
    one: str, other: str, same: bool
) -> None:
    assert same_value(one, other) is same
    assert same_value(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2025-08-16T03:30+08:00", "2025-08-16", True),
        ("2018-11-30T20:00/2018-12-01T10:00", "2018-11-30/2018-12-01", True),
        ("2025-08-16", "2025-08-15", False),
        ("2025-08", "2025-08-16", False),
        ("", "", True),
        ("", "T15:00", True),
    ],
)
def test_dates_of_events_are_compared_by_day(one: str, other: str, same: bool) -> None:
    assert same_day(one, other) is same


def test_open_intervals_overlap_what_follows() -> None:
    assert days_overlap("2022/..", "2024-05")
    assert not days_overlap("2022/..", "2021")
    assert not days_overlap("", "2021")


def test_empty_durations_are_the_same() -> None:
    assert same_duration("", "")
    assert not same_duration("", "PT1H")
