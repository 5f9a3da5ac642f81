"""Names of institutions that no list has: a state and its organ, a proper name and its suffix."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from summit_extract.names.lexicon import Hit, Kind, Lexicon, longest_prefix, longest_suffix

if TYPE_CHECKING:
    from summit_extract.names.reading import Reading

__all__ = [
    "Institution",
    "States",
    "find_departments",
    "find_offices_of_states",
    "find_organs",
    "find_quoted",
    "find_with_suffix",
]

_QUOTED = re.compile(r"[《「“]([\u4e00-\u9fffA-Za-z·]{2,16})[》」”]")
_LONG_ENOUGH = 5
_LONGEST = 20
_MOST_WORDS = 7
_MOST_COMMON_WORDS, _MOST_JOINED_WORDS = 4, 6
_PROPER_TAGS = frozenset({"x", "nr", "nrt", "nrfg", "nt", "eng"})
_COMMON_TAGS = frozenset(
    {"n", "nz", "vn", "j", "b", "f", "an", "ng", "s", "l", "i", "g", "nrg", "a", "v", "q"}
)
_DEPARTMENT_TAGS = frozenset({"n", "vn", "j", "nz", "ns", "x", "b", "nt", "ng"})
_STATE, _SIDE = "国", "方"
_STATIONED = "驻"
_ORGANISED = "组织"
_PLACE_TAGS = frozenset({"ns"})


class Institution(NamedTuple):
    """An institution: its range, the state in its name, the organ it is, whether it is certain."""

    start: int
    end: int
    country_code: str
    organ: str
    certain: bool


class States:
    """The names of states in a text, by where they end: of the lexicon and of the places stage."""

    def __init__(
        self,
        reading: "Reading",
        hits: Iterable[Hit],
        lexicon: Lexicon,
        names_to: frozenset[int] = frozenset(),
    ) -> None:
        """``names_to`` are offsets right before which a person is named, no state (田中|首相)."""
        self._reading, self._short = reading, lexicon.short_country
        self.names_to = names_to
        self._adjectives = frozenset(lexicon.words["modifier", "current"])
        self._prepositions = frozenset(lexicon.words["preposition", "before_state"])
        self._hits: dict[int, Hit] = {}
        for hit in hits:
            if hit.kind is Kind.COUNTRY and (
                hit.start in reading.word_at
                or (hit.end - hit.start > 1 and self._joined_to_preposition(hit.start + 1))
            ):
                known = self._hits.get(hit.end)
                if known is None or hit.start < known.start:
                    self._hits[hit.end] = hit

    @cached_property
    def _codes(self) -> frozenset[str]:
        """The states of the text, for letters that may be none: 新|總理 in a text of Singapore."""
        hits = {hit.value[0] for hit in self._hits.values()}
        return frozenset(hits | {place.country_code for place in self._reading.places})

    def before(self, offset: int) -> tuple[int, str] | None:
        """Give start and code of the state that is named right before an offset, or None."""
        if offset in self.names_to:
            return None
        hit = self._hits.get(offset)
        if hit is not None:
            return hit.start, hit.value[0]
        place = self._reading.state_before(offset)
        if place is not None:
            return place
        text = self._reading.simplified
        short = text[offset - 1 : offset]
        word = self._reading.word_at.get(offset - 1)
        if short in self._short and word is not None and self._reading.tags[word] != "p":
            code = self._meant(short)
            if short not in self._adjectives or code in self._codes:
                return offset - 1, code
        if short in self._short and word is None and self._joined_to_preposition(offset):
            return offset - 1, self._meant(short)
        # 巴國 for Pakistan
        before = text[offset - 2 : offset - 1]
        if short == _STATE and offset - 2 in self._reading.word_at:
            if before in self._short:
                return offset - 2, self._meant(before)
            if before in self._told:  # 史國 in a story of 史瓦帝尼
                return offset - 2, self._told[before].most_common(1)[0][0]
        return None

    def _meant(self, short: str) -> str:
        """Give the state that a letter means here: of those whose names begin with it the one that
        the article names most, 巴 in a story of Pakistan and 烏 in one of Uzbekistan."""
        usual = self._short[short]
        told = self._told.get(short)
        if not told or told[usual] == max(told.values()):
            return usual
        return max(told, key=lambda code: told[code])

    @cached_property
    def _told(self) -> dict[str, Counter[str]]:
        """How often the article names the states whose names begin with a letter, by the letter."""
        told: dict[str, Counter[str]] = {}
        text = self._reading.simplified
        for hit in self._hits.values():
            if hit.end - hit.start > 1 and text[hit.start + 1] != _STATE:
                told.setdefault(text[hit.start], Counter())[hit.value[0]] += 1
        return told

    def _joined_to_preposition(self, offset: int) -> bool:
        """Tell whether the segmenter made one word of a preposition and a state: 據吉|總統."""
        word = self._reading.word_over(offset - 1)
        start = self._reading.starts[word]
        return (
            start == offset - 2
            and self._reading.ends[word] >= offset
            and self._reading.tags[word] == "x"
            and self._reading.simplified[start] in self._prepositions
        )


def find_organs(
    reading: "Reading", hits: list[Hit], states: States, lexicon: Lexicon
) -> Iterator[Institution]:
    """Find the organs of states: 美國司法部, 俄外交部, and 外交部 alone where that is a name."""
    text = reading.simplified
    official = lexicon.organs_of_states
    of_office = lexicon.words["organ", "of_office"]
    of_region = lexicon.words["organ", "of_region"]
    for hit in hits:
        if hit.kind is Kind.ORGANISATION:
            organisation = lexicon.organisations[hit.value[0]]
            if organisation.kind not in official or not organisation.country:
                continue
            state = states.before(hit.start)
            if state is not None and state[1] == organisation.country:
                yield Institution(state[0], hit.end, state[1], hit.value[0], True)
            continue
        if hit.kind is not Kind.ORGAN or _is_headed(reading, hit.end, lexicon):
            continue
        place = reading.places_to.get(hit.start)
        if text[hit.start : hit.end] in of_region and place is not None and place.label == "GPE":
            yield Institution(place.start, hit.end, place.country_code, "", True)
            continue
        begins = hit.start - len(longest_suffix(text, hit.start, of_office))
        organ = text[begins : hit.end]
        state = states.before(begins)
        if state is None and begins < hit.start:
            begins = hit.start
            organ = text[begins : hit.end]
            state = states.before(begins)
        if state is not None and text[state[0] - 1 : state[0]] == _STATIONED:
            # 法國駐瑞士大使館
            sender = states.before(state[0] - 1)
            if sender is None:
                continue
            state = sender
        if state is not None and text[begins - 1] == _SIDE and begins - state[0] > 1:
            continue  # 沙方|使館
        if state is not None:
            # 中美外交部: two states, no name of one institution
            joined = begins - state[0] == 1 and states.before(state[0])
            if not joined:
                yield Institution(state[0], hit.end, state[1], organ, True)
                continue
        if "bare" in hit.value and hit.start in reading.word_at and hit.end in reading.word_to:
            yield Institution(hit.start, hit.end, "", organ, True)


def _is_headed(reading: "Reading", end: int, lexicon: Lexicon) -> bool:
    """Tell whether what follows an organ makes it its head's title: 水利部|長會談."""
    if end not in lexicon_titles_over(reading.simplified, end, lexicon):
        return False
    word = reading.word_at.get(end)
    return word is None or reading.ends[word] == end + 1


def find_offices_of_states(
    reading: "Reading", states: States, covered: bytearray, lexicon: Lexicon
) -> Iterator[Institution]:
    """Find what a state's name and a few common words make: 蘇丹水利部, 印度軍事行動總局."""
    text = reading.simplified
    endings = lexicon.words["organ_suffix", "after_state"]
    never = lexicon.words["organ_suffix", "not"]
    told = lexicon.words["descriptor", "before_body"]
    joiners = lexicon.words["joiner", "in_domain"]
    prefixes = lexicon.words["organ_prefix", "national"]
    of_nation = lexicon.words["organ_suffix", "of_national"]
    for index, start in enumerate(reading.starts):
        state = states.before(start)
        if state is None or reading.tags[index] not in _COMMON_TAGS:
            continue
        joined = False
        for last in range(index, min(index + _MOST_JOINED_WORDS, len(reading.starts))):
            if last >= index + _MOST_COMMON_WORDS and not joined:
                break
            end = reading.ends[last]
            piece = text[reading.starts[last] : end]
            tag = reading.tags[last]
            if piece in joiners and last > index and reading.tags[last - 1] in _COMMON_TAGS:
                joined = True
                if end - reading.starts[last - 1] > len(piece) + 1:
                    continue  # 以色列|住房與建設部
            if joined and (tag == "ns" or reading.starts[last] in reading.place_starts):
                break
            if not piece.isalnum() or (tag not in _COMMON_TAGS and tag not in ("x", "nt", "ns")):
                break
            if last > index and piece in lexicon.country_of:
                break
            if tag == "nt" and last > index and piece[:1] in lexicon.short_country:
                break  # 訪|台|最高級|美國務院
            head = _without_title(piece, lexicon)
            national = text.startswith(prefixes, start) and last > index
            if (
                head.endswith((*endings, *of_nation) if national else endings)
                and head not in never
                and end - start > 1
            ):
                end -= len(piece) - len(head)
                if text.endswith(told, start, end):
                    break  # 伊朗|官方通訊社|伊通社
                if end not in lexicon_titles_over(text, end, lexicon):
                    yield Institution(state[0], end, state[1], text[start:end], True)
                break
            if tag == "v":
                break


def _without_title(piece: str, lexicon: Lexicon) -> str:
    """Give a word without the title that the segmenter left on it: 總局|局長."""
    for length in (2, 3):
        if len(piece) > length and piece[-length:] in lexicon.titles:
            return piece[:-length]
    return piece


def lexicon_titles_over(text: str, end: int, lexicon: Lexicon) -> tuple[int, ...]:
    """Give ``end`` if a title reaches over it (外交部|長)."""
    return (end,) if text[end - 1 : end + 1] in lexicon.title_ends else ()


def find_with_suffix(
    reading: "Reading", hits: list[Hit], covered: bytearray, lexicon: Lexicon
) -> Iterator[Institution]:
    """Find names that end like an institution: 復旦大學, 某某新聞網, 世宗研究所.

    From the suffix, words are taken to the left as long as they may be part of a name. A state
    in front of a proper name is left out (日本|早稻田大學), in front of common words it belongs
    to the name (中國國際問題研究院).
    """
    suffixes: dict[int, Hit] = {}
    offices = {hit.start for hit in hits if hit.kind is Kind.TITLE}
    for hit in hits:
        if hit.kind is Kind.SUFFIX and (hit.end in reading.word_to or hit.end in offices):
            known = suffixes.get(hit.end)
            if known is None or hit.start < known.start:
                suffixes[hit.end] = hit
    generic = frozenset(
        (
            *lexicon.words["generic", "left"],
            *lexicon.words["reference", "meeting_verb"],
            *lexicon.words["domain", "never"],
        )
    )
    told = (*lexicon.words["descriptor", "before_body"], *lexicon.words["body", "not"])
    stops = lexicon.words["body", "stop"]
    verbs = lexicon.words["body", "verb"]
    countries = lexicon.country_of
    text = reading.simplified
    listed = {hit.end for hit in hits if hit.kind is Kind.ORGANISATION and hit.end - hit.start > 2}
    for end, hit in suffixes.items():
        if end in listed or text.endswith(told, 0, end):
            continue
        strong = "strong" in hit.value
        last = reading.word_over(end - 1)
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
                or piece[-2:] in lexicon.titles
                or not piece.isalnum()
                or text.endswith((*told, *stops), 0, reading.ends[before])
            ):
                break
            if tag in _PLACE_TAGS or piece in countries:
                if (proper and not common) or (place and piece in countries):
                    break
                place = True
                first = before
                continue
            if covered[start] and piece not in countries:
                break
            if tag in _PROPER_TAGS and len(piece) > 1:
                proper = True
            elif tag in _COMMON_TAGS and len(piece) > 1 and not (place and tag == "v"):
                common += 1
            else:
                break
            first = before
        while first < word and reading.tags[first] == "v":
            if text[reading.starts[first] : reading.ends[first]] in verbs and (
                not first or not text[reading.starts[first] - 1].isalnum()
            ):
                break  # 聯合|線上公司
            first += 1
        start = reading.starts[first]
        if start >= hit.start or start == end:
            continue
        if strong and (proper or place or common == 1) and end - start > hit.end - hit.start:
            yield Institution(start, end, "", "", proper or place)
        elif (
            common > 1
            and end in offices
            and end - start > _LONG_ENOUGH
            and "v" not in reading.tags[first : word + 1]
        ):
            # 戰略資源管理委員會|主席
            yield Institution(start, end, "", "", True)
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
    seats = lexicon.words["department", "seat"]
    suffixes = lexicon.words["suffix", "strong"]
    bodies = lexicon.words["department", "body"]
    verbs = lexicon.words["body", "verb"]
    for end, start in institutions.items():
        suffix = longest_prefix(text, end, suffixes) or longest_prefix(text, end, bodies)
        if suffix and end + len(suffix) in reading.word_to:
            yield start, end + len(suffix)
            continue
        word = reading.word_at.get(end)
        if word is None:
            continue
        for index in range(word, min(word + 4, len(reading.starts))):
            tag, reach = reading.tags[index], reading.ends[index]
            whole = text[reading.starts[index] : reach]
            piece = _without_title(whole, lexicon)
            reach -= len(whole) - len(piece)
            if (
                text.endswith(departments, end, reach)
                and not piece.endswith(no_departments)
                and not (index > word and piece.endswith(seats))
                and not (tag == "v" and piece not in verbs)
                and (len(piece) > 1 or index > word)
            ):
                yield start, reach
                break
            if (
                not piece.isalnum()
                or (tag not in _DEPARTMENT_TAGS and piece not in verbs)
                or piece in lexicon.titles
            ):
                break


def find_quoted(reading: "Reading", lexicon: Lexicon) -> Iterator[Institution]:
    """Find newspapers in 《》 that end like one, and institutions in 「」: 「歐洲政策中心」."""
    text = reading.simplified
    media = lexicon.words["suffix", "media"]
    institutions = lexicon.words["suffix", "strong"] + lexicon.words["suffix", "weak"]
    fighters = lexicon.words["body", "quoted"]
    told = lexicon.words["descriptor", "before_body"]
    composed, kinds = lexicon.words["quoted", "after"], lexicon.words["quoted", "before"]
    for found in _QUOTED.finditer(text):
        start, end = found.span(1)
        if text[found.start()] == "《":
            if text.startswith(media, end + 1) or text.endswith(media, start, end):
                yield Institution(start, end, "", "", True)
        elif text.startswith(_ORGANISED, end + 1) and lexicon.lookup(
            text[start:end] + _ORGANISED, Kind.ORGANISATION
        ):
            yield Institution(start, end, "", text[start:end] + _ORGANISED, True)
        elif "的" not in text[start:end] and (
            (text.endswith(institutions, start, end) and end - start > 3)
            or (text.endswith(fighters, start, end) and end - start > 2)
            or text.endswith((*told, *composed), 0, found.start())
            or text.startswith(kinds, found.end())
        ):
            yield Institution(start, end, "", "", True)
