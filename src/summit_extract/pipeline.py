"""The spaCy pipeline, made from a config of ``pipelines/``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["DEFAULT_PIPELINE", "LONGEST_TEXT", "analyse_text", "load", "pipeline_path"]

DEFAULT_PIPELINE = "news.cfg"

LONGEST_TEXT = 5_000_000
"""The longest text that is analysed, in characters; it takes about 3 GB of memory."""


def pipeline_path(name: str = DEFAULT_PIPELINE) -> Path:
    """Find a config that ships with the program, installed or in a checkout.

    Raises ``FileNotFoundError`` if there is none of that name.
    """
    package = Path(__file__).parent
    for folder in (package / "pipelines", package.parent.parent / "pipelines"):
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(f"no pipeline is named {name}")


def load(config: str | Path | None = None, *, lexicon: str | Path | None = None) -> "Language":
    """Make the pipeline that reads news: a spaCy ``Language``.

    ``config`` is the path of a spaCy config; the default is ``pipelines/news.cfg``. Raises
    ``FileNotFoundError`` where there is none, ``ValueError`` where spaCy can't make it.
    ``lexicon`` is a folder of one's own tables, which counts for the whole process (see
    `summit_extract.resources.use_lexicon`, also for what it raises).

    >>> nlp = load()
    >>> nlp.pipe_names
    ['summit_layout', 'summit_places', 'summit_names', 'summit_dates', 'summit_events']
    """
    from spacy.util import load_config, load_model_from_config

    from summit_extract.resources import use_lexicon

    if lexicon is not None:
        use_lexicon(lexicon)
    path = pipeline_path() if config is None else Path(config)
    if not path.is_file():
        raise FileNotFoundError(f"{path}: no such pipeline config; check --pipeline")
    nlp = load_model_from_config(load_config(path), auto_fill=True, validate=True)
    nlp.max_length = LONGEST_TEXT
    return nlp


def analyse_text(nlp: "Language", text: str, published: date | None = None) -> "Doc":
    """Run the pipeline over one text that was published on a known day, or an unknown one."""
    doc = nlp.make_doc(text)
    doc._.published = published
    return nlp(doc)
