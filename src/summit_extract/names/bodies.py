"""Names of bodies by their build: words that such names are made of and an ending like 陣線.

Where a name begins is told by what stands before it: a mark, a word of function, a verb that no
name has in it, an office, or a word for what it is (叛軍|民族解放軍, 智庫|某某研究基金會).
"""

from collections.abc import Container, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from summit_extract.names.lexicon import Hit, Kind, Lexicon, longest_prefix, longest_suffix
from summit_extract.names.organisations import Institution, States

if TYPE_CHECKING:
    from summit_extract.names.reading import Reading

__all__ = ["Edge", "find_bodies", "left_edge"]

_LONGEST = 20
_MOST_WORDS = 7
_CONTENT_TAGS = frozenset(
    {"n", "nz", "vn", "j", "b", "an", "ng", "s", "l", "i", "g", "a", "nt", "nrg", "q", "tg", "vg"}
)
_PROPER_TAGS = frozenset({"x", "nr", "nrt", "nrfg"})
_OPENING = frozenset("「『“《")
_STATE = "国"
_SHORTEST = 4
_LONGEST_LISTED = 4


class Edge(NamedTuple):
    """Where the name of a body begins.

    ``words`` are between the beginning and the ending, without the state or place that it begins
    with; ``state`` tells that it begins with a state, ``place`` with another place; ``proper``
    that a word of it is in no dictionary; ``told`` that what stands before says what it is.
    """

    start: int
    words: int
    state: bool
    place: bool
    proper: bool
    told: bool


def left_edge(
    reading: "Reading", head: int, states: States, lexicon: Lexicon, people: Container[int] = ()
) -> Edge:
    """Give where the name begins whose ending (陣線) begins at ``head``.

    No name goes on to the left over where the name of a person ends, one of ``people``.
    """
    text = reading.simplified
    words = lexicon.words
    told = words["descriptor", "before_body"]
    stops = _stops(lexicon)
    verbs, pairs = words["body", "verb"], words["body", "of_two_states"]
    ends = words["body", "stop"]
    start, content = head, 0
    proper = False
    for _ in range(_MOST_WORDS):
        if start == 0 or head - start > _LONGEST:
            break
        described = longest_suffix(text, start, told)
        if described and start < head:
            return Edge(start, content, False, False, proper, True)
        if text[start - 1] in _OPENING:
            return Edge(start, content, False, False, proper, True)
        state = states.before(start)
        if state is not None and (start - state[0] > 1 or state[0] in reading.word_at):
            if proper and content < 2:
                break
            outer = states.before(state[0]) if text.startswith(pairs, head) else None
            if outer is not None and state[0] - outer[0] > 1:
                state = outer  # 巴拉圭|台灣|商會
            return Edge(state[0], content, True, False, proper, False)
        place = reading.places_to.get(start)
        if place is not None and place.label != "FAC":
            return Edge(place.start, content, False, True, proper, False)
        unit = longest_suffix(text, start, words["body", "content"])
        if unit and start - len(unit) in reading.word_at:
            start, content = start - len(unit), content + 1
            continue
        word = reading.word_over(start - 1)
        first, tag = reading.starts[word], reading.tags[word]
        piece = text[first:start]
        if (
            not piece.isalnum()
            or piece in stops
            or start in people
            or piece.endswith(ends)
            or piece == _STATE
            or piece in lexicon.titles
            or (len(piece) == 1 and tag not in ("j", "b", "n", "x", "nr", "ng", "a"))
            or (reading.ends[word] > start and start != head)
        ):
            break
        if tag == "v" and piece not in verbs:
            break
        if tag in _PROPER_TAGS:
            if piece[0] in lexicon.function_characters and len(piece) < 3:
                break
            proper = True
        elif tag not in _CONTENT_TAGS and tag != "v" and tag != "ns":
            break
        start, content = first, content + 1
    while start < head:
        word = reading.word_over(start)
        if reading.tags[word] != "v" or text[start : reading.ends[word]] in verbs:
            break
        start, content = reading.ends[word], content - 1
    return Edge(start, content, False, False, proper, False)


@cache
def _stops(lexicon: Lexicon) -> frozenset[str]:
    """Give the words before which a name cannot go on to the left."""
    words = lexicon.words
    found = {
        *words["generic", "left"],
        *words["domain", "never"],
        *words["reference", "meeting_verb"],
        *words["action", "weak"],
        *words["joiner", "between_people"],
    }
    for (kind, _), listed in words.items():
        if kind in ("modifier", "rank"):
            found.update(set(listed) - set(words["body", "verb"]))  # 過渡|委員會
    return frozenset(found - set(words["body", "first"]))


def find_bodies(
    reading: "Reading",
    hits: list[Hit],
    states: States,
    lexicon: Lexicon,
    people: Container[int] = (),
) -> Iterator[Institution]:
    """Find bodies that no list has: 哥倫比亞|民族解放軍, 反對黨|人民聯盟, 邊境貿易委員會."""
    text = reading.simplified
    words = lexicon.words
    firm, whole = words["body", "head"], words["body", "head_after_state"]
    any_head = (*firm, *whole, *words["body", "head_if_told"])
    never, told = words["body", "not"], words["descriptor", "before_body"]
    offices = {hit.start for hit in hits if hit.kind is Kind.TITLE}
    listed: dict[int, Hit] = {}
    for hit in hits:
        if hit.kind is Kind.ORGANISATION and hit.end - hit.start > 2:
            known = listed.get(hit.end)
            if known is None or hit.start < known.start:
                listed[hit.end] = hit
    last = frozenset(head[-1] for head in any_head)
    for end in reading.ends:
        known = listed.get(end)
        if known is not None:
            yield from _of_state(known, states, lexicon)
            if end - known.start > _LONGEST_LISTED or text.endswith(told, 0, known.start):
                continue
        head = longest_suffix(text, end, any_head) if text[end - 1] in last else ""
        if not head or text.endswith(never, 0, end):
            continue
        begins = end - len(head) if known is None else known.start
        edge = left_edge(reading, begins, states, lexicon, people)
        start = edge.start
        if end - start < _SHORTEST or start == begins:
            continue
        country = reading_state(states, start, end) if edge.state else ""
        somewhere = edge.state or edge.place
        named = head in firm and edge.words > 0
        long = (
            edge.words > 1
            or begins - start >= _SHORTEST
            or len(head) >= _SHORTEST
            or (begins - start == len(head) == _SHORTEST - 1)
        )
        if (edge.told and (edge.words or edge.proper)) or (
            known is None
            and (
                (named and (somewhere or end in offices))
                or (somewhere and (head in whole or (head in firm and end in offices)))
                or (
                    edge.state
                    and edge.words
                    and head in words["body", "head_before_office"]
                    and _before_office(text, end, offices, lexicon)
                )
            )
        ):
            yield Institution(start, end, country, "", True)
        elif named and long and known is None:
            yield Institution(start, end, country, "", False)
        elif (
            known is not None
            and edge.words
            and not edge.proper
            and lexicon.organisations[known.value[0]].kind in words["kind", "of_fighters"]
        ):
            yield Institution(start, end, country, "", True)


def _before_office(text: str, end: int, offices: Container[int], lexicon: Lexicon) -> bool:
    """Tell whether an office follows, a word like 前 in between at most: 和平中心|前|主任."""
    former = longest_prefix(text, end, lexicon.words["modifier", "former"])
    return end in offices or (bool(former) and end + len(former) in offices)


def _of_state(hit: Hit, states: States, lexicon: Lexicon) -> Iterator[Institution]:
    """Find what the lexicons have for no state in particular, named with one: 塞爾維亞|東正教會."""
    organisation = lexicon.organisations[hit.value[0]]
    if organisation.country or organisation.kind not in lexicon.words["kind", "of_a_state"]:
        return
    state = states.before(hit.start)
    if state is not None:
        yield Institution(state[0], hit.end, state[1], "", True)


def reading_state(states: States, start: int, end: int) -> str:
    """Give the code of the state that a name begins with."""
    for position in range(start + 1, end):
        state = states.before(position)
        if state is not None and state[0] == start:
            return state[1]
    return ""
