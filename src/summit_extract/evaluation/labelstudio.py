"""Gold and texts as tasks of Label Studio, and its export as gold.

A mention is a region with a label; the key of its entity or its value is a text field of the
region (``what``). What stands in the ``.yaml`` file is a text field of the whole task
(``sheet``). Offsets in Label Studio are code points, as here; exports of versions before 1.4
counted UTF-16 units, which is told by the text that a region carries.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from summit_extract.evaluation.gold import (
    ENTITY_LABELS,
    TIME_LABELS,
    GoldError,
    GoldMention,
    load_article,
    mark,
    read_marked,
)

__all__ = [
    "BLANK_SHEET",
    "LABEL_CONFIG",
    "Task",
    "as_json",
    "gold_tasks",
    "import_export",
    "read_task",
    "text_tasks",
    "write_tasks",
]

_COLOURS = {
    "PERSON": "#e6194b", "ORG": "#4363d8", "GPE": "#3cb44b", "LOC": "#008080", "FAC": "#9a6324",
    "EVENT": "#911eb4", "DATE": "#f58231", "TIME": "#bf9000", "DURATION": "#808000",
}  # fmt: skip

BLANK_SHEET = "published:\nentities:\nevents: []\n"
"""The sheet of a text that nobody has labelled yet."""

LABEL_CONFIG = "\n".join(
    (
        "<View>",
        "  <Style>.htx-text { white-space: pre-wrap; }</Style>",
        '  <Labels name="label" toName="text">',
        *(
            f'    <Label value="{label}" background="{_COLOURS[label]}"/>'
            for label in (*ENTITY_LABELS, *TIME_LABELS)
        ),
        "  </Labels>",
        '  <Text name="text" value="$text" granularity="symbol" saveTextResult="yes"/>',
        '  <Header value="Key of the entity (trump), or value of the date (2025-08-15)"/>',
        '  <TextArea name="what" toName="text" perRegion="true" editable="true" rows="1"',
        '            maxSubmissions="1" displayMode="region-list"/>',
        '  <Header value="Entities and events (YAML, as in GOLD files)"/>',
        '  <TextArea name="sheet" toName="text" editable="true" rows="30" maxSubmissions="1"/>',
        "</View>",
        "",
    )
)
"""The labelling interface of a project for these tasks."""

_SUFFIXES = (".txt", ".md")


@dataclass(frozen=True, slots=True)
class Task:
    """An article as Label Studio shows it; ``name`` is its path below the folder, no suffix."""

    name: str
    text: str
    mentions: tuple[GoldMention, ...] = ()
    sheet: str = BLANK_SHEET


def gold_tasks(folder: Path) -> Iterator[Task]:
    """Read the gold articles below a folder, checked, as tasks.

    Raises `GoldError` for an article that is not well formed.
    """
    for path in sorted(folder.rglob("*.marked")):
        article = load_article(path)
        sheet = path.with_suffix(".yaml").read_text(encoding="utf-8")
        name = path.relative_to(folder).with_suffix("").as_posix()
        yield Task(name, article.text, article.mentions, sheet)


def text_tasks(
    folder: Path, label: Callable[[str, date | None], tuple[str, str]] | None = None
) -> Iterator[Task]:
    """Read the texts of a folder, or one file, as tasks without labels, or with those of ``label``.

    ``label`` takes a text and its day of publication, gives its ``.marked`` and ``.yaml`` form.
    """
    from summit_extract.reading.article import Unreadable
    from summit_extract.reading.files import find_files, read_file

    for found in find_files([folder]):
        article = found if isinstance(found, Unreadable) else read_file(found)
        if isinstance(article, Unreadable):
            raise ValueError(f"{article.path}: {article.error}")
        if label is None:
            sheet = BLANK_SHEET
            if article.published:
                sheet = sheet.replace("published:", f"published: {article.published}")
            yield Task(article.article_id, article.text, sheet=sheet)
            continue
        marked, sheet = label(article.text, article.published)
        text, mentions = read_marked(marked, article.article_id)
        yield Task(article.article_id, text, tuple(mentions), sheet)


def _regions(task: Task) -> Iterator[dict[str, Any]]:
    for number, mention in enumerate(task.mentions):
        identity = f"m{number}"
        span = {"start": mention.start, "end": mention.end}
        yield {
            "id": identity,
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {**span, "text": mention.text, "labels": [mention.label]},
        }
        what = mention.entity or mention.value
        if what:
            yield {
                "id": identity,
                "from_name": "what",
                "to_name": "text",
                "type": "textarea",
                "value": {**span, "text": [what]},
            }
    yield {
        "id": "sheet",
        "from_name": "sheet",
        "to_name": "text",
        "type": "textarea",
        "value": {"text": [task.sheet]},
    }


def as_json(task: Task) -> dict[str, Any]:
    """Give a task as Label Studio imports it, its labels as a prediction to start from."""
    return {
        "data": {"name": task.name, "text": task.text},
        "predictions": [{"model_version": "summit_extract", "result": list(_regions(task))}],
    }


def write_tasks(tasks: Iterable[Task], path: Path) -> None:
    """Write tasks as a JSON file that Label Studio imports."""
    text = json.dumps([as_json(task) for task in tasks], ensure_ascii=False, indent=1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")


def _code_points(text: str, start: int, end: int) -> tuple[int, int]:
    """Turn offsets in UTF-16 units into offsets in code points."""
    units = text.encode("utf-16-le")
    first = len(units[: 2 * start].decode("utf-16-le", "ignore"))
    return first, first + len(units[2 * start : 2 * end].decode("utf-16-le", "ignore"))


def _range(name: str, text: str, value: dict[str, Any]) -> tuple[int, int]:
    start, end = int(value["start"]), int(value["end"])
    told = value.get("text")
    if not isinstance(told, str) or text[start:end] == told:
        return start, end
    recounted = _code_points(text, start, end)
    if text[slice(*recounted)] == told:
        return recounted
    raise GoldError(
        f"{name}: the region {told!r} is not what stands at {start} to {end}; "
        "label it anew in Label Studio"
    )


def _mentions(name: str, text: str, result: list[dict[str, Any]]) -> Iterator[GoldMention]:
    whats = {
        item.get("id"): " ".join(item["value"].get("text") or ()).strip()
        for item in result
        if item.get("from_name") == "what"
    }
    last: GoldMention | None = None
    regions = [item for item in result if item.get("type") == "labels"]
    ranges = {id(item): _range(name, text, item["value"]) for item in regions}
    for item in sorted(regions, key=lambda item: ranges[id(item)]):
        (start, end), label = ranges[id(item)], item["value"]["labels"][0]
        what = whats.get(item.get("id"), "")
        key, value = (what, "") if label in ENTITY_LABELS else ("", what)
        mention = GoldMention(start, end, text[start:end], label, key, value)
        if last is not None and start < last.end:
            raise GoldError(f"{name}: {last.text!r} and {mention.text!r} overlap; keep one of them")
        last = mention
        yield mention


def read_task(task: dict[str, Any]) -> Task | None:
    """Read one task of a JSON export: its last annotation that was not skipped; None without one.

    Raises `GoldError` where regions overlap or don't stand at their offsets, ``ValueError`` where
    it is no task of `write_tasks`.
    """
    data = task.get("data") or {}
    if not isinstance(data.get("text"), str):
        raise ValueError(
            f"task {task.get('id', '?')}: no text in it; export in the format JSON (not JSON-MIN)"
        )
    name = str(data.get("name") or f"task_{task.get('id', 'x')}")
    done = [a for a in task.get("annotations") or () if not a.get("was_cancelled")]
    if not done:
        return None
    result = done[-1].get("result") or []
    sheets = [item for item in result if item.get("from_name") == "sheet"]
    sheet = "\n".join(sheets[-1]["value"].get("text") or ()) if sheets else BLANK_SHEET
    return Task(name, data["text"], tuple(_mentions(name, data["text"], result)), sheet)


def _safe_path(out: Path, name: str) -> Path:
    parts = [re.sub(r"[^\w.-]+", "_", part) for part in name.split("/")]
    kept = [part for part in parts if part.strip(".")]
    return out.joinpath(*(kept or ["task"])).with_name((kept or ["task"])[-1] + ".marked")


def import_export(export: Path, out: Path) -> tuple[list[Path], list[str]]:
    """Write the articles of a Label Studio JSON export as ``.marked`` and ``.yaml`` files.

    Gives the ``.marked`` files written and what is wrong with them or with tasks that gave none.
    Raises ``ValueError`` where the file is no such export, ``OSError`` where it can't be read.
    """
    try:
        tasks = json.loads(export.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{export}: no JSON ({error}); export in the format JSON") from error
    if not isinstance(tasks, list):
        raise ValueError(f"{export}: holds no list of tasks; export in the format JSON")
    written: list[Path] = []
    problems: list[str] = []
    for entry in tasks:
        try:
            task = read_task(entry)
            if task is None:
                problems.append(f"{entry['data'].get('name', '?')}: not labelled yet, left out")
                continue
            path = _safe_path(out, task.name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(mark(task.text, task.mentions), encoding="utf-8", newline="")
            path.with_suffix(".yaml").write_text(task.sheet, encoding="utf-8", newline="")
            written.append(path)
            load_article(path)
        except ValueError as error:
            problems.append(str(error))
    return written, problems
