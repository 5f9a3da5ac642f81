"""Cells that follow from cells that a reader corrected."""

from collections.abc import Mapping

__all__ = ["follow"]

Cells = dict[str, str]

_PLACE = ("admin1", "country_code", "country", "latitude", "longitude", "geonames_id")
_JOIN = "; "
_PER_PERSON = ("participants_en", "participant_roles", "participant_countries")


def follow(before: Mapping[str, str], row: Cells) -> Cells:
    """Give the row with what follows from its changed cells, unless that was changed as well.

    The first and last day follow from the date, coordinates and country from the place, and of
    the roles and countries of participants those stay whose participant does.

    >>> before = {"date": "2025-08", "date_start": "2025-08-01", "date_end": "2025-08-31",
    ...     "local_date": "2025-08"}
    >>> follow(before, before | {"date": "2025-08-16"})["date_start"]
    '2025-08-16'
    """
    changed = {column for column in row if row[column] != before.get(column, "")}
    found = dict(row)
    if "date" in changed:
        _days(before, found, changed)
    if "place" in changed:
        _place(found, changed)
    if "country_code" in changed and "country" not in changed:
        from summit_extract.places.countries import country_name

        found["country"] = country_name(row["country_code"])
    if "participants" in changed:
        _people(before, found, changed)
    return found


def _days(before: Mapping[str, str], row: Cells, changed: set[str]) -> None:
    from summit_extract.evaluation.values import parse_moment

    moment = parse_moment(row["date"])
    for column, day in (
        ("date_start", moment.first if moment else ""),
        ("date_end", moment.last if moment else ""),
    ):
        if column not in changed:
            row[column] = "" if day == ".." else day
    if "local_date" not in changed and before["local_date"] == before["date"]:
        row["local_date"] = row["date"]


def _place(row: Cells, changed: set[str]) -> None:
    from summit_extract.places.gazetteer import default_gazetteer

    gazetteer = default_gazetteer()
    known = [gazetteer.place(index) for index in gazetteer.english(row["place"])]
    if "country_code" in changed:
        known = [place for place in known if place.country_code == row["country_code"]]
    values = dict.fromkeys(_PLACE, "")
    if known:
        from summit_extract.places.countries import country_name

        place = known[0]
        values = {
            "admin1": place.admin1,
            "country_code": place.country_code,
            "country": country_name(place.country_code),
            "latitude": _number(place.latitude),
            "longitude": _number(place.longitude),
            "geonames_id": place.geonames_id,
        }
    row.update({column: cell for column, cell in values.items() if column not in changed})


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.5f}".rstrip("0").rstrip(".")


def _people(before: Mapping[str, str], row: Cells, changed: set[str]) -> None:
    names = before["participants"].split(_JOIN)
    for column in _PER_PERSON:
        if column in changed:
            continue
        cells = before[column].split(_JOIN)
        known = dict(zip(names, cells, strict=False)) if len(cells) == len(names) else {}
        values = [known.get(name, "") for name in row["participants"].split(_JOIN)]
        row[column] = _JOIN.join(values) if any(values) else ""
