"""Which parts of an article name a person, an organisation or an occasion.

Candidates come from the lexicons, from structure, and from the trained recogniser where both
leave something open; of candidates that overlap the longest stands. What is found with certainty
once is a name wherever the article has it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from summit_extract.language.layout import BlockKind
from summit_extract.names.abbreviations import (
    find_acronyms,
    find_definitions,
    find_shortened,
    is_short_for,
)
from summit_extract.names.bodies import find_bodies
from summit_extract.names.companies import find_companies
from summit_extract.names.latin import find_latin
from summit_extract.names.lexicon import (
    Hit,
    Kind,
    Lexicon,
    japanese_surname,
    longest_prefix,
    longest_suffix,
)
from summit_extract.names.missions import find_missions
from summit_extract.names.occasions import (
    extended,
    find_conflicts,
    find_gatherings,
    find_meetings_of_states,
    find_numbered,
    find_pair_summits,
    find_themed,
)
from summit_extract.names.organisations import (
    Institution,
    States,
    find_departments,
    find_offices_of_states,
    find_organs,
    find_quoted,
    find_with_suffix,
)
from summit_extract.names.persons import (
    Anchors,
    as_name,
    find_divided,
    find_pairs,
    find_persons,
    foreign_name,
    latin_after_office,
    latin_name,
    patterns,
)
from summit_extract.names.reading import Reading
from summit_extract.names.regional import find_regional
from summit_extract.names.titles import TitlePhrase, find_titles
from summit_extract.names.unlisted import find_unlisted
from summit_extract.places.gazetteer import Reading as GazetteerReading
from summit_extract.places.gazetteer import default_gazetteer
from summit_extract.places.words import fits

__all__ = ["Found", "Recognition", "recognise"]

_CLOSED = frozenset("，。、；：（）「」『』“”《》！？\n 　,.;:()!?—…·")


class Found(NamedTuple):
    """A name in the text. ``ids`` are the rows of the lexicons that have it; ``anchor`` is the
    start of the mention that tells who is meant (of a Latin name the name before the bracket);
    ``whole`` the name that a part stands for (陳 and 水扁 of 陳總統水扁)."""

    start: int
    end: int
    label: str
    rank: int
    ids: tuple[str, ...] = ()
    country_code: str = ""
    organ: str = ""
    anchor: int = -1
    certain: bool = True
    whole: str = ""


@dataclass(slots=True)
class Recognition:
    """What recognition gives: names without overlap in text order, and the offices."""

    names: list[Found]
    titles: list[TitlePhrase]
    hits: list[Hit] = field(default_factory=list)


_DOCUMENT = re.compile("《([^《》\n]{2,40})》")
"""What stands in 《》: a part of it is no name, all of it may be a newspaper's."""

_SHORT = re.compile(
    "[」』”》]?[（(](?:简称|下称|以下简称)?[「“]?([\u4e00-\u9fff]{2,5})[」”]?[）)，、]"
)
"""A short name in the bracket after a full one."""

_WEAK, _STRUCTURE, _PLACE, _LEXICON, _VENUE = range(1, 6)


_OPENING, _CLOSING = ("（", "("), ("」", "』", "”", "》")
_DIGITS = tuple("〇零一二三四五六七八九十0123456789")
_REGNAL = re.compile(r"(?:十[一二三四五六七八九]?|[一二三四五六七八九])世(?!紀|纪)")
_MOST_LENGTHENED = 40
_MOST_ALIASES = 40
_LONGEST_LENGTHENED = 6
_SURNAME = 2
_MOST_CUT_OFF = 2
_LONGEST_BEFORE = 3
"""A place's name begins at most so many characters before a person's name in it."""

_PLACE_READINGS = frozenset({GazetteerReading.PLAIN, GazetteerReading.RARE})
_SOUND_TAGS = frozenset({"x", "nrt", "nr", "nrfg", "ns", "nz"})
_SHORT_NAME, _SEEN = 3, 3_000.0
"""An institution's short name is one as words seen so often are."""

_COMPANY = "company"
_SHORT_WAR, _WAR = 2, "战"
_LONGEST_JAPANESE = 6
_LONGEST_LISTED = 6
_NO_BLOCK = frozenset({"", "GPE", "LOC"})
"""Names of places stop no name of a person that begins where an office ends (馬利|亞爾)."""


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _bounded_latin(text: str, start: int, end: int) -> bool:
    """Tell whether Latin letters at the edges of a range don't go on outside of it."""
    if _is_latin(text[start]) and start and _is_latin(text[start - 1]):
        return False
    return not (_is_latin(text[end - 1]) and end < len(text) and _is_latin(text[end]))


def _organ(institution: Institution, lexicon: Lexicon) -> Found:
    start, end, country, organ, _ = institution
    ids = (organ,) if organ in lexicon.organisations else ()
    return Found(start, end, "ORG", _STRUCTURE, ids, country, "" if ids else organ)


def _from_lexicons(reading: Reading, hits: Iterable[Hit], lexicon: Lexicon) -> Iterator[Found]:
    text = reading.simplified
    products = lexicon.words["product", "after_organisation"]
    talks, at = lexicon.words["talks", "verb"], lexicon.words["locative", "at"]
    things = lexicon.words["product", "named_for_person"]
    cities = lexicon.words["surname", "not_before"]
    streets = lexicon.words["product", "street"]
    funerals = lexicon.words["occasion", "descriptive"]
    labels = {Kind.PERSON: "PERSON", Kind.ORGANISATION: "ORG", Kind.OCCASION: "EVENT"}
    hits = list(hits)
    attended = {
        (h.start, h.end)
        for h in hits
        if h.kind is Kind.OCCASION and _is_attended(text, h.start, h.end, lexicon)
    }
    for start, end, kind, value in hits:
        if kind is Kind.ORGANISATION and (start, end) in attended:
            continue  # 出席|聯合國大會
        label = labels.get(kind)
        if label is None or not _bounded_latin(text, start, end):
            continue
        if text[start] in "《「" and text[end - 1] in "》」":
            start, end = start + 1, end - 1
        elif text[start] == "《" and "》" in text[start:end]:
            start, end = start + 1, text.index("》", start)
        if label == "ORG" and text.startswith(products, end):
            continue
        if label == "ORG" and end - start < _SHORT_NAME and text.startswith(streets, end):
            continue
        if label == "PERSON" and text.startswith(things, end):
            continue
        if label == "EVENT" and (
            _in_number(text, start, end) or text.endswith(funerals, start, end)
        ):
            continue
        if label == "EVENT" and text.endswith(talks, start, end) and text.endswith(at, 0, start):
            continue  # 在|戴維營|會談
        if label == "EVENT" and _is_contest(reading, start, end, lexicon):
            continue
        if label == "PERSON" and _in_longer_place(text, start, end):
            continue
        if (
            label == "PERSON"
            and text[start:end] in lexicon.japanese_surnames
            and text.startswith(cities, end)
        ):
            continue  # 高市|府
        if label == "ORG" and end - start <= _SHORT_NAME and not fits(text, start, end, _SEEN):
            continue  # 共同社|會
        whole = reading.whole_words(start, end)
        if kind is Kind.PERSON and end - start == 3 and _goes_before(reading, start, lexicon):
            continue
        if (
            kind is Kind.PERSON
            and end - start == 2
            and _in_longer_sound(reading, start, end, lexicon)
        ):
            continue
        if not whole and not _may_cut_words(reading, start, end, kind, lexicon):
            company = label == "ORG" and lexicon.organisations[value[0]].kind == _COMPANY
            if not (company and fits(text, start, end, _SEEN)):
                continue  # 日航|班機
        yield Found(start, end, label, _LEXICON, value)


def _is_attended(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether what names a body and its meeting is the meeting: 出席|聯大, 聯大|期間."""
    words = lexicon.words
    return text.endswith(words["attended", "before"], 0, start) or text.startswith(
        words["attended", "after"], end
    )


def _whole_party(text: str, found: Found, lexicon: Lexicon) -> Found:
    """Give the whole of a party's name that a listed one only ends: 民族|民主黨."""
    if found.label != "ORG" or not found.ids:
        return found
    if lexicon.organisations[found.ids[0]].kind != "party":
        return found
    start, qualifiers = found.start, lexicon.words["suffix", "party_qualifier"]
    while word := longest_suffix(text, start, qualifiers):
        start -= len(word)
    return found if start == found.start else Found(start, found.end, "ORG", _STRUCTURE)


def _without_rank(text: str, hit: Hit, before: tuple[str, ...], after: tuple[str, ...]) -> Hit:
    """Give a person's name without the rank that is part of it in the lexicon: 費瑟|國王."""
    if hit.kind is not Kind.PERSON:
        return hit
    start, end = hit.start, hit.end
    if text.endswith(after, start, end):
        end -= len(longest_suffix(text[start:end], end - start, after))
    elif text.startswith(before, start, end):
        start += len(longest_prefix(text, start, before))
    return hit._replace(start=start, end=end) if end - start > 1 else hit


def _in_number(text: str, start: int, end: int) -> bool:
    """Tell whether an occasion is but part of a number or a year: 一九|六四|年."""
    return text[start] in _DIGITS and (
        text[start - 1 : start] in _DIGITS or text[end : end + 1] in _DIGITS
    )


def _in_longer_place(text: str, start: int, end: int) -> bool:
    """Tell whether a person's name is but a part of a place's: 胡志明|市, 馬斯|開特."""
    gazetteer = default_gazetteer()
    for first in range(max(0, start - _LONGEST_BEFORE), start + 1):
        for size in gazetteer.lengths_at(text, first):
            if first + size < end or size <= end - start:
                break
            name = text[first : first + size]
            if name in gazetteer and gazetteer.entry(name).reading in _PLACE_READINGS:
                return True
    return False


def _is_contest(reading: Reading, start: int, end: int, names: Lexicon) -> bool:
    """Tell whether the short name of a war is a game here: 台日|一戰, 這|一戰, 台|韓戰."""
    if end - start > _SHORT_WAR or reading.simplified[end - 1] != _WAR:
        return False
    before = reading.simplified[start - 1 : start] if start else ""
    return (
        before in names.words["war", "not_after"]
        or start in reading.places_to
        or (before in names.short_country and before not in names.function_characters)
    )


def _in_longer_sound(reading: Reading, start: int, end: int, names: Lexicon) -> bool:
    """Tell whether a short transliteration stands inside of a longer one: 伊福科|斯托|普洛斯."""
    text = reading.simplified
    if text.endswith(names.words["locative", "kind_of_city"], 0, start) and end in reading.word_at:
        # 首都|馬斯|開特
        following = reading.word_at[end]
        if reading.tags[following] in _SOUND_TAGS and text[end] not in _CLOSED:
            return True
    if _goes_before(reading, start, names):
        return True
    alone = usual = 0
    for word in (reading.word_to.get(start), reading.word_at.get(end)):
        if word is None:
            continue
        piece = text[reading.starts[word] : reading.ends[word]]
        if reading.ends[word] == start and piece.endswith(names.words["verb", "before_name"]):
            continue  # 大讚|普京
        if (
            reading.tags[word] not in _SOUND_TAGS
            or not all(c in names.transliteration for c in piece)
            or any(c in names.function_characters for c in piece)
            or names.lookup(piece, Kind.PERSON)
            or names.lookup(piece, Kind.COUNTRY)
            or (reading.ends[word] in reading.places_to and end != reading.starts[word])
        ):
            continue
        if len(piece) > 1:
            return True
        alone += 1
        usual += piece in names.short_country
    return alone > 1 and usual < alone


def _goes_before(reading: Reading, start: int, names: Lexicon) -> bool:
    """Tell whether a transliteration begins a character earlier: ，帕|斯托爾|與, 外長|帕|斯托爾."""
    word = reading.word_to.get(start)
    if word is None or reading.starts[word] != start - 1:
        return False
    text = reading.simplified
    character = text[start - 1]
    return (
        character in names.transliteration
        and text[start] in names.transliteration
        and character not in names.function_characters
        and character not in names.object_markers
        and character not in names.short_country
        and reading.tags[word] in _SOUND_TAGS
        and (
            start < 2
            or text[start - 2] in _CLOSED
            or text[start - 2] in names.object_markers
            or any(text[start - 1 - size : start - 1] in names.titles for size in (2, 3, 4))
        )
    )


def _may_cut_words(reading: Reading, start: int, end: int, kind: Kind, names: Lexicon) -> bool:
    """Tell whether a name of the lexicons stands although the words go across its edges.

    jieba's dictionary has no say over names of three characters and more, unless a common word of
    it reaches over the edge (王毅|然 is none, 李強|調 is 李 強調).
    """
    length, text = end - start, reading.simplified
    if length < 3 and kind is not Kind.OCCASION:
        ranks = names.words["rank", "after_name"]
        verbs = names.words["verb", "before_name"]
        for edge in (start, end):
            if edge in reading.word_at or edge in reading.word_to:
                continue
            if edge == end and text.startswith(ranks, end):
                continue
            if edge == start and kind is Kind.PERSON and text.endswith(verbs, 0, start):
                continue  # 大讚|普京
            word = reading.word_over(edge)
            outside = text[edge] if edge == end else text[edge - 1]
            if reading.tags[word] != "x" or outside in names.transliteration:
                return False
        return True
    return True


def _longest_first(candidates: Iterable[Found], taken: bytearray) -> list[Found]:
    """Keep of candidates that overlap the longest, of equally long ones the surest."""
    kept = []
    for found in sorted(candidates, key=lambda f: (f.start - f.end, -f.rank, f.start)):
        if not any(taken[found.start : found.end]):
            taken[found.start : found.end] = b"\1" * (found.end - found.start)
            kept.append(found)
    return kept


def _cover(length: int, ranges: Iterable[tuple[int, int]]) -> bytearray:
    covered = bytearray(length)
    for start, end in ranges:
        covered[start:end] = b"\1" * (end - start)
    return covered


def recognise(reading: Reading, lexicon: Lexicon) -> Recognition:
    """Find the names and the offices of an article."""
    text = reading.simplified
    ranks = lexicon.words["rank", "after_name"]
    first = lexicon.words["rank", "before_name"]
    hits = [_without_rank(text, hit, first, ranks) for hit in lexicon.find(text)]
    titled = _cover(len(text), (found.span(1) for found in _DOCUMENT.finditer(text)))
    known = [
        f
        for f in _from_lexicons(reading, hits, lexicon)
        if not (titled[f.start] and f.end < len(text) and (titled[f.end] or titled[f.start - 1]))
    ]
    known = [_whole_party(text, f, lexicon) for f in _with_aliases(reading, known, lexicon)]
    surnames = list(_surnames_before_offices(reading, known, hits, lexicon))
    known += surnames
    surnamed = {offset for f in surnames for offset in range(f.start, f.end)}
    hits = [hit for hit in hits if hit.start not in surnamed]
    states = States(reading, hits, lexicon, frozenset(f.end for f in surnames))
    missions = [_organ(i, lexicon) for i in find_missions(reading, states, lexicon)]
    organs = [
        *missions,
        *(_organ(i, lexicon) for i in find_organs(reading, hits, states, lexicon)),
        *(_organ(i, lexicon) for i in find_regional(reading, lexicon)),
    ]
    institutions = {f.end: f.start for f in organs}
    for found in known:
        if found.label == "ORG":
            institutions[found.end] = min(found.start, institutions.get(found.end, found.start))
    covered = _cover(
        len(text),
        [(f.start, f.end) for f in known] + [(p.start, p.end) for p in reading.places],
    )
    organs += [
        _organ(i, lexicon) for i in find_offices_of_states(reading, states, covered, lexicon)
    ]
    named = {f.end for f in known if f.label == "PERSON"}
    suffixed = [
        Found(
            i.start,
            i.end,
            "ORG",
            _STRUCTURE if i.certain else _WEAK,
            country_code=i.country_code,
            certain=i.certain,
        )
        for i in (
            *find_with_suffix(reading, hits, covered, lexicon),
            *find_bodies(reading, hits, states, lexicon, named),
        )
    ]
    for found in suffixed:
        institutions[found.end] = min(found.start, institutions.get(found.end, found.start))
    departments = [
        Found(start, end, "ORG", _STRUCTURE)
        for start, end in find_departments(reading, institutions, lexicon)
    ]
    institutions.update((f.end, f.start) for f in departments)
    short = _short_names(reading, [*known, *organs, *suffixed, *departments], states, lexicon)
    institutions.update((f.end, min(f.start, institutions.get(f.end, f.start))) for f in short)
    posted = {offset for f in missions for offset in range(f.start + 1, f.end)}
    titles = [
        title
        for title in find_titles(reading, hits, institutions, states, lexicon)
        if title.end not in posted
    ]  # 駐日代表|處
    media = [
        Found(
            i.start,
            i.end,
            "ORG",
            _STRUCTURE,
            lexicon.lookup(i.organ, Kind.ORGANISATION) if i.organ else (),
        )
        for i in find_quoted(reading, lexicon)
    ]
    companies = [Found(start, end, "ORG", _VENUE) for start, end in find_companies(reading)]
    media += companies
    media += [Found(start, end, "ORG", _STRUCTURE) for start, end in find_latin(reading, lexicon)]
    structural = [*organs, *suffixed, *departments, *media, *short]
    inside = {
        offset: title for title in titles for offset in range(title.title_start + 1, title.end)
    }
    structural = [f for f in structural if not (titled[f.start] and titled[f.end])]
    structural = [f for f in structural if not _in_title(f, inside, reading, lexicon)]
    known = [f for f in known if f.label == "PERSON" or not _in_title(f, inside, reading, lexicon)]
    stateless = lexicon.words["kind", "of_no_state"]
    groups = {
        (f.start, f.end): f.ids[0]
        for f in known
        if f.label == "ORG" and f.ids and lexicon.organisations[f.ids[0]].kind in stateless
    }
    occasions = [
        Found(start, end, "EVENT", _LEXICON, organ=groups[group])
        for group, start, end in find_gatherings(reading, groups)
    ]
    ranked = {f.end for f in known if f.label == "PERSON" and text.startswith(ranks, f.end)}
    beside = {t.end for t in titles} | {t.start for t in titles}
    namesakes = {(p.start, p.end) for p in reading.places}
    told = {
        text[f.start : f.end]
        for f in known
        if f.label == "PERSON" and (f.start in beside or f.end in beside or f.end in ranked)
    }
    known = [
        f
        for f in known
        if f.label != "PERSON" or (f.start, f.end) not in namesakes or text[f.start : f.end] in told
    ]
    people = {(f.start, f.end) for f in known if f.label == "PERSON"}
    seats = {(f.start, f.end) for f in organs}
    assemblies = {
        (f.start, f.end)
        for f in (*organs, *known)
        if f.label == "ORG"
        and text.endswith(lexicon.words["venue", "assembly"], f.start, f.end)
        and _as_venue(reading, f, lexicon).label == "ORG"
    }
    places = [
        f
        for f in _places(reading)
        if (f.start, f.end) not in people
        and not _over_title_end(f, inside)
        and not (f.label == "FAC" and (f.start, f.end) in assemblies)
        and not (
            f.label == "FAC"
            and (f.start, f.end) in seats
            and text.startswith(lexicon.words["organ", "never_building"], f.end)
        )
    ]
    candidates = [*known, *structural, *occasions, *places, *_countries(reading, hits)]
    beside_people = {f.start for f in known if f.label == "PERSON"}
    blocked = _cover(
        len(text),
        [(f.start, f.end) for f in candidates if f.label not in _NO_BLOCK]
        + [(t.title_start, t.end) for t in titles],
    )
    initials = frozenset(
        text[f.start] for f in known if f.label == "PERSON" and not _is_latin(text[f.start])
    )
    people_to = {f.end for f in known if f.label == "PERSON"}
    never_listed = lexicon.words["office", "unlisted"]
    anchors = Anchors(
        frozenset(t.end for t in titles if t.start not in people_to),
        frozenset(t.start for t in titles if not t.country_code and t.end not in beside_people),
        frozenset(h.end for h in hits if h.kind in (Kind.TITLE, Kind.COUNTRY)),
        frozenset((f.start, f.end) for f in known if f.label == "PERSON" and f.end - f.start == 2),
        frozenset(t.end for t in titles if t.title.office in never_listed),
        initials,
    )
    title_ends = {
        hit.start: hit.end
        for hit in hits
        if hit.kind is Kind.TITLE and hit.end - hit.start > 1 and hit.end in reading.word_to
    }
    candidates += [
        Found(latin[0], latin[1], "PERSON", _STRUCTURE)
        for title in titles
        if (latin := latin_after_office(reading.text, title.end)) is not None
    ]
    for surname, office, begin, close in find_divided(
        reading, {t.title_start: t.end for t in titles}, lexicon
    ):
        divided = text[surname:office] + text[begin:close]
        ids = lexicon.lookup(divided, Kind.PERSON)
        candidates += [
            Found(surname, office, "PERSON", _LEXICON, ids, whole=divided),
            Found(begin, close, "PERSON", _LEXICON, ids, whole=divided),
        ]
    listed = {f.end: f.start for f in known if f.label == "PERSON" and "·" in text[f.start : f.end]}
    things = lexicon.words["product", "named_for_person"]
    sites = lexicon.words["unlisted", "not_before"]
    heads = lexicon.words["body", "head"]
    people_found = list(find_persons(reading, anchors, blocked, lexicon))
    candidates += [
        Found(start, end + len(longest_prefix(text, end, things)), "ORG", _STRUCTURE)
        for start, end, certain in people_found
        if "·" in text[start:end] and text.startswith(things, end)
    ]
    persons = [
        Found(start, start + len(name), "PERSON", _STRUCTURE if certain else _WEAK, certain=certain)
        for start, end, certain in people_found
        if (
            listed.get(end, start) <= start  # 抵|達穆罕默德·沙爾曼
            or "·" in text[start : listed[end]]
        )
        and not _ends_in_state(states, start, end)
        and not (titled[start] and titled[end])
        and not text.endswith(heads, start, end)
        and not (start not in anchors.after_office and text.startswith(sites, end))
        and not (
            text.endswith(lexicon.words["locative", "at"], 0, start)
            and text.endswith(lexicon.words["place", "ends_in"], start, end)
        )
        and not text.startswith(things, end)
        and (
            name := as_name(
                text[start : _before_title(start, end, title_ends)],
                lexicon,
                start in anchors.after_office,
                text[end : end + 2],
            )
        )
    ]
    follows = lexicon.words["namesake", "follows"]
    foreign_offices = {t.end for t in titles if t.country_code and not t.organisation[1]}
    persons = [
        f._replace(rank=_LEXICON)
        if (f.start, f.end) in namesakes
        and f.start in anchors.after_office
        and (
            patterns().speech.match(text, f.end)
            or (
                f.start in foreign_offices
                and (text.startswith(follows, f.end) or text[f.end : f.end + 1].isdigit())
            )
        )
        else f
        for f in persons
    ]  # 幕僚長|威爾斯|說, 阿爾及利亞外長|拉馬拉|以…身份
    longer = {text[f.start : f.end] for f in persons if f.certain}
    persons = [f for f in persons if not _is_end_of_longer(text, f, longer)]
    candidates = [
        f
        for f in candidates
        if f.label != "PERSON"
        or f.end - f.start != _SURNAME
        or not any(
            text[max(0, f.start - less) : f.end + more] in longer
            for less, more in ((0, 1), (0, 2), (1, 0), (2, 0))
        )  # 雷德|生, 馬|瓦德
    ]
    initials |= {text[f.start] for f in persons if f.certain and not _is_latin(text[f.start])}
    pairs = [
        Found(start, end, "PERSON", _STRUCTURE)
        for start, end in find_pairs(reading, initials, blocked, lexicon)
    ]
    paired = _cover(len(text), [(f.start, f.end) for f in pairs])
    candidates += pairs
    candidates += [f for f in persons if f.end - f.start > 2 or not any(paired[f.start : f.end])]
    candidates += [
        Found(start, end, "EVENT", _LEXICON)
        for start, end in (
            *find_pair_summits(reading, initials),
            *find_numbered(reading, lexicon),
            *find_themed(reading, states, lexicon),
            *find_meetings_of_states(reading),
            *find_conflicts(reading, states, lexicon),
        )
    ]
    candidates = [
        f._replace(start=whole[0], end=whole[1])
        if f.label == "EVENT" and (whole := extended(reading, states, f.start, f.end))
        else f
        for f in candidates
    ]
    candidates = [_as_venue(reading, f, lexicon) for f in candidates]
    taken = bytearray(len(text))
    names = _longest_first((f for f in candidates if f.certain), taken)
    names += _repeated(reading, names, taken, lexicon)
    names += _longest_first((f for f in candidates if not f.certain), taken)
    names = _lengthened(reading, names, taken, lexicon)
    names += _repeated(reading, names, taken, lexicon)
    marked = bytearray(taken)
    for title in titles:
        marked[title.title_start : title.end] = b"\1" * (title.end - title.title_start)
    unlisted = []
    for start, end, label in find_unlisted(reading, marked, lexicon):
        if label == "PERSON":
            end = start + len(as_name(text[start : _before_title(start, end, title_ends)], lexicon))
            if end - start < 2 or text.startswith(things, end) or text.endswith(heads, start, end):
                continue
        unlisted.append(Found(start, end, label, _STRUCTURE))
    if unlisted:
        unlisted = _longest_first(unlisted, taken)
        names += _lengthened(reading, unlisted, taken, lexicon)
        names += _repeated(reading, names, taken, lexicon)
    names += _between_people(reading, names, taken, lexicon)
    names = _bracketed(reading, names, taken, {t.start: t.end for t in titles}, lexicon)
    names += _addressed(reading, names, taken, lexicon)
    names += _repeated(reading, [f for f in names if f.anchor >= 0], taken, lexicon)
    names = sorted(found for found in names if found.label)
    return Recognition(names, titles, hits)


def _is_end_of_longer(text: str, found: Found, names: set[str]) -> bool:
    """馬|瓦德: the end of a name that stands whole elsewhere."""
    return any(
        text[found.start - more : found.end] in names
        for more in range(1, min(_MOST_CUT_OFF, found.start) + 1)
    )


def _surnames_before_offices(
    reading: Reading, known: list[Found], hits: list[Hit], lexicon: Lexicon
) -> Iterator[Found]:
    """Find the Japanese surnames of known persons before an office: 田中|首相, no 中首相."""
    text = reading.simplified
    people = {
        text[f.start : f.start + _SURNAME]: f
        for f in known
        if f.label == "PERSON"
        and f.end - f.start > _SURNAME
        and text[f.start : f.start + _SURNAME] in lexicon.japanese_surnames
    }
    if not people:
        return
    taken = {f.start for f in known}
    for hit in hits:
        at = hit.start - _SURNAME
        person = people.get(text[max(at, 0) : hit.start])
        if hit.kind is Kind.TITLE and person is not None and at not in taken:
            yield person._replace(start=at, end=hit.start)


def _short_names(
    reading: Reading, found: list[Found], states: States, lexicon: Lexicon
) -> list[Found]:
    """Give the bodies that the article defines a short name of, and the short names it uses."""
    text = reading.simplified
    full = {f.end: f for f in sorted(found, reverse=True) if f.label == "ORG"}
    result: list[Found] = []
    own: dict[str, int] = {}
    for start, end, begin, close in find_definitions(reading, states, lexicon):
        known = full.get(end)
        if known is None or known.start > start or (known.start < start and not known.ids):
            full[end] = known = Found(start, end, "ORG", _STRUCTURE)
            result.append(known)
        own.setdefault(text[begin:close], known.start)
    for known in list(full.values()):
        bracket = _SHORT.match(text, known.end)
        if bracket and (
            is_short_for(bracket[1], text[known.start : known.end], anywhere=True)
            or text.endswith(bracket[1], known.start + 1, known.end)
        ):
            own.setdefault(bracket[1], known.start)
    for name, anchor in own.items():
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if len(name) > 2 or at in reading.word_at or end in reading.word_to:
                result.append(Found(at, end, "ORG", _VENUE, anchor=anchor))
            at = text.find(name, end)
    taken = _cover(len(text), [(f.start, f.end) for f in (*full.values(), *result)])
    bodies = [(f.start, f.end) for f in full.values()]
    result += [
        Found(start, end, "ORG", _STRUCTURE, anchor=anchor)
        for start, end, anchor in find_shortened(reading, bodies, taken, lexicon)
    ]
    result += [
        Found(start, end, "ORG", _STRUCTURE)
        for start, end in find_acronyms(reading, lexicon)
        if not _aside(reading, start)
    ]
    return result


def _aside(reading: Reading, offset: int) -> bool:
    return reading.kind_at(offset) in (BlockKind.RELATED, BlockKind.BOILERPLATE)


def _before_title(start: int, end: int, titles: dict[int, int]) -> int:
    """Give where a name ends if an office begins in it and reaches its end: 丘高偉|大使."""
    return next((offset for offset in range(start + 1, end) if titles.get(offset, 0) >= end), end)


def _as_venue(reading: Reading, found: Found, lexicon: Lexicon) -> Found:
    """Give an institution's seat as a building where the text tells that something is there."""
    text = reading.simplified
    if found.label != "ORG" or not text.endswith(
        lexicon.words["venue", "ends_in"], found.start, found.end
    ):
        return found
    before = found.start
    place = reading.places_to.get(before)
    if place is not None:
        before = place.start
    if not longest_suffix(text, before, lexicon.words["locative", "before_venue"]):
        return found
    if text.endswith(lexicon.words["venue", "assembly"], found.start, found.end) and not (
        text.endswith(lexicon.words["locative", "into_venue"], 0, before)
        or _is_met_at(text, found.end, lexicon)
    ):
        return found
    return found._replace(label="FAC")


def _is_met_at(text: str, end: int, lexicon: Lexicon) -> bool:
    """Tell whether the clause goes on with a meeting in a building, no speech: 在立法院|接見."""
    if patterns().speech.match(text, end):
        return False
    clause = re.split("[，。；！？\n]", text[end : end + 8], maxsplit=1)[0]
    return any(word in clause for word in lexicon.words["meeting", "after_venue"])


def _in_title(
    found: Found, titles: dict[int, TitlePhrase], reading: Reading, words: Lexicon
) -> bool:
    """Tell whether an organ is but the beginning of a title (外交部|長)."""
    title = titles.get(found.end)
    if title is None:
        return False
    rest = reading.simplified[found.end : title.end]
    return rest not in words.titles and rest.startswith(words.words["title", "after_organ"])


def _countries(reading: Reading, hits: Iterable[Hit]) -> Iterator[Found]:
    """Give the names of states, so that no name is found inside of one (俄|羅斯)."""
    for hit in hits:
        if hit.kind is Kind.COUNTRY and hit.start in reading.word_at:
            yield Found(hit.start, hit.end, "", _WEAK)


def _ends_in_state(states: States, start: int, end: int) -> bool:
    """Tell whether a name is a verb or preposition and a state: 應|沙國."""
    state = states.before(end)
    return state is not None and start < state[0] < end - 1


def _over_title_end(found: Found, titles: dict[int, TitlePhrase]) -> bool:
    """Tell whether what was taken for a place begins in an office and ends after it: 埃米爾|塔."""
    title = titles.get(found.start + 1)
    return title is not None and title.title_start <= found.start < title.end < found.end


def _places(reading: Reading) -> Iterator[Found]:
    for place in reading.places:
        rank = _VENUE if place.label == "FAC" else _PLACE
        yield Found(place.start, place.end, place.label, rank)


def _lengthened(
    reading: Reading, names: list[Found], taken: bytearray, lexicon: Lexicon
) -> list[Found]:
    """Lengthen names found by structure that the article always follows with the same character.

    馬英 that is 馬英九 each of the several times it stands there is cut short.
    """
    text = reading.simplified
    longer: dict[str, str] = {}
    result = []
    for found in names:
        name = text[found.start : found.end]
        regnal = _REGNAL.match(text, found.end) if found.label == "PERSON" else None
        if regnal and not any(taken[found.end : regnal.end()]):
            taken[found.end : regnal.end()] = b"\1" * (regnal.end() - found.end)
            result.append(found._replace(end=regnal.end()))
            continue
        if found.rank > _STRUCTURE or found.label != "PERSON" or len(name) < 2 or found.ids:
            result.append(found)
            continue
        if name not in longer and len(longer) < _MOST_LENGTHENED:
            longer[name] = _as_long_as_repeated(reading, name, lexicon)
        end = found.start + len(longer.get(name, name))
        if text[found.start : end] == longer.get(name) and not any(taken[found.end : end]):
            taken[found.end : end] = b"\1" * (end - found.end)
            found = found._replace(end=end)
        result.append(found)
    return result


def _as_long_as_repeated(reading: Reading, name: str, lexicon: Lexicon) -> str:
    text = reading.simplified
    stops = lexicon.function_characters - lexicon.japanese_given
    while len(name) < _LONGEST_LENGTHENED:
        first = text.find(name)
        following = text[first + len(name) : first + len(name) + 1]
        if not "\u4e00" <= following <= "\u9fff" or following in stops:
            break
        after = first + len(name)
        word = reading.word_at.get(after)
        if word is not None and reading.ends[word] - after > 1 and reading.tags[word] != "x":
            break
        number = text.count(name)
        if number < 2 or text.count(name + following) < number:
            break
        name += following
    return name


def _between_people(
    reading: Reading, names: list[Found], taken: bytearray, lexicon: Lexicon
) -> list[Found]:
    """Find what stands in a list between two persons: 米克斯、|高野|、克利什納穆提."""
    text = reading.simplified
    people = sorted((f.start, f.end) for f in names if f.label == "PERSON")
    found = []
    joiners = lexicon.words["joiner", "between_people"]
    for _, end in people:
        # 惠蘭|和|里德。
        close = foreign_name(reading, end + 1) if text[end : end + 1] in joiners else 0
        if (
            close > end + 2
            and text[close : close + 1] in _CLOSED
            and not any(taken[end:close])
            and text[end + 1 : close] not in lexicon.country_of
        ):
            taken[end + 1 : close] = b"\1" * (close - end - 1)
            found.append(Found(end + 1, close, "PERSON", _STRUCTURE))
    for (_, end), (start, _) in pairwise(people):
        between = text[end:start]
        if len(between) > _LONGEST_LISTED + 2 or between[:1] != "、" or between[-1:] != "、":
            continue
        name = between[1:-1]
        if (
            len(name) > 1
            and all("\u4e00" <= c <= "\u9fff" for c in name)
            and not any(taken[end:start])
            and name[-1] not in lexicon.function_characters
            and name not in lexicon.titles
        ):
            taken[end + 1 : start - 1] = b"\1" * len(name)
            found.append(Found(end + 1, start - 1, "PERSON", _STRUCTURE))
    return found


def _repeated(
    reading: Reading, names: list[Found], taken: bytearray, lexicon: Lexicon
) -> list[Found]:
    """Find again, in the rest of the text, the names that structure found with certainty."""
    import ahocorasick

    text = reading.simplified
    automaton = ahocorasick.Automaton()
    parts: dict[str, tuple[str, int]] = {}
    for found in names:
        name = text[found.start : found.end]
        whole = found.rank == _STRUCTURE and found.label in ("PERSON", "ORG") and not found.organ
        if len(name) < 2 or not (whole or found.label == "PERSON"):
            continue
        if whole:
            parts.setdefault(name, (found.label, found.start))
        if found.label == "PERSON" and _SURNAME < len(name) <= _LONGEST_JAPANESE:
            surname = japanese_surname(name, lexicon)
            if surname:
                parts.setdefault(surname, (found.label, found.start))
        if whole and found.label == "PERSON" and name.isascii() and " " in name:
            parts.setdefault(name.split()[-1], (found.label, found.start))
        if found.label == "PERSON" and "·" in name:
            first, *_, last = name.split("·")
            for part in (last, first):
                if len(part) > 1:
                    parts.setdefault(part, (found.label, found.start))
    if not parts:
        return []
    acts = lexicon.words["initial", "acts"]
    for name, value in parts.items():
        automaton.add_word(name, (len(name), *value))
    automaton.make_automaton()
    again = []
    for last, (length, label, anchor) in automaton.iter(text):
        start, end = last + 1 - length, last + 1
        if any(taken[start:end]) or not _bounded_latin(text, start, end):
            continue
        if length < 3 and not reading.whole_words(start, end):
            following = text[end : end + 1]
            if start not in reading.word_at or not (
                following in lexicon.function_characters
                or (following in acts and reading.word_over(start) == reading.word_to.get(end + 1))
            ):
                continue  # 椎名|定 今天
        again.append(Found(start, end, label, _STRUCTURE, anchor=anchor))
    return _longest_first(again, taken)


def _with_aliases(reading: Reading, known: list[Found], lexicon: Lexicon) -> list[Found]:
    """Add the other names that brackets give those known, and find these in all of the text.

    What the article itself calls an alias is no other person or organisation of that name.
    """
    text = reading.simplified
    aliases: dict[str, Found] = {}
    taken = bytearray(len(text))
    for found in known:
        if found.label not in ("PERSON", "ORG"):
            continue
        end = found.end + (text[found.end : found.end + 1] in _CLOSING)
        if text[end : end + 1] in _OPENING:
            for alias in _aliases(reading, found._replace(end=end), taken, lexicon):
                if len(aliases) < _MOST_ALIASES:
                    aliases.setdefault(text[alias.start : alias.end], alias)
    if not aliases:
        return known
    again: dict[int, Found] = {}
    for name, alias in aliases.items():
        at = text.find(name) if not name.isascii() else -1
        while at >= 0:
            end = at + len(name)
            if at == alias.start or len(name) > 2 or reading.whole_words(at, end):
                again.setdefault(at, alias._replace(start=at, end=end, rank=_LEXICON))
            at = text.find(name, end)
    # 特勤局（又稱摩薩德）: a long name that the lexicon has stays what it is
    own = {
        (f.start, f.end)
        for f in known
        if f.label == "ORG" and f.ids and f.end - f.start > _SURNAME and f.start in again
    }
    again = {at: f for at, f in again.items() if (f.start, f.end) not in own}
    ranges = {(f.start, f.end) for f in again.values()}
    return [*(f for f in known if (f.start, f.end) not in ranges), *again.values()]


def _bracketed(
    reading: Reading,
    names: list[Found],
    taken: bytearray,
    titles: dict[int, int],
    lexicon: Lexicon,
) -> list[Found]:
    """Find Latin names and 又譯 names in the brackets after a name of a person or organisation.

    ``titles`` has the end of each office by its start, for 安克拉|將軍（Joseph Ankrah）.
    """
    ranks = lexicon.words["rank", "after_person"]
    text = reading.text
    added: list[Found] = []
    dropped: set[Found] = set()
    ordered = sorted(names)
    starts = [found.start for found in ordered]
    for found in names:
        if found.label not in ("PERSON", "ORG") or found.end >= len(text):
            continue
        opening = found.end
        if text[opening] not in "（(" and found.label == "PERSON":
            opening = titles.get(opening, 0) or (
                opening + len(longest_prefix(reading.simplified, opening, ranks))
            )
        if text[opening : opening + 1] not in ("（", "("):
            continue
        latin = latin_name(text, opening)
        if latin:
            start, end = latin
            while end > start and text[end - 1] in " .·":
                end -= 1
            first = bisect_left(starts, start)
            last = bisect_left(starts, end)
            inside = [f for f in ordered[first:last] if f.end <= end]
            if not any(taken[start:end]) or (
                inside and (found.label == "PERSON" or all(f.label == "ORG" for f in inside))
            ):
                taken[start:end] = b"\1" * (end - start)
                dropped.update(inside)
                added.append(Found(start, end, found.label, _STRUCTURE, anchor=found.start))
        added += _aliases(reading, found, taken, lexicon)
    return [found for found in (*names, *added) if found not in dropped]


def _addressed(
    reading: Reading, names: list[Found], taken: bytearray, lexicon: Lexicon
) -> list[Found]:
    """Find the given names by which people of the article are addressed: 「親愛的|里希」."""
    text = reading.simplified
    openings = [word for word in lexicon.words["person", "addressed"] if word in text]
    added: list[Found] = []
    done: set[str] = set()
    for found in names if openings else ():
        if found.label != "PERSON" or len(found.ids) != 1 or found.ids[0] in done:
            continue
        done.add(found.ids[0])
        for name in lexicon.people[found.ids[0]].names:
            given, dot, _ = name.partition("·")
            if not dot or len(given) < 2:
                continue
            for opening in openings:
                at = text.find(opening + given)
                start = at + len(opening)
                end = start + len(given)
                if at >= 0 and text[end : end + 1] in _CLOSED and not any(taken[start:end]):
                    taken[start:end] = b"\1" * (end - start)
                    added.append(Found(start, end, "PERSON", _STRUCTURE, anchor=found.start))
    return added


def _aliases(reading: Reading, found: Found, taken: bytearray, lexicon: Lexicon) -> Iterator[Found]:
    """Find the other names that the bracket after a name gives: 又譯, 簡稱「某某」."""
    simplified = reading.simplified
    close = min(
        (
            position
            for mark in "）)"
            if (position := simplified.find(mark, found.end, found.end + 60)) >= 0
        ),
        default=-1,
    )
    if close < 0:
        return
    for word in lexicon.words["alias", "same"]:
        at = simplified.find(word, found.end, close)
        if at < 0:
            continue
        start = at + len(word)
        while start < close:
            while start < close and simplified[start] in "：: 为「『“《、或及和作":
                start += 1
            end = start
            while end < close and simplified[end] not in "，、；或及和,;」』”》 ）)":
                end += 1
            if end - start >= 2 and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                yield Found(start, end, found.label, _STRUCTURE, anchor=found.start)
            if end >= close or simplified[end] not in "、或及和":
                break
            start = end
