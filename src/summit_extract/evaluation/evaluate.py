"""Runs the pipeline on the gold articles and scores what it finds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from summit_extract.evaluation.gold import GoldArticle, load_folder
from summit_extract.evaluation.readings import Reading, empty_reading, read_doc, read_gold
from summit_extract.evaluation.scores import Figure, score_articles, tally_article

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["ALL", "HIDDEN", "Evaluation", "Scored", "evaluate", "load_gold", "read_article"]

ALL = "all"
HIDDEN = "test"
"""The split that is only scored: what is wrong in it is never shown."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A gold article with both readings of it; ``failure`` says why the pipeline gave none."""

    gold: Reading
    found: Reading
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """The figures of one split, or of all articles together."""

    split: str
    articles: int
    figures: tuple[Figure, ...]


def load_gold(folder: Path, split: str = ALL) -> list[GoldArticle]:
    """Read the gold articles of a split: the name of the folder that they lie in, or ``all``.

    Raises `GoldError` for an article that is not well formed, ``ValueError`` if there is none.
    """
    below = folder / split if split != ALL and (folder / split).is_dir() else folder
    articles = [article for article in load_folder(below) if split == ALL or article.split == split]
    if not articles:
        which = "" if split == ALL else f" of the split {split}"
        raise ValueError(f"no gold articles{which} (*.marked) below {folder}; check --gold")
    return articles


def read_article(nlp: "Language", article: GoldArticle) -> Evaluation:
    """Let the pipeline read an article as it would from a file of that name.

    An article on which it fails counts as one in which nothing was found.
    """
    from summit_extract.language.dateline import find_published, parse_day
    from summit_extract.pipeline import analyse_text

    gold = read_gold(article)
    try:
        published = find_published(article.text) or parse_day(article.name)
        doc = analyse_text(nlp, article.text, published)
    except Exception as error:  # a failure costs its article, not the evaluation
        reason = f"{type(error).__name__}: {error}".replace("\n", " ")
        return Evaluation(gold, empty_reading(article), reason)
    return Evaluation(gold, read_doc(doc, article.name, article.split))


def evaluate(
    nlp: "Language",
    articles: Iterable[GoldArticle],
    advance: Callable[[], None] | None = None,
) -> tuple[list[Evaluation], list[Scored]]:
    """Read and score articles: by split and, if there are several, all together."""
    evaluations = []
    for article in articles:
        evaluations.append(read_article(nlp, article))
        if advance is not None:
            advance()
    return evaluations, score_splits(evaluations)


def score_splits(evaluations: Sequence[Evaluation]) -> list[Scored]:
    """Score each split, then all together if there are several."""
    tallies = [(e.gold.split, tally_article(e.gold, e.found)) for e in evaluations]
    splits = sorted({split for split, _ in tallies})
    scored = []
    for split in [*splits, ALL] if len(splits) > 1 else splits:
        chosen = [tally for of, tally in tallies if split in (of, ALL)]
        scored.append(Scored(split, len(chosen), tuple(score_articles(chosen))))
    return scored
