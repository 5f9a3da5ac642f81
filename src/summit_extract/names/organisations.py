"""Names of institutions that no list has: a state and its organ, a proper name and its suffix."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from summit_extract.names.lexicon import Hit, Kind, Lexicon

if TYPE_CHECKING:
    from summit_extract.names.reading import Reading

__all__ = ["Institution", "find_departments", "find_organs", "find_titled_media", "find_with_suffix"]

_LONGEST = 20
_MOST_WORDS = 7
_PROPER_TAGS = frozenset({"x", "nr", "nrt", "nrfg", "nt", "eng"})
_COMMON_TAGS = frozenset({"n", "nz", "vn", "j", "b", "f", "an", "ng", "s", "l", "i", "g", "nrg", "a", "v", "q"})
_PLACE_TAGS = frozenset({"ns"})


class Institution(NamedTuple):
    """An institution: its range, the state in its name, the organ it is, whether it is certain."""

    start: int
    end: int
    country_code: str
    organ: str
    certain: bool


def find_organs(reading: "Reading", hits: list[Hit], lexicon: Lexicon) -> Iterator[Institution]:
    """Find the organs of states: 美國司法部, 俄外交部, and 外交部 alone where that is a name."""
    text = reading.simplified
    countries: dict[int, Hit] = {}
    for hit in hits:
        if hit.kind is Kind.COUNTRY:
            known = countries.get(hit.end)
            if known is None or hit.start < known.start:
                countries[hit.end] = hit
    for hit in hits:
        if hit.kind is not Kind.ORGAN:
            continue
        organ = text[hit.start : hit.end]
        state = countries.get(hit.start)
        if state is not None and state.start in reading.word_at:
            yield Institution(state.start, hit.end, state.value[0], organ, True)
            continue
        short = text[hit.start - 1 : hit.start]
        if short in lexicon.short_country and hit.start - 1 in reading.word_at:
            # 中美外交部: two states, no name of one institution
            if text[hit.start - 2 : hit.start - 1] not in lexicon.short_country:
                code = lexicon.short_country[short]
                yield Institution(hit.start - 1, hit.end, code, organ, True)
                continue
        if "bare" in hit.value and hit.start in reading.word_at and hit.end in reading.word_to:
            yield Institution(hit.start, hit.end, "", organ, True)


def find_with_suffix(
    reading: "Reading", hits: list[Hit], covered: bytearray, lexicon: Lexicon
) -> Iterator[Institution]:
    """Find names that end like an institution: 復旦大學, 某某新聞網, 世宗研究所.

    From the suffix, words are taken to the left as long as they may be part of a name. A state
    in front of a proper name is left out (日本|早稻田大學), in front of common words it belongs
    to the name (中國國際問題研究院).
    """
    suffixes: dict[int, Hit] = {}
    for hit in hits:
        if hit.kind is Kind.SUFFIX and hit.end in reading.word_to:
            known = suffixes.get(hit.end)
            if known is None or hit.start < known.start:
                suffixes[hit.end] = hit
    generic = frozenset(lexicon.words["generic", "left"])
    countries = lexicon.country_of
    text = reading.simplified
    for end, hit in suffixes.items():
        strong = "strong" in hit.value
        last = reading.word_to[end]
        word = reading.word_over(hit.start)
        proper = reading.starts[word] < hit.start and reading.tags[word] in ("nt", "x", "nz", "nr")
        place = reading.starts[word] < hit.start and reading.tags[word] in ("ns", "nt")
        common = 0
        first = word
        while first > 0 and last - first < _MOST_WORDS:
            before = first - 1
            start = reading.starts[before]
            piece = text[start : reading.ends[before]]
            tag = reading.tags[before]
            if (
                end - start > _LONGEST
                or piece in generic
                or piece in lexicon.titles
                or not piece.isalnum()
            ):
                break
            if tag in _PLACE_TAGS or piece in countries:
                if proper and not common:
                    break
                place = True
                first = before
                continue
            if covered[start] and not (piece in countries):
                break
            if tag in _PROPER_TAGS and len(piece) > 1:
                proper = True
            elif tag in _COMMON_TAGS and len(piece) > 1:
                common += 1
            else:
                break
            first = before
        start = reading.starts[first]
        if start >= hit.start or start == end:
            continue
        if strong and (proper or place or common == 1) and end - start > hit.end - hit.start:
            yield Institution(start, end, "", "", proper or place)
        elif (proper or place) and end - hit.start > 1:
            yield Institution(start, end, "", "", False)


def find_departments(
    reading: "Reading", institutions: dict[int, int], lexicon: Lexicon
) -> Iterator[tuple[int, int]]:
    """Find institutions with their department: 復旦大學|國際政治系. Gives whole ranges.

    ``institutions`` has the start of each institution by its end.
    """
    text = reading.simplified
    departments = lexicon.words["department", "of"]
    no_departments = lexicon.words["department", "not"]
    for end, start in institutions.items():
        word = reading.word_at.get(end)
        if word is None:
            continue
        for index in range(word, min(word + 4, len(reading.starts))):
            tag, reach = reading.tags[index], reading.ends[index]
            piece = text[reading.starts[index] : reach]
            if piece.endswith(departments) and not piece.endswith(no_departments) and (len(piece) > 1 or index > word):
                following = reading.tags[index + 1] if index + 1 < len(reading.tags) else ""
                if not (following == "n" and piece in ("司",)):
                    yield start, reach
                break
            if not piece.isalnum() or tag not in ("n", "vn", "j", "nz", "ns", "x", "b", "nt") or piece in lexicon.titles:
                break


def find_titled_media(reading: "Reading", lexicon: Lexicon) -> Iterator[Institution]:
    """Find newspapers in 《》 that end like one: 《華盛頓郵報》, 《環球時報》."""
    text = reading.simplified
    suffixes = lexicon.words["suffix", "media"]
    start = text.find("《")
    while start >= 0:
        end = text.find("》", start + 1, start + 20)
        if end > 0 and text.endswith(suffixes, start + 1, end) and end - start > 2:
            yield Institution(start + 1, end, "", "", True)
        start = text.find("《", start + 1)
