import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from summit_extract.cli import app
from summit_extract.evaluation.gold import load_article
from summit_extract.pipeline import analyse_text, load
from summit_extract.reading.files import read_articles
from summit_extract.review.applying import apply_corrections
from summit_extract.review.comparing import compare
from summit_extract.review.corrections import read_corrections, write_corrections
from summit_extract.review.reading import read_corrected
from summit_extract.tables import COLUMNS, Row, article_tables
from summit_extract.writing.csv_tables import open_tables
from summit_extract.writing.xlsx_tables import WORKBOOK
from summit_extract.writing.xlsx_tables import open_tables as open_workbook

TEXT = (
    "2018年6月12日，美國總統特朗普與朝鮮領導人金正恩在新加坡會面。\n"
    "2018年7月16日，特朗普與俄羅斯總統普京在芬蘭赫爾辛基會晤。\n"
    "2018年9月5日，文在寅派特使訪問平壤，特朗普表示歡迎。\n"
)
Rows = list[dict[str, str]]


def event(number: int, day: str, people: str, trigger: str, **cells: str) -> Row:
    evidence = TEXT.splitlines()[number - 1]
    start = TEXT.index(evidence)
    given = {
        "event_id": f"story#e{number}", "article_id": "story", "event_type": "meeting",
        "status": "held", "date": day, "date_start": day, "date_end": day, "local_date": day,
        "participants": people, "participants_en": "A; B", "trigger": trigger,
        "evidence": evidence, "evidence_start": str(start),
        "evidence_end": str(start + len(evidence)), "mention_count": "1", "confidence": "0.90",
        **cells,
    }  # fmt: skip
    return tuple(given.get(column, "") for column in COLUMNS["events"])


def rows_of(folder: Path) -> dict[str, list[Row]]:
    """The rows that a run gives of the article: two meetings, and one that is none."""
    article = next(iter(read_articles([folder / "story.txt"])))
    cells = {
        "article_id": "story", "path": str(folder / "story.txt"), "published": "2018-09-06",
        "status": "ok", "events": "3", "sha256": article.sha256,
    }  # fmt: skip
    rows: dict[str, list[Row]] = {table: [] for table in COLUMNS}
    rows["articles"] = [tuple(cells.get(column, "") for column in COLUMNS["articles"])]
    rows["events"] = [
        event(1, "2018-06-12", "特朗普; 金正恩", "會面", place="Singapore"),
        event(2, "2018-07", "特朗普; 普京", "會晤", place="Finland", country_code="FI"),
        event(3, "2018-09-05", "特朗普", "表示"),
    ]
    for number, people in ((1, "特朗普 金正恩"), (2, "特朗普 普京"), (3, "特朗普")):
        for name in people.split():
            cells = {"event_id": f"story#e{number}", "entity_id": name, "name": name}
            cells |= {"part": "principal"}
            rows["participants"].append(
                tuple(cells.get(column, "") for column in COLUMNS["participants"])
            )
    for name in ("特朗普", "金正恩", "普京", "文在寅"):
        start = TEXT.index(name)
        cells = {
            "article_id": "story", "start": str(start), "end": str(start + len(name)),
            "text": name, "label": "PERSON", "entity_id": name, "name": name,
        }  # fmt: skip
        rows["entities"].append(tuple(cells.get(column, "") for column in COLUMNS["entities"]))
    return rows


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    (tmp_path / "story.txt").write_text(TEXT, encoding="utf-8")
    out = tmp_path / "outputs"
    with open_tables(out, COLUMNS) as tables:
        tables.write(rows_of(tmp_path))
    return out


def edited(outputs: Path, change: Callable[[Rows], Rows | None]) -> Path:
    """Save events.csv as a reader who changed it would."""
    with (outputs / "events.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = [{**row, "review": ""} for row in csv.DictReader(lines)]
    rows = change(rows) or rows
    path = outputs / "corrected.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, [*COLUMNS["events"], "review"])
        writer.writeheader()
        writer.writerows(rows)
    return path


def mend(rows: Rows) -> None:
    """What is right of the article: Helsinki, its day, and that the third row is none."""
    rows[1] |= {"date": "2018/7/16", "place": "Helsinki"}
    rows[2]["review"] = "wrong"


def review(path: Path) -> Result:
    return CliRunner().invoke(app, ["review", str(path)], env={"COLUMNS": "120"})


def later_run(outputs: Path) -> dict[str, list[dict[str, str]]]:
    rows = apply_corrections(rows_of(outputs.parent), read_corrections(outputs))
    return {
        table: [dict(zip(COLUMNS[table], row, strict=True)) for row in found]
        for table, found in rows.items()
    }


def test_rates_are_shown_by_column(outputs: Path) -> None:
    result = review(edited(outputs, mend))
    assert result.exit_code == 0, result.output
    lines = {line.split()[0]: line.split()[1:] for line in result.stdout.splitlines() if line}
    assert result.stdout.startswith("3 events read: 2 real (67%), 1 wrong, 1 of the real ones")
    assert lines["date"] == ["1", "2", "50%", "0"]
    assert lines["participants"] == ["2", "2", "100%", "0"]


def test_what_is_corrected_stays_corrected(outputs: Path) -> None:
    review(edited(outputs, mend))
    rows = later_run(outputs)
    assert [row["event_id"] for row in rows["events"]] == ["story#e1", "story#e2"]
    assert (rows["events"][1]["date"], rows["events"][1]["place"]) == ("2018-07-16", "Helsinki")
    assert rows["articles"][0]["events"] == "2"
    assert {row["event_id"] for row in rows["participants"]} == {"story#e1", "story#e2"}


def test_what_follows_from_a_correction_follows(outputs: Path) -> None:
    review(edited(outputs, mend))
    row = later_run(outputs)["events"][1]
    assert (row["date_start"], row["date_end"], row["local_date"]) == ("2018-07-16",) * 3
    assert row["country"] == "Finland"
    assert float(row["latitude"]) == pytest.approx(60.17, abs=0.02)


def test_corrections_find_their_rows_when_numbers_change(outputs: Path) -> None:
    review(edited(outputs, mend))
    given = rows_of(outputs.parent)
    given["events"] = [("story#e9", *row[1:]) for row in given["events"][1:2]]
    rows = apply_corrections(given, read_corrections(outputs))["events"]
    dates = {row[0]: row[COLUMNS["events"].index("date")] for row in rows}
    assert dates == {"story#e9": "2018-07-16"}


def test_a_corrected_event_stays_though_the_program_loses_it(outputs: Path) -> None:
    review(edited(outputs, mend))
    given = rows_of(outputs.parent)
    given["events"] = given["events"][:1]
    rows = apply_corrections(given, read_corrections(outputs))["events"]
    assert [row[0] for row in rows] == ["story#e1", "story#e2"]


def test_another_text_is_left_alone(outputs: Path) -> None:
    review(edited(outputs, mend))
    (outputs.parent / "story.txt").write_text(TEXT + "又及。", encoding="utf-8")
    assert len(later_run(outputs)["events"]) == 3


def test_applying_twice_is_applying_once(outputs: Path) -> None:
    review(edited(outputs, mend))
    corrections = read_corrections(outputs)
    once = apply_corrections(rows_of(outputs.parent), corrections)
    assert apply_corrections(once, corrections) == once


def test_participants_follow(outputs: Path) -> None:
    def change(rows: Rows) -> None:
        rows[1]["participants"] = "特朗普; 普京; 文在寅"

    review(edited(outputs, change))
    rows = [row for row in later_run(outputs)["participants"] if row["event_id"] == "story#e2"]
    assert [(row["name"], row["entity_id"]) for row in rows] == [
        ("特朗普", "特朗普"), ("普京", "普京"), ("文在寅", "文在寅")
    ]  # fmt: skip


def test_a_missing_event_is_added(outputs: Path) -> None:
    def change(rows: Rows) -> Rows:
        added = dict.fromkeys(rows[0], "") | {
            "article_id": "story",
            "event_type": "visit",
            "participants": "特使",
            "date": "2018-09-05",
            "evidence": TEXT.splitlines()[2],
            "trigger": "訪問",
        }
        return [*rows, added]

    result = review(edited(outputs, change))
    assert "1 that were missing" in result.stdout
    row = later_run(outputs)["events"][-1]
    assert (row["event_id"], row["event_type"]) == ("story#e4", "visit")
    start, end = int(row["trigger_start"]), int(row["trigger_end"])
    assert TEXT[start:end] == "訪問"


def test_rows_that_were_taken_out_are_not_read(outputs: Path) -> None:
    result = review(edited(outputs, lambda rows: rows[:1]))
    assert result.stdout.startswith("1 events read: 1 real (100%)")
    assert len(later_run(outputs)["events"]) == 3


def test_articles_that_were_read_whole_become_gold(outputs: Path) -> None:
    result = review(edited(outputs, mend))
    article = load_article(outputs / "review_gold" / "story.marked")
    assert article.text == TEXT
    assert [event.date for event in article.events] == ["2018-06-12", "2018-07-16"]
    assert "1 articles of which you had every event" in result.stderr


def test_a_second_review_counts_what_the_program_said(outputs: Path) -> None:
    review(edited(outputs, mend))
    with open_tables(outputs, COLUMNS) as tables:
        tables.write(apply_corrections(rows_of(outputs.parent), read_corrections(outputs)))
    found = compare(
        read_corrected(edited(outputs, lambda rows: None)), outputs, read_corrections(outputs)
    )
    assert {rate.column: (rate.right, rate.filled) for rate in found.rates}["date"] == (1, 2)
    write_corrections(outputs, found.corrections)
    assert len(later_run(outputs)["events"]) == 2


def test_a_correction_can_be_taken_back(outputs: Path) -> None:
    review(edited(outputs, mend))
    with open_tables(outputs, COLUMNS) as tables:
        tables.write(apply_corrections(rows_of(outputs.parent), read_corrections(outputs)))

    def back(rows: Rows) -> None:
        rows[1] |= {"date": "2018-07", "place": "Finland"}

    review(edited(outputs, back))
    assert later_run(outputs)["events"][1]["date"] == "2018-07"


def test_a_workbook_is_taken_in(outputs: Path) -> None:
    import openpyxl

    with open_workbook(outputs, ["events"]) as tables:
        tables.write(rows_of(outputs.parent))
    workbook = openpyxl.load_workbook(outputs / WORKBOOK)
    sheet = workbook["events"]
    head = [cell.value for cell in sheet[1]]
    sheet.cell(3, head.index("place") + 1).value = "Helsinki"
    sheet.cell(4, head.index("review") + 1).value = "wrong"
    workbook.save(outputs / "corrected.xlsx")
    result = review(outputs / "corrected.xlsx")
    assert result.stdout.startswith("3 events read: 2 real (67%), 1 wrong, 1 of the real ones")
    assert [row["place"] for row in later_run(outputs)["events"]] == ["Singapore", "Helsinki"]


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("date", "16/7/2018", "row 3: date is '16/7/2018'; write it as 2025-08-16"),
        ("status", "maybe", "row 3: status is 'maybe', not one of held, planned"),
        ("review", "perhaps", "row 3: review is 'perhaps'; write wrong, right or nothing"),
        ("latitude", "north", "row 3: latitude is 'north', no number"),
    ],
)
def test_cells_that_can_not_be_are_named(
    outputs: Path, column: str, cell: str, message: str
) -> None:
    def change(rows: Rows) -> None:
        rows[1][column] = cell

    result = review(edited(outputs, change))
    assert result.exit_code == 1
    assert message in result.stderr


@pytest.mark.parametrize("text", ["", "no,table\n1,2\n"])
def test_what_is_no_table_of_events_is_named(outputs: Path, text: str) -> None:
    (outputs / "other.csv").write_text(text, encoding="utf-8")
    result = review(outputs / "other.csv")
    assert result.exit_code == 1
    assert "is no table of events" in result.stderr


def test_what_the_pipeline_finds_comes_back_as_it_was_when_nothing_is_corrected(
    tmp_path: Path,
) -> None:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    article = next(iter(read_articles([path])))
    nlp = load()
    rows = article_tables(article, analyse_text(nlp, article.text, article.published)).rows
    out = tmp_path / "outputs"
    with open_tables(out, COLUMNS) as tables:
        tables.write(rows)
    found = compare(read_corrected(out / "events.csv"), out, read_corrections(out))
    assert (found.changed, found.wrong, found.corrections) == (0, 0, ())
    result = review(out / "events.csv")
    assert result.exit_code == 0
    assert load_article(out / "review_gold" / "story.marked").text == TEXT
