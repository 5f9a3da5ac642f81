"""OpenCC conversion to Simplified characters that keeps every offset."""

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

__all__ = [
    "CONVERSIONS",
    "Script",
    "conversion_for",
    "script_of",
    "simplify",
    "without_lone_surrogates",
]

CONVERSIONS = ("t2s", "hk2s", "tw2s")
"""The OpenCC conversions used; none of them changes the length of a text."""

_LONGEST_PIECE = 120
"""OpenCC's Python port is quadratic in a run of characters without punctuation, so it never
sees a longer one."""

_SEPARATED = re.compile(rf"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{{1,{_LONGEST_PIECE}}}")

_LONE = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")

_LEVELLED = str.maketrans("衞敍枱衹粧糭擡幺", "卫叙台只妆粽抬么")
"""Regional variants that some of the conversions leave as they are (衞 in ``t2s``) or make
stranger (抬 in ``tw2s``), so that a name has one form whichever conversion was chosen."""


class Script(StrEnum):
    """The script of a text, as ISO 15924 names it, or ``mixed``."""

    HANT = "Hant"
    HANS = "Hans"
    MIXED = "mixed"


@cache
def _converter(conversion: str) -> Callable[[str], str]:
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC(conversion).convert
    return convert


def _dictionary(name: str) -> dict[str, str]:
    """Give one of OpenCC's dictionaries."""
    text = (files("opencc") / "dictionary" / name).read_text(encoding="utf-8")
    pairs = (line.strip().split("\t", 1) for line in text.splitlines() if "\t" in line)
    return dict(pairs)


@dataclass(frozen=True, slots=True)
class _Stage:
    """A step of a conversion: the phrases that it knows, and what it makes of other characters."""

    phrases: re.Pattern[str]
    characters: dict[int, str]


@cache
def _stages(conversion: str) -> tuple[_Stage, ...]:
    """Give the steps of a conversion as OpenCC's own files have them."""
    config = (files("opencc") / "config" / f"{conversion}.json").read_text(encoding="utf-8")
    stages = []
    for step in json.loads(config)["conversion_chain"]:
        known: dict[str, str] = {}
        for part in reversed(step["dict"].get("dicts", [step["dict"]])):
            known.update(_dictionary(part["file"]))
        phrases = sorted((key for key in known if len(key) > 1), key=lambda key: (-len(key), key))
        stages.append(
            _Stage(
                re.compile("|".join(map(re.escape, phrases)) or "(?!)"),
                str.maketrans({key: v.split(" ")[0] for key, v in known.items() if len(key) == 1}),
            )
        )
    return tuple(stages)


@cache
def _script_characters() -> tuple[frozenset[str], frozenset[str]]:
    """Give the characters found in only Traditional and only Simplified text."""
    to_simplified, to_traditional = _dictionary("TSCharacters.txt"), _dictionary("STCharacters.txt")
    traditional = {c for c, s in to_simplified.items() if c not in s.split()}
    simplified = {c for c, t in to_traditional.items() if c not in t.split()}
    return frozenset(traditional - simplified), frozenset(simplified - traditional)


def script_of(text: str) -> Script:
    """Tell Traditional from Simplified text by the characters that only one of them has.

    A text of which less than a tenth of the telling characters are of the other script is of
    one script; a text without any telling character counts as Traditional.

    >>> script_of("美國總統"), script_of("美国总统"), script_of("美國總統，美国总统")
    (<Script.HANT: 'Hant'>, <Script.HANS: 'Hans'>, <Script.MIXED: 'mixed'>)
    """
    return _script_by(Counter(text))


def _script_by(counts: Counter[str]) -> Script:
    """Tell the script of a text by how often it has each character."""
    only_traditional, only_simplified = _script_characters()
    traditional = sum(counts[character] for character in counts if character in only_traditional)
    simplified = sum(counts[character] for character in counts if character in only_simplified)
    if simplified * 9 < traditional or not simplified:
        return Script.HANT
    return Script.HANS if traditional * 9 < simplified else Script.MIXED


_HONG_KONG = frozenset("爲裏衞説啓峯羣鈎綫牀麪着吿温户")
_TAIWAN = frozenset("為裡衛說啟峰群鉤線床麵著告溫戶")


def conversion_for(text: str) -> str | None:
    """Choose the OpenCC conversion for a text: ``hk2s``, ``tw2s``, ``t2s`` or none.

    >>> conversion_for("特朗普說着俄語，衞生部長"), conversion_for("川普說著，衛生部長為此")
    ('hk2s', 'tw2s')
    >>> conversion_for("美国总统") is None
    True
    """
    counts = Counter(text)
    script = _script_by(counts)
    if script is Script.HANS:
        return None
    if script is Script.MIXED:
        return "t2s"
    hong_kong = sum(counts[character] for character in _HONG_KONG)
    taiwan = sum(counts[character] for character in _TAIWAN)
    if "着" in text and "著" not in text.replace("著名", "").replace("著作", ""):
        hong_kong += taiwan
    if hong_kong > taiwan:
        return "hk2s"
    return "tw2s" if taiwan else "t2s"


def simplify(text: str, conversion: str | None = "t2s") -> str:
    """Convert a text to Simplified characters; the result has the same length.

    ``conversion`` is one of `CONVERSIONS`, or ``None`` for a text that is Simplified already.
    Offsets into the result are offsets into ``text``. Linear in the length of the text.

    >>> simplify("特朗普與普京會晤")
    '特朗普与普京会晤'
    """
    if conversion is None:
        return text
    converted, with_phrases = text, set[int]()
    for stage in _stages(conversion):
        with_phrases.update(match.start() for match in stage.phrases.finditer(converted))
        converted = converted.translate(stage.characters)
    if with_phrases:
        converted = _with_phrases(text, converted, with_phrases, _converter(conversion))
    return converted.translate(_LEVELLED)


def _with_phrases(
    text: str, converted: str, positions: set[int], convert: Callable[[str], str]
) -> str:
    """Let OpenCC convert the runs of a text in which there are phrases of its dictionaries.

    It takes a hundred times as long as changing one character after the other, which is all that it
    does where there are none.
    """
    parts, at = [], 0
    pending = sorted(positions)
    for run in _SEPARATED.finditer(text):
        held = False
        while pending and pending[0] < run.end():
            held = held or pending[0] >= run.start()
            pending.pop(0)
        if held:
            parts += [converted[at : run.start()], convert(run.group())]
            at = run.end()
        if not pending:
            break
    parts.append(converted[at:])
    return "".join(parts)


def without_lone_surrogates(text: str) -> str:
    r"""Replace halves of characters, which cannot be encoded, by U+FFFD, so that offsets stay.

    >>> without_lone_surrogates("美\ud83d俄")
    '美\ufffd俄'
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.translate(_LONE)
    return text
