"""Where the trained recogniser is asked: sentences in which lexicons and structure left a gap."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from summit_extract.names.lexicon import Lexicon
from summit_extract.names.persons import chinese_name
from summit_extract.names.recogniser import lexicon_flags, recogniser
from summit_extract.places.gazetteer import default_gazetteer

if TYPE_CHECKING:
    from summit_extract.names.reading import Reading

__all__ = ["find_unlisted"]

_NAME_TAGS = frozenset({"nr", "nrt", "nrfg", "nt"})
_COMMON_TAGS = frozenset({"n", "v", "vn", "d", "a", "t", "l", "s", "f", "m", "r", "i", "b", "ns"})
_LONGEST_CHINESE = 3
_THING_TAGS = frozenset({"n", "v", "vn", "a", "d"})
_GIVEN_TAGS = frozenset({"x", "nr"})
_LONGEST = 160
"""A sentence longer than this many characters is read up to there only."""

_SURE = {"PER": 0.6, "ORG": 0.8}
"""From which probability on a prediction counts, chosen on the development split of the gold."""

_SAINT = "圣"
_PEOPLE = "人"
"""A transliteration before it names a people: 庫爾德|人."""

_LABELS = {"PER": "PERSON", "ORG": "ORG"}


def find_unlisted(
    reading: "Reading", taken: bytearray, lexicon: Lexicon
) -> Iterator[tuple[int, int, str]]:
    """Find names of persons and organisations that no list and no structure gave.

    ``taken`` marks the characters of names and titles that are known. Gives start, end, label.
    """
    for start, end in _open_sentences(reading, taken, lexicon):
        text = reading.simplified[start:end]
        first, last = reading.word_over(start), reading.word_over(end - 1)
        words = [
            (
                max(reading.starts[i], start) - start,
                min(reading.ends[i], end) - start,
                reading.tags[i],
            )
            for i in range(first, last + 1)
        ]
        for found in recogniser().predict(text, words, lexicon_flags(text, lexicon)):
            label = _LABELS.get(found.label)
            if label is None or found.probability < _SURE[found.label]:
                continue
            if text.startswith(lexicon.words["unlisted", "not_before"], found.end):
                continue
            for begin, close in _parts(text, found.start, found.end, label, lexicon):
                if label == "PERSON" and close - begin == 2:
                    close = _whole_given(reading, start + begin, lexicon) - start
                before = reading.word_to.get(start + begin)
                if label == "PERSON" and before is not None and before >= first:
                    # 莊|陳仲敖
                    whole = chinese_name(reading, reading.starts[before], lexicon)
                    if whole == start + close:
                        begin = reading.starts[before] - start
                if any(taken[start + begin : start + close]):
                    continue
                if label == "PERSON" and reading.text[start + begin] in lexicon.no_surnames:
                    continue
                if _is_name(text[begin:close], label, lexicon) and not (
                    label == "PERSON" and _begins_commonly(reading, start + begin, start + close)
                ):
                    yield start + begin, start + close, label


def _parts(
    text: str, start: int, end: int, label: str, lexicon: Lexicon
) -> Iterator[tuple[int, int]]:
    """Divide what the model took for one person at 與, 和 and the like: 特朗普|和|普京."""
    if label != "PERSON":
        yield start, end
        return
    joiners = lexicon.words["joiner", "between_people"]
    begin = start
    for offset in range(start, end + 1):
        if offset == end or text[offset] in joiners:
            if offset > begin:
                yield begin, offset
            begin = offset + 1


def _open_sentences(
    reading: "Reading", taken: bytearray, lexicon: Lexicon
) -> Iterator[tuple[int, int]]:
    """Give the sentences with a word that may be a name and is none yet."""
    sentences = reading.layout.sentences
    index, done = 0, -1
    for number, start in enumerate(reading.starts):
        while index < len(sentences) and sentences[index].end <= start:
            index += 1
        if index == len(sentences):
            return
        if index == done or start < sentences[index].start or taken[start]:
            continue
        if _may_be_name(reading, number, taken, lexicon):
            done = index
            sentence = sentences[index]
            yield sentence.start, min(sentence.end, sentence.start + _LONGEST)


def _may_be_name(reading: "Reading", number: int, taken: bytearray, lexicon: Lexicon) -> bool:
    start, end, tag = reading.starts[number], reading.ends[number], reading.tags[number]
    text = reading.simplified
    if end - start == 1:
        following = number + 1 < len(reading.starts)
        return (
            following
            and text[start] in lexicon.surnames
            and tag == "nr"
            and not taken[end]
            and reading.tags[number + 1] in ("x", "nr", "n", "ng", "a", "nz")
            and text[end].isalnum()
        )
    if tag in _NAME_TAGS:
        return True
    if tag != "x":
        return False
    word = text[start:end]
    return text[start] in lexicon.surnames or all(c in lexicon.transliteration for c in word)


def _whole_given(reading: "Reading", start: int, lexicon: Lexicon) -> int:
    """Give the end of a name of which the model gave the first two characters: 胡鴻|鈞."""
    end = start + 2
    word = reading.word_at.get(start)
    if word is not None and reading.tags[word] == "x" and reading.ends[word] == end + 1:
        return end if reading.simplified[end] in lexicon.function_characters else end + 1
    following = reading.word_at.get(end)
    if following is not None and reading.tags[following] in _GIVEN_TAGS:
        return max(end, min(chinese_name(reading, start, lexicon), end + 1))
    return end


def _begins_commonly(reading: "Reading", start: int, end: int) -> bool:
    """Tell whether a name begins or ends with a common word, or in the middle of one: 國際|版,
    聖宏|專案, 兒|童托."""
    word = reading.word_at.get(start)
    if word is None:
        return reading.tags[reading.word_over(start)] in _COMMON_TAGS
    last = reading.word_to.get(end)
    if (
        last is not None
        and last > word
        and end - reading.starts[last] > 1
        and end - start > _LONGEST_CHINESE
        and reading.tags[last] in _THING_TAGS
    ):
        return True
    if reading.ends[word] > end or reading.ends[word] - start < 2:
        return False
    return reading.tags[word] in _COMMON_TAGS


def _is_name(text: str, label: str, lexicon: Lexicon) -> bool:
    if len(text) < 2 or text in lexicon.country_of or text in lexicon.titles:
        return False
    if label == "ORG":
        if text.startswith(lexicon.words["generic", "pointing"]):
            return False
        if text in lexicon.words["organisation", "never"] or text in lexicon.words["body", "not"]:
            return False
        if text[1] == "国" and text[0] in lexicon.words["number", "of_states"]:
            return False
        return not text.endswith(lexicon.words["unlisted", "not_ending"])
    if label == "PERSON":
        if text in lexicon.words["noun_gathering", "summit"]:
            return False
        if text in lexicon.words["unlisted", "not_ending"]:
            return False  # 東道國|總理
        if any(word in text for word in lexicon.words["unlisted", "not_inside"]):
            return False
        sounds = sum(c in lexicon.transliteration for c in text)
        first = text[0] in lexicon.surnames or text[0] in lexicon.transliteration
        if not (first or sounds > 1 or text.startswith(lexicon.japanese_beginnings)):
            return False
        if text[0] == _SAINT and text in default_gazetteer():
            return False
        if len(set(text)) == 1 or text[0] in lexicon.function_characters:
            return False
        if len(text) == 2 and text[1] in lexicon.function_characters - lexicon.japanese_given:
            return False
        if text[-1] == _PEOPLE and all(c in lexicon.transliteration for c in text[:-1]):
            return False
        return all("\u4e00" <= c <= "\u9fff" or c in "·•・-－" for c in text)
    return True
