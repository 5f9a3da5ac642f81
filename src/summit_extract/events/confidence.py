"""How far a row can be believed: the chance that its main slots are all right.

A logistic model over how well the slots were told; its weights (``resources/confidence.tsv``) are
fitted on the development articles of the gold by ``scripts/calibrate_confidence.py``, to whether
type, status, date, country and participants of a row are all right.
"""

from functools import cache
from math import exp

from summit_extract.events.merging import Draft
from summit_extract.events.tellings import Source
from summit_extract.events.values import EventType, Status
from summit_extract.events.view import ArticleView, UnitKind
from summit_extract.resources import read_table

__all__ = ["FEATURES", "estimate", "features"]

FEATURES = (
    "always",
    "complete",
    "day_beside",
    "day_inferred",
    "place_beside",
    "place_inferred",
    "several_tellings",
    "only_heading",
    "pronouns",
    "states",
    "known_people",
    "agreement",
    "visit",
    "cue",
    "not_held",
)
"""What is looked at; each is 0 or 1 for a row."""


def features(view: ArticleView, draft: Draft) -> tuple[float, ...]:
    """Give the value of each of `FEATURES` for a group of tellings."""
    tellings = draft.tellings
    best = max(tellings, key=lambda t: t.complete + t.when.source + t.where.source)
    units = [unit for telling in tellings if telling.complete for unit in telling.principals]
    known = [view.entities[p].name_en for p in draft.people if p in view.entities]
    found = {
        "always": True,
        "complete": any(t.complete for t in tellings),
        "day_beside": draft.day_source is Source.CLAUSE,
        "day_inferred": draft.day_source in (Source.STORY, Source.HEADING),
        "place_beside": draft.place_source is Source.CLAUSE,
        "place_inferred": draft.place_source in (Source.STORY, Source.HEADING),
        "several_tellings": len(tellings) > 1,
        "only_heading": best.in_title,
        "pronouns": bool(units) and all(not unit.named for unit in units),
        "states": any(unit.kind is UnitKind.STATE for unit in best.principals),
        "known_people": bool(known) and all(known),
        "agreement": draft.type is EventType.AGREEMENT,
        "visit": draft.type is EventType.VISIT,
        "cue": any(t.status.status is not None for t in tellings),
        "not_held": draft.status is not Status.HELD,
    }
    return tuple(float(found[name]) for name in FEATURES)


@cache
def _weights() -> tuple[float, ...]:
    rows = {row["feature"]: float(row["weight"]) for row in read_table("confidence.tsv")}
    return tuple(rows.get(name, 0.0) for name in FEATURES)


def estimate(view: ArticleView, draft: Draft) -> float:
    """Give the chance, 0 to 1, that the main slots of an event are all right."""
    total = sum(w * x for w, x in zip(_weights(), features(view, draft), strict=True))
    return 1 / (1 + exp(-total))
