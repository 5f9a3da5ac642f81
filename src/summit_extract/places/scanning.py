"""Where in a text a character of some, or a word of many, may stand: all of it at once."""

from collections.abc import Collection, Iterable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["Beginnings", "Characters", "Codes", "codes_of"]

Codes: TypeAlias = npt.NDArray[np.uint32]

_FACTORS = np.uint32(40_503), np.uint32(2_654_435), np.uint32(97_829)
_BEYOND = np.uint32(0xFFFF)
"""No character: what stands for those outside the Basic Multilingual Plane."""

_PAIR, _TRIPLE = 2, 3
_LEAST_BITS, _SPARSE_BITS = 12, 5
"""A table has at least so many bits, and so many more than would tell its words apart."""


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
        bits = max(_LEAST_BITS, len(words).bit_length() + _SPARSE_BITS)
        self._mask = np.uint32((1 << bits) - 1)
        self._pairs = np.zeros(1 << bits, np.bool_)
        first, second = _columns(words, _PAIR)
        self._pairs[_pairs_of(first, second) & self._mask] = True
        self._triples = np.zeros(1 << bits, np.bool_)
        first, second, third = _columns((word[:_TRIPLE] for word in words), _TRIPLE)
        self._triples[_triples_of(_pairs_of(first, second), third) & self._mask] = True

    def positions(self, text: str) -> list[int]:
        """Give where a word may begin: everywhere where one does, and at some other places.

        >>> Beginnings(["机场", "州"]).positions("加州机场")
        [1, 2]
        """
        codes = codes_of(text)
        begins = self._single.at(codes)
        pairs = _pairs_of(codes[:-1], codes[1:])
        begins[:-1] |= self._pairs[pairs & self._mask]
        begins[:-2] |= self._triples[_triples_of(pairs[:-1], codes[2:]) & self._mask]
        found: list[int] = begins.nonzero()[0].tolist()
        return found


def _pairs_of(first: Codes, second: Codes) -> Codes:
    """Give a number for each two characters (multiplicative hashing), of which the last bits tell
    most of them apart."""
    hashes: Codes = first * _FACTORS[0] + second * _FACTORS[1]
    return hashes


def _triples_of(pairs: Codes, third: Codes) -> Codes:
    """Give the same for each three, from the numbers of the first two."""
    hashes: Codes = pairs + third * _FACTORS[2]
    return hashes


def _columns(words: Iterable[str], length: int) -> list[Codes]:
    """Give the first, second … characters of the words of a length."""
    codes = codes_of("".join(word for word in words if len(word) == length))
    return [codes[at::length] for at in range(length)]
