"""A batch goes on where it was, whatever stopped it, and ends with the same bytes."""

import os
import random
import resource
import shutil
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from summit_extract.reading.files import MARKER
from summit_extract.running.store import Store

from .conftest import TINY, command, run, run_tiny, summary, tables, write_articles

KILLS = 50


def start(corpus: Path, out: Path, workers: int = 2) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(corpus, "--out", out, "--workers", workers, "--pipeline", TINY),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in path.read_text().split()] if path.exists() else []


def only_whole_tables(out: Path, expected: dict[str, bytes]) -> None:
    for name, data in tables(out).items() if out.exists() else ():
        assert data == expected[name], f"{name} is not whole after the kill"
    assert not [path for path in out.glob("*") if path.name.endswith(".part")]


def kill_at_random(corpus: Path, out: Path, rng: random.Random, seconds: float) -> bool:
    """Start a run, kill -9 it, or its whole session, some time later; tell if that came in time."""
    process = start(corpus, out, rng.choice([1, 2, 3]))
    time.sleep(rng.uniform(0.2, seconds))
    in_time = process.poll() is None
    if not in_time:
        pass
    elif rng.random() < 0.5:
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return in_time


def kill_often(corpus: Path, expected: dict[str, bytes], out: Path, seed: int) -> int:
    """Kill runs into one folder until half of `KILLS` came in time; give their number."""
    rng = random.Random(seed)
    begun = time.monotonic()
    assert run_tiny(corpus, "--out", out).returncode == 0
    seconds = 1.1 * (time.monotonic() - begun)
    shutil.rmtree(out)
    kills = rounds = 0
    while kills < KILLS // 2:
        killed = kill_at_random(corpus, out, rng, seconds)
        only_whole_tables(out, expected)
        kills += killed
        rounds += not killed
        if not killed or rng.random() < 0.1:  # to the end, and from the beginning again
            assert run_tiny(corpus, "--out", out).returncode == 0
            assert tables(out) == expected
            shutil.rmtree(out)
        assert rounds < KILLS, "runs end before they can be killed"
    done = run_tiny(corpus, "--out", out, "--workers", 2)
    assert done.returncode == 0, done.stderr
    assert tables(out) == expected
    return kills


def test_fifty_kills_at_random_points_leave_the_same_bytes(
    corpus: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    with ThreadPoolExecutor(2) as threads:
        kills = threads.map(
            lambda seed: kill_often(corpus, expected, tmp_path / str(seed), seed), (1, 2)
        )
        assert sum(kills) >= KILLS


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_says_so_and_goes_on(
    number: signal.Signals, expected: dict[str, bytes], corpus: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    process = start(corpus, out)
    while not list((out / MARKER / "shards").glob("*/*.gz")):
        time.sleep(0.02)
        assert process.poll() is None
    below = children(process.pid)
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 128 + number
    assert b"goes on from here" in errors
    assert tables(out) == {}
    assert not [pid for pid in below if Path(f"/proc/{pid}").exists()]
    done = run_tiny(corpus, "--out", out, "--json")
    assert summary(done)["analysed"] < 200
    assert tables(out) == expected


def test_workers_end_with_their_parent(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = start(corpus, out)
    while len(children(process.pid)) < 2:
        time.sleep(0.01)
        assert process.poll() is None
    below = children(process.pid)
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 10
    while any(_lives(pid) for pid in below):
        assert time.monotonic() < deadline, "workers go on without their parent"
        time.sleep(0.05)


def _lives(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_a_killed_worker_costs_nothing(
    corpus: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    process = start(corpus, out)
    killed = 0
    while process.poll() is None and killed < 3:
        below = children(process.pid)
        if len(below) == 2:
            os.kill(below[killed % 2], signal.SIGKILL)
            killed += 1
        time.sleep(0.15)
    _, errors = process.communicate(timeout=60)
    assert killed
    assert process.returncode == 0, errors
    assert tables(out) == expected


def test_a_full_disk_is_said_and_gone_on_from(
    corpus: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    limited = run_tiny(
        corpus,
        "--out",
        out,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)),
    )
    assert limited.returncode == 1
    assert "File too large" in limited.stderr and "goes on from here" in limited.stderr
    assert "Traceback" not in limited.stderr
    assert tables(out) == {}
    done = run_tiny(corpus, "--out", out, "--json")
    assert summary(done)["analysed"] < 200
    assert tables(out) == expected


def test_what_a_power_cut_damaged_is_made_again(
    corpus: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert run_tiny(corpus, "--out", out).returncode == 0
    shards = sorted((out / MARKER / "shards").glob("*/*.gz"))
    assert len(shards) > 5
    shards[0].write_bytes(b"")
    shards[1].write_bytes(shards[1].read_bytes()[:-20])
    data = bytearray(shards[2].read_bytes())
    data[len(data) // 2] ^= 1
    shards[2].write_bytes(data)
    shards[3].write_bytes(bytes(len(data)))
    (out / "events.csv").write_bytes(b"")
    done = summary(run_tiny(corpus, "--out", out, "--json"))
    assert 0 < done["analysed"] < 200
    assert not done["unchanged"]
    assert tables(out) == expected


def test_a_finished_run_does_nothing_and_says_so(
    corpus: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    first = run_tiny(corpus, "--out", out)
    before = {path: path.stat().st_mtime_ns for path in out.iterdir() if path.is_file()}
    again = run_tiny(corpus, "--out", out)
    assert again.returncode == first.returncode == 0
    assert "Nothing has changed" in again.stderr
    assert before == {path: path.stat().st_mtime_ns for path in out.iterdir() if path.is_file()}
    assert tables(out) == expected


def test_tables_that_were_changed_are_written_again_without_analysis(
    corpus: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run_tiny(corpus, "--out", out)
    (out / "dates.csv").unlink()
    (out / "articles.csv").write_text("mine")
    done = summary(run_tiny(corpus, "--out", out, "--json"))
    assert (done["analysed"], done["unchanged"]) == (0, False)
    assert tables(out) == expected


def test_changed_added_and_removed_articles_are_seen(tmp_path: Path) -> None:
    articles, out = write_articles(tmp_path / "in", 150), tmp_path / "out"
    run_tiny(articles, "--out", out)
    files = sorted(articles.rglob("*.txt"))
    files[10].write_text("特朗普2018年6月12日會見金正恩。")
    files[50].unlink()
    files[90].rename(files[90].with_name("renamed.txt"))
    (articles / "new.md").write_text("習近平與拜登11月14日在峇里島會晤。")
    done = summary(run_tiny(articles, "--out", out, "--json"))
    assert done["articles"] == 150
    assert 0 < done["analysed"] < 120
    fresh = tmp_path / "fresh"
    run_tiny(articles, "--out", fresh, "--workers", 1)
    assert tables(out) == tables(fresh)


def test_a_changed_pipeline_is_seen(tmp_path: Path) -> None:
    articles, out = write_articles(tmp_path / "in", 20), tmp_path / "out"
    config = tmp_path / "own.cfg"
    config.write_text(TINY.read_text())
    arguments = (articles, "--out", out, "--json")
    assert summary(run(*arguments, "--pipeline", config))["analysed"] == 20
    config.write_text(
        TINY.read_text().replace('["summit_layout", "summit_dates"]', '["summit_layout"]')
    )
    assert summary(run(*arguments, "--pipeline", config))["analysed"] == 20
    assert (out / "dates.csv").read_bytes().count(b"\n") == 1


def test_a_second_run_into_the_same_folder_stops(tmp_path: Path) -> None:
    articles, out = write_articles(tmp_path / "in", 3), tmp_path / "out"
    with Store(out).locked():
        refused = run_tiny(articles, "--out", out)
    assert refused.returncode == 1
    assert "another run" in refused.stderr and str(os.getpid()) in refused.stderr
    assert tables(out) == {}
    assert run_tiny(articles, "--out", out).returncode == 0


def test_tables_of_formats_no_longer_asked_for_are_removed(tmp_path: Path) -> None:
    articles, out = write_articles(tmp_path / "in", 3), tmp_path / "out"
    run_tiny(articles, "--out", out, "--format", "csv", "--format", "jsonl", "--tokens")
    assert (out / "events.jsonl").exists() and (out / "tokens.csv").exists()
    run_tiny(articles, "--out", out)
    assert not (out / "events.jsonl").exists() and not (out / "tokens.csv").exists()
