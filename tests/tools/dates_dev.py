"""Scores of date finders on sentences with known values, such as dates_dev.jsonl.

    python tests/tools/dates_dev.py FILE [--jionlp] [--failures]

The file has one JSON object a line: text, reference (ISO date-time), mentions (start, end, text,
type, timex, values or ranges; the end of a range is exclusive). Its conventions are not those of
the guidelines, so an answer is compared by what it says:

- a mention is found if an answer overlaps it (prepositions and hedges stand outside by the
  guidelines); the share found with exactly its ends is reported too;
- the end of a range may be the day after our last day, or the first day of the last unit that is
  written (1995-1997年 ends at 1997-01-01 there);
- a vague part of the day (凌晨) adds nothing to a value, so the day is the answer;
- days of the old calendar are given there with the month and day of that calendar; the table is
  printed once as the file has it and once with these turned into Gregorian days.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from summit_extract.dates import find_dates
from summit_extract.dates.holidays import holiday, lunar_day, lunar_month
from summit_extract.dates.values import bounds

FLOOR_TYPES = ("date", "daterange", "datetime", "duration")
TYPES = (*FLOOR_TYPES, "time", "datetimerange", "timerange", "set")

LUNAR = {
    "三月初一": "lunar 03-01",
    "大年三十": "eve",
    "大年初一": "lunar 01-01",
    "中秋": "lunar 08-15",
    "中秋节": "lunar 08-15",
    "正月三十": "lunar 01-30",
    "端午节": "lunar 05-05",
    "除夕": "eve",
}
"""Mentions that the file gives with the month and day of the old calendar."""

OPEN_WORDS = ("起", "之后", "以后", "以来", "开始")

LUNAR_OF_YEAR: dict[str, tuple[date | None, date | None]] = {
    "神龙二年正月初一": (lunar_day(706, 1, 1),) * 2,
    "雍正四年大年三十": (holiday("eve", 1726),) * 2,
    "神龙元年十一月": lunar_month(705, 11) or (None, None),
    "康熙三年五月": lunar_month(1664, 5) or (None, None),
}


@dataclass(frozen=True)
class Answer:
    """What a finder says: offsets, then days, moments or a length of time, whichever it is."""

    start: int
    end: int
    days: tuple[str, str, str, str] | None = None
    """First and last day of the first, and of the last part; "" where open."""
    moments: tuple[str, ...] = ()
    length: tuple[float, float] | None = None
    """Months and seconds."""
    season: str = ""


def length_of(value: str) -> tuple[float, float] | None:
    found = re.fullmatch(
        r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?"
        r"(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?~?",
        value.replace("WT", "WT").replace("P5WT3H", "P5WT3H"),
    )
    if not found:
        return None
    years, months, weeks, days, hours, minutes, seconds = (float(g or 0) for g in found.groups())
    return (
        years * 12 + months,
        ((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60 + seconds,
    )


def ours(text: str, reference: str) -> list[Answer]:
    answers = []
    for mention in find_dates(text, reference):
        value = mention.value
        length = length_of(value) if value.startswith("P") else None
        moments = tuple(
            re.sub(r"([+-]\d\d:\d\d|~)$", "", part).replace("T", " ").strip()
            for part in value.split("/")
            if "T" in part
        )
        days = None
        if value and length is None:
            parts = value.strip("{}").split("/")
            first, last = parts[0], parts[-1]
            low = ("", "") if first == ".." else bounds(first)
            high = ("", "") if last == ".." else bounds(last)
            days = (*low, *high)
        season = value if re.fullmatch(r"\d{4}-2[1-4]", value) else ""
        answers.append(Answer(mention.start, mention.end, days, moments, length, season))
    return answers


def jionlp_finder() -> Callable[[str, str], list[Answer]]:
    import jionlp

    def find(text: str, reference: str) -> list[Answer]:
        base = datetime.fromisoformat(reference).timestamp()
        answers = []
        for found in jionlp.ner.extract_time(text, time_base=base, with_parsing=True):
            start, end = found["offset"]
            detail: dict[str, Any] = found.get("detail") or {}
            value = detail.get("time")
            if detail.get("type") in ("time_point", "time_span") and isinstance(value, list):
                first, last = (str(v) for v in value)
                # it ends 自…起 and 之後 with the reference, which stands for an open end here
                if found["text"].endswith(OPEN_WORDS) and last[:10] == reference[:10]:
                    last = "inf"
                ends = tuple("" if v in ("inf", "-inf") else v[:10] for v in (first, last))
                exact = first != last and first[11:] == "00:00:00" and last[11:] == "23:59:59"
                moments = () if exact else tuple(v for v in (first, last) if "inf" not in v)
                answers.append(Answer(start, end, (ends[0], ends[0], ends[1], ends[1]), moments))
            elif detail.get("type") == "time_delta" and isinstance(value, dict):
                answers.append(Answer(start, end, length=jionlp_length(value)))
            else:
                answers.append(Answer(start, end))
        return answers

    return find


def jionlp_length(value: dict[str, Any]) -> tuple[float, float] | None:
    months = {"year": 12.0, "month": 1.0}
    seconds = {"week": 604800.0, "workday": 86400.0, "day": 86400.0, "hour": 3600.0,
               "minute": 60.0, "second": 1.0}  # fmt: skip
    total = [0.0, 0.0]
    for unit, amount in value.items():
        if not isinstance(amount, (int, float)):
            return None
        total[0] += months.get(unit, 0.0) * amount
        total[1] += seconds.get(unit, 0.0) * amount
    return total[0], total[1]


def day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def starts_of_units(day: str) -> set[str]:
    return {day, day[:8] + "01", day[:5] + "01-01"} if day else {""}


def right_range(answer: Answer, start: str, end: str) -> bool:
    if answer.days is None:
        return False
    low, low_last, high_first, high = answer.days
    if start and low != start and (not low_last or day_before(start) != low_last):
        return False
    if not start and low:
        return False
    if not end:
        return not high
    if not high:
        return False
    return day_before(end) == high or end in (high_first, high) or end in starts_of_units(high)


def seconds_apart(one: str, other: str) -> float:
    formats = "%Y-%m-%d %H:%M:%S" if one.count(":") == 2 else "%Y-%m-%d %H:%M"
    first = datetime.strptime(one[:19], formats)
    return abs((first - datetime.strptime(other, "%Y-%m-%d %H:%M:%S")).total_seconds())


def is_right(answer: Answer, mention: dict[str, Any], reference: str, *, lunar: bool) -> bool:
    kind, text = mention["type"], mention["text"]
    values = mention.get("values") or []
    ranges = mention.get("ranges") or []
    if lunar and text in LUNAR:
        year = int(reference[:4])
        days = {str(holiday(LUNAR[text], y)) for y in (year - 1, year, year + 1)}
        return answer.days is not None and answer.days[0] == answer.days[3] in days
    if lunar and text in LUNAR_OF_YEAR:
        low, high = LUNAR_OF_YEAR[text]
        return answer.days is not None and (answer.days[0], answer.days[3]) == (
            str(low), str(high))  # fmt: skip
    if kind == "duration":
        return answer.length is not None and any(length_of(v) == answer.length for v in values)
    if kind == "set" or "not resolved" in values:
        return not answer.moments and answer.days is None and answer.length is None
    if kind == "date":
        return answer.days is not None and answer.days[0] == answer.days[3] in values
    if kind == "datetime":
        return any(
            ":" in moment and "-" in moment and seconds_apart(moment, v) < 60
            for moment in answer.moments[:1]
            for v in values
        )
    if kind == "time":
        return any(v.startswith(m.split(" ")[-1]) for m in answer.moments[:1] for v in values)
    return any(right_of_range(answer, mention, s, e) for s, e in ranges)


def right_of_range(answer: Answer, mention: dict[str, Any], start: str, end: str) -> bool:
    kind = mention["type"]
    if kind == "daterange":
        if not start and not end:
            season = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}.get(mention["timex"][-2:])
            if season:
                return answer.season == f"{mention['timex'][:4]}-{season}"
            return answer.days is None
        return right_range(answer, start, end)
    if re.search(r"T(MO|AF|EV|MI|NI|DT)$", mention["timex"]):
        if kind == "timerange":
            return answer.days is None and not answer.moments
        return answer.days is not None and answer.days[0] == start[:10]
    wanted = [v for v in (start, end) if v]
    given = [m for m in answer.moments if m]
    if len(given) != len(wanted):
        return False
    if kind == "timerange":
        return all(w.startswith(g.split(" ")[-1]) for w, g in zip(wanted, given, strict=True))
    return all("-" in g and seconds_apart(g, w) < 61 for w, g in zip(wanted, given, strict=True))


@dataclass
class Score:
    total: Counter[str]
    right: Counter[str]
    exact: Counter[str]
    failures: list[str]
    seconds: float = 0.0
    characters: int = 0
    surplus: int = 0


def score(
    rows: Iterable[dict[str, Any]],
    find: Callable[[str, str], list[Answer]],
    *,
    lunar: bool = True,
) -> Score:
    """Score a finder: mentions found with a right value, by type; answers beside all mentions."""
    result = Score(Counter(), Counter(), Counter(), [])
    for row in rows:
        began = time.perf_counter()
        try:
            answers = find(row["text"], row["reference"])
        except Exception as error:  # a finder that fails on a sentence has found nothing in it
            answers = []
            result.failures.append(f"{row['text']}: {type(error).__name__}: {error}")
        result.seconds += time.perf_counter() - began
        result.characters += len(row["text"])
        for answer in answers:
            if not any(
                answer.start < m["end"] and m["start"] < answer.end for m in row["mentions"]
            ):
                result.surplus += 1
        for mention in row["mentions"]:
            kind = mention["type"]
            result.total[kind] += 1
            near = [a for a in answers if a.start < mention["end"] and mention["start"] < a.end]
            if any((a.start, a.end) == (mention["start"], mention["end"]) for a in near):
                result.exact[kind] += 1
            right = any(is_right(a, mention, row["reference"], lunar=lunar) for a in near)
            if right or (kind == "set" and not near):
                result.right[kind] += 1
            else:
                said = "; ".join(f"{row['text'][a.start : a.end]} {a.days or a.moments or a.length}"
                                 for a in near)  # fmt: skip
                wanted = mention.get("values") or mention.get("ranges")
                result.failures.append(
                    f"{kind}\t{mention['text']}\t{wanted}\t{said or 'not found'}"
                )
    return result


def table(scores: dict[str, Score]) -> str:
    names = list(scores)
    lines = ["type".ljust(16) + "n".rjust(5) + "".join(name.rjust(24) for name in names)]
    first = scores[names[0]]
    groups = [(kind, (kind,)) for kind in TYPES] + [("the floor's four", FLOOR_TYPES)]
    for label, kinds in groups:
        total = sum(first.total[k] for k in kinds)
        line = label.ljust(16) + str(total).rjust(5)
        for name in names:
            right = sum(scores[name].right[k] for k in kinds)
            line += (f"{right} ({right / total:.1%})" if total else "-").rjust(24)
        lines.append(line)
    for label, cell in (
        ("exact ends", lambda s: f"{sum(s.exact.values()) / sum(s.total.values()):.1%}"),
        ("beside mentions", lambda s: str(s.surplus)),
        ("characters/s", lambda s: f"{s.characters / s.seconds:,.0f}"),
    ):
        lines.append(label.ljust(21) + "".join(cell(scores[n]).rjust(24) for n in names))
    return "\n".join(lines)


def read(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--jionlp", action="store_true", help="score JioNLP beside it")
    parser.add_argument("--failures", action="store_true", help="name the failing cases")
    options = parser.parse_args()
    rows = read(options.file)
    score(rows, ours)  # what a finder loads once is not its speed
    scores = {
        "ours": score(rows, ours),
        "ours, lunar as given": score(rows, ours, lunar=False),
    }
    if options.jionlp:
        find = jionlp_finder()
        score(rows, find)
        scores["JioNLP"] = score(rows, find)
        scores["JioNLP, lunar as given"] = score(rows, find, lunar=False)
    print(table(scores))
    if options.failures:
        print("\n".join(["", *scores["ours"].failures]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
