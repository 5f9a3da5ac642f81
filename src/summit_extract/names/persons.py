"""Names of persons that no list has, by how names are made and what stands around them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from summit_extract.language.layout import BlockKind
from summit_extract.names.lexicon import Kind, Lexicon, lexicon

if TYPE_CHECKING:
    from summit_extract.names.reading import Reading

__all__ = [
    "Anchors",
    "as_name",
    "chinese_name",
    "find_divided",
    "find_pairs",
    "find_persons",
    "foreign_name",
    "latin_after_office",
    "latin_name",
    "name_at",
    "patterns",
]

_LONGEST_TRANSLITERATION = 14
_LONGEST_RUN = 5
_SHORTEST_DOTTED = 5
_LADY = "夫人"
_CLAN = "氏"
_MOST_NAME_WORDS = 4
_AFTER_NAME_TAGS = frozenset({"t", "d", "p", "c", "v", "m", "vn"})
_LATIN_WORD = r"[A-Za-z\u00c0-\u024f.'’\-]"
_LATIN = re.compile(
    rf"[（(]\s?([A-Z\u00c0-\u00de]{_LATIN_WORD}{{0,24}}(?:[ ·]{_LATIN_WORD}{{1,24}}){{0,5}})"
)
_NAME_TAGS = frozenset({"x", "nr", "nrt", "nrfg", "nz"})
_FUNCTIONAL_TAGS = frozenset({"c", "p", "d", "u", "uj", "ul", "r", "m", "q", "f", "t", "y", "uz"})
_NO_SOUND_TAGS = frozenset({"p", "c", "d", "u", "r", "t", "f", "ad", "uj", "ul", "y", "m", "v"})
_COMMON_TAGS = frozenset({"v", "n", "vn", "d", "a", "ad", "t", "i", "l", "r", "m", "vi", "z"})
_NOUN_TAGS = frozenset({"n", "ns", "a", "b", "j", "l", "i", "nt", "an", "s", "z", "zg", "g", "ng"})
_BYLINE_MARKS = "／/：:｜|、 　"
_BETWEEN_AUTHORS = "、 　／/，"
_SPACES = " 　"
_HYPHENS = "-－"
_SURNAMED = re.compile("([\u4e00-\u9fff])姓")
_SURNAME_AND_GIVEN, _JAPANESE = 3, 4
_CLOSED = frozenset("【】〔〕[]，。、；：（）「」『』“”《》！？\n 　,.;:()!?—…·")


class Patterns(NamedTuple):
    """Regular expressions made from the tables, on Simplified text."""

    transliteration: re.Pattern[str]
    dotted: re.Pattern[str]
    speech: re.Pattern[str]
    byline: re.Pattern[str]
    credited: re.Pattern[str]
    latin: re.Pattern[str]


class Anchors(NamedTuple):
    """Offsets in a text that tell where names may be.

    ``after_office``: right after an office; ``offices``: where an office without a state in it
    begins; ``ends``: where the name of a state or a title ends; ``short``: the names of two
    characters that the lexicons have here; ``after_unlisted``: right after an office whose
    holders are in no list (教授, 記者); ``initials``: the first
    characters of the names of persons in the article.
    """

    after_office: frozenset[int]
    offices: frozenset[int]
    ends: frozenset[int]
    short: frozenset[tuple[int, int]]
    after_unlisted: frozenset[int]
    initials: frozenset[str]


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def patterns() -> Patterns:
    """Give the patterns, made at the first call."""
    words = lexicon().words
    letters = "".join(sorted(lexicon().transliteration))
    adverbs = _alternatives(words["adverb", "before_speech"])
    speech = _alternatives(words["speech", "strong"])
    byline = _alternatives(words["before_person", "byline"])
    short = _alternatives(words["before_person", "byline_short"])
    credit = _alternatives(words["byline", "credit"])
    dot = "[·\\-－]"
    capital, small = "[A-Z\u00c0-\u00de]", "[a-z\u00df-\u024f]"
    letter = "[A-Za-z\u00c0-\u024f'’\\-]"
    particles = _alternatives(words["latin", "particle"])
    inside = "".join(sorted(lexicon().sounds_inside))
    sound = f"(?:[{letters}]|(?<=[{letters}])[{inside}](?=[{letters}])){{1,8}}"
    part = f"(?:{sound}|[A-Z]\\.?)"
    return Patterns(
        re.compile(f"[{letters}]{{2,{_LONGEST_TRANSLITERATION}}}"),
        re.compile(f"{part}(?P<dot>{dot})(?:{part}{dot}){{0,3}}{sound}"),
        re.compile(f"(?:{adverbs}){{0,2}}(?:{speech})"),
        re.compile(
            f"(?:{byline}|(?<![\\u4e00-\\u9fff])(?:{short})(?=[{_BYLINE_MARKS}]))"
            f"[{_BYLINE_MARKS}]{{0,2}}"
        ),
        re.compile(f"([\\u4e00-\\u9fff]{{2,3}})(?:{credit})[）)】]"),
        re.compile(
            rf"\s?((?:{capital}{letter}*{small}{letter}*|[A-Z]\.)"
            rf"(?: (?:{capital}['’]?{letter}+|[A-Z]\.|(?:{particles})(?= ))){{1,4}})(?![A-Za-z])"
        ),
    )


def latin_name(text: str, position: int) -> tuple[int, int] | None:
    """Give the range of a Latin name in brackets that open at ``position``.

    >>> latin_name("蒂勒森（Rex Tillerson）", 3)
    (4, 17)
    """
    found = _LATIN.match(text, position)
    return found.span(1) if found else None


def latin_after_office(text: str, position: int) -> tuple[int, int] | None:
    """Give the range of a Latin name of two words or more that begins at ``position``.

    >>> latin_after_office("大使Nicholas Merrick 3日", 2)
    (2, 18)
    """
    found = patterns().latin.match(text, position)
    return found.span(1) if found else None


def foreign_name(reading: "Reading", start: int) -> int:
    """Give the end of the transliterated name that starts at ``start``, 0 if there is none.

    A run of transliteration characters ends where a word begins that is not of such characters
    alone (埃爾多安|希望).
    """
    text = reading.simplified
    dotted = patterns().dotted.match(text, start)
    if dotted:
        return _without_words(reading, start, _word_end(reading, start, dotted.end()))
    run = patterns().transliteration.match(text, start)
    end = _word_end(reading, start, run.end()) if run else 0
    return _without_words(reading, start, end) if end > start + 1 else 0


def _without_words(reading: "Reading", start: int, end: int) -> int:
    """Move the end of a run of name characters back over words that no name ends in, 0 if nothing
    is left: 莫魯士|於, 沙爾曼|明年, 勒孔特|順利."""
    names = lexicon()
    sounds = names.words["sound", "or_place"]
    reach = end
    while reach > start:
        word = reading.word_to.get(reach)
        if word is None or reading.tags[word] not in _NO_SOUND_TAGS:
            break
        first = reading.starts[word]
        if reach - first == 1 and reading.simplified[first] not in names.function_characters:
            break
        if reading.text[first:reach] in sounds and first > start + 1:
            break  # 斯托|里
        reach = max(first, start)
    if reach == start:
        return 0
    return end if reach - start == 1 else reach


def _first_sound(reading: "Reading", start: int, dot: int, names: Lexicon) -> int:
    """Move the start of a name with a dot over words of function before it: 於|萬尼瓦爾·布希."""
    while start < dot:
        word = reading.word_over(start)
        last, tag = reading.ends[word], reading.tags[word]
        if last >= dot or tag not in _NO_SOUND_TAGS - {"f"}:
            return start
        if last - start == 1 and reading.simplified[start] not in names.function_characters:
            return start
        start = last
    return start


def _joins_places(reading: "Reading", start: int, end: int) -> bool:
    """Tell whether a hyphen stands between places: 希臘－羅馬, 威尼斯-熱那亞."""
    return any(offset in reading.place_starts for offset in range(start, end)) or any(
        offset in reading.places_to for offset in range(start + 1, end + 1)
    )


def _word_end(reading: "Reading", start: int, end: int) -> int:
    """Move the end of a run of name characters back to where its last whole word ends."""
    if end in reading.word_to or end >= len(reading.text):
        return end
    word = reading.word_over(end - 1)
    first = reading.starts[word]
    tag = reading.tags[word]
    if tag in _NAME_TAGS or first <= start:
        return end
    if first > start + 1 or end == start + 2:
        return first
    return end


def chinese_name(reading: "Reading", start: int, names: Lexicon, sure: bool = False) -> int:
    """Give the end of the Chinese, Korean or Japanese name that starts at ``start``, else 0.

    The word that starts there, or the surname and the word or two that follow it, of two to four
    characters (Japanese: to five), none of them one that names don't have. ``sure`` takes common
    words for names too, as in a byline.
    """
    text = reading.simplified
    if start >= len(text):
        return 0
    word = reading.word_over(start)
    if reading.starts[word] != start and reading.tags[word] != "x":
        return 0
    two = text[start : start + 2]
    surname = 0
    longest = 3
    if reading.text[start] in names.no_surnames:
        return 0
    if two in names.compound_surnames:
        surname, longest = 2, 4
    elif two in names.japanese_surnames:
        surname, longest = 2, 5
    elif text[start : start + 3] in names.japanese_surnames:
        surname, longest = 3, 6
    elif text[start] in names.surnames:
        surname = 1
    if not surname:
        return 0
    end = reading.ends[word]
    tag = reading.tags[word]
    if (
        tag == "x"
        and end - start > 3
        and text.endswith(names.words["byline", "verb"], start, end)
        and (end >= len(text) or text[end] in _CLOSED)
    ):
        end -= 1
    if surname == 1 and end == start + 1 and tag == "nr" and word + 1 < len(reading.starts):
        # a married woman's two surnames: 莊|陳仲敖
        both = reading.ends[word + 1]
        if (
            both - end == 3
            and reading.tags[word + 1] == "x"
            and text[end] in names.frequent_surnames
            and text[start] in names.surnames - names.function_characters
            and not any(c in names.function_characters or c in _CLOSED for c in text[end:both])
        ):
            return both
    common = end - start > surname and tag not in _NAME_TAGS
    if not sure and (
        tag in _FUNCTIONAL_TAGS
        or (common and (tag not in _NOUN_TAGS or text[start] in names.rare_surnames))
    ):
        return 0
    functional = names.function_characters
    if longest > 4:
        functional -= names.japanese_given
    if tag == "x":
        # the segmenter has made one word of a name and what follows it: 沈逸說
        for position in range(start + surname + 1, end):
            if position == end - 1 == start + 2 and text[position] in names.given_last:
                return end
            if (
                position == end - 2 == start + 2
                and text[position] in names.given_last
                and text[position + 1] in names.verbs_last | functional
            ):
                return position + 1  # 蔡允中|均
            if text[position] in functional:
                return position if position - start <= longest else 0
    while end < start + longest and word + 1 < len(reading.starts):
        following = reading.ends[word + 1]
        if (
            longest > 4
            and text[end] in names.japanese_given
            and following > end + 1
            and not (reading.tags[word + 1] in _NAME_TAGS and end == start + surname)
        ):
            following = end + 1
        if reading.tags[word + 1] == "x" and end - start < 3 and surname == 1:
            # the segmenter has joined the end of a name and what follows it: 張道|藩昨
            following = next(
                (
                    i
                    for i in range(end + 1, following)
                    if text[i] in functional or text[i] in names.verbs_last
                ),
                following,
            )
        if (
            following > start + longest
            or text[end] in _CLOSED
            or (any(c in functional for c in text[end:following]))
            or (
                following - end > 1
                and reading.tags[word + 1] not in _NAME_TAGS
                and end > start + 1
                and end > start + surname
            )
            or (
                end - start > surname
                and reading.tags[word + 1] in "vpcdufr"
                and not (following == end + 1 and common and _ends_name(text, following))
            )
        ):
            break
        word, end = word + 1, following
    given = text[start + surname : end]
    if not given or end - start > longest or any(c in functional or c in _CLOSED for c in given):
        return 0
    if not all("\u4e00" <= c <= "\u9fff" for c in given):
        return 0
    if common and not sure and not (end - start == 3 and _ends_name(text, end)):
        return 0
    if end - start > 2 and text.endswith(names.words["byline", "verb"], start, end):
        return end - 1 if end >= len(text) or text[end] in _CLOSED else end
    return end


def _ends_name(text: str, end: int) -> bool:
    """Tell whether what follows shows that a name ends here: a mark or a verb of saying."""
    return end >= len(text) or text[end] in _CLOSED or bool(patterns().speech.match(text, end))


def name_at(reading: "Reading", start: int, names: Lexicon) -> int:
    """Give the end of the name, of whatever kind, that starts at ``start``, 0 if none does."""
    if start >= len(reading.text):
        return 0
    chinese = chinese_name(reading, start, names)
    foreign = foreign_name(reading, start)
    word = reading.word_at.get(start)
    if word is not None and reading.ends[word] == foreign and reading.tags[word] in _COMMON_TAGS:
        foreign = 0
    if foreign > chinese and foreign - start >= 3:
        return foreign
    return chinese or foreign


def unknown_word(reading: "Reading", start: int, names: Lexicon) -> int:
    """Give the end of the word at ``start`` if no dictionary has it and it may be a name, or 0."""
    word = reading.word_at.get(start)
    if word is None or reading.tags[word] not in ("x", "nr"):
        return 0
    if reading.text[start] in names.no_surnames:
        return 0
    end = reading.ends[word]
    piece = reading.simplified[start:end]
    if not patterns().speech.match(reading.simplified, end) and not latin_name(reading.text, end):
        return 0
    if not 2 <= len(piece) <= 4 or any(c in names.function_characters for c in piece):
        return 0
    if len(piece) == 2 and not (piece[0] in names.surnames or piece[0] in names.transliteration):
        return 0
    return end if all("\u4e00" <= c <= "\u9fff" for c in piece) else 0


def _up_to_next_word(reading: "Reading", start: int, names: Lexicon) -> int:
    """Give the end of what stands between an office and the next word that no name has, or 0:
    副總統|措瓜內|周一, 發言人|劉為民|當日, 大使|株丹達|也."""
    first = reading.word_at.get(start)
    text = reading.simplified
    if first is None or text[start] in names.function_characters:
        return 0
    if reading.text[start] in names.no_surnames:
        return 0
    sounds = text[start] in names.surnames or text[start] in names.transliteration
    end, known = start, False
    for word in range(first, min(first + _MOST_NAME_WORDS, len(reading.starts))):
        tag, reach = reading.tags[word], reading.ends[word]
        piece = text[reading.starts[word] : reach]
        if reading.starts[word] != end or not all("\u4e00" <= c <= "\u9fff" for c in piece):
            break
        given = (
            end == start + 1
            and len(piece) == 2
            and text[start] in names.surnames
            and not patterns().speech.match(piece)
        )
        single = (
            len(piece) == 1
            and tag not in _FUNCTIONAL_TAGS
            and (piece not in names.function_characters or piece in names.transliteration)
        )
        if not (tag in _NAME_TAGS or single or given) or reach - start > _LONGEST_RUN:
            break
        known |= tag == "x" or (given and tag not in ("p", "c", "r", "d", "t"))
        end = reach
    following = reading.word_at.get(end)
    ends = (
        end >= len(text)
        or text[end] in _CLOSED
        or text[end].isdigit()
        or (following is not None and reading.tags[following] in _AFTER_NAME_TAGS)
    )
    return end if known and ends and end - start > (1 if sounds else 2) else 0


def _with_given(reading: "Reading", start: int, end: int, names: Lexicon) -> int:
    """Give the end of a name with the given name of a Japanese whom no list has, 米倉|弘昌, or
    the last character that the segmenter joined to a verb of speech: 李秀|正說."""
    text = reading.simplified
    word = reading.word_at.get(end)
    if (
        word is not None
        and end - start == reading.ends[word] - end == _SURNAME_AND_GIVEN - 1
        and reading.tags[word] == "x"
        and reading.tags[word - 1] in ("nr", "nrt")
        and reading.starts[word - 1] == start
        and text[start] not in names.frequent_surnames
        and text[end] not in names.words["initial", "acts"]
        and not any(
            c in names.function_characters - names.japanese_given or c in _CLOSED
            for c in text[end : end + 2]
        )
        and not all(c in names.transliteration for c in text[start : end + 2])
        and (
            text[end + 2 : end + 3] in _CLOSED
            or (word + 1 < len(reading.tags) and reading.tags[word + 1] in _AFTER_NAME_TAGS)
        )
    ):
        return end + 2  # 米倉|弘昌
    if (
        end - start == _SURNAME_AND_GIVEN - 1
        and word is not None
        and reading.ends[word] == end + 2
        and reading.tags[word - 1] == "x"
        and text[start] in names.surnames - names.hardly_surnames
        and text[end] in names.given
        and patterns().speech.match(text, end + 1)
    ):
        return end + 1
    return end


def _after_cut_word(reading: "Reading", start: int, names: Lexicon) -> int:
    """Give the end of a name whose surname the segmenter joined to the office: 外|相朴|宜春."""
    text = reading.simplified
    if start in reading.word_at or text[start] not in names.surnames:
        return 0
    word = reading.word_over(start)
    end = reading.ends[word]
    if end != start + 1 or word + 1 >= len(reading.starts):
        return 0
    reach = reading.ends[word + 1]
    given = text[end:reach]
    fits = 0 < len(given) < _SURNAME_AND_GIVEN and all("\u4e00" <= c <= "\u9fff" for c in given)
    return reach if fits and not any(c in names.function_characters for c in given) else 0


def _japanese_surname(reading: "Reading", start: int, names: Lexicon) -> int:
    """Give the end of a Japanese surname that stands alone, or 0: 前首相|福田."""
    end = start + 2
    text = reading.simplified
    alone = text[start:end] in names.japanese_surnames and end in reading.word_to
    if not alone or end in reading.places_to:
        return 0
    given, never = text[end : end + 2], names.function_characters - names.japanese_given
    if (
        len(given) == 2
        and all("\u4e00" <= c <= "\u9fff" and c not in never for c in given)
        and reading.tags[reading.word_at[end]] == "x"
        and (text[end + 2 : end + 3] in names.function_characters or text[end + 2 :][:1] in _CLOSED)
    ):
        return end + 2  # 平岩外四|則
    return end


def find_persons(
    reading: "Reading", anchors: Anchors, covered: bytearray, names: Lexicon
) -> Iterator[tuple[int, int, bool]]:
    """Find names by structure: ``(start, end, certain)``.

    ``covered`` marks the characters of names that the lexicons have. Certain are names after an
    office or a byline word, before a Latin name, or with a dot between their parts.
    """
    text = reading.simplified
    rules = patterns()
    for found in rules.dotted.finditer(text):
        start = found.start()
        first = text.find(found.group("dot"), start)
        start = max((e for e in range(start + 1, first) if e in anchors.ends), default=start)
        start = _first_sound(reading, start, first, names)
        end = _without_words(reading, start, _word_end(reading, start, found.end()))
        if text[end - 1 : end + 1] == _LADY:
            end += 1  # 英迪拉·甘地夫|人
        hyphen = found.group("dot") in _HYPHENS
        located = first in reading.places_to and first + 1 in reading.place_starts
        if end > first and not located and not (hyphen and _joins_places(reading, start, end)):
            yield start, end, True
    yield from _after_dots(reading, covered)
    for start, end in anchors.short:
        # 巴洛|索: a name of the lexicons that is but the beginning of a longer one
        if start in anchors.after_office:
            reach = _goes_on(reading, end, names)
            if reach > end:
                yield start, reach, True
        following = reading.word_at.get(end)
        if (
            text[start:end] in names.japanese_surnames
            and following is not None
            and reading.tags[following] == "x"
            and reading.ends[following] - end == 2
            and text[end : end + 2].isalpha()
            and not any(
                c in names.function_characters or c in _CLOSED
                for c in text[end : reading.ends[following]]
            )
        ):
            yield start, reading.ends[following], True  # 岸田|行倫
        if start in anchors.after_unlisted:
            reach = chinese_name(reading, start, names)
            if reach > end:
                yield start, reach, True
    joiners = names.words["joiner", "between_people"]
    for start in anchors.after_office:
        if start < len(text) and not covered[start] and text[start] not in joiners:
            end = (
                name_at(reading, start, names)
                or unknown_word(reading, start, names)
                or _up_to_next_word(reading, start, names)
                or _japanese_surname(reading, start, names)
                or _after_cut_word(reading, start, names)
            )
            if end:
                yield start, _with_given(reading, start, end, names), True
    yield from _in_bylines(reading, covered, names)
    yield from _by_surname(reading, anchors, covered, names)
    yield from _before_offices(reading, anchors, covered, names)
    for index, start in enumerate(reading.starts):
        if covered[start] or reading.ends[index] - start > 8:
            continue
        character = text[start]
        surname = character in names.surnames
        if not surname and character not in names.transliteration:
            continue
        if not surname and (reading.tags[index] not in _NAME_TAGS):
            continue
        end = name_at(reading, start, names)
        if not end or end - start < 2 or any(covered[start:end]):
            continue
        latin = latin_name(reading.text, end)
        if latin and " " in reading.text[latin[0] : latin[1]]:
            yield start, end, True
        elif rules.speech.match(text, end) and _opens(reading, index):
            yield start, end, False
        elif text.startswith("：", end) and (start == 0 or text[start - 1] in "\n　 "):
            yield start, end, True


def _after_dots(reading: "Reading", covered: bytearray) -> Iterator[tuple[int, int, bool]]:
    """Find names with a dot whose parts are words no dictionary has: 亞歷克斯·|桂遜|薩基."""
    text = reading.simplified
    dot = text.find("·")
    while dot >= 0:
        at = dot
        dot = text.find("·", dot + 1)
        before, after = reading.word_to.get(at), reading.word_at.get(at + 1)
        if before is None or after is None or covered[at]:
            continue
        if reading.tags[before] not in (*_NAME_TAGS, "ns") or reading.tags[after] != "x":
            continue
        start, end = reading.starts[before], at + 1
        while before and reading.tags[before - 1] == "x" and reading.ends[before - 1] == start:
            if not text[start - 1].isalpha() or text[start - 1].isascii():
                break
            before -= 1
            start = reading.starts[before]
        while after < len(reading.tags) and reading.tags[after] in _NAME_TAGS:
            piece = text[reading.starts[after] : reading.ends[after]]
            if not piece.isalpha() or piece.isascii() or len(piece) < 2:
                break
            end = reading.ends[after]
            after += 1
        if _SHORTEST_DOTTED <= end - start <= _LONGEST_TRANSLITERATION:
            yield start, end, True


def as_name(text: str, names: Lexicon, after_office: bool = False, follow: str = "") -> str:
    """Give what of a text that looks like a person's name may be one, "" if nothing.

    俄烏 and 肯方 are states; a verb of attending ends no name (薩拉梅|列席), nor does the beginning
    of the next word (黃文歡|均).
    """
    if text in names.words["person", "never"]:
        return ""
    if len(text) == 3 and text[:2] in names.words["person", "never"]:
        return "" if text[2] in names.words["person", "after_verb"] else text
    if len(text) == 2 and text[1] in names.words["person", "not_last"][1:]:
        return ""
    if len(text) == 2 and not after_office:
        states = text[0] in names.short_country and text[1] in names.short_country
        if text[1] in names.words["person", "not_last"]:
            return ""
        if states and text[0] not in names.surnames:
            return ""
    cut = text[-1] + follow
    if len(text) > 2 and follow and cut.startswith(names.words["attends", "accompanies"]):
        text = text[:-1]  # 彼得林陪|同
    if after_office and len(text) > 1:
        text = text.removesuffix("等")
    if (
        len(text) > 2
        and text.endswith(names.words["person", "also"])
        and text[:2] not in names.japanese_surnames
        and follow[:1] not in names.transliteration
    ):
        text = text[:-1]  # 鮑林|也
    if text[-1:] in names.verbs_last and (
        _is_full_chinese(text[:-1], names)
        or (len(text) > _SURNAME_AND_GIVEN and all(c in names.transliteration for c in text[:-1]))
    ):
        return text[:-1]
    if text.endswith(names.words["byline", "verb"]) and _is_full_chinese(text[:-1], names):
        return text[:-1]
    for verb in names.words["attends", "sits_in"]:
        if text.endswith(verb) and len(text) > len(verb) + 1:
            return text[: -len(verb)]
    return text


def _is_full_chinese(text: str, names: Lexicon) -> bool:
    """Tell whether a text is as long as a Chinese name of one surname gets."""
    return (
        len(text) == _SURNAME_AND_GIVEN
        and text[0] in names.surnames
        and text[:2] not in names.compound_surnames
        and text[:2] not in names.japanese_surnames
    )


def _goes_on(reading: "Reading", end: int, names: Lexicon) -> int:
    """Give where a transliteration ends that goes on after ``end`` by a character or two."""
    text = reading.simplified
    word = reading.word_at.get(end)
    if word is None or text[end] not in names.transliteration:
        return end
    tag, last = reading.tags[word], reading.ends[word]
    if last > end + 1 and tag != "x":
        return end
    sounds = names.words["sound", "or_place"]
    if (tag in _FUNCTIONAL_TAGS or tag == "v") and reading.text[end:last] not in sounds:
        return end
    reach = end
    while reach < last and text[reach] in names.transliteration:
        reach += 1
    rest = text[reach:last]
    return reach if all(c in names.function_characters for c in rest) else end


def _in_bylines(
    reading: "Reading", covered: bytearray, names: Lexicon
) -> Iterator[tuple[int, int, bool]]:
    """Find the names of those who wrote or photographed: 記者某某、某某, （某某攝）."""
    text = reading.simplified
    rules = patterns()
    ranges = [found.end() for found in rules.byline.finditer(text)]
    for block in reading.layout.blocks:
        if block.kind is BlockKind.BYLINE:
            ranges += [
                start
                for start in range(block.start, block.end)
                if start == block.start
                or text[start - 1] in _CLOSED
                or text[start - 1] in "／/|｜ 　"
            ]
    for start in dict.fromkeys(ranges):
        position = start
        while position < len(text) and not covered[position]:
            end = _author(reading, position, names)
            if not end:
                break
            yield position, end, True
            if text[end : end + 1] not in _BETWEEN_AUTHORS or not text[end : end + 1]:
                break
            position = end + 1
            while text[position : position + 1] in _SPACES and position < len(text):
                position += 1
    for found in rules.credited.finditer(text):
        start = found.start(1)
        if start in reading.word_at and not covered[start]:
            given = text[start + 1 : found.end(1)]
            if (
                text[start] in names.surnames
                and len(given) < 3
                and not any(c in names.function_characters for c in given)
            ):
                yield start, found.end(1), True


def _author(reading: "Reading", start: int, names: Lexicon) -> int:
    """Give the end of an author's name: the length after which a byline goes on as bylines do."""
    text = reading.simplified
    whole = chinese_name(reading, start, names, sure=True)
    if text.endswith(names.words["byline", "not_last"], start, whole):
        return 0
    if any(text[whole - length : whole] in names.titles for length in (2, 3) if whole > start + 2):
        return 0
    if whole and (whole >= len(text) or _ends_byline(text, whole, names)):
        return whole
    two = text[start : start + 2]
    compound = two in names.compound_surnames or two in names.japanese_surnames
    if not compound and text[start] not in names.surnames:
        return 0
    for length in (4, 3) if compound else (3, 2):
        end = start + length
        given = text[start + 1 : end]
        never = names.function_characters - names.given
        if end > len(text) or any(c in never or c in _CLOSED for c in given):
            continue
        if given.isalpha() and (
            end == len(text) or _ends_byline(text, end, names) or end in reading.place_starts
        ):
            return end
    return 0


def _ends_byline(text: str, end: int, names: Lexicon) -> bool:
    """Tell whether a byline goes on after a name as bylines do: with a mark, a place, a verb."""
    return (
        text[end] in _CLOSED
        or text[end] in "／/|｜)"
        or text.startswith(names.words["byline", "follows"], end)
        or any(text.startswith(city, end) for city in names.words["byline", "city"])
    )


def _by_surname(
    reading: "Reading", anchors: Anchors, covered: bytearray, names: Lexicon
) -> Iterator[tuple[int, int, bool]]:
    """Find surnames alone before an office or a form of address: 蔣|總統, 李|小姐, 汪老."""
    text = reading.simplified
    address = names.words["honorific", "after_surname"]
    whole = names.words["honorific", "part_of_name"]
    called = names.words["honorific", "after_told_surname"]
    told = set(_SURNAMED.findall(text))
    before = names.words["initial", "before"]
    after = names.words["initial", "after"]
    acts = names.words["initial", "acts"]
    yield from _glued(reading, anchors, covered, names)
    for index, start in enumerate(reading.starts):
        if covered[start] or not (text[start] in names.surnames or text[start] in anchors.initials):
            continue
        end = start + 1
        if text[start] not in anchors.initials and (
            not (
                reading.tags[index] in ("nr", "nrt", "x")
                or (end in anchors.offices and text[start] in names.frequent_surnames)
            )
            or text[start] in names.function_characters
            or text[start] in names.hardly_surnames
        ):
            continue
        if text[start] in anchors.initials and reading.tags[index] in _FUNCTIONAL_TAGS:
            continue
        if text[start] in told and text.startswith(called, end):
            yield start, end, True  # 黃姓男子 … 黃男
            continue
        alone = reading.ends[index] == end or (
            reading.tags[index] == "x"
            and (
                text.startswith(after, end)
                or (reading.ends[index] == end + 1 and text[end] in acts)  # 柯|批 政府
            )
        )
        if not alone and not (text.startswith(address + whole, end) or end in anchors.offices):
            continue
        if (
            alone
            and text[start] in anchors.initials
            and (start == 0 or text[start - 1] in _CLOSED or text[start - 1] in before)
            and (
                text.startswith(after, end)
                or (reading.ends[index] == end + 1 and text[end] in acts)
                or _acts(reading, index, acts)
            )
        ) or end in anchors.offices:
            yield start, end, True
        elif text[start] in anchors.initials and text.startswith(whole, end):
            yield start, end + 1, True
        elif text.startswith(address, end):
            yield start, end, True


def _glued(
    reading: "Reading", anchors: Anchors, covered: bytearray, names: Lexicon
) -> Iterator[tuple[int, int, bool]]:
    """Find surnames that the segmenter joined to a word before them: 由|嚴|副總統, 為|恩|氏."""
    text = reading.simplified
    ends = [end for end in anchors.offices if text[end - 1 : end] in names.frequent_surnames]
    at = text.find(_CLAN)
    while at >= 0:
        if text[at - 1 : at] in anchors.initials and not text[at + 1 : at + 2].isdigit():
            ends.append(at)
        at = text.find(_CLAN, at + 1)
    for end in ends:
        start = end - 1
        if start < 1 or covered[start] or start in reading.word_at:
            continue
        word = reading.word_over(start)
        before = text[reading.starts[word] : start]
        if (
            reading.ends[word] == end
            and reading.tags[word] == "x"
            and len(before) == 1
            and before in names.function_characters
        ):
            yield start, end, True


def find_divided(
    reading: "Reading", titles: dict[int, int], names: Lexicon
) -> Iterator[tuple[int, int, int, int]]:
    """Find names with the office between surname and given name: 陳|總統|水扁|先生.

    ``titles`` gives the end of an office by its start. Gives the range of the surname and that of
    the given name. The two are a name of the lexicon, or 先生 and the like follow.
    """
    text = reading.simplified
    polite = names.words["before_person", "title"]
    for title, end in titles.items():
        start = title - 1
        if start < 0 or text[start] not in names.surnames or start not in reading.word_at:
            continue
        for length in (2, 1):
            given = text[end : end + length]
            if len(given) < length or any(c in _CLOSED for c in given):
                continue
            known = bool(names.lookup(text[start] + given, Kind.PERSON))
            called = (
                length > 1
                and text.startswith(polite, end + length)
                and not names.lookup(given, Kind.PERSON)
            )
            if known or called:
                yield start, title, end, end + length
                break


def _acts(reading: "Reading", word: int, acts: tuple[str, ...]) -> bool:
    """Tell whether a surname alone opens a clause and a verb or day follows: ，周|答應."""
    start = reading.starts[word]
    if start > 0 and reading.simplified[start - 1] not in _CLOSED:
        return False
    if word + 1 == len(reading.tags):
        return False
    tag, end = reading.tags[word + 1], reading.ends[word + 1]
    piece = reading.simplified[start + 1 : end]
    if piece in acts or piece.isdigit():
        return True
    named = reading.tags[word] in ("nr", "nrt", "nrfg")
    return named and tag in ("v", "d", "vn", "t") and len(piece) > 1


def _before_offices(
    reading: "Reading", anchors: Anchors, covered: bytearray, names: Lexicon
) -> Iterator[tuple[int, int, bool]]:
    """Find transliterated names right before an office: 同|舍馬克|總理, 拜會|奧斯曼|總統."""
    text = reading.simplified
    never = (*names.words["region", "of_states"], *names.words["title", "many"])
    joiners = names.words["joiner", "between_people"]

    def beside(start: int, end: int) -> bool:
        return end - start > 2 and text.endswith(joiners, 0, start)

    for end in anchors.offices:
        whole = _in_characters(reading, end, covered, names)
        if whole >= 0:
            yield whole, end, True
            continue
        start = end
        while start > 0 and end - start < _LONGEST_TRANSLITERATION:
            before = text[start - 1]
            if before not in names.transliteration or covered[start - 1]:
                break
            if start in anchors.ends or start in reading.places_to:
                break  # 英國|愛德華|王子
            start -= 1
        if not 2 <= end - start <= _LONGEST_TRANSLITERATION or end not in reading.word_to:
            continue
        last = reading.word_over(end - 1)
        if text[start:end] in names.country_of or not (
            reading.tags[last] in _NAME_TAGS
            or (reading.tags[last] == "ns" and end not in reading.places_to and beside(start, end))
        ):
            continue
        if text.endswith(never, start, end):
            continue
        if start in reading.word_at or (start and text[start - 1] in names.function_characters):
            yield start, end, True


def _in_characters(reading: "Reading", end: int, covered: bytearray, names: Lexicon) -> int:
    """Give where the Chinese, Korean or Japanese name begins that ends at an office and opens a
    clause or follows 與 and the like, -1 if there is none: 丁一權|國務總理, 椎名|外相."""
    text = reading.simplified
    joiners = names.words["joiner", "between_people"]
    for length in (2, 3, 4, 5):
        start = end - length
        if start < 0 or start not in reading.word_at or covered[start]:
            continue
        if start and text[start - 1] not in _CLOSED and text[start - 1] not in joiners:
            continue
        surname = text[start:end] in names.japanese_surnames
        tag = reading.tags[reading.word_at[start]]
        listed = text[start : start + 2] in names.japanese_surnames and length > 2
        if tag not in ("x", "nr", "nrt") and not (listed or surname):
            continue
        if surname or (length > 2 and chinese_name(reading, start, names) == end):
            return start
        word = reading.word_at[start]
        never = names.function_characters - names.given - names.japanese_given
        if any(c in never or c in _CLOSED for c in text[start:end]):
            continue
        if length == _SURNAME_AND_GIVEN and reading.ends[word] == end:
            if text[start] in names.surnames - names.hardly_surnames:
                return start  # 丁一權
        elif listed and length == _JAPANESE and reading.ends[word] == start + 2:
            return start  # 河野|一郎
    return -1


def find_pairs(
    reading: "Reading", initials: frozenset[str], covered: bytearray, names: Lexicon
) -> Iterator[tuple[int, int]]:
    """Find two persons named by their first characters alone: 習|特|兩人."""
    text = reading.simplified
    for word in names.words["initial", "after_pair"]:
        at = text.find(word)
        while at >= 0:
            start = at - 2
            pair = text[max(start, 0) : at]
            if (
                len(set(pair)) == 2
                and set(pair) <= initials
                and not (covered[start] or covered[start + 1])
                and (start in reading.word_at or at - 1 in reading.word_at)
                and reading.tags[reading.word_over(start)] not in _COMMON_TAGS
            ):
                yield start, start + 1
                yield start + 1, at
            at = text.find(word, at + len(word))


def _opens(reading: "Reading", word: int) -> bool:
    """Tell whether a word stands where the subject of a sentence may: after a mark, 的 or 而."""
    if word == 0:
        return True
    before = reading.simplified[reading.starts[word] - 1]
    return before in _CLOSED or reading.tags[word - 1] in (
        "c",
        "uj",
        "p",
        "t",
        "d",
        "n",
        "nt",
        "ns",
    )
