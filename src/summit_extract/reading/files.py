"""Files and folders → articles, one at a time."""

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from summit_extract.language.dateline import find_published, parse_day
from summit_extract.pipeline import LONGEST_TEXT
from summit_extract.reading.article import Article, Form, RawArticle, Unreadable, shown, well_formed
from summit_extract.reading.compression import BrokenFileError, bare_name, read_all
from summit_extract.reading.encoding import DecodingError, decode
from summit_extract.reading.rows import BadRow, NewsRow, read_rows

__all__ = [
    "LONGEST",
    "MARKER",
    "SUFFIXES",
    "InputFile",
    "find_files",
    "holds_rows",
    "listed_files",
    "parse",
    "read_articles",
    "read_file",
    "take_out",
    "unique",
]

_TEXT, _HTML = (".txt", ".md"), (".html", ".htm")
_ROWS = (".csv", ".jsonl", ".parquet")
SUFFIXES = (*_TEXT, *_HTML, *_ROWS)
"""The endings of the files that are read, in lower case; .gz or .zst may follow each."""

LONGEST = LONGEST_TEXT
"""The longest article that is read, in characters."""

MARKER = ".summit_extract"
"""A folder that holds one of this name is a folder of tables, whose CSV files are no articles."""

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\r?\n(?P<fields>(?:[^\n]{0,500}\n){0,40}?)---[ \t]*(?:\r?\n|\Z)"
)
_FIELD = re.compile(r"(?P<key>[A-Za-z_]{1,30})[ \t]*:[ \t]*(?P<value>[^\r\n]*)")


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read and the id that its article gets, or that its rows' ids begin with."""

    path: Path
    article_id: str


def find_files(inputs: Iterable[Path | InputFile]) -> Iterator[InputFile | Unreadable]:
    """Find the files below the inputs, in the order of the inputs and of the ids below each.

    A file's id is its path below the input folder without its suffix, a file named itself has its
    name; where two files of a folder would have the same id, the later one keeps its suffix in
    it, or a number (ids of different inputs may be the same: see `unique`). Inputs that do not
    exist and named files of another kind are `Unreadable`; other files in folders, hidden ones
    and folders of tables are passed over. Links to folders are followed. No more than the names
    in one folder, and in those above it, is held at a time.

    >>> list(find_files([Path("no such folder")]))[0].error
    'no such file or folder; check its name'
    """
    for given in inputs:
        if isinstance(given, InputFile):
            yield given
        elif given.is_dir():
            yield from _below(given)
        elif not os.path.lexists(given):
            yield Unreadable(shown(given), "", "no such file or folder; check its name")
        elif not _is_wanted(given.name):
            yield _of_no_kind(given)
        else:
            yield InputFile(given, shown(_stem(given.name)))


def listed_files(names: Iterable[str]) -> Iterator[Path | InputFile]:
    """Make inputs for `find_files` of paths that a list names.

    The id of a listed file is its path as it is listed, without its suffix.

    >>> [file.article_id for file in listed_files(["./2025/alaska.txt", "/news/kim.md.gz"])]
    ['2025/alaska', 'news/kim']
    """
    for name in names:
        path = Path(name)
        if path.is_dir() or not _is_wanted(path.name):
            yield path
        else:
            below = path.with_name(_stem(path.name)).as_posix().lstrip("/")
            yield InputFile(path, shown(below))


def _of_no_kind(path: Path) -> Unreadable:
    return Unreadable(
        shown(path),
        "",
        f"is of no kind that is read ({', '.join(SUFFIXES)}); convert it to one of them",
    )


def _is_wanted(name: str) -> bool:
    return not name.startswith(".") and bare_name(name).lower().endswith(SUFFIXES)


def _stem(name: str) -> str:
    return Path(bare_name(name)).stem


def _below(top: Path) -> Iterator[InputFile | Unreadable]:
    start = _identity(top)
    levels = [(iter(_entries(top, "")), start)]
    while levels:
        entry = next(levels[-1][0], None)
        if entry is None:
            levels.pop()
        elif isinstance(entry, Unreadable | InputFile):
            yield entry
        else:
            path, prefix = entry
            identity = _identity(path)
            if identity is not None and any(identity == above for _, above in levels):
                yield Unreadable(
                    shown(path), "", "links to a folder that it is in; take the link out"
                )
            else:
                levels.append((iter(_entries(path, prefix)), identity))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _entries(folder: Path, prefix: str) -> Iterator[InputFile | Unreadable | tuple[Path, str]]:
    """Give what a folder holds, files as inputs, folders as path and prefix, by article id."""
    names: list[str] = []
    folders: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name == MARKER:
                    return
                if entry.name.startswith("."):
                    continue
                if entry.is_dir():
                    folders.append(entry.name)
                elif _is_wanted(entry.name):
                    names.append(entry.name)
    except OSError as error:
        reason = error.strerror or str(error)
        yield Unreadable(shown(folder), "", f"{reason}; check the folder and its permissions")
        return
    keys: list[tuple[str, str, bool]] = [(f"{name}/", name, True) for name in folders]
    taken: set[str] = set()
    for name in sorted(names):
        identity = _stem(name) if _stem(name) not in taken else name
        identity = unique(identity, taken)
        keys.append((identity, name, False))
    for key, name, is_folder in sorted(keys):
        if is_folder:
            yield folder / name, prefix + key
        else:
            yield InputFile(folder / name, shown(prefix + key))


def unique(wanted: str, taken: "set[str] | Callable[[str], bool]") -> str:
    """Give the id, or the id with the first number that makes it new, and take it.

    ``taken`` is a set, or a function that takes an id and tells whether it was new.

    >>> taken = {"kim"}
    >>> unique("kim", taken), unique("kim", taken)
    ('kim~2', 'kim~3')
    """
    number, identity = 1, wanted
    while not _take(identity, taken):
        number += 1
        identity = f"{wanted}~{number}"
    return identity


def _take(identity: str, taken: "set[str] | Callable[[str], bool]") -> bool:
    if callable(taken):
        return taken(identity)
    new = identity not in taken
    taken.add(identity)
    return new


def holds_rows(path: Path) -> bool:
    """Tell whether a file is one of rows that are articles, by its name."""
    return bare_name(path.name).lower().endswith(_ROWS)


def take_out(found: InputFile, encoding: str | None = None) -> Iterator[RawArticle | Unreadable]:
    """Take the articles out of a file, one after the other, as they lie in it.

    ``encoding`` is that of the rows of CSV and JSON Lines files; other files are not decoded.
    """
    kind = Path(bare_name(found.path.name)).suffix.lower()
    path = shown(found.path)
    try:
        if not stat.S_ISREG(found.path.stat().st_mode):
            raise BrokenFileError("is no regular file; take it out of the folder")
        if kind in _ROWS:
            for row in read_rows(found.path, LONGEST, encoding):
                yield _from_row(found, path, row)
        else:
            data = read_all(found.path, 4 * LONGEST)
            form = Form.HTML if kind in _HTML else Form.TEXT
            sha256 = hashlib.sha256(data).hexdigest()
            yield RawArticle(found.article_id, path, shown(found.path.name), form, data, sha256)
    except BrokenFileError as error:
        yield Unreadable(path, found.article_id, well_formed(str(error)))
    except OSError as error:
        reason = error.strerror or str(error)
        yield Unreadable(path, found.article_id, f"{reason}; check the file and its permissions")


def _from_row(found: InputFile, path: str, row: NewsRow | BadRow) -> RawArticle | Unreadable:
    if isinstance(row, BadRow):
        return Unreadable(path, f"{found.article_id}#{row.number}", well_formed(row.error))
    data = well_formed(row.text).encode()
    return RawArticle(
        article_id=f"{found.article_id}#{well_formed(row.id) or row.number}",
        path=path,
        name="",
        form=Form.ROW,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        published=well_formed(row.published),
        title=well_formed(row.title),
        source=well_formed(row.source),
        url=well_formed(row.url),
    )


def parse(raw: RawArticle, encoding: str | None = None) -> Article | Unreadable:
    """Decode an article that was taken out of its file.

    The day of publication is the one in the row's cell, in the front matter or first line, else
    the one in the page's metadata, else the one that the text tells, else the one in the file's
    name.
    """
    try:
        if raw.form is Form.HTML:
            article = _from_page(raw, encoding)
        elif raw.form is Form.ROW:
            article = _from_cells(raw)
        else:
            article = _from_text(raw, decode(raw.data, encoding)[0])
    except DecodingError as error:
        return Unreadable(raw.path, raw.article_id, str(error), raw.sha256)
    if len(article.text) > LONGEST:
        return Unreadable(
            raw.path,
            raw.article_id,
            f"has {len(article.text)} characters, more than an article; split it into its articles",
            raw.sha256,
        )
    return article


def _from_text(raw: RawArticle, text: str) -> Article:
    fields = _fields(text)
    return Article(
        article_id=raw.article_id,
        path=raw.path,
        text=text,
        published=find_published(text) or parse_day(raw.name),
        title=fields.get("title", ""),
        source=fields.get("source", ""),
        url=fields.get("url", ""),
        sha256=raw.sha256,
    )


def _from_page(raw: RawArticle, encoding: str | None) -> Article:
    from summit_extract.reading.html import decode_html, read_page

    page = read_page(decode_html(raw.data, encoding))
    return Article(
        article_id=raw.article_id,
        path=raw.path,
        text=page.text,
        published=page.published or find_published(page.text) or parse_day(raw.name),
        title=page.title,
        source=page.source,
        url=page.url,
        sha256=raw.sha256,
    )


def _from_cells(raw: RawArticle) -> Article:
    article = replace(_from_text(raw, raw.data.decode()), title=raw.title)
    day = parse_day(raw.published)
    problems: tuple[str, ...] = ()
    if raw.published and day is None:
        problems = (
            f"published is {raw.published[:40]!r}, which is no day, and was passed over; "
            "write it as YYYY-MM-DD",
        )
    return replace(
        article,
        published=day or article.published,
        title=raw.title or article.title,
        source=raw.source or article.source,
        url=raw.url or article.url,
        problems=problems,
    )


def _fields(text: str) -> dict[str, str]:
    front = _FRONT_MATTER.match(text)
    if front is None:
        return {}
    lines = (_FIELD.match(line) for line in front["fields"].splitlines())
    return {line["key"].lower(): line["value"].strip(" \t'\"") for line in lines if line}


def read_file(found: InputFile, encoding: str | None = None) -> Article | Unreadable:
    """Read a file that is one article, or say why it can't be read."""
    if holds_rows(found.path):
        return Unreadable(
            shown(found.path), found.article_id, "holds many articles; read it with read_articles"
        )
    (raw,) = take_out(found, encoding)
    return raw if isinstance(raw, Unreadable) else parse(raw, encoding)


def read_articles(
    inputs: Iterable[Path], encoding: str | None = None
) -> Iterator[Article | Unreadable]:
    """Read every article below the inputs, lazily, in their order, each with an id of its own."""
    taken: set[str] = set()
    for found in find_files(inputs):
        if isinstance(found, Unreadable):
            yield found
            continue
        for raw in take_out(found, encoding):
            named = replace(raw, article_id=unique(raw.article_id, taken))
            yield named if isinstance(named, Unreadable) else parse(named, encoding)
