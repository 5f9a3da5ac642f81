"""``datapackage.json``: what the tables of a folder are, for Frictionless, R, pandas, DuckDB."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from summit_extract.tables import COLUMNS
from summit_extract.writing.schema import schema_of, table_description

__all__ = ["NAME", "describe", "write_datapackage"]

NAME = "datapackage.json"

_KEYS = {"events": "event_id", "articles": "article_id", "timeline": "timeline_id"}
_REFERENCES = {"event_id": "events", "article_id": "articles"}
_FORMATS: dict[str, dict[str, Any]] = {
    "csv": {
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"'},
    },
    "jsonl": {"mediatype": "application/jsonl", "encoding": "utf-8"},
    "parquet": {"mediatype": "application/vnd.apache.parquet"},
}


def _fields(table: str) -> list[dict[str, Any]]:
    fields = []
    for column in schema_of(table):
        field: dict[str, Any] = {"name": column.name, "type": column.type.value}
        if column.description:
            field["description"] = column.description
        constraints: dict[str, Any] = {}
        if column.required:
            constraints["required"] = True
        if column.values:
            constraints["enum"] = list(column.values)
        if constraints:
            field["constraints"] = constraints
        fields.append(field)
    return fields


def _schema(table: str, present: set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": _fields(table), "missingValues": [""]}
    if table in _KEYS:
        schema["primaryKey"] = [_KEYS[table]]
    references = [
        {"fields": [column], "reference": {"resource": target, "fields": [column]}}
        for column, target in _REFERENCES.items()
        if column in COLUMNS[table] and target != table and target in present and table != "errors"
    ]
    if references:
        schema["foreignKeys"] = references
    return schema


def _content(path: Path) -> dict[str, Any]:
    """Give where the bytes of a table are, how many, and their digest if they are in one file."""
    if path.is_dir():
        parts = sorted(path.iterdir())
        return {
            "path": [f"{path.name}/{part.name}" for part in parts],
            "bytes": sum(part.stat().st_size for part in parts),
        }
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"path": path.name, "bytes": path.stat().st_size, "hash": f"sha256:{digest}"}


def _is_table(path: Path) -> bool:
    """Tell whether Frictionless can check the rows: not of Parquet, nor of empty JSON Lines."""
    return path.suffix == ".csv" or (path.suffix == ".jsonl" and path.stat().st_size > 0)


def describe(folder: Path, names: Iterable[str]) -> dict[str, Any]:
    """Describe files of tables, given by name (``events.csv``), as a Frictionless data package.

    Files of kinds that Frictionless does not know are passed over.
    """
    known = [name for name in names if name.rpartition(".")[2] in _FORMATS]
    several = len({name.rpartition(".")[2] for name in known}) > 1
    first = known[0].rpartition(".")[2] if known else ""
    present = {name.rpartition(".")[0] for name in known if name.endswith(f".{first}")}
    resources = []
    for name in known:
        table, _, kind = name.rpartition(".")
        main = not several or kind == first
        resources.append(
            {
                "name": table if main else f"{table}-{kind}",
                "type": "table" if _is_table(folder / name) else "file",
                "description": table_description(table),
                "format": kind,
                **_FORMATS[kind],
                **_content(folder / name),
                "schema": _schema(table, present if main else set()),
            }
        )
    return {
        "profile": "data-package",
        "name": "summit-extract-tables",
        "title": "Diplomatic events told in Chinese news",
        "resources": resources,
    }


def write_datapackage(folder: Path, names: Iterable[str]) -> Path:
    """Write ``datapackage.json`` for the files of tables in a folder, and give its path."""
    path = folder / NAME
    text = json.dumps(describe(folder, names), ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")
    return path
