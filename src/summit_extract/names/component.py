"""The spaCy component ``summit_names``: who and what an article names, roles, references."""

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span

from summit_extract.language.spans import set_group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summit_extract.names.values import NameMention, Reference, Role

__all__ = ["NamesComponent"]

Span.set_extension("mention", default=None, force=True)
Span.set_extension("role", default=None, force=True)
Span.set_extension("reference", default=None, force=True)


@Language.factory(
    "summit_names",
    assigns=["doc.spans", "doc.ents", "span._.mention", "span._.role", "span._.reference"],
    default_config={},
)
class NamesComponent:
    """Finds names, what they name, who holds which office, and whom words like 兩人 mean.

    ``doc.spans["names"]`` holds every person, organisation, occasion and every place that stands
    (places inside another name do not), in text order, without overlap; ``span._.mention`` is a
    `NameMention`. ``doc.spans["roles"]`` holds the offices (``span._.role``),
    ``doc.spans["references"]`` the references without a name (``span._.reference``).
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Mark one Doc."""
        from summit_extract.names.analysis import analyse_names
        from summit_extract.names.reading import read

        found = analyse_names(read(doc))
        doc = _put(doc, "names", found.mentions, "mention", [m.label for m in found.mentions])
        doc = _put(doc, "roles", found.roles, "role", [r.office.upper() for r in found.roles])
        doc = _put(doc, "references", found.references, "reference", [r.kind.upper() for r in found.references])
        names = list(doc.spans["names"])
        taken = {token.i for span in names for token in span}
        others = [
            entity
            for entity in doc.ents
            if not any(token.i in taken for token in entity)
        ]
        doc.set_ents([*names, *others])
        return doc



def _put(
    doc: Doc,
    group: str,
    items: "Sequence[NameMention] | Sequence[Role] | Sequence[Reference]",
    attribute: str,
    labels: list[str],
) -> Doc:
    ranges = zip((i.start for i in items), (i.end for i in items), labels, strict=True)
    doc = set_group(doc, group, ranges)
    for span, item in zip(doc.spans[group], items, strict=True):
        span._.set(attribute, item)
    return doc
