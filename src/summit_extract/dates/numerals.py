"""Numbers as Chinese writes them: 2017, 二〇一七, 兩千零四, 廿九."""

from functools import lru_cache

__all__ = ["DIGITS", "NUMERALS", "is_digit_style", "is_either", "read_number"]

_DIGIT = {
    "零": 0, "〇": 0, "○": 0, "Ｏ": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5,
    "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10000}

DIGITS = "0123456789"
NUMERALS = "".join([*_DIGIT, *_TENS, *_SCALE])
"""The characters of a Chinese number, simplified."""

_LONGEST = 12


def is_digit_style(text: str) -> bool:
    """Tell whether a number is written digit by digit.

    >>> is_digit_style("二〇一七"), is_digit_style("2017"), is_digit_style("十七")
    (True, True, False)
    """
    return all(c in _DIGIT or c in DIGITS for c in text)


def is_either(text: str) -> bool:
    """Tell whether two numerals mean one or the other: 兩三, 七八.

    >>> is_either("两三"), is_either("九七"), is_either("三")
    (True, False, False)
    """
    if len(text) != 2 or text[0] not in _DIGIT or text[1] not in _DIGIT:
        return False
    return _DIGIT[text[1]] - _DIGIT[text[0]] == 1 and _DIGIT[text[0]] > 0


@lru_cache(maxsize=4096)
def read_number(text: str) -> int | None:
    """Read a whole number in ASCII digits or simplified Chinese numerals.

    Gives None for what is no number, or too long to be one of a date.

    >>> [read_number(n) for n in ("2017", "二〇一七", "两千零四", "廿九", "卅", "五十百")]
    [2017, 2017, 2004, 29, 30, None]
    """
    if not text or len(text) > _LONGEST:
        return None
    if text.isascii():
        return int(text) if text.isdigit() else None
    if len(text) > 1 and is_digit_style(text):
        return int("".join(c if c in DIGITS else str(_DIGIT[c]) for c in text))
    return _read_counted(text)


def _read_counted(text: str) -> int | None:
    section = 0
    pending: int | None = None
    last_scale = 100_000
    for position, character in enumerate(text):
        if character in _DIGIT:
            if pending:
                return None
            pending = _DIGIT[character]
        elif character in _TENS:
            if pending or last_scale <= 10:
                return None
            section += _TENS[character]
            last_scale = 10
            pending = None
        else:
            scale = _SCALE.get(character)
            if scale is None or scale >= last_scale:
                return None
            if pending is None and position and scale != 10:
                return None
            section += (1 if pending is None else pending) * scale
            last_scale, pending = scale, None
    return section + (pending or 0)
