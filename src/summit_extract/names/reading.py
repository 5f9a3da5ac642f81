"""An article as the names stage reads it: characters, words and what earlier stages found."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.attrs import IDX, LENGTH, TAG

from summit_extract.language.layout import BlockKind, Layout
from summit_extract.language.spans import layout_of, simplified, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from summit_extract.places.values import PlaceMention

__all__ = ["Reading", "read"]

_NAME_DOT = re.compile(
    r"(?<=[\u4e00-\u9fff])[•・‧．.](?=[\u4e00-\u9fffA-Z])|(?<=[A-Z])[•・‧．](?=[\u4e00-\u9fff])"
)
"""The dots that papers put between the parts of a foreign name, as 奧古斯托·桑托斯 has it."""


@dataclass(slots=True)
class Reading:
    """The text of an article with its words, places and layout; offsets in characters.

    ``simplified`` has the length of ``text``, with 「·」 for every dot between the parts of a
    foreign name. ``starts``, ``ends`` and ``tags`` are of the words; ``word_at`` and ``word_to``
    give a word's number by its first and by its end offset.
    """

    text: str
    simplified: str
    starts: list[int]
    ends: list[int]
    tags: list[str]
    places: "list[PlaceMention]"
    layout: Layout
    year: int | None = None
    word_at: dict[int, int] = field(default_factory=dict)
    word_to: dict[int, int] = field(default_factory=dict)
    places_to: "dict[int, PlaceMention]" = field(default_factory=dict)
    place_starts: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        self.word_at = {start: index for index, start in enumerate(self.starts)}
        self.word_to = {end: index for index, end in enumerate(self.ends)}
        self.places_to = {place.end: place for place in self.places}
        self.place_starts = frozenset(place.start for place in self.places)

    def state_before(self, offset: int) -> tuple[int, str] | None:
        """Give start and code of the state whose name ends at ``offset``, as places found it."""
        place = self.places_to.get(offset)
        if place is None or place.label != "GPE" or not place.country_code:
            return None
        return (place.start, place.country_code) if _is_state(place) else None

    def whole_words(self, start: int, end: int) -> bool:
        """Tell whether a range begins and ends where words do."""
        return start in self.word_at and end in self.word_to

    def word_over(self, offset: int) -> int:
        """Give the number of the word that the character at ``offset`` is in."""
        return bisect_right(self.starts, offset) - 1

    def kind_at(self, offset: int) -> BlockKind:
        """Give what kind of block the character at ``offset`` is in (between blocks: BODY)."""
        block = self.layout.block_at(offset)
        return block.kind if block else BlockKind.BODY


def _is_state(mention: "PlaceMention") -> bool:
    return mention.place is not None and mention.place.kind in ("country", "territory")


def read(doc: "Doc") -> Reading:
    """Take from a Doc what the names stage needs."""
    columns = doc.to_array([IDX, LENGTH, TAG])
    starts = columns[:, 0].tolist() if len(doc) else []
    lengths = columns[:, 1].tolist() if len(doc) else []
    strings = doc.vocab.strings
    names = {tag: strings[tag] for tag in set(columns[:, 2].tolist())} if len(doc) else {}
    published = doc._.published
    return Reading(
        text=text_of(doc),
        simplified=_NAME_DOT.sub("·", simplified(doc)),
        starts=starts,
        ends=[start + length for start, length in zip(starts, lengths, strict=True)],
        tags=[names[tag] for tag in columns[:, 2].tolist()] if len(doc) else [],
        places=[span._.place for span in doc.spans["places"]] if "places" in doc.spans else [],
        layout=layout_of(doc),
        year=published.year if published else None,
    )
