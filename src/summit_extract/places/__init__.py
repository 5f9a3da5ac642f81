"""Places: their names in a text, and the one place on Earth that each is."""

from summit_extract.places.finder import find_places, find_places_in
from summit_extract.places.gazetteer import Gazetteer, default_gazetteer
from summit_extract.places.values import Place, PlaceMention

__all__ = [
    "Gazetteer",
    "Place",
    "PlaceMention",
    "default_gazetteer",
    "find_places",
    "find_places_in",
]
