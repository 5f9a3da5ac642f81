"""The mapping of dates_dev.py from its source's conventions to those of the guidelines."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

TOOL = Path(__file__).parent / "dates_dev.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dates_dev", TOOL)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["dates_dev"] = module
    spec.loader.exec_module(module)
    return module


def _row(text: str, kind: str, **wanted: Any) -> dict[str, Any]:
    mention = {"start": 0, "end": len(text), "text": text, "type": kind, "timex": "", **wanted}
    return {"text": text, "reference": "2017-03-22T00:00:00", "mentions": [mention]}


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("1995-1997年", "daterange", {"ranges": [["1995-01-01", "1997-01-01"]]}),
        ("2008年12月", "daterange", {"ranges": [["2008-12-01", "2009-01-01"]]}),
        ("自2018年以来", "daterange", {"ranges": [["2018-01-01", ""]]}),
        ("半小时", "duration", {"values": ["PT0.5H"]}),
        ("2月30日", "date", {"values": ["not resolved"]}),
        ("中秋", "date", {"values": ["2016-08-15", "2017-08-15"]}),
        ("今年夏天", "daterange", {"ranges": [["", ""]], "timex": "2017-SU"}),
        ("13点", "time", {"values": ["13:00:00"]}),
    ],
)
def test_right_answer_counts_as_right(
    tool: ModuleType, text: str, kind: str, wanted: dict[str, Any]
) -> None:
    result = tool.score([_row(text, kind, **wanted)], tool.ours)
    assert (result.right[kind], result.failures) == (1, [])


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("1995-1997年", "daterange", {"ranges": [["1995-01-01", "1998-06-01"]]}),
        ("半小时", "duration", {"values": ["PT1H"]}),
        ("昨天", "date", {"values": ["2017-03-20"]}),
        ("没有日期", "date", {"values": ["2017-03-20"]}),
    ],
)
def test_wrong_answer_counts_as_wrong(
    tool: ModuleType, text: str, kind: str, wanted: dict[str, Any]
) -> None:
    assert tool.score([_row(text, kind, **wanted)], tool.ours).right[kind] == 0


def test_tool_prints_a_table_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    row = _row("昨天", "date", values=["2017-03-21"])
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    printed = subprocess.run(
        [sys.executable, str(TOOL), str(path)], capture_output=True, text=True, check=True
    )
    assert "1 (100.0%)" in printed.stdout
