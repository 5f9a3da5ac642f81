"""The work itself: a shard in, its rows out, packed; the same in any process, on any machine."""

import gc
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from summit_extract.reading.article import Article, RawArticle, Unreadable
from summit_extract.reading.files import parse
from summit_extract.running.shards import Duplicate, Item, digest
from summit_extract.tables import ArticleTables, article_tables, duplicate_tables, failed_tables
from summit_extract.writing.schema import emptied_rows

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = [
    "Settings",
    "fingerprint",
    "killed_tables",
    "language_of",
    "pack",
    "process",
    "process_item",
    "process_items",
    "unpack",
]

_WARMING = "記者王小明14日在台北報導，美國總統拜登（Joe Biden）在峇里島與習近平會晤，張大山陪同。"
_PACKAGES = ("summit-extract", "spacy", "jieba", "opencc-python-reimplemented", "trafilatura")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the rows of an article depend on besides the article; ``pipeline`` is a config,
    ``lexicon`` a folder of the user's own tables."""

    pipeline: Path | None = None
    encoding: str | None = None
    tokens: bool = False
    lexicon: Path | None = None


@cache
def language_of(settings: Settings) -> "Language":
    """Give the pipeline of this process, made and warmed up when it is first asked for.

    Stages load what they know when they first need it; here they do, so that processes forked
    later share it. Raises ``FileNotFoundError`` or ``ValueError`` where it can't be made.
    """
    from summit_extract.pipeline import analyse_text, load

    collects = gc.isenabled()
    gc.disable()  # nothing of what is loaded here is garbage, now or later: looking takes a tenth
    try:
        nlp = load(settings.pipeline, lexicon=settings.lexicon)
        analyse_text(nlp, _WARMING)
    finally:
        if collects:
            gc.freeze()
            gc.enable()
    return nlp


@cache
def fingerprint(settings: Settings) -> str:
    """Give a digest of the program: its code, resources, pipeline config and what it stands on.

    Raises ``FileNotFoundError`` where there is no such pipeline config or lexicon, ``ValueError``
    where the lexicon is not well formed.
    """
    from summit_extract.pipeline import pipeline_path
    from summit_extract.resources import own_files, use_lexicon

    package = Path(__file__).parent.parent
    config = settings.pipeline or pipeline_path()
    if not config.is_file():
        raise FileNotFoundError(f"{config}: no such pipeline config; check --pipeline")
    files = sorted(path for path in package.rglob("*") if _counts(path))
    if settings.lexicon is not None:
        use_lexicon(settings.lexicon)
    return digest(
        *(f"{name} {version(name)}" for name in _PACKAGES),
        config.read_text(encoding="utf-8"),
        str(settings.encoding),
        str(settings.tokens),
        *(_file_digest(path, package) for path in files),
        *(_file_digest(path, path.parent) for path in own_files()),
    )


def _counts(path: Path) -> bool:
    parts = path.parts
    return path.is_file() and "__pycache__" not in parts and "assets" not in parts


def _file_digest(path: Path, package: Path) -> str:
    from hashlib import file_digest

    with path.open("rb") as file:
        return f"{path.relative_to(package)} {file_digest(file, 'sha256').hexdigest()}"


def process(nlp: "Language", found: Article | Unreadable, tokens: bool = False) -> ArticleTables:
    """Analyse one article into its rows; whatever goes wrong is a row of ``errors``."""
    from summit_extract.pipeline import analyse_text

    if isinstance(found, Unreadable):
        return failed_tables(found)
    try:
        doc = analyse_text(nlp, found.text, found.published)
        tables = article_tables(found, doc, tokens)
        _keep_to_schema(tables, found)
    except Exception as error:  # an article never stops a batch: the reason becomes a row
        return failed_tables(_failure(found, error))
    return tables


def _keep_to_schema(tables: ArticleTables, found: Article) -> None:
    """A cell that its column can't hold costs that cell, not the article, and is told."""
    for table in tables.rows:
        tables.rows[table], problems = emptied_rows(table, tables.rows[table])
        tables.rows["errors"] += [
            (found.path, found.article_id, f"left empty: {problem}; please report it")
            for problem in problems
        ]


def _failure(found: Article | RawArticle, error: Exception) -> Unreadable:
    reason = f"{type(error).__name__}: {error}".replace("\n", " ")[:500]
    return Unreadable(
        found.path,
        found.article_id,
        f"could not be analysed ({reason}); please report it with the article",
        found.sha256,
    )


def process_item(nlp: "Language", item: Item, settings: Settings) -> ArticleTables:
    """Decode and analyse one item of a batch; whatever goes wrong is a row of ``errors``."""
    if isinstance(item, Duplicate):
        return duplicate_tables(item.article_id, item.path, item.sha256, item.first)
    if isinstance(item, Unreadable):
        return failed_tables(item)
    try:
        article = parse(item, settings.encoding)
    except Exception as error:  # as above: a page may be anything
        return failed_tables(_failure(item, error))
    return process(nlp, article, settings.tokens)


def killed_tables(item: Item) -> ArticleTables:
    """Make the rows of an item whose analysis ended the process that did it."""
    return failed_tables(
        Unreadable(
            item.path,
            item.article_id,
            "could not be analysed (its process was ended, perhaps for want of memory); "
            "run again with more memory, or split it",
            item.sha256,
        )
    )


def process_items(items: tuple[Item, ...], settings: Settings) -> bytes:
    """Analyse the items of a shard; gives their rows, packed (see `unpack`)."""
    nlp = language_of(settings)
    # what spaCy learns of new words goes when the zone ends, or memory would grow with the batch
    with nlp.memory_zone():
        return pack([process_item(nlp, item, settings) for item in items])


def pack(tables: list[ArticleTables]) -> bytes:
    """Pack the rows of articles: gzip, one JSON object of table and rows a line."""
    text = "".join(
        json.dumps(
            {table: rows for table, rows in one.rows.items() if rows},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        + "\n"
        for one in tables
    )
    return gzip.compress(text.encode("utf-8", "replace"), 1, mtime=0)


def unpack(packed: bytes) -> Iterator[ArticleTables]:
    """Give back the rows of each article.

    Raises ``OSError``, ``EOFError``, ``zlib.error`` or ``ValueError`` where the bytes are damaged.

    >>> tables = ArticleTables({"errors": [("a.txt", "a", "is empty")]})
    >>> next(unpack(pack([tables]))) == tables
    True
    """
    if not packed:
        raise EOFError("holds nothing")  # gzip takes this for nothing, packed
    for line in gzip.decompress(packed).decode().split("\n")[:-1]:
        yield ArticleTables(
            {table: [tuple(row) for row in rows] for table, rows in json.loads(line).items()}
        )
