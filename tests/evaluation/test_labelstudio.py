import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summit_extract.evaluation.gold import GoldMention
from summit_extract.evaluation.labelstudio import (
    LABEL_CONFIG,
    Task,
    as_json,
    gold_tasks,
    import_export,
    read_task,
    text_tasks,
    write_tasks,
)


def labelled(path: Path) -> list[dict[str, Any]]:
    """Turn tasks into what Label Studio exports once somebody has submitted them unchanged."""
    tasks = json.loads(path.read_text(encoding="utf-8"))
    return [
        {
            "id": number,
            "data": task["data"],
            "annotations": [
                {"id": 7, "was_cancelled": False, "result": task["predictions"][0]["result"]}
            ],
        }
        for number, task in enumerate(tasks)
    ]


def exported(tasks: list[Task], folder: Path) -> Path:
    write_tasks(tasks, folder / "tasks.json")
    path = folder / "export.json"
    path.write_text(json.dumps(labelled(folder / "tasks.json")), encoding="utf-8")
    return path


def test_gold_survives_the_round_trip(write_gold: Callable[..., Path], tmp_path: Path) -> None:
    gold = write_gold()
    export = exported(list(gold_tasks(gold)), tmp_path)
    written, problems = import_export(export, tmp_path / "back")
    assert problems == []
    assert written == [tmp_path / "back" / "dev" / "alaska.marked"]
    for suffix in (".marked", ".yaml"):
        back = written[0].with_suffix(suffix).read_bytes()
        assert back == (gold / "dev" / f"alaska{suffix}").read_bytes()


@given(
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="⟦⟧|\r"), max_size=30),
    st.data(),
)
def test_offsets_survive_whatever_the_text(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    mentions = tuple(
        GoldMention(start, end, text[start:end], "GPE", entity="x")
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    )
    task = Task("x", text, mentions)
    entry = json.loads(json.dumps(_as_export(task)))
    assert read_task(entry) == task


def _as_export(task: Task) -> dict[str, Any]:
    entry = as_json(task)
    return {"id": 1, "data": entry["data"], "annotations": entry["predictions"]}


def test_offsets_in_utf_16_units_are_recounted() -> None:
    task = Task("x", "🚨🚨普京訪華", (GoldMention(2, 4, "普京", "PERSON", entity="putin"),))
    entry = _as_export(task)
    for item in entry["annotations"][0]["result"]:
        if "start" in item["value"]:
            item["value"]["start"] += 2
            item["value"]["end"] += 2
    assert read_task(entry) == task


def test_the_last_annotation_that_was_not_skipped_counts() -> None:
    entry = _as_export(Task("x", "普京訪華", sheet="events: []\n"))
    first = entry["annotations"][0]
    entry["annotations"] = [
        {"result": []},
        first,
        {"was_cancelled": True, "result": [{"from_name": "sheet", "value": {"text": ["no"]}}]},
    ]
    found = read_task(entry)
    assert found is not None
    assert found.sheet == "events: []\n"


def test_overlapping_regions_are_refused() -> None:
    mentions = (
        GoldMention(0, 2, "美國", "GPE", entity="us"),
        GoldMention(0, 4, "美國總統", "ORG", entity="x"),
    )
    with pytest.raises(ValueError, match="overlap"):
        read_task(_as_export(Task("x", "美國總統", mentions)))


def test_a_region_that_is_not_its_text_is_refused() -> None:
    mention = GoldMention(0, 2, "普丁", "PERSON", entity="putin")
    with pytest.raises(ValueError, match="普丁"):
        read_task(_as_export(Task("x", "普京訪華", (mention,))))


def test_what_is_wrong_with_an_article_is_told_and_it_is_written_all_the_same(
    tmp_path: Path,
) -> None:
    mention = GoldMention(0, 2, "普京", "PERSON", entity="putin")
    export = exported([Task("x", "普京訪華", (mention,))], tmp_path)
    written, problems = import_export(export, tmp_path / "back")
    assert written[0].read_text(encoding="utf-8") == "⟦普京|PERSON putin⟧訪華"
    assert problems == ["x.yaml: entities: missing putin, used in the marked text"]


def test_unlabelled_tasks_are_left_out_and_told(tmp_path: Path) -> None:
    export = tmp_path / "export.json"
    export.write_text(json.dumps([{"data": {"name": "x", "text": "普京"}, "annotations": []}]))
    assert import_export(export, tmp_path / "back") == ([], ["x: not labelled yet, left out"])


def test_names_of_tasks_cannot_leave_the_folder(tmp_path: Path) -> None:
    export = exported([Task("../../x", "無事", sheet="events: []\n")], tmp_path)
    written, problems = import_export(export, tmp_path / "back")
    assert problems == []
    assert written == [tmp_path / "back" / "x.marked"]


@pytest.mark.parametrize("content", ["no json", "{}", '[{"id": 1, "text": "x"}]'])
def test_other_files_are_told_from_exports(tmp_path: Path, content: str) -> None:
    export = tmp_path / "export.json"
    export.write_text(content, encoding="utf-8")
    try:
        _, problems = import_export(export, tmp_path / "back")
    except ValueError as error:
        problems = [str(error)]
    assert "format JSON" in problems[0]


def test_texts_become_blank_tasks(tmp_path: Path) -> None:
    (tmp_path / "2025-08-15_x.txt").write_text("普京訪華。", encoding="utf-8")
    (task,) = text_tasks(tmp_path)
    assert (task.text, task.mentions) == ("普京訪華。", ())
    assert "events: []" in task.sheet


def test_the_labelling_interface_is_well_formed() -> None:
    from xml.etree import ElementTree

    root = ElementTree.fromstring(LABEL_CONFIG)
    names = {tag.get("name") for tag in root.iter() if tag.get("name")}
    assert names == {"label", "text", "what", "sheet"}
    assert len(list(root.iter("Label"))) == 9
