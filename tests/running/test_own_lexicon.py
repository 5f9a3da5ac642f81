"""A folder of one's own tables adds people, places, words and event types without programming."""

import csv
import sys
from pathlib import Path

import pytest

from .conftest import run

TABLES = {
    "people.tsv": """id	name_en	names	country	offices
adoula	Marcel Adoula	馬塞爾·阿杜拉|阿杜拉馬	GQ
""",
    "places.tsv": """name_en	names	country	latitude	longitude
Oyala New Town	奧亞拉新城	GQ	1.59	10.82
""",
    "event_types.tsv": """event_type	plover	told_as
expulsion	REJECT	meeting
""",
    "triggers.tsv": """word	event_type	form
驅逐出境	expulsion	object
圍爐夜話	meeting	with
""",
}
ARTICLE = (
    " date 2025-03-05 \n3月4日，阿杜拉馬與中國外交部長王毅在奧亞拉新城圍爐夜話。\n\n"
    "另外，法國外交部長巴羅3月3日驅逐出境俄羅斯大使梅什科夫。\n"
)


def write_lexicon(folder: Path, **changed: str) -> Path:
    folder.mkdir()
    for name, text in (TABLES | changed).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "a.txt"
    path.parent.mkdir()
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def events(out: Path) -> list[dict[str, str]]:
    with (out / "events.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_what_the_tables_add_is_found(tmp_path: Path, article: Path) -> None:
    lexicon = write_lexicon(tmp_path / "own")
    done = run(article, "--out", tmp_path / "out", "--lexicon", lexicon, "--quiet")
    assert done.returncode == 0, done.stderr
    met, expelled = events(tmp_path / "out")
    assert met["event_type"] == "meeting"
    assert met["participants_en"] == "Marcel Adoula; Wang Yi"
    assert (met["place"], met["country_code"], met["latitude"]) == ("Oyala New Town", "GQ", "1.59")
    assert (expelled["event_type"], expelled["plover"]) == ("expulsion", "REJECT")
    assert expelled["date"] == "2025-03-03"
    assert expelled["participant_countries"] == "FR; RU"


def test_a_changed_lexicon_is_seen_on_the_next_run(tmp_path: Path, article: Path) -> None:
    lexicon, out = write_lexicon(tmp_path / "own"), tmp_path / "out"
    run(article, "--out", out, "--lexicon", lexicon, "--quiet")
    (lexicon / "triggers.tsv").unlink()
    done = run(article, "--out", out, "--lexicon", lexicon, "--quiet")
    assert done.returncode == 0, done.stderr
    assert events(out) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"peple.tsv": "id\n"}, "peple.tsv: no such table; a lexicon has files named documents"),
        ({"people.tsv": "id\tname\nx\tX\n"}, "people.tsv: has a column 'name'; its columns are"),
        ({"triggers.tsv": "word\tevent_type\n密談\tchat\n"}, "'chat' is no event type; those"),
        ({"places.tsv": "name_en\tnames\tlatitude\nX\t某城\tnorth\n"}, "latitude of X is"),
        ({"people.tsv": "id\tname_en\nx\tX\ty\tz\n"}, "people.tsv, line 2: 4 cells, but the"),
    ],
)
def test_what_is_wrong_with_a_lexicon_is_said(
    tmp_path: Path, article: Path, changed: dict[str, str], said: str
) -> None:
    lexicon = write_lexicon(tmp_path / "own", **changed)
    done = run(article, "--out", tmp_path / "out", "--lexicon", lexicon, "--quiet")
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_lexicon_that_comes_too_late_is_refused() -> None:
    import subprocess

    code = (
        "import sys, summit_extract\n"
        "summit_extract.extract('王毅訪問法國。')\n"
        "summit_extract.load(lexicon=sys.argv[1])\n"
    )
    folder = Path(__file__).parent.parent / "running"
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, timeout=120
    )
    assert "no table in it" in done.stderr
