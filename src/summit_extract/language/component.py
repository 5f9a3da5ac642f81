"""The spaCy component ``summit_layout``: blocks, quotations and sentences of an article."""

import numpy as np
from spacy.attrs import IDX, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from summit_extract.language.dateline import find_published
from summit_extract.language.layout import analyse
from summit_extract.language.spans import LAYOUT, QUOTATIONS, cut_at, set_group, simplified, text_of

__all__ = ["LayoutComponent"]


def _mark_sentences(doc: Doc, starts: list[int]) -> None:
    """Begin a sentence at each token that begins at one of the offsets, and at the first token."""
    if not len(doc):
        return
    begins = np.isin(doc.to_array(IDX), np.array(starts, dtype=np.uint64))
    begins[0] = True
    marks = np.where(begins, 1, -1).astype(np.int64).astype(np.uint64)
    doc.from_array([SENT_START], marks.reshape(-1, 1))  # type: ignore[arg-type]


@Language.factory(
    "summit_layout",
    assigns=["doc.spans", "token.is_sent_start", "doc._.published"],
    default_config={},
)
class LayoutComponent:
    """Marks what each part of an article is.

    ``doc.spans["layout"]`` holds the blocks (label: a `BlockKind`), ``doc.spans["quotations"]``
    what stands in quotation marks; sentences are set, and ``doc._.published`` where the text
    itself tells when it was published and the caller did not.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Mark one Doc."""
        text = text_of(doc)
        layout = analyse(text, simplified(doc))
        doc = cut_at(doc, (sentence.start for sentence in layout.sentences))
        _mark_sentences(doc, [sentence.start for sentence in layout.sentences])
        doc = set_group(doc, LAYOUT, ((b.start, b.end, b.kind.value) for b in layout.blocks))
        filled = (q for q in layout.quotations if text[q.start : q.end].strip())
        doc = set_group(doc, QUOTATIONS, ((q.start, q.end, "QUOTATION") for q in filled))
        if doc._.published is None:
            doc._.published = find_published(text, layout)
        return doc
