"""Telling the encoding of a file, and decoding it."""

import codecs
from functools import cache

from summit_extract.reading.article import well_formed
from summit_extract.resources import read_table

__all__ = ["DecodingError", "decode", "tell_encoding"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ("cp950", "big5hkscs", "gb18030")
"""Tried in this order; the first wins among equals, so plain Big5 is not called HKSCS."""

_LEAST_FREQUENT_SHARE = 0.15
"""Share of frequent characters among the non-ASCII ones under which a decoding is not believed.
Chinese prose has 0.4 to 0.7 of them; Big5 read as GB18030, or the other way round, under 0.05."""

_MOST_NULS = 0.01
"""Share of NUL characters up to which UTF-8 counts as damaged text, and over which as no text."""

_MOST_DAMAGE = 0.1
"""Share of undecodable characters up to which a file of rows is read, but for the damaged rows."""

_SAMPLE = 200_000

_NO_TEXT = (
    "is no text in UTF-8, UTF-16, Big5 or GB18030; if it is text, name its encoding with "
    "--encoding, and if not, take it out of the folder"
)


class DecodingError(ValueError):
    """Bytes that are not text in any of the encodings looked for; the message says what to do."""


@cache
def _frequent() -> frozenset[str]:
    return frozenset("".join(row["characters"] for row in read_table("frequent_characters.tsv")))


def _frequent_share(text: str) -> float:
    characters = [c for c in text if ord(c) > 127]
    if not characters:
        return 1.0
    frequent = _frequent()
    return sum(c in frequent for c in characters) / len(characters)


def _prefix(data: bytes) -> bytes:
    return data[:_SAMPLE]


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 text has a zero or the high byte of a Chinese character in every second place."""
    if len(data) < 4 or len(data) % 2:
        return None
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = _prefix(data)[: _SAMPLE - _SAMPLE % 2].decode(name, errors="ignore")
        except UnicodeDecodeError:
            continue
        ascii_or_chinese = sum(c < "\x80" or c in _frequent() for c in text)
        if text and "\x00" not in text and ascii_or_chinese / len(text) > 0.4:
            return name
    return None


def _candidates(data: bytes) -> tuple[str, ...]:
    utf16 = _utf16_without_bom(data) if b"\x00" in data or len(data) < 40 else None
    return (utf16,) if utf16 else _LEGACY


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Decode the bytes of a file; gives the text and the name of the encoding.

    Tells UTF-8 and UTF-16 (with or without BOM), Big5, Big5-HKSCS and GB18030 apart; with
    ``encoding`` that one alone is used. Line ends are left as they are.
    A stray NUL character or lone surrogate becomes U+FFFD. Raises `DecodingError` where the bytes
    are no text in it.

    >>> decode("美國總統會見日本首相。".encode("big5"))
    ('美國總統會見日本首相。', 'cp950')
    >>> decode("美国总统会见日本首相。".encode("gb18030"))
    ('美国总统会见日本首相。', 'gb18030')
    """
    if encoding is not None:
        try:
            text = data.decode(encoding).removeprefix("\ufeff")
            return well_formed(text), encoding
        except LookupError as error:
            raise DecodingError(f"no encoding is named {encoding!r}") from error
        except UnicodeDecodeError as error:
            raise DecodingError(
                f"byte {error.start} is not {encoding}; leave --encoding out, or name another"
            ) from error
    for bom, name in _BOMS:
        if data.startswith(bom):
            try:
                return well_formed(data.decode(name)), name
            except UnicodeDecodeError as error:
                raise DecodingError(
                    f"starts as {name} but byte {error.start} is not; the file is damaged"
                ) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        nuls = text.count("\x00")
        if not nuls:
            return text, "utf-8"
        if nuls <= _MOST_NULS * len(text) and _utf16_without_bom(data) is None:
            return well_formed(text), "utf-8"
    return _by_frequency(data)


def tell_encoding(start: bytes) -> str:
    """Tell the encoding of a long file by how it starts.

    Raises `DecodingError` where that is no text.

    >>> tell_encoding("text\\n美國總統會見日本首相。".encode("big5")[:-1])
    'cp950'
    """
    for bom, name in _BOMS:
        if start.startswith(bom):
            return name
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        pass
    else:
        if "\x00" not in text:
            return "utf-8"
    for cut in range(4):  # the start may end inside a character
        try:
            return _by_frequency(start[: len(start) - cut])[1]
        except DecodingError:
            continue
    return _least_damaged(start)


def _least_damaged(start: bytes) -> str:
    found: list[tuple[float, str]] = []
    for name in ("utf-8", *_LEGACY):
        text = start.decode(name, "replace")
        if "\x00" not in text and _frequent_share(text) >= _LEAST_FREQUENT_SHARE:
            found.append((text.count("\ufffd") / len(text), name))
    damage, name = min(found, key=lambda one: one[0], default=(1.0, ""))
    if damage > _MOST_DAMAGE:
        raise DecodingError(_NO_TEXT)
    return name


def _by_frequency(data: bytes) -> tuple[str, str]:
    best: tuple[float, str, str] | None = None
    for name in _candidates(data):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        share = _frequent_share(text[:_SAMPLE])
        if "\x00" not in text and (best is None or share > best[0]):
            best = (share, text, name)
    if best is not None and best[0] >= _LEAST_FREQUENT_SHARE:
        return best[1], best[2]
    from charset_normalizer import from_bytes

    guess = from_bytes(_prefix(data)).best()
    if guess is not None and guess.encoding not in ("ascii", "utf_8"):
        try:
            text = data.decode(guess.encoding)
        except UnicodeDecodeError:
            text = ""
        if text and "\x00" not in text and _frequent_share(text) >= _LEAST_FREQUENT_SHARE:
            return text, guess.encoding
    raise DecodingError(_NO_TEXT)
