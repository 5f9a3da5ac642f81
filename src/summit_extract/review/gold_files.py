"""Gold files made of an article's tables and the events that a reader corrected."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from summit_extract.evaluation.gold import (
    ENTITY_LABELS,
    PLACE_LABELS,
    GoldError,
    GoldMention,
    load_article,
    mark,
)
from summit_extract.writing.report_sources import tellings_of
from summit_extract.writing.report_tables import read_rows
from summit_extract.writing.report_texts import read_texts

__all__ = ["Written", "write_gold_files"]

Cells = Mapping[str, str]

_JOIN = "; "
_HEAD = (
    "# Events: read and corrected by a person. Mentions and entities: as the program found them,\n"
    "# to be read before this article is used to score them.\n"
)


@dataclass(slots=True)
class Written:
    """Articles written as gold, and what could not be written of them."""

    articles: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def write_gold_files(
    rows: Mapping[str, Iterable[Cells]], wanted: Iterable[str], folder: Path, out: Path
) -> Written:
    """Write a ``.marked`` and a ``.yaml`` file for each wanted article.

    ``rows`` are the events by article, as they should be; mentions are taken from the tables in
    ``folder``, the text from the articles' files. An article whose text is gone, or whose files
    would not be well formed, is named in the problems and left out.
    """
    import srsly

    written = Written()
    wanted = tuple(wanted)
    articles = {
        row["article_id"]: row
        for row in read_rows(folder / "articles.csv")
        if row["article_id"] in wanted
    }
    tables = {name: _by_article(folder, name, wanted) for name in ("entities", "dates", "places")}
    texts = {key: article.text for key, article in read_texts(articles.values(), folder)}
    for identity in wanted:
        text = texts.get(identity)
        if text is None or "⟦" in text or "⟧" in text:
            written.problems.append(
                f"{identity}: its file is not there, was changed or holds ⟦⟧; no gold written"
            )
            continue
        sheet = _Sheet(
            text, articles[identity], *(tables[name].get(identity, ()) for name in tables)
        )
        events = [sheet.event(row) for row in rows.get(identity, ())]
        written.problems += [f"{identity}: {problem}" for problem in sheet.problems]
        marked = out / f"{_file_name(identity)}.marked"
        marked.parent.mkdir(parents=True, exist_ok=True)
        marked.write_text(mark(text, sheet.mentions), encoding="utf-8", newline="")
        head = {"published": sheet.published} if sheet.published else {}
        yaml = srsly.yaml_dumps(
            {**head, "entities": sheet.entities, "events": events}, sort_keys=False
        )
        marked.with_suffix(".yaml").write_text(_HEAD + str(yaml), encoding="utf-8")
        try:
            load_article(marked)
        except GoldError as error:
            written.problems.append(f"{error}; no gold written")
            marked.unlink()
            marked.with_suffix(".yaml").unlink()
        else:
            written.articles.append(identity)
    return written


def _by_article(folder: Path, table: str, wanted: Iterable[str]) -> dict[str, tuple[Cells, ...]]:
    found: dict[str, list[Cells]] = {}
    for row in read_rows(folder / f"{table}.csv"):
        if row["article_id"] in wanted:
            found.setdefault(row["article_id"], []).append(row)
    return {article: tuple(rows) for article, rows in found.items()}


def _file_name(identity: str) -> str:
    return re.sub(r"[^\w.-]+", "_", identity)


class _Sheet:
    """The mentions, entities and events of one article, in the words of gold files."""

    def __init__(
        self,
        text: str,
        article: Cells,
        entities: Iterable[Cells],
        dates: Iterable[Cells],
        places: Iterable[Cells],
    ) -> None:
        self.text = text
        self.published = article["published"]
        self.problems: list[str] = []
        self.entities: dict[str, dict[str, Any]] = {}
        self.places = {(row["start"], row["end"]): row for row in places}
        self.keys: dict[tuple[str, bool], str] = {}
        self.by_name: dict[str, str] = {}
        self.by_place: dict[str, str] = {}
        self.mentions: list[GoldMention] = []
        end = 0
        rows = sorted((*entities, *dates), key=lambda row: (int(row["start"]), -int(row["end"])))
        for row in rows:
            mention = self._mention(row)
            if mention is not None and mention.start >= end:
                self.mentions.append(mention)
                end = mention.end

    def _mention(self, row: Cells) -> GoldMention | None:
        start, end, label = int(row["start"]), int(row["end"]), row["label"]
        if "|" in row["text"]:
            return None
        if label not in ENTITY_LABELS:
            return GoldMention(start, end, row["text"], label, value=row["value"])
        place = self.places.get((row["start"], row["end"]))
        if label in PLACE_LABELS and (place is None or not place["latitude"]):
            return None
        key = self._entity(row, place)
        return GoldMention(start, end, row["text"], label, entity=key)

    def _entity(self, row: Cells, place: Cells | None) -> str:
        identity = (row["entity_id"], row["label"] in PLACE_LABELS)
        key = self.keys.get(identity)
        if key is None:
            english = row["name_en"] or row["name"]
            key = self.keys[identity] = self._new_key(english, row["label"])
            self.entities[key] = {"name": row["name"], "name_en": english}
            if place is not None and identity[1]:
                self.entities[key] |= _located(place["name"], place)
                self.by_place.setdefault(place["name"], key)
        self.by_name.setdefault(row["text"], key)
        self.by_name.setdefault(row["name"], key)
        return key

    def _new_key(self, english: str, label: str) -> str:
        slug = re.sub(r"[^a-z0-9]+", "_", english.lower()).strip("_") or label.lower()
        key, number = slug, 1
        while key in self.entities:
            number += 1
            key = f"{slug}_{number}"
        return key

    def event(self, row: Cells) -> dict[str, Any]:
        """Give one event in the form of a gold sheet."""
        evidence = [self.text[start:end].strip() for start, end in tellings_of(row)]
        values = {
            "type": row["event_type"],
            "status": row["status"],
            "format": row["format"],
            "date": row["date"],
            "local_date": row["local_date"] if row["local_date"] != row["date"] else "",
            "timezone": row["timezone"],
            "place": self._place(row),
            "venue": self._named(row["venue"]),
            "participants": self._principals(row),
            "attendees": [self._who(name) for name in row["attendees"].split(_JOIN) if name],
            "occasion": self._named(row["occasion"]),
            "planned_duration": row["planned_duration"],
            "duration": row["duration"],
            "topics": self._words(row, "topics"),
            "outcome": self._words(row, "outcome"),
            "reported_by": [self._named(one) for one in row["reported_by"].split(_JOIN) if one],
            "evidence": [words for words in evidence if words],
        }
        return {slot: value for slot, value in values.items() if value}

    def _place(self, row: Cells) -> str:
        if not row["place"]:
            return ""
        key = self.by_place.get(row["place"])
        if key is None:
            key = self.by_place[row["place"]] = self._new_key(row["place"], "place")
            self.entities[key] = {"name": row["place_text"], "name_en": row["place"]}
            self.entities[key] |= _located(row["place"], row)
        return key

    def _named(self, name: str) -> str:
        """Give the key of an entity by its name in the article; one of its own if it has none."""
        if not name:
            return ""
        key = self.by_name.get(name)
        if key is None:
            key = self.by_name[name] = self._new_key(name, "entity")
            self.entities[key] = {"name": name, "name_en": name}
        return key

    def _who(self, name: str) -> dict[str, str]:
        key = self.by_name.get(name)
        return {"text": name} if key is None and name in self.text else {"who": self._named(name)}

    def _principals(self, row: Cells) -> list[dict[str, str]]:
        names = [name for name in row["participants"].split(_JOIN) if name]
        roles = row["participant_roles"].split(_JOIN)
        countries = row["participant_countries"].split(_JOIN)
        found = []
        for at, name in enumerate(names):
            who = self._who(name)
            role = roles[at] if at < len(roles) else ""
            if role and role not in self.text:
                self.problems.append(f"the role {role} does not stand in the article; left out")
                role = ""
            country = countries[at] if at < len(countries) else ""
            found.append(who | _told({"role": role, "country": country}))
        return found

    def _words(self, row: Cells, column: str) -> list[str]:
        words = [one for one in row[column].split(_JOIN) if one]
        for one in words:
            if one not in self.text:
                self.problems.append(f"{column} {one!r} does not stand in the article; left out")
        return [one for one in words if one in self.text]


def _located(name: str, row: Cells) -> dict[str, Any]:
    fields: dict[str, Any] = {"name_en": name}
    if row["country_code"]:
        fields["country"] = row["country_code"]
    if row["latitude"] and row["longitude"]:
        fields["lat"], fields["lon"] = float(row["latitude"]), float(row["longitude"])
    return fields


def _told(fields: Mapping[str, str]) -> dict[str, str]:
    return {field: value for field, value in fields.items() if value}
