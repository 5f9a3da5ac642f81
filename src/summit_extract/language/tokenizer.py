"""The spaCy tokenizer: the Doc is the original text, its norms are the OpenCC conversion."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from spacy.attrs import NORM, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from summit_extract.language.conversion import conversion_for, simplify, without_lone_surrogates
from summit_extract.language.segmentation import default_segmenter
from summit_extract.language.spans import TEXT_KEY

__all__ = ["SummitTokenizer", "create_tokenizer"]


class SummitTokenizer:
    """Makes a Doc of the original text, segmented by jieba on its Simplified form.

    ``Token.text`` is the original; ``Token.norm_`` the Simplified form, of the same length;
    ``Token.tag_`` jieba's part of speech. ``Doc._.simplified`` is the whole Simplified text.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Tokenize one text; a lone surrogate in it becomes U+FFFD."""
        text = without_lone_surrogates(text)
        segmenter = default_segmenter()
        simplified = simplify(text, conversion_for(text))
        words: list[str] = []
        spaces: list[bool] = []
        norms: list[str] = []
        offset = 0
        for norm in segmenter.cut(simplified):
            end = offset + len(norm)
            if norm == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
            else:
                words.append(text[offset:end])
                norms.append(norm)
                spaces.append(False)
            offset = end
        doc = Doc(self.vocab, words=words, spaces=spaces, user_data={TEXT_KEY: text})
        if words:
            add = self.vocab.strings.add
            values = np.empty((len(words), 2), dtype=np.uint64)
            values[:, 0] = [add(norm) for norm in norms]
            values[:, 1] = [add(segmenter.tag(norm)) for norm in norms]
            doc.from_array([NORM, TAG], values)  # type: ignore[arg-type]
        doc._.simplified = simplified
        return doc

    def to_bytes(self, **kwargs: object) -> bytes:
        """Nothing to serialise: the tokenizer is made from the package's own data."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: object) -> "SummitTokenizer":
        """Nothing to read."""
        return self

    def to_disk(self, path: str | Path, **kwargs: object) -> None:
        """Nothing to write."""

    def from_disk(self, path: str | Path, **kwargs: object) -> "SummitTokenizer":
        """Nothing to read."""
        return self


@registry.tokenizers("summit_extract.jieba.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], SummitTokenizer]:
    """Give the function that makes the tokenizer, as a spaCy config names it.

    >>> import spacy
    >>> config = {"nlp": {"tokenizer": {"@tokenizers": "summit_extract.jieba.v1"}}}
    >>> doc = spacy.blank("zh", config=config)("美國總統訪問北京")
    >>> [(token.text, token.norm_, token.tag_) for token in doc]
    [('美國', '美国', 'ns'), ('總統', '总统', 'n'), ('訪問', '访问', 'v'), ('北京', '北京', 'ns')]
    """

    def create(nlp: Language) -> SummitTokenizer:
        return SummitTokenizer(nlp.vocab)

    return create
