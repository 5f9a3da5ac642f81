"""The names of all three regions lead to the right place in a plain sentence."""

from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import pytest

from summit_extract.places import Place, default_gazetteer, find_places

HERE = Path(__file__).parent
REQUIRED = 0.98
NEAR_KM = 161.0
COUNTRY_NAMES = {
    "US": "美國",
    "CN": "中國",
    "RU": "俄羅斯",
    "JP": "日本",
    "CA": "加拿大",
}


def table(name: str) -> list[dict[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    header, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [dict(zip(header, row, strict=True)) for row in rows]


def names(row: dict[str, str]) -> list[str]:
    found: list[str] = []
    for region in ("mainland", "hong_kong", "taiwan"):
        name = row[region] if row[region] != "-" else found[-1]
        if name not in found:
            found.append(name)
    return found


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    (a, b), (c, d) = [tuple(map(radians, point)) for point in (one, other)]
    h = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(h))


def place_of(sentence: str, name: str) -> Place | None:
    for mention in find_places(sentence):
        if mention.text == name:
            return mention.place
    return None


def assert_enough(wrong: list[str], total: int) -> None:
    assert len(wrong) <= (1 - REQUIRED) * total, f"{len(wrong)} of {total} wrong: {wrong}"


def test_cities_in_the_names_of_three_regions_resolve_to_the_right_place() -> None:
    wrong, total = [], 0
    for row in table("cities.tsv"):
        point = (float(row["latitude"]), float(row["longitude"]))
        for name in names(row):
            total += 1
            place = place_of(f"兩國代表團昨日在{name}舉行會談。", name)
            if place is None or place.latitude is None or place.longitude is None:
                wrong.append(name)
            elif (
                kilometres(point, (place.latitude, place.longitude)) > NEAR_KM / 2
                or place.country_code != row["country"]
                or place.name != row["name"]
            ):
                wrong.append(f"{name}: {place.name} {place.country_code}")
    assert_enough(wrong, total)


def test_countries_in_the_names_of_three_regions_resolve_to_the_right_state() -> None:
    wrong, total = [], 0
    for row in table("countries.tsv"):
        for name in names(row):
            total += 1
            place = place_of(f"這位部長下周將訪問{name}，討論合作。", name)
            if place is None or place.country_code != row["country"] or place.kind != "country":
                wrong.append(f"{name}: {place.name if place else 'none'}")
    assert_enough(wrong, total)


@pytest.mark.parametrize("country", sorted(COUNTRY_NAMES))
def test_subdivisions_in_the_names_of_three_regions_resolve_to_the_right_one(country: str) -> None:
    wrong, total = [], 0
    for row in table("subdivisions.tsv"):
        if row["country"] != country:
            continue
        for name in names(row):
            total += 1
            place = place_of(f"總統下周將訪問{COUNTRY_NAMES[country]}{name}。", name)
            if place is None or (place.name, place.country_code) != (row["name"], country):
                wrong.append(f"{name}: {place.name if place else 'none'}")
    assert_enough(wrong, total)


def test_a_name_has_one_form_whatever_the_script() -> None:
    gazetteer = default_gazetteer()
    assert "安克雷奇" in gazetteer
    (traditional,) = find_places("代表團抵達烏魯木齊。")
    (simplified,) = find_places("代表团抵达乌鲁木齐。")
    assert traditional.place == simplified.place
