"""The trained recogniser: a conditional random field over characters, for names no list has.

Its features are the characters around, jieba's words and parts of speech, what characters names
are made of, and what the lexicons have. Model and card: ``resources/names_recogniser.crfsuite``
and ``names_recogniser.md``; trained by ``scripts/train_recogniser.py``.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from summit_extract.names.lexicon import Kind, Lexicon, lexicon
from summit_extract.resources import path

__all__ = ["MODEL", "Prediction", "Recogniser", "features", "recogniser"]

MODEL = "names_recogniser.crfsuite"

_KINDS = {Kind.PERSON: "P", Kind.ORGANISATION: "O", Kind.COUNTRY: "G", Kind.TITLE: "T",
          Kind.ORGAN: "N", Kind.SUFFIX: "S", Kind.OCCASION: "E"}  # fmt: skip
_UNKNOWN = "x"


class Prediction(NamedTuple):
    """A name that the model finds: character offsets, PER, ORG or LOC, its probability."""

    start: int
    end: int
    label: str
    probability: float


class _Tagger(NamedTuple):
    """jieba's hidden Markov model of parts of speech, for words that no dictionary has."""

    viterbi: Any
    states: Any
    start: Any
    transitions: Any
    emissions: Any


@cache
def _tagger() -> _Tagger:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba.posseg import char_state_tab, prob_emit, prob_start, prob_trans
        from jieba.posseg.viterbi import viterbi
    return _Tagger(viterbi, char_state_tab.P, prob_start.P, prob_trans.P, prob_emit.P)


@cache
def _unknown_tag(word: str) -> str:
    """Give the part of speech that jieba's model expects of a word without one."""
    if not any("\u4e00" <= c <= "\u9fff" for c in word):
        return _UNKNOWN
    model = _tagger()
    _, tags = model.viterbi(word, model.states, model.start, model.transitions, model.emissions)
    return "x" + str(tags[0][1])


def _shape(character: str, names: Lexicon) -> str:
    if "\u4e00" <= character <= "\u9fff":
        surname = "s" if character in names.surnames else "-"
        sound = "t" if character in names.transliteration else "-"
        return surname + sound
    if character.isdigit():
        return "d"
    if character.isalpha():
        return "A" if character.isupper() else "a"
    return "p"


def lexicon_flags(text: str, names: Lexicon) -> list[str]:
    """Give for each character the kinds of lexicon words that it begins, is in, or ends."""
    flags = [""] * len(text)
    for start, end, kind, _ in names.find(text):
        letter = _KINDS[kind]
        if end - start < 2:
            continue
        for offset in range(start, end):
            place = "B" if offset == start else "E" if offset == end - 1 else "I"
            mark = letter + place
            if mark not in flags[offset]:
                flags[offset] += mark
    return flags


def features(
    text: str,
    words: Iterable[tuple[int, int, str]],
    flags: Sequence[str],
    names: Lexicon,
) -> list[list[str]]:
    """Give the features of every character of a sentence in Simplified characters.

    ``words`` are ``(start, end, tag)``; ``flags`` what `lexicon_flags` gives (empty strings to
    leave the lexicons out).
    """
    padded = "\0\0" + text + "\0\0"
    shapes = [_shape(c, names) for c in text]
    pieces = list(words)
    tags = [_unknown_tag(text[start:end]) if tag == _UNKNOWN else tag for start, end, tag in pieces]
    result: list[list[str]] = []
    for index, (start, end, _) in enumerate(pieces):
        word, tag = text[start:end], tags[index]
        before = text[pieces[index - 1][0] : start] if index else "^"
        after = text[end : pieces[index + 1][1]] if index + 1 < len(pieces) else "$"
        further = (
            text[pieces[index + 2][0] : pieces[index + 2][1]] if index + 2 < len(pieces) else "$"
        )
        before_tag = tags[index - 1] if index else "^"
        after_tag = tags[index + 1] if index + 1 < len(pieces) else "$"
        shared = [
            "t=" + tag,
            "t-=" + before_tag + "|" + tag,
            "t+=" + tag + "|" + after_tag,
            "w-=" + before,
            "w+=" + after,
            "e+=" + tag + "|" + after[-1:],
            "e++=" + further[-1:] + "|" + after_tag,
        ]
        if end - start > 1:
            shared.append("w=" + word)
            shared.append("e=" + word[-1] + "|" + tag)
            shared.append("n=" + str(min(end - start, 5)) + "|" + tag)
        for offset in range(start, end):
            if end - start == 1:
                place = "S"
            elif offset == start:
                place = "B"
            else:
                place = "E" if offset == end - 1 else "M"
            at = offset + 2
            character = text[offset]
            result.append(
                [
                    "0=" + character,
                    "1=" + padded[at + 1],
                    "-1=" + padded[at - 1],
                    "2=" + padded[at + 2],
                    "-2=" + padded[at - 2],
                    "01=" + padded[at : at + 2],
                    "-10=" + padded[at - 1 : at + 1],
                    "s=" + shapes[offset],
                    "ss=" + "".join(shapes[max(0, offset - 1) : offset + 2]),
                    "p=" + place + tag,
                    "f=" + flags[offset],
                    *shared,
                ]
            )
    return result


class Recogniser:
    """The model with its tagger, loaded once. The file is crfsuite's own format, no pickle."""

    def __init__(self, file: str | None = None) -> None:
        import pycrfsuite

        self._tagger: Any = pycrfsuite.Tagger()
        self._tagger.open(file or str(path(MODEL)))

    def predict(
        self,
        text: str,
        words: Iterable[tuple[int, int, str]],
        flags: Sequence[str],
    ) -> list[Prediction]:
        """Find the names of a sentence in Simplified characters; offsets are its own."""
        import pycrfsuite

        rows = features(text, words, flags, lexicon())
        if not rows:
            return []
        self._tagger.set(pycrfsuite.ItemSequence(rows))
        labels = self._tagger.tag()
        found = []
        start = 0
        while start < len(labels):
            label = labels[start]
            if label == "O":
                start += 1
                continue
            end = start + 1
            kind = label[2:]
            while end < len(labels) and labels[end] == "I-" + kind:
                end += 1
            probability = min(
                self._tagger.marginal(labels[offset], offset) for offset in (start, end - 1)
            )
            found.append(Prediction(start, end, kind, probability))
            start = end
        return found


@cache
def recogniser() -> Recogniser:
    """Give the recogniser, loaded at the first call."""
    return Recogniser()
