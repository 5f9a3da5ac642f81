"""Whether a short name is one word of the text, or cut out of its neighbours (其|中國|家)."""

from functools import cache
from math import log

from summit_extract import resources

__all__ = ["best_run", "fits", "is_word"]

_UNSEEN = log(8.0)
_TOTAL = log(6.0e7)
_REACH = 3
_LONGEST = 4
_ONE_MORE = log(0.02)
"""What a third country costs beside two."""


@cache
def _words() -> dict[str, float]:
    """Give the log of the counts of the words that compete with names for characters."""
    counts: dict[str, float] = {}
    text = resources.path("gazetteer_words.tsv").read_text(encoding="utf-8")
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            level, words = line.split("\t")
            counts.update(dict.fromkeys(words.split(" "), (int(level) + 0.5) * log(2.0)))
    return counts


def _best(text: str, words: dict[str, float], pairs: frozenset[str]) -> list[float]:
    """Give the log probability of the likeliest division into words of each beginning of a short
    text, the empty one first."""
    best = [0.0]
    for end in range(1, len(text) + 1):
        likeliest = best[-1] + (words.get(text[end - 1], _UNSEEN) - _TOTAL)
        start = end - 2
        while start >= 0 and end - start <= _LONGEST and text[start : start + 2] in pairs:
            known = words.get(text[start:end])
            if known is not None and best[start] + (known - _TOTAL) > likeliest:
                likeliest = best[start] + (known - _TOTAL)
            start -= 1
        best.append(likeliest)
    return best


@cache
def _pairs() -> frozenset[str]:
    """Give any two characters that stand side by side in one of the words."""
    return frozenset(word[at : at + 2] for word in _words() for at in range(len(word) - 1))


def _crosses(text: str, start: int, end: int, words: dict[str, float]) -> bool:
    """Tell whether any word begins before a name and ends inside it, or the other way round."""
    for at, low, high in (
        (start, max(0, start - _REACH), end),
        (end, start, min(len(text), end + _REACH)),
    ):
        if at <= low or text[at - 1 : at + 1] not in _pairs():
            continue
        for first in range(max(low, at - _LONGEST + 1), at):
            for last in range(at + 1, min(high, first + _LONGEST) + 1):
                if text[first:last] in words:
                    return True
    return False


def fits(text: str, start: int, end: int, count: float) -> bool:
    """Tell whether ``text[start:end]`` is likelier a word of its own than parts of others.

    ``text`` is in Simplified characters; ``count`` says how often the word would be seen in the
    60 million words that jieba's dictionary was counted on. Looks at three characters on both
    sides, so it takes the same time wherever it stands.

    >>> fits("在其中国家利益", 2, 4, 3000), fits("代表团访问中国", 5, 7, 3000)
    (False, True)
    """
    pairs = _pairs()
    if text[start - 1 : start + 1] not in pairs and text[end - 1 : end + 1] not in pairs:
        return True
    words = _words()
    if not _crosses(text, start, end, words):
        return True
    low = max(0, start - _REACH)
    whole = _best(text[low : end + _REACH], words, pairs)
    own = max(log(count), words.get(text[start:end], 0.0))
    alone = whole[start - low] + own - _TOTAL + _best(text[end : end + _REACH], words, pairs)[-1]
    return alone >= whole[-1]


def is_word(piece: str) -> bool:
    """Tell whether a piece is one of the words that compete with names for characters.

    >>> is_word("参加"), is_word("加尼")
    (True, False)
    """
    return piece in _words()


def best_run(text: str, start: int, end: int, count: float) -> tuple[int, int]:
    """Give the part of a run of characters that is likeliest to be one word, or an empty range.

    The run may lose its first or last character to a neighbour (電台|英法), but not both.

    >>> text = "据电台英法领导人"
    >>> text[slice(*best_run(text, 2, 5, 4000))]
    '英法'
    """
    words, pairs = _words(), _pairs()
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    whole = _best(text[low:high], words, pairs)
    best, part = whole[-1], (start, start)
    for first, last in ((start + 1, end), (start, end - 1), (start, end)):
        if last - first < 2:
            continue
        run = log(count) - _TOTAL + (last - first - 2) * _ONE_MORE
        score = whole[first - low] + run + _best(text[last:high], words, pairs)[-1]
        if score >= best:
            best, part = score, (first, last)
    return part
