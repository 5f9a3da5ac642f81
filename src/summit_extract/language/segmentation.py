"""Words and parts of speech by jieba, with the names of our lexicons in its dictionary."""

import re
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from math import inf, log
from typing import Any

from summit_extract.language.conversion import simplify
from summit_extract.resources import read_table, split_cell

__all__ = ["Segmenter", "default_segmenter"]

_NAME_FREQUENCY = 5000
"""How often a name of the lexicons counts as seen: enough to win over its own parts."""

_LONGEST_PIECE = 1000

_LATIN = re.compile(r"[A-Za-z\uff21-\uff3a\uff41-\uff5a]")
_DIGITS = re.compile(r"[0-9０-９]")

_LEXICONS = (("people.tsv", "nr"), ("organisations.tsv", "nt"), ("occasions.tsv", "nz"))


class Segmenter:
    """jieba's word segmentation, on Simplified text, with parts of speech from its dictionary.

    The dictionary is read from jieba's own package each time (half a second), never from jieba's
    cache in the shared temporary folder, which anyone on the machine could have written.
    ``names`` are (word, tag) pairs added to the dictionary, in Simplified characters.
    """

    def __init__(self, names: Iterable[tuple[str, str]] = ()) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # jieba's old escapes and pkg_resources
            import jieba

        class _Jieba(jieba.Tokenizer):  # type: ignore[misc]
            def initialize(self, dictionary: object = None) -> None:
                """Do nothing: the dictionary is given."""

            def calc(
                self, sentence: str, dag: dict[int, list[int]], route: dict[int, tuple[float, int]]
            ) -> None:
                """Find the likeliest way through the words, as jieba does, half as slowly."""
                frequency, total = self.FREQ, log(self.total)
                route[len(sentence)] = (0, 0)
                for start in range(len(sentence) - 1, -1, -1):
                    best = (-inf, 0)
                    for last in dag[start]:
                        count = frequency.get(sentence[start : last + 1]) or 1
                        way = (log(count) - total + route[last + 1][0], last)
                        if way > best:
                            best = way
                    route[start] = best

        self._jieba: Any = _Jieba()
        self._tags: dict[str, str] = {}
        frequency: dict[str, int] = {}
        total = 0
        with self._jieba.get_dict_file() as lines:
            for line in lines:
                word, count, tag = line.decode("utf-8").split()
                number = int(count)
                frequency[word] = number
                self._tags[word] = tag
                total += number
        for word, tag in names:
            total += _NAME_FREQUENCY - frequency.get(word, 0)
            frequency[word] = _NAME_FREQUENCY
            self._tags[word] = tag
        for word in list(frequency):
            for length in range(len(word) - 1, 0, -1):
                if word[:length] in frequency:
                    # a prefix that is known has had its own prefixes put in, or will have
                    continue
                frequency[word[:length]] = 0
        self._jieba.FREQ, self._jieba.total = frequency, total
        self._jieba.initialized = True

    def cut(self, simplified: str) -> Iterator[str]:
        """Divide a text in Simplified characters into words; joined they are the text."""
        for piece in _pieces(simplified):
            yield from self._jieba.cut(piece)

    def tag(self, word: str) -> str:
        """Give the part of speech of a word in the tag set of jieba (ICTCLAS), by dictionary.

        Words that the dictionary lacks are ``eng``, ``m`` or ``x`` by their characters.
        """
        known = self._tags.get(word)
        if known is not None:
            return known
        if _DIGITS.match(word):
            return "m"
        return "eng" if _LATIN.match(word) else "x"


def _pieces(text: str) -> Iterator[str]:
    """Divide a long text at punctuation: jieba is quadratic in a run of unknown characters."""
    start = 0
    while len(text) - start > _LONGEST_PIECE:
        limit = start + _LONGEST_PIECE
        mark = max(text.rfind(mark, start, limit) for mark in "。\n，、")
        end = mark + 1 if mark >= start else limit
        yield text[start:end]
        start = end
    yield text[start:]


def _lexicon_names() -> Iterator[tuple[str, str]]:
    for table, tag in _LEXICONS:
        for row in read_table(table):
            for name in split_cell(row["names"]):
                if len(name) > 1 and not _LATIN.search(name):
                    yield simplify(name), tag


@cache
def default_segmenter() -> Segmenter:
    """Give the segmenter with the names of the lexicons, made once per process."""
    return Segmenter(_lexicon_names())
