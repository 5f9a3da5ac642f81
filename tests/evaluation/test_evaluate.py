import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from summit_extract.cli import app
from summit_extract.evaluation import evaluate as evaluate_module
from summit_extract.evaluation.evaluate import Evaluation, load_gold, read_article, score_splits
from summit_extract.evaluation.gold import GoldArticle, GoldError
from summit_extract.evaluation.readings import Reading, read_gold

runner = CliRunner()


@pytest.fixture
def perfect(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let gold stand for what the pipeline finds, but for one missed name."""

    def read(_: Any, article: GoldArticle) -> Evaluation:
        gold = read_gold(article)
        found = replace(gold, mentions=tuple(m for m in gold.mentions if m.text != "白宮"))
        return Evaluation(gold, found)

    monkeypatch.setattr(evaluate_module, "read_article", read)
    monkeypatch.setattr("summit_extract.pipeline.load", lambda *_, **__: None)


def run(*arguments: str | Path) -> tuple[int, str]:
    result = runner.invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_splits_are_the_folders(write_gold: Callable[..., Path]) -> None:
    gold = write_gold()
    write_gold(name="busan", split="test")
    assert [article.name for article in load_gold(gold)] == ["alaska", "busan"]
    assert [article.name for article in load_gold(gold, "test")] == ["busan"]
    with pytest.raises(ValueError, match="split train"):
        load_gold(gold, "train")


def test_several_splits_are_scored_apart_and_together(gold: Reading) -> None:
    other = replace(gold, split="test")
    scored = score_splits([Evaluation(gold, gold), Evaluation(other, other)])
    assert [(s.split, s.articles) for s in scored] == [("dev", 1), ("test", 1), ("all", 2)]


def test_a_failing_pipeline_costs_its_article_only(
    article: GoldArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("summit_extract.pipeline.analyse_text", fail)
    found = read_article(None, article)  # type: ignore[arg-type]
    assert found.failure == "RuntimeError: broken"
    assert found.found.mentions == ()


@pytest.mark.usefixtures("perfect")
def test_scores_are_printed_and_written(write_gold: Callable[..., Path], tmp_path: Path) -> None:
    status, output = run("evaluate", "--gold", write_gold(), "--out", tmp_path / "out")
    assert status == 0
    assert "Mentions, exact span and label" in output
    with (tmp_path / "out" / "evaluation.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {(r["task"], r["item"], r["measure"]): r for r in csv.DictReader(file)}
    assert rows["events", "strict", "f1"]["value"] == "1.0"
    assert rows["mentions", "ORG", "recall"]["value"] == "0.0"
    summary = json.loads((tmp_path / "out" / "evaluation.json").read_text(encoding="utf-8"))
    assert summary["articles"] == {"dev": 1}
    assert len(summary["figures"]) == len(rows)


@pytest.mark.usefixtures("perfect")
def test_errors_are_listed_with_their_sentence(
    write_gold: Callable[..., Path], tmp_path: Path
) -> None:
    _, output = run("evaluate", "--gold", write_gold(), "--out", tmp_path / "out", "--errors")
    assert "names: 1" in output
    assert "missed ORG 白宮 (white_house)" in output
    assert "談了一小時，白宮稱氣氛良好。" in output


@pytest.mark.usefixtures("perfect")
def test_errors_of_the_test_split_are_never_shown(
    write_gold: Callable[..., Path], tmp_path: Path
) -> None:
    gold = write_gold(split="test")
    status, output = run("evaluate", "--gold", gold, "--out", tmp_path / "out", "--errors")
    assert status == 0
    assert "白宮" not in output
    assert "never shown" in output


def test_a_folder_without_gold_is_told(tmp_path: Path) -> None:
    status, output = run("evaluate", "--gold", tmp_path)
    assert status == 1
    assert "no gold articles" in output


def test_gold_that_is_not_well_formed_is_told(write_gold: Callable[..., Path]) -> None:
    gold = write_gold(("status: planned", "status: maybe"))
    with pytest.raises(GoldError, match="status is 'maybe'"):
        load_gold(gold)
    status, output = run("evaluate", "--gold", gold)
    assert status == 1
    assert "alaska.yaml" in output


def test_agreement_prints_kappa_and_writes_json(
    write_gold: Callable[..., Path], tmp_path: Path
) -> None:
    first = write_gold(folder="a")
    second = write_gold(("status: planned", "status: proposed"), folder="b")
    out = tmp_path / "agreement.json"
    status, output = run("agreement", first, second, "--out", out)
    assert status == 0
    assert "status: 0.400" in output
    assert json.loads(out.read_text(encoding="utf-8"))["kappa"]["status"] == 0.4


def test_labels_go_out_and_come_back(write_gold: Callable[..., Path], tmp_path: Path) -> None:
    tasks, config = tmp_path / "tasks.json", tmp_path / "config.xml"
    status, output = run("labels", "export", write_gold(), "--out", tasks, "--config", config)
    assert status == 0, output
    exported = [
        {"data": task["data"], "annotations": task["predictions"]}
        for task in json.loads(tasks.read_text(encoding="utf-8"))
    ]
    tasks.write_text(json.dumps(exported), encoding="utf-8")
    status, output = run("labels", "import", tasks, tmp_path / "back")
    assert status == 0, output
    assert (tmp_path / "back" / "dev" / "alaska.marked").is_file()


def test_the_pipeline_reads_the_text_alone(article: GoldArticle) -> None:
    from summit_extract.pipeline import load

    evaluation = read_article(load(), article)
    assert evaluation.failure == ""
    assert evaluation.found.published == "2025-08-15"
    assert evaluation.found.text == article.text
    for mention in evaluation.found.mentions:
        assert article.text[mention.start : mention.end] == mention.text
