"""Mentions on a Doc: span groups at exact character offsets, whatever the tokens were."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from spacy.attrs import IDX, LENGTH, NORM, SENT_START, TAG
from spacy.tokens import Doc, Span

from summit_extract.language.conversion import conversion_for, simplify
from summit_extract.language.layout import Block, BlockKind, Layout, Range, analyse

__all__ = [
    "LAYOUT",
    "QUOTATIONS",
    "TEXT_KEY",
    "cut_at",
    "layout_of",
    "set_group",
    "simplified",
    "text_of",
]

_Offsets = npt.NDArray[np.int64]

TEXT_KEY = "summit_text"

LAYOUT = "layout"
QUOTATIONS = "quotations"

Doc.set_extension("simplified", default="", force=True)
Doc.set_extension("published", default=None, force=True)


def text_of(doc: Doc) -> str:
    """Give the text of a Doc, ``doc.text``, which spaCy would put together from the tokens anew
    each time it is asked.

    >>> import spacy
    >>> text_of(spacy.blank("zh")("特朗普"))
    '特朗普'
    """
    kept: str | None = doc.user_data.get(TEXT_KEY)
    if kept is None:
        kept = doc.user_data[TEXT_KEY] = doc.text
    return kept


def simplified(doc: Doc) -> str:
    """Give the text of a Doc in Simplified characters, of the same length as ``doc.text``.

    >>> import spacy
    >>> simplified(spacy.blank("zh")("特朗普與普京會晤"))
    '特朗普与普京会晤'
    """
    kept: str = doc._.simplified
    if not kept and len(doc):
        text = text_of(doc)
        kept = doc._.simplified = simplify(text, conversion_for(text))
    return kept


def layout_of(doc: Doc) -> Layout:
    """Give the layout of a Doc, as ``summit_layout`` marked it or else analysed on the spot."""
    if LAYOUT not in doc.spans:
        return analyse(text_of(doc), simplified(doc))
    return Layout(
        tuple(
            Block(span.start_char, span.end_char, BlockKind(span.label_))
            for span in doc.spans[LAYOUT]
        ),
        tuple(Range(span.start_char, span.end_char) for span in doc.spans[QUOTATIONS]),
        tuple(_sentences(doc, text_of(doc))),
    )


def _sentences(doc: Doc, text: str) -> Iterator[Range]:
    """Give the sentences of a Doc without the white space around them."""
    values = doc.to_array([IDX, SENT_START]).astype(np.int64)
    starts = values[values[:, 1] == 1, 0].tolist()
    for start, end in pairwise([*starts, len(text)]):
        while end > start and text[end - 1].isspace():
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        if end > start:
            yield Range(start, end)


def set_group(doc: Doc, name: str, items: Iterable[tuple[int, int, str]]) -> Doc:
    """Put a span group on a Doc, one Span for each ``(start, end, label)``, in their order.

    Offsets are characters, end exclusive; white space at the ends is left out, since spaCy keeps
    it on the token before. Where a token reaches across a boundary the Doc is made
    anew with that token cut, so the result is the Doc to go on with; its text, norms, tags,
    sentences, span groups, entities and extensions are those of the old one. Linear in the length
    of the Doc.

    >>> import spacy
    >>> doc = set_group(spacy.blank("zh")("美俄會晤"), "places", [(0, 1, "GPE"), (1, 2, "GPE")])
    >>> [(span.text, span.label_) for span in doc.spans["places"]]
    [('美', 'GPE'), ('俄', 'GPE')]
    """
    wanted = list(items)
    doc = cut_at(doc, (offset for start, end, _ in wanted for offset in (start, end)))
    doc.spans[name] = [span_at(doc, start, end, label) for start, end, label in wanted]
    return doc


def span_at(doc: Doc, start: int, end: int, label: str) -> Span:
    """Give the Span of a character range whose ends are ends of tokens (see `cut_at`).

    White space at the ends is left out. Raises ``ValueError`` for a range with nothing else in it,
    or one that ends inside a token.
    """
    span = doc.char_span(*_without_margins(text_of(doc), start, end), label=label)
    if span is None:
        raise ValueError(f"no text at characters {start} to {end} for a {label}")
    return span


def _without_margins(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def cut_at(doc: Doc, offsets: Iterable[int]) -> Doc:
    """Give a Doc in which no token reaches across any of the character offsets."""
    wanted = np.unique(np.fromiter(offsets, dtype=np.int64))
    if not len(wanted) or not len(doc):
        return doc
    bounds = doc.to_array([IDX, LENGTH]).astype(np.int64)
    starts, ends = bounds[:, 0], bounds[:, 0] + bounds[:, 1]
    token = np.searchsorted(starts, wanted, side="right") - 1
    inside = (starts[token] < wanted) & (wanted < ends[token])
    return _with_cuts(doc, starts, ends, wanted[inside]) if inside.any() else doc


def _with_cuts(doc: Doc, starts: _Offsets, ends: _Offsets, cuts: _Offsets) -> Doc:
    text, norm = text_of(doc), simplified(doc)
    new_starts = np.union1d(starts, cuts)
    origin = np.searchsorted(starts, new_starts, side="right") - 1
    new_ends = np.minimum(np.append(new_starts[1:], len(text)), ends[origin])
    is_last = new_ends == ends[origin]
    spaced = np.append(starts[1:], len(text))[origin] > ends[origin]
    ranges = list(zip(new_starts.tolist(), new_ends.tolist(), strict=True))
    words = [text[start:end] for start, end in ranges]
    spaces = (is_last & spaced).tolist()
    new = Doc(doc.vocab, words=words, spaces=spaces, user_data=doc.user_data)
    values = doc.to_array([NORM, TAG, SENT_START])[origin]
    is_first = new_starts == starts[origin]
    add = doc.vocab.strings.add
    for index in np.flatnonzero(~(is_first & is_last)).tolist():
        values[index, 0] = add(norm[slice(*ranges[index])])
        if not is_first[index] and values[index, 2] == 1:
            values[index, 2] = np.array(-1).astype(values.dtype)
    new.from_array([NORM, TAG, SENT_START], values)  # type: ignore[arg-type]
    firsts = [*np.flatnonzero(is_first).tolist(), len(ranges)]
    for name, group in doc.spans.items():
        new.spans[name] = [_moved(new, span, firsts) for span in group]
    if doc.ents:
        new.set_ents([_moved(new, entity, firsts) for entity in doc.ents])
    new.tensor = doc.tensor
    return new


def _moved(doc: Doc, span: Span, firsts: list[int]) -> Span:
    """Give a span in the Doc with cut tokens; ``firsts`` are the first parts of the old tokens."""
    return Span(
        doc,
        firsts[span.start],
        firsts[span.end],
        label=span.label,
        kb_id=span.kb_id,
        span_id=span.id,
    )
