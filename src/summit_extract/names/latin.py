"""Bodies named in Latin letters by what they end in: SPH Media Limited, GETTY IMAGES."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from summit_extract.names.lexicon import Kind, lexicon

if TYPE_CHECKING:
    from summit_extract.names.lexicon import Lexicon
    from summit_extract.names.reading import Reading

__all__ = ["find_latin"]

_WORDS = re.compile(
    "(?<![A-Za-z0-9./@_&-])[A-Z][A-Za-z&'’-]*"
    "(?: (?:[A-Z][A-Za-z&'’-]*|of|the|and|for|&)){1,6}\\.?(?![A-Za-z0-9@_])"
)


@cache
def _endings() -> frozenset[str]:
    return frozenset(word.casefold() for word in lexicon().words["latin", "body"])


def find_latin(reading: "Reading", lexicon: "Lexicon") -> Iterator[tuple[int, int]]:
    """Find runs of two capitalised words and more up to one that bodies' names end in.

    A name in the brackets after a Chinese one is the same body's: it is left to them.
    """
    never = lexicon.words["latin", "not_first"]
    for found in _WORDS.finditer(reading.text):
        if reading.text[found.start() - 1 : found.start()] in ("（", "(") and (
            found.start() > 1 and reading.text[found.start() - 2].isalnum()
        ):
            continue
        start = found.start()
        pieces = found.group().split(" ")
        while len(pieces) > 1 and pieces[0] in never:
            start += len(pieces[0]) + 1
            del pieces[0]
        tail = next(
            (i for i in range(1, len(pieces)) if _is_listed(" ".join(pieces[i:]), lexicon)), 0
        )
        start += sum(len(piece) + 1 for piece in pieces[:tail])
        del pieces[:tail]
        last = next(
            (i for i in range(len(pieces) - 1, 0, -1) if pieces[i].casefold() in _endings()), 0
        )
        if last:
            yield start, start + len(" ".join(pieces[: last + 1]))


def _is_listed(name: str, lexicon: "Lexicon") -> bool:
    return bool(lexicon.lookup(name, Kind.ORGANISATION))
