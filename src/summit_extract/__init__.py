"""Reads Chinese news articles and gives tables of what happened.

>>> import summit_extract
>>> text = "美國總統拜登14日在印尼峇里島與習近平會晤。"
>>> result = summit_extract.extract(text, published="2022-11-15")
>>> result.events.loc[0, "date"]
'2022-11-14'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summit_extract.api import Result, extract
    from summit_extract.dates import find_dates
    from summit_extract.pipeline import load
    from summit_extract.places import find_places
    from summit_extract.showing.notebook import display

__all__ = ["Result", "display", "extract", "find_dates", "find_places", "load"]

_HOMES = {
    "Result": "summit_extract.api",
    "display": "summit_extract.showing.notebook",
    "extract": "summit_extract.api",
    "find_dates": "summit_extract.dates",
    "find_places": "summit_extract.places",
    "load": "summit_extract.pipeline",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that importing the package costs nothing."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
