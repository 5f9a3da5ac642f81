from datetime import date

import pytest
from spacy.tokens import Doc

from summit_extract.pipeline import load


class Reader:
    def __init__(self) -> None:
        self.nlp = load()
        self.nlp.select_pipes(enable=["summit_layout", "summit_places", "summit_names"])

    def __call__(self, text: str, published: str = "") -> Doc:
        doc = self.nlp.make_doc(text)
        doc._.published = date.fromisoformat(published) if published else None
        return self.nlp(doc)


@pytest.fixture(scope="session")
def read() -> Reader:
    return Reader()
