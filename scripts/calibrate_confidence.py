"""Fit the weights of ``resources/confidence.tsv`` on hand-labelled articles.

    python scripts/calibrate_confidence.py tests/gold/dev [MORE FOLDERS] [--unseen FOLDER ...]

Articles that the program was developed on flatter it. ``--unseen`` names folders of articles that
it was not; all chances are lowered (or raised) alike, so that their mean is right there. Prints
reliability tables: of the rows in each band of confidence, how many have type, status, date,
country and participants all right.
"""

import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.optimize import brentq, minimize

from summit_extract.evaluation.evaluate import read_article
from summit_extract.evaluation.gold import load_folder
from summit_extract.evaluation.matching import map_entities, pair_rows
from summit_extract.evaluation.slots import STRICT_SLOTS, compare_slots
from summit_extract.events.attendance import find_attendance
from summit_extract.events.confidence import FEATURES, features
from summit_extract.events.merging import group
from summit_extract.events.reading import read_tellings
from summit_extract.events.view import ArticleView
from summit_extract.language.dateline import find_published, parse_day
from summit_extract.pipeline import analyse_text, load
from summit_extract.resources import path

RIDGE = 1.0
BANDS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def observations(folders: list[Path]) -> tuple[np.ndarray, np.ndarray]:
    nlp = load()
    rows, right = [], []
    for article in (a for folder in folders for a in load_folder(folder)):
        found = read_article(nlp, article)
        mapping = map_entities(found.gold, found.found)
        pairing = pair_rows(found.gold, found.found, mapping)
        verdicts = {extra.id: False for extra in pairing.extra}
        for gold, row in pairing.pairs:
            filled = compare_slots(gold, row, mapping)
            verdicts[row.id] = all(filled[slot].is_right for slot in STRICT_SLOTS)
        published = find_published(article.text) or parse_day(article.name)
        view = ArticleView.of(analyse_text(nlp, article.text, published))
        present = tuple(find_attendance(view))
        drafts = sorted(
            group(view, read_tellings(view, present), present),
            key=lambda d: min(t.start for t in d.tellings),
        )
        for number, draft in enumerate(drafts, start=1):
            verdict = verdicts.get(f"e{number}")
            if verdict is not None:
                rows.append(features(view, draft))
                right.append(verdict)
    return np.array(rows), np.array(right, dtype=float)


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    def loss(w: np.ndarray) -> float:
        z = x @ w
        return float(np.sum(np.logaddexp(0, z) - y * z) + RIDGE * np.sum(w[1:] ** 2) / 2)

    return minimize(loss, np.zeros(x.shape[1]), method="L-BFGS-B").x


def chances(x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(x @ weights)))


def shift(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> float:
    """Give what to add to the weight of every row so that the mean chance is the share right."""
    log_odds = x @ weights
    return float(brentq(lambda s: (1 / (1 + np.exp(-(log_odds + s)))).mean() - y.mean(), -5, 5))


def print_reliability(chance: np.ndarray, y: np.ndarray) -> None:
    for low, high in pairwise(BANDS):
        inside = (chance >= low) & (chance < high)
        if inside.any():
            print(
                f"{low:.1f} to {min(high, 1.0):.1f}: {inside.sum():4d} rows, "
                f"mean {chance[inside].mean():.2f}, right {y[inside].mean():.2f}"
            )


def main() -> None:
    seen, _, unseen = (" ".join(sys.argv[1:])).partition("--unseen")
    x, y = observations([Path(folder) for folder in seen.split()])
    weights = fit(x, y)
    if unseen:
        other, right = observations([Path(folder) for folder in unseen.split()])
        told = chances(other, weights).mean()
        weights[0] += shift(other, right, weights)
        print(f"{len(right)} unseen rows, {right.mean():.2f} right, {told:.2f} expected before:")
        print_reliability(chances(other, weights), right)
    lines = ["feature\tweight", *(f"{n}\t{w:.3f}" for n, w in zip(FEATURES, weights, strict=True))]
    path("confidence.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    folds = np.arange(len(y)) % 10
    chance = np.zeros(len(y))
    for fold in range(10):  # each row's chance by a model that has not seen it
        out = folds == fold
        chance[out] = chances(x[out], fit(x[~out], y[~out]))
    print(f"{len(y)} rows developed on, {y.mean():.2f} right; by tenfold cross-validation:")
    print_reliability(chance, y)


if __name__ == "__main__":
    main()
