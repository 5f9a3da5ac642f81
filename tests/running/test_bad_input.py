"""Whatever is in a folder, the rest of it is read, and what was not is a row of errors.csv."""

import csv
import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from .conftest import run_tiny

TEXT = "美國總統特朗普2018年6月12日在新加坡會見金正恩。"
UTF8 = TEXT.encode()


def zstd(data: bytes) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as packed:
        packed.write(data)
    return bytes(sink.getvalue())


def lines(*objects: object) -> bytes:
    return "\n".join(json.dumps(one) for one in objects).encode()


# name, bytes, what its rows in errors.csv say, in order
BAD: list[tuple[str, bytes, list[str]]] = [
    ("zero.txt", b"", ["holds no text"]),
    ("blank.txt", b" \n\t\r\n\xe3\x80\x80", ["holds no text"]),
    ("zero.csv", b"", ["is empty"]),
    ("zero.jsonl", b"", []),
    ("zero.parquet", b"", ["no sound Parquet"]),
    ("zero.html", b"", ["holds no text"]),
    ("binary.txt", bytes(range(256)) * 40, ["no text in UTF-8"]),
    ("picture.html", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9, ["no text in UTF-8"]),
    ("cut.txt.gz", gzip.compress(UTF8 * 99)[:-9], ["is cut off"]),
    ("none.txt.gz", b"no gzip at all", ["no sound gzip"]),
    ("bits.txt.gz", gzip.compress(UTF8)[:12] + b"\xff" * 30, ["no sound gzip"]),
    ("cut.txt.zst", zstd(UTF8 * 99)[:-3], ["no sound zstd"]),
    ("none.txt.zst", b"no zstd at all", ["no sound zstd"]),
    ("cut.parquet", b"PAR1" + bytes(200), ["no sound Parquet"]),
    ("undecodable.txt", b"\xff\x80\x81\xfe" * 50, ["no text in UTF-8"]),
    ("half.txt", UTF8[:-2], ["no text in UTF-8"]),
    ("other.csv", "title,body\n一,二\n".encode(), ["no column named text, but title, body"]),
    ("no_text.csv", f"id,text\n1,{TEXT}\n2,\n".encode(), ["holds no text"]),
    ("quote.csv", f'id,text\n1,{TEXT}\n2,"never closed'.encode(), []),
    ("bytes.csv", f"id,text\n1,{TEXT}\n2,".encode() + b"\xff\n", ["row 2 is not in the encoding"]),
    ("dates.csv", f"text,published\n{TEXT},2018-02-30\n".encode(), ["published is '2018-02-30'"]),
    (
        "mixed.jsonl",
        lines({"text": TEXT, "id": 7}, [1], {"title": "x"}, {"text": None}) + b"\n{broken\n\n",
        ["line 2 is no JSON object", "line 3 has no text", "holds no text", "line 5 is no JSON"],
    ),
    ("deep.jsonl", b"[" * 100_000, ["line 1 is no JSON"]),
]

# name, bytes: read, with nothing to say about it
GOOD: list[tuple[str, bytes]] = [
    ("nul.txt", (TEXT * 9).encode() + b"\0"),
    ("control.txt", f"\x01\x08\x0b\x0c\x1b[31m{TEXT}\x7f\x85\u2028{TEXT}".encode()),
    ("marks.txt", f"\u200f\u202e{TEXT}\u202c\u200b\ufeff{TEXT}".encode()),
    ("surrogate.jsonl", lines({"text": f"\ud83d{TEXT}\udc00\0"})),
    ("formula.jsonl", lines({"text": TEXT, "id": "=cmd()", "title": "@SUM(A1)"})),
    ("名字 有 空格.txt", UTF8),
    ("new\nline.txt", UTF8),
    ("-dash.txt", UTF8),
    ("percent%20#hash.txt", UTF8),
    ("emoji.txt", f"🇺🇸{TEXT}𠀀".encode()),
    ("old_mac.txt", f"{TEXT}\r{TEXT}\r".encode()),
]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_each_bad_input_is_a_row_of_errors_and_stops_nothing(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name, data, _ in BAD:
        (folder / name).write_bytes(data)
    for number, (name, data) in enumerate(GOOD):
        (folder / name).write_bytes(data + f"第{number}篇".encode() * (".jsonl" not in name))
    (folder / os.fsdecode(b"\xff\xfe.txt")).write_bytes(UTF8)
    os.mkfifo(folder / "pipe.txt")
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    done = run_tiny(folder, "--out", out)
    assert done.returncode == 3, done.stderr
    errors: dict[str, list[str]] = {}
    for row in rows(out / "errors.csv"):
        errors.setdefault(Path(row["path"]).name, []).append(row["error"])
    for name, _, wanted in BAD:
        found = errors.pop(name, [])
        assert len(found) == len(wanted), (name, found)
        for error, part in zip(found, wanted, strict=True):
            assert part in error and (";" in error), (name, error)
    assert "no regular file" in errors.pop("pipe.txt")[0]
    assert "No such file" in errors.pop("gone.txt")[0]
    assert "links to a folder that it is in" in errors.pop("loop")[0]
    assert errors == {}
    read = {Path(row["path"]).name for row in rows(out / "articles.csv") if row["status"] == "ok"}
    assert {name for name, _ in GOOD} <= read
    assert "\\xff\\xfe.txt" in read


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "b.txt").chmod(0)
    (tmp_path / "c").mkdir(mode=0)
    done = run_tiny(tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 3
    assert [row["error"][:17] for row in rows(tmp_path / "out" / "errors.csv")] == [
        "Permission denied",
        "Permission denied",
    ]


def _as_nobody() -> None:
    os.setgid(65534)
    os.setuid(65534)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become somebody else")
def test_what_may_not_be_read_is_said_to_others_than_root(tmp_path: Path) -> None:
    from summit_extract.reading.article import Unreadable
    from summit_extract.reading.files import read_articles

    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "b.txt").chmod(0)
    (tmp_path / "c").mkdir(mode=0)
    for folder in (tmp_path, *tmp_path.parents):
        if not folder.stat().st_mode & 1:
            folder.chmod(0o755)
    child = os.fork()
    if child == 0:
        _as_nobody()
        found = [one for one in read_articles([tmp_path]) if isinstance(one, Unreadable)]
        os._exit(0 if [one.error[:10] for one in found] == ["Permission"] * 2 else 1)
    assert os.waitpid(child, 0)[1] == 0


def big_line(folder: Path) -> str:
    (folder / "big.txt").write_bytes(UTF8 * (100_000_000 // len(UTF8)))
    return "holds more than"


def big_row(folder: Path) -> str:
    with (folder / "big.jsonl").open("w") as file:
        file.write('{"text": "')
        for _ in range(1000):
            file.write("x" * 100_000)
        file.write('"}\n' + json.dumps({"text": TEXT}) + "\n")
    return "than an article; split it"


def big_zip(folder: Path) -> str:
    with gzip.open(folder / "big.txt.gz", "wb", 1) as file:
        for _ in range(100):
            file.write(b"a" * 1_000_000)
    return "holds more than"


@pytest.mark.parametrize("make", [big_line, big_row, big_zip])
def test_a_line_of_100_megabytes_is_no_article(make: Callable[[Path], str], tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    said = make(folder)
    (folder / "z.txt").write_text(TEXT + "尾")
    done = run_tiny(folder, "--out", tmp_path / "out", "--workers", 1)
    assert done.returncode == 3, done.stderr
    (error,) = rows(tmp_path / "out" / "errors.csv")
    assert said in error["error"]
    assert "z" in [row["article_id"] for row in rows(tmp_path / "out" / "articles.csv")]
    for path in folder.iterdir():
        path.unlink()


def test_ten_thousand_mentions_in_one_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("8月15日" * 10_000)
    done = run_tiny(tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    found = rows(tmp_path / "out" / "dates.csv")
    assert len(found) == 10_000
    assert all(row["text"] == "8月15日" for row in found)
