"""From text to the atoms of dates: one scan, linear in the length of the text."""

import re
from functools import cache
from typing import NamedTuple

from summit_extract.dates.lexicon import Reading, lexicon
from summit_extract.dates.numerals import NUMERALS, is_digit_style, is_either, read_number

__all__ = ["Atom", "ends_name", "tokenize"]


class Atom(NamedTuple):
    """A word, number or written-out date at character offsets of the text.

    ``gap`` tells what lies between it and the atom before: 0 nothing, 1 spaces, 2 other text.
    """

    kind: str
    start: int
    end: int
    value: str
    gap: int


_DASHES = "\\-–—―~～"
_CONNECTED = rf"[ ]?(?:[、至到和与及或{_DASHES}]|以及)[ ]?[0-9{NUMERALS}]"
_NOT_INSIDE = r"(?<![0-9A-SU-Za-z_.%$#@+].)(?<![0-9A-Za-z_.:/]/.)"
_AM_PM = r"(?:[ ]?[ap]\.?m(?![A-Za-z])\.?|[ ]?[AP]M(?![A-Za-z]))?"

_WRITTEN = "|".join(
    (
        # 1121215 and 20231215, as agencies sign their articles
        r"(?P<COMPACT>(?:20[0-9](?<![0-9A-Za-z_./%$#@+,:\-]...)[0-9]|1[0-2][0-9](?<![0-9A-Za-z_./%$#@+,:\-]...))"
        r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))(?=[\s)\]]|$)",
        # © 2023
        r"(?P<COPYRIGHT>[12](?:(?<=©.)|(?<=©[ ].)"
        r"|(?<=opyright[ ].)|(?<=OPYRIGHT[ ].)|(?<=\([Cc]\)[ ].))"
        r"[0-9]{3}(?:-[12][0-9]{3})?)(?![0-9年/.\-])",
        # 1979 or 【1979】 as a line of its own
        r"(?P<YEAR_LINE>[12](?:(?<=\n.)|(?<=\n[【〔\[(].))"
        r"[089][0-9]{2}(?=[】〕\])]?[ :]{0,2}(?:\n|$)))",
        # 2018-07-16, 2018/7/16, 2018.7.16
        r"(?P<YMD>[12](?<![0-9A-SU-Za-z_./%$#@+].)[0-9]{3}"
        r"(?P<dash>[-/.])[0-9]{1,2}(?P=dash)[0-9]{1,2})(?![0-9]|(?P=dash)[0-9])",
        # 16/7/2018, 16-7-18
        r"(?P<DMY>[0-9](?<![0-9A-Za-z_./%$#@+].)[0-9]?(?P<sep>[-/.])[0-9]{1,2}(?P=sep)"
        r"(?:[12][0-9]{3}|[0-9]{2}))(?![0-9]|(?P=sep)[0-9]|[./][0-9])",
        # 19:30, 11:30:10 p.m., 10:30+08:00
        rf"(?P<CLOCK>[0-9](?<![0-9A-SU-Za-z_./%$#@:].)[0-9]?:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{{1,6}})?)?"
        rf"(?:Z\b|[+\-](?:0[0-9]|1[0-4]):?[0-5][0-9](?![0-9:]))?(?![0-9:]){_AM_PM})",
        # 7/16
        r"(?P<MD>[0-9](?<![0-9A-Za-z_./%$#@:,].)[0-9]?/[0-9]{1,2})(?![0-9/.%])",
        # 2018-07, 2018/07
        r"(?P<YM>[12](?<![0-9A-Za-z_./%$#@:,\-].)[0-9]{3}[-/](?:0[1-9]|1[0-2]))(?![0-9/\-年]|[.][0-9])",
    )
)


@cache
def _scanner() -> re.Pattern[str]:
    words = lexicon()
    follow = (
        rf"(?=[ ]{{0,2}}{words.number_follow}|{_CONNECTED}|[ ]?[)][年月日]|[两二三四五六七][日天])"
    )
    # the minute after 7点, the day after 8月 may stand without a unit
    bare = r"(?<=[月点时].)[0-9]?(?![0-9.,:%/]|[ ]?[年月日个])|"
    # 两 goes on a number only after its hundreds: 二十四两日 is the 24th and one more
    numeral = rf"(?:[{NUMERALS.replace('两', '')}]|两(?<=[百千万].))"
    numbers = (
        rf"(?P<NUMBER>[12](?<=[A-Za-z].)[0-9]{{3}}(?=年)|[12](?<=[至到{_DASHES}].)[0-9]{{3}}(?![0-9.,:/%])|[0-9](?:{bare}{_NOT_INSIDE}(?!(?<=[0-9],.)[0-9]{{2}}(?![0-9]))[0-9]{{0,8}}+(?:\.[0-9]{{1,2}})?{follow})"
        rf"|[{NUMERALS}](?:(?<=[月点时].){numeral}{{0,3}}+|{numeral}{{0,15}}+{follow}))"
    )
    # most characters start nothing: told at a glance, they never reach the branches
    starts = re.escape("".join({word[0] for word in words.readings})) + NUMERALS
    return re.compile(rf"(?=[0-9{starts}])(?:{words.pattern}|{_WRITTEN}|{numbers})", re.DOTALL)


@cache
def _contexts() -> dict[str, tuple[tuple[Reading, re.Pattern[str]], ...]]:
    """Give for the words with several readings what each may stand in."""
    return {
        word: tuple(
            (reading, re.compile(re.escape(word) + reading.context, re.DOTALL))
            for reading in readings
        )
        for word, readings in lexicon().readings.items()
        if len(readings) > 1
    }


_MOST = {"日": 31, "月": 12}


def ends_name(word: str, unit: str) -> bool:
    """Tell whether two digits in a row make no day or month, so that the first is of a name.

    >>> ends_name("三八", "日"), ends_name("二一", "日")
    (True, False)
    """
    if unit not in _MOST or len(word) != 2 or word.isascii() or not is_digit_style(word):
        return False
    return not is_either(word) and (read_number(word) or 0) > _MOST[unit]


def tokenize(text: str) -> list[Atom]:
    """Find the atoms of dates in a simplified, normalised text.

    >>> [(atom.kind, atom.value) for atom in tokenize("上周五和11月")]
    [('STEP', '-1 speech'), ('WEEKDAY', '5'), ('NUMBER', '11'), ('MONTH_UNIT', '')]
    """
    readings = lexicon().readings
    contexts = _contexts()
    atoms: list[Atom] = []
    last = -10
    for found in _scanner().finditer(text):
        start, end = found.span()
        word = found.group()
        kind = found.lastgroup
        value = word
        if kind is None:
            reading = readings[word][0]
            if word in contexts:
                for candidate, context in contexts[word]:
                    if context.match(text, start):
                        reading = candidate
                        break
            kind, value = reading.kind, reading.value
        elif kind == "dash":
            kind = "YMD"
        elif kind == "sep":
            kind = "DMY"
        if kind == "NUMBER" and ends_name(word, text[end : end + 1]):
            start, value = start + 1, word[1:]  # 安倍晋三八日抵达
        if start == last:
            gap = 0
        elif start - last <= 3 and text[last:start].strip(" \t") == "":
            gap = 1
        else:
            gap = 2
        atoms.append(Atom(kind, start, end, value, gap))
        last = end
    return atoms
