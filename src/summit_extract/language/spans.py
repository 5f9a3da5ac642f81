"""Mentions on a Doc: span groups at exact character offsets, whatever the tokens were."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
from spacy.attrs import NORM, SENT_START, TAG
from spacy.tokens import Doc, Span

from summit_extract.language.conversion import conversion_for, simplify
from summit_extract.language.layout import Block, BlockKind, Layout, Range, analyse

__all__ = ["LAYOUT", "QUOTATIONS", "cut_at", "layout_of", "set_group", "simplified"]

LAYOUT = "layout"
QUOTATIONS = "quotations"

Doc.set_extension("simplified", default="", force=True)
Doc.set_extension("published", default=None, force=True)


def simplified(doc: Doc) -> str:
    """Give the text of a Doc in Simplified characters, of the same length as ``doc.text``.

    >>> import spacy
    >>> simplified(spacy.blank("zh")("特朗普與普京會晤"))
    '特朗普与普京会晤'
    """
    kept: str = doc._.simplified
    if not kept and len(doc):
        text = doc.text
        kept = doc._.simplified = simplify(text, conversion_for(text))
    return kept


def layout_of(doc: Doc) -> Layout:
    """Give the layout of a Doc, as ``summit_layout`` marked it or else analysed on the spot."""
    if LAYOUT not in doc.spans:
        return analyse(doc.text, simplified(doc))
    return Layout(
        tuple(
            Block(span.start_char, span.end_char, BlockKind(span.label_))
            for span in doc.spans[LAYOUT]
        ),
        tuple(Range(span.start_char, span.end_char) for span in doc.spans[QUOTATIONS]),
        tuple(_sentences(doc)),
    )


def _sentences(doc: Doc) -> Iterator[Range]:
    """Give the sentences of a Doc without the white space that ends them."""
    text = doc.text
    for sentence in doc.sents:
        start, end = sentence.start_char, sentence.end_char
        while end > start and text[end - 1].isspace():
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        if end > start:
            yield Range(start, end)


def set_group(doc: Doc, name: str, items: Iterable[tuple[int, int, str]]) -> Doc:
    """Put a span group on a Doc, one Span for each ``(start, end, label)``, in their order.

    Offsets are characters, end exclusive. Where a token reaches across a boundary the Doc is made
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
    spans = []
    for start, end, label in wanted:
        span = doc.char_span(start, end, label=label)
        if span is None:
            raise ValueError(f"no text at characters {start} to {end} for a {label} in {name!r}")
        spans.append(span)
    doc.spans[name] = spans
    return doc


def cut_at(doc: Doc, offsets: Iterable[int]) -> Doc:
    """Give a Doc in which no token reaches across any of the character offsets."""
    wanted = set(offsets)
    starts = [token.idx for token in doc]
    wanted.difference_update(starts)
    inside = sorted(wanted)
    cuts: dict[int, list[int]] = {}
    index = 0
    for offset in inside:
        while index + 1 < len(starts) and starts[index + 1] <= offset:
            index += 1
        if index < len(starts) and starts[index] < offset < starts[index] + len(doc[index]):
            cuts.setdefault(index, []).append(offset)
    return _with_cuts(doc, cuts) if cuts else doc


def _with_cuts(doc: Doc, cuts: dict[int, list[int]]) -> Doc:
    text, norm = doc.text, simplified(doc)
    words: list[str] = []
    spaces: list[bool] = []
    origin: list[int] = []
    for token in doc:
        at = cuts.get(token.i)
        if at is None:
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
            origin.append(token.i)
            continue
        for start, end in pairwise([token.idx, *at, token.idx + len(token)]):
            words.append(text[start:end])
            spaces.append(False)
            origin.append(token.i)
        spaces[-1] = bool(token.whitespace_)
    new = Doc(doc.vocab, words=words, spaces=spaces, user_data=doc.user_data)
    values = doc.to_array([NORM, TAG, SENT_START])[origin]
    strings = doc.vocab.strings
    position = previous = -1
    for index, word in enumerate(words):
        position = new[index].idx
        if origin[index] in cuts:
            values[index, 0] = strings.add(norm[position : position + len(word)])
            if origin[index] == previous and values[index, 2] == 1:
                values[index, 2] = np.array(-1).astype(values.dtype)
        previous = origin[index]
    new.from_array([NORM, TAG, SENT_START], values)  # type: ignore[arg-type]
    for name, group in doc.spans.items():
        new.spans[name] = [_moved(new, span) for span in group]
    if doc.ents:
        new.set_ents([_moved(new, entity) for entity in doc.ents])
    new.tensor = doc.tensor
    return new


def _moved(doc: Doc, span: Span) -> Span:
    moved = doc.char_span(
        span.start_char, span.end_char, label=span.label, kb_id=span.kb_id, span_id=span.id
    )
    assert moved is not None, "cutting tokens never moves a boundary"
    return moved
