"""Offices in the text: the title, and to its left the state, the institution, 前 and 時任."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summit_extract.names.lexicon import Hit, Kind, Lexicon, Title, longest_suffix
from summit_extract.names.offices import same_offices
from summit_extract.names.organisations import States

if TYPE_CHECKING:
    from summit_extract.names.reading import Reading

__all__ = ["TitlePhrase", "find_titles"]

_MOST_DOMAIN_WORDS = 4
_DOMAIN_TAGS = frozenset({"n", "vn", "ns", "j", "b", "nz", "nt", "an"})
_LOOSE_TAGS = frozenset({"a", "v", "x", "ad", "nr", "l", "i"})
_BRACKET = 14
_QUOTES = ("」", "”", "』")
_STATIONED = "驻"
_WITH = ("与", "同", "和", "跟")
_TALKS = "会谈"
_NO_DEPARTMENT = frozenset({"v", "d", "p", "c", "r", "m", "t", "f", "u", "uj"})
_MOST_PARTS = 7
"""An office has at most so many parts to the left of its title (前|美國|國務院|副|...)."""


@dataclass(frozen=True, slots=True)
class TitlePhrase:
    """An office as the text words it; offsets in characters, end exclusive.

    ``title_start`` is where the title proper begins; ``organisation`` the range of the
    institution named in it, ``(0, 0)`` if none.
    """

    start: int
    end: int
    title_start: int
    title: Title
    country_code: str = ""
    organisation: tuple[int, int] = (0, 0)
    former: bool = False
    elect: bool = False
    deputy: bool = False


def _title_hits(text: str, hits: Iterable[Hit], bodies: dict[int, int]) -> list[Hit]:
    """Give the titles that no longer word of the lexicons holds, the longest at each place."""
    titles: dict[int, Hit] = {}
    others: dict[int, int] = {}
    for hit in hits:
        if hit.kind is Kind.TITLE:
            if text.startswith("会", hit.end) and text.endswith("委员", hit.start, hit.end):
                continue
            known = titles.get(hit.start)
            if known is None or hit.end > known.end:
                titles[hit.start] = hit
        elif hit.kind not in (Kind.COUNTRY, Kind.SUFFIX):
            others[hit.start] = max(others.get(hit.start, 0), hit.end)
    kept: list[Hit] = []
    reach = institution = 0
    for start in sorted({*titles, *others}):
        other = others.get(start, 0)
        title = titles.get(start)
        if title is not None and start < institution < title.end and institution in titles:
            # 蘇共中央|總書記, not 中央總書記
            title = None
        if title is not None and any(
            bodies.get(end, start) < start and end in titles for end in range(start + 1, title.end)
        ):
            title = None  # 全國人民大會黨|發言人
        institution = max(institution, other)
        if title is not None and title.end > reach and other <= title.end:
            kept.append(title)
            reach = max(reach, title.end)
        reach = max(reach, other if title is None or other > title.end else 0)
    return kept


def find_titles(
    reading: "Reading",
    hits: list[Hit],
    organisations: dict[int, int],
    states: States,
    lexicon: Lexicon,
) -> list[TitlePhrase]:
    """Find the offices of a text, in order.

    ``hits`` are the words of the lexicons in the text, ``organisations`` the start of an
    institution's name by its end. Titles that follow each other (總統|特使) are one office.
    """
    text = reading.simplified
    titles = _title_hits(text, hits, organisations)
    stops = lexicon.words["title_stop", "follows"]
    ends = {hit.end: hit for hit in titles if not text.startswith(stops, hit.end)}
    starts = {hit.start for hit in titles}
    longest: dict[int, int] = {}
    for hit in hits:
        if hit.kind not in (Kind.TITLE, Kind.SUFFIX):
            longest[hit.end] = min(hit.start, longest.get(hit.end, hit.start))
    # 哈|馬斯|代表團: a person's name in a longer name is none
    people = {h.end for h in hits if h.kind is Kind.PERSON and longest[h.end] == h.start}
    initials = {text[hit.start] for hit in hits if hit.kind is Kind.PERSON}
    extension = _Extension(
        reading, ends, organisations, states, lexicon, frozenset(initials), frozenset(people)
    )
    reach: dict[int, int] = {}
    for last, first in organisations.items():
        reach.update((offset, max(last, reach.get(offset, 0))) for offset in range(first, last))
    found = []
    for hit in titles:
        if reach.get(hit.start, 0) > hit.end and text[hit.start : hit.end] in lexicon.country_of:
            continue  # 蘇丹|主權委員會
        state = states.before(hit.end) if text[hit.start : hit.end] in lexicon.country_of else None
        if state is not None and (state[0] < hit.start or hit.end in reading.places_to):
            continue  # 南|蘇丹
        if (
            hit.end in starts
            or extension.is_verb(hit)
            or (
                text.startswith(stops, hit.end)
                and hit.start not in people
                and not extension.after_surname(hit)
                and not extension.is_met(hit)
            )
        ):
            continue
        phrase = extension.phrase(hit)
        if phrase is not None:
            found.append(phrase)
    return found


@dataclass(slots=True)
class _Extension:
    """Takes to a title what belongs to it on its left."""

    reading: "Reading"
    titles: dict[int, Hit]
    organisations: dict[int, int]
    states: States
    lexicon: Lexicon
    initials: frozenset[str]
    people: frozenset[int]

    def phrase(self, hit: Hit) -> TitlePhrase | None:
        """Give the whole office that a title ends, or None if the title is part of a word."""
        reading, words = self.reading, self.lexicon.words
        text = reading.simplified
        position = hit.start
        country, organisation = "", (0, 0)
        former = elect = deputy = in_domain = False
        position = self._over_organ(hit)
        in_domain = position < hit.start
        for _ in range(_MOST_PARTS):
            before = self.titles.get(position)
            if (
                before is not None
                and before.start < position
                and not country
                and not self._in_place(before, position)
            ):
                position = before.start
                continue
            start = self.organisations.get(self._before_bracket(position))
            if start is not None and start < position and not country:
                last = self._before_bracket(position)
                organisation = organisation if organisation[1] else (start, last)
                quoted = text[position - 1] in _QUOTES and last < position
                position = start - quoted
                if self._is_post(hit, position):
                    position, organisation = position - 1, (0, 0)
                continue
            state = self.states.before(position) if not country else None
            named = position in self.people or position in self.states.names_to
            if state is None and not country and not named:
                place = reading.places_to.get(position)
                if place is not None and place.label == "GPE":
                    state = place.start, place.country_code
            if state is not None and (
                self._is_surname(state[0], position, hit) or self._is_object(state[0], position)
            ):
                state = None
            if state is not None:
                position, country = state
                if self._is_post(hit, position):
                    # 日本|駐|秘魯|大使: the state that sends him is his, where it is told
                    position -= 1
                    sender = self.states.before(position)
                    position, country = sender if sender is not None else (position, "")
                    return self._made(position, hit, country, organisation, former, elect, deputy)
                outer = self.states.before(position) if in_domain else None
                if outer is not None:
                    # 美國|阿富汗和解事務|特使
                    position, country = outer
                continue
            rank = longest_suffix(text, position, words["rank", "deputy"])
            if rank and position == hit.start:
                deputy, position = True, position - len(rank)
                continue
            department = self._department(position) if position == hit.start else position
            if department < position:
                position = department
                continue
            governing = longest_suffix(text, position, words["title", "of_government"])
            if governing and not country and position - len(governing) in reading.word_at:
                position -= len(governing)
                continue
            kind, modifier = self._modifier(position)
            if modifier:
                former |= kind == "former"
                elect |= kind == "elect"
                position -= len(modifier)
                continue
            head = self._domain(position) if not country and not organisation[1] else None
            if head is None:
                break
            position, in_domain = head, True
        if (
            position == hit.start
            and not reading.whole_words(hit.start, hit.end)
            and (hit.start not in reading.word_at or len(hit.value[0].text) < 3)
            and not text.startswith(words["title", "of_region"], hit.start)
            and not self.after_surname(hit)
        ):
            return None
        return self._made(position, hit, country, organisation, former, elect, deputy)

    def _before_bracket(self, position: int) -> int:
        """Step over the short name of a body in brackets: 加勒比共同體|（加共體）|秘書長."""
        text = self.reading.simplified
        if text[position - 1 : position] in _QUOTES and position - 1 in self.organisations:
            return position - 1
        if text[position - 1 : position] not in ("）", ")"):
            return position
        opening = max(text.rfind(mark, max(0, position - _BRACKET), position) for mark in "（(")
        return opening if opening > 0 else position

    def _over_organ(self, hit: Hit) -> int:
        """Step over what the segmenter joined to the beginning of a title: 埃及|水利部|長."""
        reading = self.reading
        word = reading.word_over(hit.start)
        start = reading.starts[word]
        if reading.ends[word] not in (hit.start + 1, hit.end) or hit.start - start < 2:
            return hit.start
        return start if self.states.before(start) is not None else hit.start

    @staticmethod
    def _made(
        start: int,
        hit: Hit,
        country: str,
        organisation: tuple[int, int],
        former: bool,
        elect: bool,
        deputy: bool,
    ) -> TitlePhrase:
        title: Title = hit.value[0]
        return TitlePhrase(
            start, hit.end, hit.start, title, country, organisation, former, elect, deputy
        )

    def _is_post(self, hit: Hit, start: int) -> bool:
        """Tell whether the state before a title is where its holder is posted: 駐|秘魯|大使."""
        posted = self.lexicon.words["title", "posted"]
        return self.reading.simplified[start - 1 : start] == _STATIONED and (
            hit.value[0].office == "ambassador"
            or self.reading.simplified[hit.start : hit.end] in posted
        )

    def _department(self, position: int) -> int:
        """Step over a department that its head's title follows: 拉丁美洲|司|司長, 烏瑪|黨|主席."""
        reading = self.reading
        text = reading.simplified
        word = reading.word_to.get(position)
        if (
            word is None
            or word == 0
            or reading.starts[word] != position - 1
            or text[position - 1] not in self.lexicon.words["title", "of_department"]
        ):
            return position
        before = word - 1
        piece = text[reading.starts[before] : reading.ends[before]]
        if len(piece) < 2 or not piece.isalnum() or reading.tags[before] in _NO_DEPARTMENT:
            return position
        return reading.starts[before]

    def _in_place(self, title: Hit, end: int) -> bool:
        """Tell whether a title is but the end of a state's name: 南|蘇丹."""
        place = self.reading.places_to.get(end)
        state = self.states.before(end)
        return (place is not None and place.start <= title.start) or (
            state is not None and state[0] <= title.start
        )

    def is_verb(self, hit: Hit) -> bool:
        """Tell whether 代表 is the verb: 鍾山代表|中國, 兩人代表|兩會."""
        text = self.reading.simplified
        words = self.lexicon.words
        if text[hit.start : hit.end] not in words["title", "or_verb"]:
            return False
        return hit.end in self.reading.place_starts or text.startswith(
            words["title", "after_verb"], hit.end
        )

    def _is_object(self, start: int, end: int) -> bool:
        """Tell whether a state's letter ends a word: 友台|議員, 訪美|代表."""
        verbs = self.lexicon.words["state", "object_of"]
        return end - start == 1 and self.reading.simplified.endswith(verbs, 0, start)

    def _is_surname(self, start: int, end: int, hit: Hit) -> bool:
        """Tell whether what may be short for a state is a surname: 馬|總統, Malaysia has none.

        So if nobody of that state ever held the office and somebody of such a name is about.
        """
        if end - start != 1 or end != hit.start:
            return False
        character = self.reading.simplified[start]
        if character not in self.lexicon.surnames and character not in self.initials:
            return False
        state = self.lexicon.short_country.get(character, "")
        office = hit.value[0].office
        offices = (office, *same_offices(office))
        return not any((kind, state) in self.lexicon.holders for kind in offices)

    def after_surname(self, hit: Hit) -> bool:
        """Tell whether the segmenter joined a surname and this title into one word (蔣總統)."""
        return (
            hit.start - 1 in self.reading.word_at
            and self.reading.simplified[hit.start - 1] in self.lexicon.surnames
        )

    def is_met(self, hit: Hit) -> bool:
        """Tell whether an office before 會談 is whom somebody talks with: 與蘇聯|領導人|會談."""
        state = self.states.before(hit.start)
        start = state[0] if state is not None else hit.start
        joined = self.reading.simplified.endswith(_WITH, 0, start)
        return joined and self.reading.simplified.startswith(_TALKS, hit.end)

    def _modifier(self, position: int) -> tuple[str, str]:
        reading, words = self.reading, self.lexicon.words
        best = "", ""
        for value in ("former", "elect", "at_the_time", "current"):
            longest = longest_suffix(reading.simplified, position, words["modifier", value])
            begins = position - len(longest)
            if len(longest) > len(best[1]) and (len(longest) > 1 or begins in reading.word_at):
                best = value, longest
        return best

    def _domain(self, position: int) -> int | None:
        """Step over the words between a state or institution and a title (美國|和解事務|特使).

        Gives the offset where the state or institution ends, or None if there is none in reach.
        """
        reading = self.reading
        after_verb = self.lexicon.words["domain", "after_verb"]
        never = self.lexicon.words["domain", "never"]
        minister = self.lexicon.words["title", "of_domain"]
        word = reading.word_to.get(position)
        last = word if word is not None else 0
        for _ in range(_MOST_DOMAIN_WORDS):
            if word is None or word <= 0:
                return None
            start, tag = reading.starts[word], reading.tags[word]
            piece = reading.simplified[start : reading.ends[word]]
            if piece in self.lexicon.words["joiner", "in_domain"] and word < last:
                word -= 1
                continue
            single = (
                word == last
                and tag in _LOOSE_TAGS
                and self.states.before(start) is not None
                and reading.simplified.startswith(minister, position)
            )  # 烏克蘭|基建|部長
            if (
                len(piece) < 2
                or not piece.isalnum()
                or not (
                    single
                    or tag in _DOMAIN_TAGS
                    or reading.simplified.startswith(after_verb, reading.ends[word])
                )
            ):
                return None
            if piece in self.lexicon.titles or piece in never:
                return None
            if start in self.organisations:
                return start
            before = self.states.before(start)
            if before is not None and tag != "ns":
                return start
            word -= 1
        return None
