from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from typer.testing import CliRunner

import summit_extract
from summit_extract.cli import app
from summit_extract.showing.marks import COLOURS, TERMINAL_STYLES, marks_of

TEXT = "2018年6月12日，特朗普與金正恩在新加坡會面。<script>alert(1)</script>"


@pytest.fixture(scope="module")
def result() -> summit_extract.Result:
    return summit_extract.extract(TEXT, published="2018-06-13")


def test_marks_never_overlap(result: summit_extract.Result) -> None:
    marks = marks_of(result.doc)
    assert all(one.end <= other.start for one, other in pairwise(marks))
    assert {TEXT[mark.start : mark.end] for mark in marks} >= {"特朗普", "金正恩", "新加坡", "會面"}


def test_every_label_has_a_colour_everywhere() -> None:
    assert COLOURS.keys() == TERMINAL_STYLES.keys()


def test_displacy_shows_the_marks_and_no_markup_of_the_text(result: summit_extract.Result) -> None:
    html = summit_extract.display(result.doc)
    assert html is not None
    assert "特朗普" in html
    assert "<script>" not in html


def test_a_notebook_shows_the_events(result: summit_extract.Result) -> None:
    html = result._repr_html_()
    assert "Singapore" in html
    assert "<script>" not in html


def test_a_result_without_events_says_so() -> None:
    assert summit_extract.extract("今日天晴。")._repr_html_() == "<p>No events.</p>"


def test_a_result_is_short_in_a_console(result: summit_extract.Result) -> None:
    assert repr(result).startswith("Result(1 events, ")


def test_several_texts_are_one_result() -> None:
    result = summit_extract.extract([TEXT, TEXT], published="2018-06-13")
    assert list(result.events["event_id"]) == ["text1#e1", "text2#e1"]
    assert len(result.docs) == 2
    with pytest.raises(ValueError, match="of 2 texts"):
        _ = result.doc


def test_each_text_needs_its_day() -> None:
    with pytest.raises(ValueError, match="1 days for 2 texts"):
        summit_extract.extract([TEXT, TEXT], published=["2018-06-13"])


def test_a_component_works_in_another_pipeline() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("summit_dates")
    doc = nlp("2018年6月12日會面。")
    assert [span._.date.value for span in doc.spans["dates"]] == ["2018-06-12"]


def show(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["show", *arguments], env={"COLUMNS": "100"})
    assert result.exit_code == 0, result.output
    return result.stdout


def test_an_article_is_shown_with_its_events(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    printed = show(str(path))
    assert "特朗普與金正恩" in printed
    assert "meeting, held" in printed
    assert "Singapore" in printed


def test_an_article_can_not_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("\x1b]0;taken\x07[red]普京[/red]訪華。", encoding="utf-8")
    printed = show(str(path))
    assert "\x1b]0" not in printed
    assert "[red]普京[/red]" in printed


def test_an_article_of_the_tables_is_shown_by_its_id(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "story.txt").write_text(TEXT, encoding="utf-8")
    run = ["run", str(tmp_path / "raw"), "--out", str(tmp_path / "out"), "--workers", "1"]
    CliRunner().invoke(app, run)
    assert "meeting, held" in show("story", "--out", str(tmp_path / "out"))


def test_what_is_no_article_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["show", "nothing", "--out", str(tmp_path)])
    assert result.exit_code == 1
    assert "nothing: no such file, and no such article_id" in result.stderr
