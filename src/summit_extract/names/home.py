"""Of which state somebody is whose office names none: 市長朱利安尼 in New York, 外長某某."""

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from summit_extract.names.lexicon import Lexicon
from summit_extract.names.offices import office_class
from summit_extract.names.values import NameMention, Role

if TYPE_CHECKING:
    from summit_extract.names.reading import Reading
    from summit_extract.names.titles import TitlePhrase

__all__ = ["Homes"]

_FAR = 3
"""The state of an office is told at most so many sentences before it."""

_MOST = 100
"""So many mentions of states at most are looked at for an office."""

_STATIONED = "驻"
_OF_STATES = frozenset({"organ", "ministry", "government", "legislature"})
_UNIONS = frozenset({"EU", "UN"})


class Homes:
    """The states that an article tells of, by where, for offices that name none."""

    def __init__(self, reading: "Reading", mentions: list[NameMention], lexicon: Lexicon) -> None:
        self._reading, self._lexicon = reading, lexicon
        self._sentences = [sentence.start for sentence in reading.layout.sentences]
        told = [
            (mention.start, mention.entity.country_code)
            for mention in mentions
            if mention.entity.country_code
            and mention.entity.country_code not in _UNIONS
            and (
                mention.label == "PERSON"
                or (mention.label == "ORG" and mention.entity.kind in _OF_STATES)
                or (mention.label == "GPE" and mention.entity.kind == "country")
            )
        ]
        self._told = sorted(told)
        self._starts = [start for start, _ in self._told]
        self._codes = frozenset(code for _, code in self._told)
        self._places = [
            (mention.start, mention.entity.country_code)
            for mention in mentions
            if mention.label in ("GPE", "LOC", "FAC") and mention.entity.country_code
        ]
        self._place_starts = [start for start, _ in self._places]

    def of(self, phrase: "TitlePhrase", before: list[Role]) -> str:
        """Give the code of the state of an office that names none, or an empty string.

        A mayor is of where the story was last; a leader or minister of the state that his
        sentence tells of first, else of the first of the sentence before it.
        """
        text = self._reading.simplified
        if phrase.organisation[1] and not self._is_organ(phrase):
            return ""
        if text.endswith(self._lexicon.words["title", "of_city"], phrase.title_start, phrase.end):
            return self._last_place(phrase.start)
        sentence = bisect_right(self._sentences, phrase.start) - 1
        if phrase.title.office == "ambassador":
            posted = _STATIONED in text[phrase.start : phrase.end]
            return self._sender(phrase, sentence) if posted else ""
        if office_class(phrase.title.office) == "official":
            return ""
        governed = text.endswith(self._lexicon.words["joiner", "between_people"], 0, phrase.start)
        own = ""
        last = bisect_left(self._starts, phrase.start)
        often = Counter(code for _, code in self._told[max(0, last - _MOST) : last]).most_common(1)
        for number in range(sentence, max(sentence - _FAR, 0) - 1, -1):
            if number < 0:
                break
            first = bisect_left(self._starts, self._sentences[number])
            if number < sentence and first < last and not own:
                codes = {code for _, code in self._told[max(first, last - _MOST) : last]}
                if often and often[0][0] in codes:
                    return often[0][0]
            for start, code in self._told[first : min(last, first + _MOST)]:
                if start >= phrase.start:
                    break
                if number < sentence and start >= self._sentences[number + 1]:
                    break
                if governed and number == sentence and not own:
                    own = code  # whom he meets is of another state
                if code != own:
                    return code
        return own

    def _sender(self, phrase: "TitlePhrase", sentence: int) -> str:
        """Give the state that a sentence tells of before an ambassador and his post:
        法國外交部召回|駐意大利大使."""
        first = bisect_left(self._starts, self._sentences[sentence]) if sentence >= 0 else 0
        last = bisect_left(self._starts, phrase.start)
        posts = {code for start, code in self._told[last : last + 2] if start < phrase.end}
        told = self._told[first : min(last, first + _MOST)]
        return next((code for _, code in told if code not in posts), "")

    def told(self, code: str) -> bool:
        """Tell whether the article tells of a state."""
        return code in self._codes

    def _is_organ(self, phrase: "TitlePhrase") -> bool:
        first, last = phrase.organisation
        return self._reading.simplified[first:last] in self._lexicon.words["organ", "bare"]

    def _last_place(self, offset: int) -> str:
        index = bisect_left(self._place_starts, offset) - 1
        return self._places[index][1] if index >= 0 else ""
