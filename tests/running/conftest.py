import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TINY = Path(__file__).parent / "tiny.cfg"
RAW = Path(__file__).parent.parent.parent / "raw"
TABLES = ("events", "participants", "entities", "dates", "places", "articles", "errors", "timeline")
_SENTENCES = (
    "美國總統特朗普8月15日在阿拉斯加會見俄羅斯總統普京，雙方談了三小時。",
    "中国国家主席习近平上周五同法国总统马克龙通电话。",
    "日本首相石破茂原定下月訪問印度，行程已推遲。",
    "兩人2018年6月12日在新加坡會面，並簽署聯合聲明。",
    "外交部發言人昨日表示，目前沒有可以提供的消息。",
)


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "summit_extract", "run", *map(str, arguments)]


def run(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), capture_output=True, text=True, timeout=300, **options
    )


def run_tiny(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    return run(*arguments, "--pipeline", TINY, **options)


def summary(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.stdout, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def tables(folder: Path, suffix: str = "csv") -> dict[str, bytes]:
    """The tables of a folder, by name; with datapackage.json."""
    names = [f"{table}.{suffix}" for table in TABLES]
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.name in names or path.name == "datapackage.json"
    }


def article(rng: random.Random, number: int, sentences: int = 12) -> str:
    body = "\n".join(rng.choice(_SENTENCES) for _ in range(sentences))
    return f" date 2025-08-{number % 28 + 1:02} 第{number}號報道\n{body}\n"


def write_articles(folder: Path, count: int, sentences: int = 12) -> Path:
    rng = random.Random(count)
    for number in range(count):
        path = folder / f"{number % 7}" / f"a{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(rng, number, sentences), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """200 articles; not to be changed."""
    return write_articles(tmp_path_factory.mktemp("corpus"), 200)


@pytest.fixture(scope="session")
def expected(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tables of the corpus by an uninterrupted run of one process."""
    out = tmp_path_factory.mktemp("expected")
    done = run_tiny(corpus, "--out", out, "--workers", 1)
    assert done.returncode == 0, done.stderr
    return tables(out)
