# ruff: noqa: E501 (a table)
import pytest

from summit_extract.evaluation.locations import Location, is_near, same_country, same_place

WASHINGTON = Location("Washington", "US", 38.90, -77.04)
CZECHIA = Location("Czechia", "CZ", 49.75, 15.5)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (WASHINGTON, WASHINGTON, True),
        (WASHINGTON, Location("Washington, D.C.", "US", 38.895, -77.036), True),
        (WASHINGTON, Location("Washington", "US", 47.5, -120.5), False),
        (WASHINGTON, Location("White House", "US", 38.898, -77.037), False),
        (Location("Taipei", "TW", 25.05, 121.53), Location("Taipei Guest House", "TW", 25.04, 121.52), False),
        (Location("Gdańsk", "PL", 54.35, 18.65), Location("gdansk", "PL", 54.35, 18.65), True),
        (Location("Sea of Azov", "", 46.1, 36.6), Location("Azov Sea", "", 46.0, 36.5), True),
        (Location("Mar-a-Lago", "US", 26.68, -80.04), Location("Mar-a-Lago Club", "US", 26.677, -80.037), True),
        (Location("Czech Republic", "CZ", 49.75, 15.5), CZECHIA, True),
        (Location("Prague", "CZ", 50.09, 14.42), CZECHIA, False),
        (Location("Japan", "JP", 35.69, 139.75), Location("Japan", "JP", 36.0, 138.0), True),
        (Location("Georgia", "GE", 42.0, 43.5), Location("Georgia", "US", 32.7, -83.4), False),
        (WASHINGTON, None, False),
        (None, None, True),
    ],
)  # fmt: skip
def test_same_place_by_name(one: Location | None, other: Location | None, same: bool) -> None:
    assert same_place(one, other) is same


def test_an_unresolved_place_is_in_no_country() -> None:
    assert not same_country(Location("Black Sea"), None)


def test_a_country_is_near_itself_whatever_its_point() -> None:
    assert is_near(Location("Japan", "JP", 35.69, 139.75), Location("Japan", "JP", 36.2, 130.0))


def test_a_city_is_near_within_161_km() -> None:
    berlin = Location("Berlin", "DE", 52.52, 13.41)
    assert is_near(berlin, Location("Potsdam", "DE", 52.40, 13.07))
    assert not is_near(berlin, Location("Hamburg", "DE", 53.55, 10.0))
