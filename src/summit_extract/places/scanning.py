"""Where in a text a character of some, or a word of many, may stand: all of it at once."""

from collections.abc import Collection, Iterable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["Beginnings", "Characters", "Codes", "codes_of"]

Codes: TypeAlias = npt.NDArray[np.uint32]

_HASH_MASK = np.uint32((1 << 20) - 1)
_FACTORS = np.uint32(40_503), np.uint32(2_654_435), np.uint32(97_829)
_BEYOND = np.uint32(0xFFFF)
"""No character: what stands for those outside the Basic Multilingual Plane."""

_PAIR, _TRIPLE = 2, 3


def codes_of(text: str) -> Codes:
    """Give the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


class Characters:
    """Some characters of the Basic Multilingual Plane, to be looked for."""

    def __init__(self, characters: Iterable[str]) -> None:
        self._table = np.zeros(int(_BEYOND) + 1, np.bool_)
        self._table[codes_of("".join(characters))] = True

    def at(self, codes: Codes) -> npt.NDArray[np.bool_]:
        """Tell of each place of a text whether one of them stands there.

        >>> Characters("美俄").at(codes_of("普美俄")).tolist()
        [False, True, True]
        """
        found: npt.NDArray[np.bool_] = self._table[np.minimum(codes, _BEYOND)]
        return found


class Beginnings:
    """The words of a list, or the first three characters of each, to be looked for."""

    def __init__(self, words: Collection[str]) -> None:
        self._single = Characters(word for word in words if len(word) == 1)
        self._pairs = _hash_table((word for word in words if len(word) == _PAIR), _PAIR)
        self._triples = _hash_table((word[:_TRIPLE] for word in words), _TRIPLE)

    def positions(self, text: str) -> list[int]:
        """Give where a word may begin: everywhere where one does, and at some other places.

        >>> Beginnings(["机场", "州"]).positions("加州机场")
        [1, 2]
        """
        codes = codes_of(text)
        begins = self._single.at(codes)
        pairs = _pair_hashes(codes[:-1], codes[1:])
        begins[:-1] |= self._pairs[pairs & _HASH_MASK]
        begins[:-2] |= self._triples[_with_third(pairs[:-1], codes[2:])]
        found: list[int] = begins.nonzero()[0].tolist()
        return found


def _pair_hashes(first: Codes, second: Codes) -> Codes:
    """Give a number for each two characters (multiplicative hashing), of which the last bits tell
    most of them apart."""
    hashes: Codes = first * _FACTORS[0] + second * _FACTORS[1]
    return hashes


def _with_third(pairs: Codes, third: Codes) -> Codes:
    """Give a number of few bits for each three characters, from that of the first two."""
    hashes: Codes = (pairs + third * _FACTORS[2]) & _HASH_MASK
    return hashes


def _hash_table(pieces: Iterable[str], length: int) -> npt.NDArray[np.bool_]:
    """Give which hashes the pieces of a length have."""
    codes = codes_of("".join(piece for piece in pieces if len(piece) == length))
    table = np.zeros(int(_HASH_MASK) + 1, np.bool_)
    first, second = codes[::length], codes[1::length]
    hashes = _pair_hashes(first, second)
    table[hashes & _HASH_MASK if length == _PAIR else _with_third(hashes, codes[2::length])] = True
    return table
