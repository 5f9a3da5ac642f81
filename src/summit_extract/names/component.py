"""The spaCy component ``summit_names``: who and what an article names, roles, references."""

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span

from summit_extract.language.spans import cut_at, span_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summit_extract.names.values import NameMention, Reference, Role

__all__ = ["NamesComponent"]

_GROUPS = {"mention": "names", "role": "roles", "reference": "references"}

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
        groups: tuple[tuple[str, Sequence[NameMention | Role | Reference], list[str]], ...] = (
            ("mention", found.mentions, [m.label for m in found.mentions]),
            ("role", found.roles, [role.office.upper() for role in found.roles]),
            ("reference", found.references, [r.kind.upper() for r in found.references]),
        )
        doc = cut_at(
            doc,
            (edge for _, items, _ in groups for item in items for edge in (item.start, item.end)),
        )
        made: dict[str, list[Span]] = {}
        for attribute, items, labels in groups:
            spans = made[attribute] = []
            for item, label in zip(items, labels, strict=True):
                span = span_at(doc, item.start, item.end, label)
                span._.set(attribute, item)
                spans.append(span)
            doc.spans[_GROUPS[attribute]] = spans
        names = made["mention"]
        taken = {index for span in names for index in range(span.start, span.end)}
        others = [
            entity for entity in doc.ents if taken.isdisjoint(range(entity.start, entity.end))
        ]
        doc.set_ents([*names, *others])
        return doc
