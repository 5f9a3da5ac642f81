"""The spaCy component ``summit_places``."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from summit_extract.language.spans import set_group, simplified, text_of
from summit_extract.places.finder import find_places_in
from summit_extract.places.gazetteer import default_gazetteer

__all__ = ["PLACES", "PlacesComponent"]

PLACES = "places"

Span.set_extension("place", default=None, force=True)


@Language.factory(
    "summit_places",
    assigns=["doc.spans", "span._.place"],
    default_config={},
)
class PlacesComponent:
    """Finds the places of a Doc.

    ``doc.spans["places"]`` holds a span for each mention, labelled GPE, LOC or FAC, whose
    ``span._.place`` is its `PlaceMention`.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self._gazetteer = default_gazetteer()

    def __call__(self, doc: Doc) -> Doc:
        """Find the places of one Doc."""
        mentions = find_places_in(text_of(doc), simplified(doc), self._gazetteer)
        doc = set_group(doc, PLACES, ((m.start, m.end, m.label) for m in mentions))
        for span, mention in zip(doc.spans[PLACES], mentions, strict=True):
            span._.place = mention
        return doc
