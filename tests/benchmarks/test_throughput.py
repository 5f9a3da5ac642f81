"""How fast, how large, how steady: the whole, each stage, and others' tools on the same text.

    pytest tests/benchmarks/test_throughput.py --benchmark-enable --benchmark-group-by=group
    pytest tests/benchmarks/test_throughput.py --long -s    scaling, length, memory: some minutes

One core, processor time. Times of tools are compared, never asserted: a shared machine is no clock.
What the long tests assert are ratios of processor time, and memory.
"""

import json
import logging
import random
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from spacy.language import Language

from summit_extract.language.conversion import simplify
from summit_extract.reading.article import Article
from summit_extract.running.executors import Processes
from summit_extract.running.shards import cut
from summit_extract.running.work import Settings, process

RAW = Path(__file__).parent.parent.parent / "raw"
ARTICLE = next(RAW.glob("*.txt")).read_text(encoding="utf-8")
TEXT = ARTICLE * 4


@cache
def pipeline() -> Language:
    from summit_extract.pipeline import load

    return load()


def whole(text: str) -> object:
    return process(pipeline(), Article("a", "a", text))


def by_jieba(text: str) -> object:
    """On the Simplified text, which it is made for: on the Traditional it is 45 times slower."""
    import jieba.posseg

    return [(word.word, word.flag) for word in jieba.posseg.cut(simplify(text))]


@cache
def blank() -> Language:
    import spacy

    return spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})


def by_spacy(text: str) -> object:
    return blank()(text)


def by_jionlp(text: str) -> object:
    """Times and places of each sentence, which is what its documentation gives it."""
    import jionlp

    sentences = [part for part in text.replace("\n", "。").split("。") if part.strip()]
    times = [jionlp.ner.extract_time(part, time_base=time.time()) for part in sentences]
    return times, [jionlp.recognize_location(part) for part in sentences]


def _characters(benchmark: BenchmarkFixture, work: Callable[[str], object], group: str) -> None:
    logging.getLogger().setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        work(ARTICLE)
        benchmark.group = group
        benchmark.pedantic(work, (TEXT,), rounds=3)
    if benchmark.stats is not None:
        rate = len(TEXT) / benchmark.stats.stats.median
        benchmark.extra_info["characters_per_second"] = round(rate)


@pytest.mark.benchmark(timer=time.process_time)
@pytest.mark.parametrize(
    "work", [whole, by_jieba, by_spacy, by_jionlp], ids=lambda work: work.__name__
)
def test_beside_other_tools(benchmark: BenchmarkFixture, work: Callable[[str], object]) -> None:
    if work is by_jionlp:
        pytest.importorskip("jionlp")
    _characters(benchmark, work, "a text through")


@pytest.mark.benchmark(timer=time.process_time)
@pytest.mark.parametrize(
    "stage",
    ["tokenizer", "summit_layout", "summit_places", "summit_names", "summit_dates",
     "summit_events", "tables"],
)  # fmt: skip
def test_each_stage(benchmark: BenchmarkFixture, stage: str) -> None:
    nlp = pipeline()
    benchmark.group = "stages"
    if stage == "tokenizer":
        benchmark(nlp.make_doc, TEXT)
    elif stage == "tables":
        from summit_extract.tables import article_tables

        doc = nlp(nlp.make_doc(TEXT))
        benchmark(article_tables, Article("a", "a", TEXT), doc)
    else:

        def before() -> tuple[tuple[object, ...], dict[str, object]]:
            doc = nlp.make_doc(TEXT)
            for name, component in nlp.pipeline:
                if name == stage:
                    break
                doc = component(doc)
            return (doc,), {}

        benchmark.pedantic(dict(nlp.pipeline)[stage], setup=before, rounds=5)
    if benchmark.stats is not None:
        rate = len(TEXT) / benchmark.stats.stats.median
        benchmark.extra_info["characters_per_second"] = round(rate)


def _program(*arguments: object) -> float:
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "summit_extract", *map(str, arguments)],
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - began


@pytest.mark.benchmark(timer=time.perf_counter)
def test_starting(benchmark: BenchmarkFixture) -> None:
    benchmark.group = "start-up"
    benchmark.pedantic(partial(_program, "--help"), rounds=3)


@pytest.mark.benchmark(timer=time.perf_counter)
def test_first_article(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    benchmark.group = "start-up"
    folders = iter(range(100))

    def run() -> None:
        _program("run", RAW, "--out", tmp_path / str(next(folders)), "--workers", 1)

    benchmark.pedantic(run, rounds=3)


def _sentences() -> list[str]:
    return [part + "。" for part in ARTICLE.replace("\n", "").split("。") if part]


def _long_text(length: int) -> str:
    rng, sentences, parts, size = random.Random(length), _sentences(), [], 0
    while size < length:
        part = rng.choice(sentences) + "\n" * (rng.random() < 0.2)
        parts.append(part)
        size += len(part)
    return "".join(parts)[:length]


@pytest.mark.long
@pytest.mark.parametrize("length", [30_000, 300_000])
def test_ten_times_the_length_is_at_most_eleven_times_the_time(
    length: int, capsys: pytest.CaptureFixture[str]
) -> None:
    whole(ARTICLE)
    times = []
    for size in (length, 10 * length):
        began = time.process_time()
        whole(_long_text(size))
        times.append(time.process_time() - began)
    ratio = times[1] / times[0]
    with capsys.disabled():
        print(f"\n{length} characters {times[0]:.2f} s, ten times as many {ratio:.1f} times that")
    assert ratio <= 11


def _write_rows(path: Path, count: int) -> None:
    rng, sentences = random.Random(count), _sentences()
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = f"第{number}號　" + "".join(rng.sample(sentences, 2))
            file.write(json.dumps({"text": text[:120]}, ensure_ascii=False) + "\n")


@pytest.mark.long
def test_memory_does_not_grow_with_the_articles(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = (
        "import resource, sys; from summit_extract.cli import app\n"
        "try: app(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    peaks = []
    for count in (100, 10_000):
        path = tmp_path / f"{count}.jsonl"
        _write_rows(path, count)
        done = subprocess.run(
            [sys.executable, "-c", code, "run", path, "--out", tmp_path / str(count),
             "--format", "parquet", "--workers", "1", "--quiet"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        peaks.append(int(done.stdout.split()[-1]) / 1024)
    with capsys.disabled():
        print(f"\n100 articles {peaks[0]:.0f} MB, 10,000 articles {peaks[1]:.0f} MB")
    assert peaks[1] < 1.15 * peaks[0]


@pytest.mark.long
def test_two_workers_are_nearly_twice_as_fast(capsys: pytest.CaptureFixture[str]) -> None:
    """Best of three, in turns, of the work after the start; needs two cores that are idle."""
    from summit_extract.reading.article import Form, RawArticle

    rng, sentences = random.Random(1), _sentences()
    items = []
    for number in range(600):
        data = "".join(rng.sample(sentences, 6)).encode()
        items.append(RawArticle(f"a{number}", "a", "a", Form.TEXT, data, str(number)))
    shards = list(cut(items, ""))
    best = {1: float("inf"), 2: float("inf")}
    for _ in range(3):
        for count in best:
            executor = Processes(Settings(), count)
            todo = iter(shards)
            for _ in range(count):  # they are started, and warm
                executor.submit(next(todo))
            while executor.busy:
                executor.results()
            began = time.perf_counter()
            for shard in todo:
                while not executor.free:
                    executor.results()
                executor.submit(shard)
            while executor.busy:
                executor.results()
            best[count] = min(best[count], time.perf_counter() - began)
            executor.close()
    ratio = best[1] * (len(shards) - 2) / (len(shards) - 1) / best[2]
    with capsys.disabled():
        print(f"\n1 worker {best[1]:.1f} s, 2 workers {best[2]:.1f} s: {ratio:.2f} times as fast")
    assert ratio >= 1.8
