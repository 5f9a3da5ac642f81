"""Files and folders → articles, one at a time."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from summit_extract.language.dateline import find_published, parse_day
from summit_extract.reading.article import Article, Unreadable
from summit_extract.reading.encoding import DecodingError, decode

__all__ = ["SUFFIXES", "InputFile", "find_files", "read_articles", "read_file"]

SUFFIXES = (".txt", ".md")
"""The endings of the files that are read, in lower case."""

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?P<fields>(?:[^\n]{0,500}\n){0,40}?)---[ \t]*(?:\r?\n|\Z)")
_FIELD = re.compile(r"(?P<key>[A-Za-z_]{1,30})[ \t]*:[ \t]*(?P<value>[^\r\n]*)")


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read and the id that its article gets."""

    path: Path
    article_id: str


def find_files(inputs: Iterable[Path]) -> Iterator[InputFile | Unreadable]:
    """Find the articles below the inputs, in the order of the inputs and of the paths below each.

    A file's id is its path below the input folder without its suffix, a file named itself has its
    name; where two files would have the same id, the later one keeps its suffix in it, or a
    number. Inputs that do not exist and named files of another kind are `Unreadable`; other files
    in folders, and hidden ones, are passed over.

    >>> list(find_files([Path("no such folder")]))[0].error
    'no such file or folder; check its name'
    """
    seen: set[str] = set()
    for given in inputs:
        if given.is_dir():
            below = (path for path in given.rglob("*") if _is_wanted(path, given))
            for path in sorted(below, key=lambda path: path.relative_to(given).as_posix()):
                yield InputFile(path, _id(path.relative_to(given), seen))
        elif not given.exists():
            yield Unreadable(str(given), "", "no such file or folder; check its name")
        elif given.suffix.lower() not in SUFFIXES:
            yield Unreadable(
                str(given),
                "",
                f"is of no kind that is read ({', '.join(SUFFIXES)}); convert it to one of them",
            )
        else:
            yield InputFile(given, _id(Path(given.name), seen))


def _is_wanted(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.suffix.lower() in SUFFIXES and not hidden and path.is_file()


def _id(relative: Path, seen: set[str]) -> str:
    wanted = relative.with_suffix("").as_posix()
    if wanted in seen:
        wanted = relative.as_posix()
    number, unique = 1, wanted
    while unique in seen:
        number += 1
        unique = f"{wanted}~{number}"
    seen.add(unique)
    return unique


def read_file(found: InputFile, encoding: str | None = None) -> Article | Unreadable:
    """Read one file into an article, or say why it can't be read.

    The day of publication is the one in the file's front matter or first line, else the one its
    text tells, else the one in its name.
    """
    path = str(found.path)
    try:
        data = found.path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        return Unreadable(path, found.article_id, f"{reason}; check the file and its permissions")
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        text, _ = decode(data, encoding)
    except DecodingError as error:
        return Unreadable(path, found.article_id, str(error), sha256)
    fields = _fields(text)
    published = find_published(text) or parse_day(found.path.name)
    return Article(
        article_id=found.article_id,
        path=path,
        text=text,
        published=published,
        title=fields.get("title", ""),
        source=fields.get("source", ""),
        url=fields.get("url", ""),
        sha256=sha256,
    )


def _fields(text: str) -> dict[str, str]:
    front = _FRONT_MATTER.match(text)
    if front is None:
        return {}
    lines = (_FIELD.match(line) for line in front["fields"].splitlines())
    return {line["key"].lower(): line["value"].strip(" \t'\"") for line in lines if line}


def read_articles(
    inputs: Iterable[Path], encoding: str | None = None
) -> Iterator[Article | Unreadable]:
    """Read every article below the inputs, lazily, in their order."""
    for found in find_files(inputs):
        yield found if isinstance(found, Unreadable) else read_file(found, encoding)
