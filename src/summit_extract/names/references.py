"""Whom 他, 兩人, 雙方, 兩國元首, 後者, 美國總統 (alone) and 美俄 mean."""

import re
from bisect import bisect_right, insort
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from summit_extract.language.conversion import simplify
from summit_extract.language.layout import BlockKind
from summit_extract.names.attendance import find_presences
from summit_extract.names.delegations import find_delegations
from summit_extract.names.holders import Holders
from summit_extract.names.lexicon import Lexicon
from summit_extract.names.offices import office_class, same_office
from summit_extract.names.possession import find_possessors
from summit_extract.names.values import NameMention, Reference, ReferenceKind, Role
from summit_extract.resources import read_table

if TYPE_CHECKING:
    from summit_extract.names.reading import Reading

__all__ = ["find_references"]

_BRACKET = re.compile(r"[（(][^（()）]{0,60}[）)]")
_YEAR = re.compile("(?<![0-9])(?:19|20)[0-9]{2}(?=年)")
_CLAUSE_END = re.compile("[，。；！？\n]")
_AS = "为"
_MARKS = ("，", "。", "；")
_CLASSES = ("leader", "minister", "official")
_TWO_STATES = ("两国", "二国", "双方", "两方")
_COUNTED = ("两国", "三国", "四国", "五国")
_NO_SUBJECT_AFTER = frozenset("vpnu")
"""First letters of the tags of words whose object follows, or which it belongs to."""

_LONGEST_CLAUSE = 120
_MOST_TOLD = 5
_MOST_BETWEEN = 30
_MOST_IN_SENTENCE = 40
_LEAD = 4
_NEAR = 3
_FAR = 6
"""A pair told of more than so many sentences ago gives way to the pair of the whole article."""


_DIGITS = {"两": "2", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7"}


class _Word(NamedTuple):
    kind: ReferenceKind
    number: int
    what: str


@cache
def _words() -> tuple[re.Pattern[str], dict[str, _Word]]:
    table = {
        simplify(row["text"]): _Word(ReferenceKind(row["kind"]), int(row["number"]), row["what"])
        for row in read_table("names_references.tsv")
    }
    for text, word in list(table.items()):
        if word.number > 1 and text[0] in _DIGITS:
            table.setdefault(_DIGITS[text[0]] + text[1:], word)  # 2人, 3國外長
    longest = "|".join(sorted(map(re.escape, table), key=len, reverse=True))
    firsts = re.escape("".join(sorted({text[0] for text in table})))
    return re.compile(rf"(?=[{firsts}])(?<![\d.])(?:{longest})"), table


class _Person(NamedTuple):
    start: int
    end: int
    id: str
    country: str
    sentence: int
    quoted: bool
    caption: bool
    attends: bool = False


def find_references(
    reading: "Reading", mentions: list[NameMention], roles: list[Role], lexicon: Lexicon
) -> list[Reference]:
    """Give the references of an article in the order of the text, each with whom it means."""
    return _Resolver(reading, mentions, roles, lexicon).references()


class _Resolver:
    def __init__(
        self,
        reading: "Reading",
        mentions: list[NameMention],
        roles: list[Role],
        lexicon: Lexicon,
    ) -> None:
        self.reading, self.roles, self.lexicon = reading, roles, lexicon
        self.mentions = mentions
        self.joiners = lexicon.words["joiner", "between_people"]
        layout = reading.layout
        self.sentence_starts = [sentence.start for sentence in layout.sentences]
        self.present = self._present(mentions)
        self.apart = find_possessors(reading.simplified, mentions, roles)
        self.women = self._women(mentions)
        self.people = [self._person(m) for m in mentions if m.label == "PERSON"]
        self.people = [
            p for p in self.people if not _aside(reading, p.start) and p.start not in self.apart
        ]
        self.positions = [person.start for person in self.people]
        self.starts_of_people = frozenset(self.positions)
        self.bodies_to = {m.end: m.start for m in mentions if m.label in ("ORG", "GPE")}
        self.starts_of_one = set(self.positions)
        self.shifted: dict[int, str] = {}
        self.pointed: list[tuple[int, str]] = []
        self.meeting_verbs = frozenset(lexicon.words["reference", "meeting_verb"])
        self.offices: dict[str, list[Role]] = {}
        for role in roles:
            if role.person:
                self.offices.setdefault(role.person, []).append(role)
        self.kinds = {key: {role.office for role in held} for key, held in self.offices.items()}
        self.states = [
            m
            for m in mentions
            if m.label == "GPE" and m.entity.kind == "country" and m.entity.country_code
        ]
        self.counts = Counter(p.id for p in self.people if not p.caption)
        self.country_of = {
            m.entity.id: m.entity.country_code for m in mentions if m.label == "PERSON"
        }
        for person, held in self.offices.items():
            if not self.country_of.get(person):
                self.country_of[person] = next((r.country_code for r in held if r.country_code), "")
        self.by_sentence: dict[int, list[_Person]] = {}
        for told in self.people:
            in_sentence = self.by_sentence.setdefault(told.sentence, [])
            if len(in_sentence) < _MOST_IN_SENTENCE:
                in_sentence.append(told)
        self.main_pair = self._main_pair()
        self.hero = max(self.counts, key=lambda key: self.counts[key], default="")
        self.starts: dict[str, list[int]] = {}
        for told in self.people:
            self.starts.setdefault(told.id, []).append(told.start)
        self.state_starts = [mention.start for mention in self.states]
        self.holders = Holders(reading, mentions, roles, self.offices, self.starts, lexicon)
        self.role_at = {role.start: role for role in roles}
        self.role_to = {role.end: role for role in roles}
        self.titles = self._titles()
        self.delegations = self._delegations()
        self._add_holders()
        self.guests = self._guests()
        self.state_pairs = self._state_pairs()
        self.leaders: dict[str, str] = {}
        self.of_class: dict[str, list[tuple[int, str]]] = {}

    # -- what the article has ----------------------------------------------------------------

    def _sentence(self, offset: int) -> int:
        return bisect_right(self.sentence_starts, offset) - 1

    def _person(self, mention: NameMention) -> _Person:
        return _Person(
            mention.start,
            mention.end,
            mention.entity.id,
            mention.entity.country_code,
            self._sentence(mention.start),
            self.reading.layout.quotation_at(mention.start) is not None,
            self.reading.kind_at(mention.start) is BlockKind.CAPTION,
            mention.start in self.present,
        )

    def _clause_end(self, offset: int) -> int:
        last = min(len(self.reading.simplified), offset + _LONGEST_CLAUSE)
        found = _CLAUSE_END.search(self.reading.simplified, offset, last)
        return found.start() if found else last

    def _present(self, mentions: list[NameMention]) -> set[int]:
        """Give where those are named who only sit in, stand by or go between: 在座, 見證, 居中."""
        roles_to = {role.end: role for role in self.roles}
        roles_at = {role.start: role for role in self.roles}
        named: list[NameMention] = []
        phrases: list[tuple[int, int]] = []
        for mention in mentions:
            if mention.label != "PERSON" or (phrases and mention.start < phrases[-1][1]):
                continue
            before, after = roles_to.get(mention.start), roles_at.get(mention.end)
            end = after.end if after is not None and after.named else mention.end
            bracket = _BRACKET.match(self.reading.text, end)
            named.append(mention)
            phrases.append((before.start if before else mention.start, end))
            if bracket:
                phrases[-1] = (phrases[-1][0], bracket.end())
        found = list(find_presences(self.reading.simplified, phrases))
        self.welcoming = {
            named[number].start
            for presence in found
            if presence.of == "welcome"
            for number in presence.phrases
        }
        present = {named[number].start for presence in found for number in presence.phrases}
        return present - self.welcoming

    def _women(self, mentions: list[NameMention]) -> set[str]:
        """Give those whom the article calls 夫人, 女士, 女王: whom 她 may mean."""
        words, text = self.lexicon.words["person", "woman"], self.reading.simplified
        return {
            m.entity.id
            for m in mentions
            if m.label == "PERSON"
            and m.start not in self.apart
            and (
                m.entity.id in self.lexicon.women
                or text.startswith(words, m.end)
                or text.endswith(words, m.start, m.end)
                or text.endswith(words, 0, m.start)
            )
        }

    def _is(self, person: str, group: str) -> bool:
        """Tell whether somebody is a leader (or a minister), by the article or by the lexicon.

        ``group`` is a class of offices or one office (兩位|總理).
        """
        held = self.offices.get(person)
        if group not in _CLASSES:
            return self._holds(person, group)
        if held:
            classes = {office_class(office) for office in self.kinds[person]}
            if group in classes:
                return True
            if group == "leader" and classes & {"minister"}:
                return False
        row = self.lexicon.people.get(person)
        if row is None:
            return False
        year = self.reading.year
        offices = [
            o for o in row.offices if not year or (o.first <= year and (not held or o.last > year))
        ]
        return any(office_class(o.office) == group for o in offices)

    def _holds(self, person: str, office: str) -> bool:
        held = self.offices.get(person)
        if held and any(same_office(kind, office) for kind in self.kinds[person]):
            return True
        row, year = self.lexicon.people.get(person), self.reading.year
        return row is not None and any(
            same_office(o.office, office) and (not year or o.first <= year <= o.last)
            for o in row.offices
        )

    def _may_meet(self, person: str) -> bool:
        """Tell whether somebody takes part in meetings, not speaks or writes of them."""
        held = self.offices.get(person)
        return not held or any(role.principal for role in held)

    def _pair_in(self, people: list[_Person], group: str = "") -> tuple[str, ...]:
        """Give the last two persons of a sentence that a text says something of together."""
        people = [p for p in people if (self._is(p.id, group) if group else self._may_meet(p.id))]
        every = people
        people = [p for p in people if not p.attends]
        ids = list(dict.fromkeys(p.id for p in people))
        if len(ids) < 2:
            return self._met_by_guest(every) if ids and not group else ()
        if len(ids) == 2:
            return tuple(ids)
        subject = people[0].id
        for one, other in reversed(list(pairwise(people))):
            if other.id != subject and self._goes_on(one, other):
                return subject, other.id
        for one, other in pairwise(people):
            if one.id != other.id and one.start == other.start:
                return one.id, other.id
            if one.id != other.id and _joined(self.reading, one, other, self.joiners):
                return one.id, other.id
        return tuple(ids[:2])

    def _met_by_guest(self, people: list[_Person]) -> tuple[str, ...]:
        """Give who came to an occasion and the one he met there: 某某出席儀式，會見|她."""
        for one, other in pairwise(people):
            if one.attends and one.id != other.id and self._is_met(other.start):
                return one.id, other.id
        return ()

    def _goes_on(self, one: _Person, other: _Person) -> bool:
        """Tell whether a clause without a subject goes on to another person: ，並與|某某."""
        text = self.reading.simplified
        if one.start == other.start or other.start - one.end > _MOST_BETWEEN:
            return False
        between = text[one.end : other.start]
        return any(word in between for word in self.lexicon.words["joiner", "next_clause"])

    def _add_holders(self) -> None:
        """Take offices that stand for somebody (美國總統 alone) for mentions of them."""
        layout = self.reading.layout
        for reference in (*self.titles, *self.delegations):
            if not reference.entities or _aside(self.reading, reference.start):
                continue
            sentence = self._sentence(reference.start)
            key = reference.entities[0]
            holder = _Person(
                reference.start,
                reference.end,
                key,
                self.country_of.get(key, ""),
                sentence,
                layout.quotation_at(reference.start) is not None,
                self.reading.kind_at(reference.start) is BlockKind.CAPTION,
            )
            people = self.by_sentence.setdefault(sentence, [])
            if len(people) < _MOST_IN_SENTENCE:
                insort(people, holder)

    def _guests(self) -> frozenset[str]:
        """Give those who are told of as travelling: 某某率團訪問, 某某一行."""
        words, text = self.lexicon.words["reference", "travels"], self.reading.simplified
        found = set()
        for index, person in enumerate(self.people):
            last = self._clause_end(person.end)
            if index + 1 < len(self.people):
                last = min(last, self.people[index + 1].start)
            if any(word in text[person.end : last] for word in words):
                found.add(person.id)
        return frozenset(found)

    def _main_pair(self) -> tuple[str, ...]:
        pairs: Counter[tuple[str, ...]] = Counter()
        for people in self.by_sentence.values():
            pair = self._pair_in(people)
            if pair:
                pairs[tuple(sorted(pair))] += 1
        if not pairs:
            return ()
        best = max(pairs.items(), key=lambda item: item[1])[0]
        order = {person.id: index for index, person in reversed(list(enumerate(self.people)))}
        return tuple(sorted(best, key=lambda key: order[key]))

    # -- references --------------------------------------------------------------------------

    def references(self) -> list[Reference]:
        found = [
            *self._words(),
            *self.titles,
            *self.delegations,
            *self._shared(),
            *self._states(),
        ]
        found.sort(key=lambda r: (r.start, -r.end))
        kept: list[Reference] = []
        for reference in found:
            if kept and reference.start < kept[-1].end:
                continue
            kept.append(reference)
        return kept

    def _make(
        self, start: int, end: int, kind: ReferenceKind, entities: tuple[str, ...]
    ) -> Reference:
        return Reference(start, end, self.reading.text[start:end], kind, entities)

    def _words(self) -> list[Reference]:
        pattern, table = _words()
        taken = {offset for m in self.mentions for offset in range(m.start, m.end)}
        found = []
        for match in pattern.finditer(self.reading.simplified):
            start, end = match.span()
            single = end - start == 1 and table[match.group()].what != "met"
            if start in taken or (single and not self._is_word(start, end)):
                continue
            word = table[match.group()]
            if match.group()[0].isdigit() and self._is_toll(end):
                continue
            if word.what == "met" and not self._only_met(start, end):
                continue
            if word.what == "guest" and not self._is_met(start):
                continue
            if word.number > 1 and self.reading.simplified.startswith(
                self.lexicon.words["delegation", "noun"], end
            ):
                continue  # 五人|訪問團
            if word.kind is ReferenceKind.PRONOUN:
                entities = self._pronoun(start, end, word)
            else:
                entities = self._several(start, end, word)
                if word.what in ("side", "state"):
                    entities = self._sides_then(start, entities)
            if word.what not in ("latter", "former") and all(
                e in self.country_of for e in entities
            ):
                self._tell(start, end, entities)
            found.append(self._make(start, end, word.kind, entities))
        return found

    def _is_toll(self, end: int) -> bool:
        """Tell whether people are counted for what befell them: 2人|死亡, 3人|被捕."""
        return self.reading.simplified.startswith(self.lexicon.words["reference", "befalls"], end)

    def _only_met(self, start: int, end: int) -> bool:
        """Tell whether 其 is whom somebody meets, not whose something is: 同|其|會談, 其總統."""
        text, words = self.reading.simplified, self.lexicon.words
        if text.endswith(words["reference", "invites"], 0, start):
            return text.startswith(words["reference", "invited_then"], end)
        return self._is_met(start) and text.startswith(words["reference", "met_then"], end)

    def _is_word(self, start: int, end: int) -> bool:
        """Tell whether a pronoun is a word of its own, or the first of one with a verb: 他稱."""
        if self.reading.whole_words(start, end):
            return True
        word = self.reading.word_at.get(start)
        if word is None:
            return False
        rest = self.reading.simplified[end : self.reading.ends[word]]
        return (
            rest in self.lexicon.words["speech", "strong"]
            or rest in self.joiners
            or rest in self.lexicon.words["pronoun", "acts"]
        )

    def _tell(self, start: int, end: int, entities: tuple[str, ...]) -> None:
        """Take a word that was understood for mentions of those it means, for what follows it."""
        if not entities or len(entities) > _MOST_TOLD:
            return
        if _aside(self.reading, start) or self.reading.layout.quotation_at(start) is not None:
            return
        sentence = self._sentence(start)
        if len(entities) == 1:
            self.starts_of_one.add(start)
        people = self.by_sentence.setdefault(sentence, [])
        if len(people) < _MOST_IN_SENTENCE:
            caption = self.reading.kind_at(start) is BlockKind.CAPTION
            for key in entities:
                country = self.country_of.get(key, "")
                person = _Person(start, end, key, country, sentence, False, caption)
                people.insert(bisect_right([p.start for p in people], start), person)

    def _near(self, offset: int) -> list[_Person]:
        """Give the persons told of in the sentence before an offset and the three before it."""
        sentence = self._sentence(offset)
        caption = self.reading.kind_at(offset) is BlockKind.CAPTION
        return [
            person
            for number in range(max(0, sentence - _NEAR), sentence + 1)
            for person in self.by_sentence.get(number, ())
            if person.start < offset and (caption or not person.caption)
        ]

    def _pronoun(self, offset: int, end: int, word: _Word) -> tuple[str, ...]:
        near = self._near(offset)
        if not near:
            index = bisect_right(self.positions, offset) - 1
            last = self.people[max(0, index - 1) : index + 1]
            near = [person for person in last if not person.quoted]
        if not near:
            return ()
        governed = self._is_governed(offset, end)
        if word.what in ("latter", "former"):
            named = [p for p in near if p.start in self.starts_of_one]
            ids = list(dict.fromkeys(p.id for p in reversed(named)))[:2]
            if len(ids) < 2:
                ids = list(dict.fromkeys(p.id for p in reversed(near)))[:2]
            if len(ids) < 2:
                return ()
            meant = ids[0] if word.what == "latter" else ids[1]
            self.pointed.append((offset, meant))
            if not governed and self.reading.layout.quotation_at(offset) is None:
                self.shifted[self._sentence(offset)] = meant
            return (meant,)
        if word.what == "other":
            return self._opposite(offset, near)
        if word.what == "guest":
            return self._guest(offset, near)
        near = self._of_sex(near, offset, word.what == "woman")
        if governed:
            clause = self._clause_start(offset)
            own, met = self._own_subject(offset), self._is_met(offset)
            before = [p for p in near if p.start < clause or not self._is_object(p)]
            near = self._met_by(before, own, met) or self._met_by(near, own, met) or before or near
        else:
            beside = self._met_beside(end)
            near = [p for p in near if p.id not in beside] or near
        subject = self._subject(near, self._sentence(offset), offset)
        return (subject,) if subject else ()

    def _guest(self, offset: int, near: list[_Person]) -> tuple[str, ...]:
        """Give who is received: of those told of last a traveller, else who is told of most,
        of another state than the host."""
        home = self.country_of.get(self._own_subject(offset), "")
        abroad = [p for p in near if self.country_of.get(p.id, "") not in ("", home)]
        able = [p for p in abroad if p.id in self.guests]
        able = able or [p for p in abroad if not p.attends and self._may_meet(p.id)]
        if not able:
            return ()
        return (max(able, key=lambda p: (self.counts[p.id], p.start)).id,)

    def _met_beside(self, end: int) -> set[str]:
        """Give whom the subject of a clause meets there: 他…與普京會面 is not Putin."""
        last = self._clause_end(end)
        first = bisect_right(self.positions, end)
        found: set[str] = set()
        for person in self.people[first : first + _MOST_IN_SENTENCE]:
            if person.start >= last:
                break
            if self._is_object(person):
                found.add(person.id)
        return found

    def _is_governed(self, offset: int, end: int) -> bool:
        """Tell whether a pronoun is the object of a preposition or a verb."""
        text = self.reading.simplified
        return (
            text[offset - 1 : offset] in self.lexicon.object_markers
            or text[end : end + 1] in _MARKS
            or (text[end : end + 1] == _AS and offset in self.reading.word_to)
            or (self._after_verb(offset) and not self._acts(end))
        )

    def _acts(self, end: int) -> bool:
        """Tell whether a pronoun is the subject of what a verb says: 暗示|他可能會…"""
        return self.reading.simplified.startswith(
            self.lexicon.words["pronoun", "acts"], end, end + 4
        )

    def _of_sex(self, near: list[_Person], offset: int, woman: bool) -> list[_Person]:
        """Keep those whom 她 (or 他) may mean; the woman told of last if none is near."""
        if not woman:
            return [p for p in near if p.id not in self.women] or near
        found = [p for p in near if p.id in self.women]
        if found:
            return found
        index = bisect_right(self.positions, offset)
        before = self.people[max(0, index - _MOST_IN_SENTENCE) : index]
        last = next((p for p in reversed(before) if p.id in self.women), None)
        return [last._replace(sentence=self._sentence(offset) - 1)] if last else near

    def _met_by(self, near: list[_Person], own: str, met: bool) -> list[_Person]:
        """Give those whom the subject of a clause may do something to: nobody does it to himself,
        and whom he meets is of another state rather than of his own."""
        others = [p for p in near if p.id != own]
        home = self.country_of.get(own, "")
        if not met:
            return others
        abroad = [p for p in others if self.country_of.get(p.id, "") != home]
        return (abroad if home else []) or others

    def _is_met(self, offset: int) -> bool:
        """Tell whether a pronoun is governed by a word of meeting: 同|他, 會見|他."""
        text = self.reading.simplified
        if text[offset - 1 : offset] in self.joiners:
            return True
        word = self.reading.word_to.get(offset - 1 if text[offset - 1 : offset] == "了" else offset)
        if word is None:
            return False
        return text[self.reading.starts[word] : self.reading.ends[word]] in self.meeting_verbs

    def _own_subject(self, offset: int) -> str:
        """Give who is the subject of the clause of a pronoun, told in it or before it."""
        sentence, clause = self._sentence(offset), self._clause_start(offset)
        here = [p for p in self.by_sentence.get(sentence, ()) if p.start < offset]
        here = [p for p in here if not self._is_object(p) or self._is_agent(p)]
        inside = [p for p in here if p.start >= clause]
        if self.pointed and self.pointed[-1][0] >= clause:
            return self.pointed[-1][1]  # 後者|邀請他: 他 is the other
        if inside:
            return inside[-1].id
        if self._has_other_subject(clause, offset):
            return ""
        if here:
            return here[-1].id
        before = [p for p in self.by_sentence.get(sentence - 1, ()) if not self._is_object(p)]
        return before[0].id if before else ""

    def _has_other_subject(self, clause: int, offset: int) -> bool:
        """Tell whether a clause begins with somebody who is not named: 機場官員|向他獻花."""
        index = self.reading.word_at.get(clause)
        if index is None:
            return False
        while index < len(self.reading.tags) and self.reading.starts[index] < offset - 1:
            tag = self.reading.tags[index]
            if tag[:1] in ("p", "v"):
                return False
            if tag[:1] == "n" or tag == "j":
                return True
            index += 1
        return False

    def _is_agent(self, person: _Person) -> bool:
        role = self.role_to.get(person.start)
        start = role.start if role is not None else person.start
        return self.reading.simplified.endswith("由", 0, start)

    def _opposite(self, offset: int, near: list[_Person]) -> tuple[str, ...]:
        """Give whom 對方 means: of those told of last as a pair the one who isn't the subject."""
        own = self._own_subject(offset)
        pair = self._last_pair(offset, "")
        if own in pair or not own:
            others = [key for key in pair if key != own]
            return (others[0],) if len(others) == 1 else ()
        subject = self._subject(
            self._met_by(near, own, self._is_met(offset)), self._sentence(offset), offset
        )
        return (subject,) if subject else ()

    def _after_verb(self, offset: int) -> bool:
        """Tell whether a pronoun is the object of the verb right before it: 召|她|回國."""
        word = self.reading.word_to.get(offset)
        if word is None or self.reading.tags[word] != "v":
            return False
        start = self.reading.starts[word]
        verb = self.reading.simplified[start:offset]
        return verb not in self.lexicon.words["speech", "strong"] and not verb.endswith("是")

    def _subject(self, near: list[_Person], sentence: int, offset: int) -> str:
        quoted = self.reading.layout.quotation_at(offset) is not None
        said = self.reading.simplified.startswith(
            self.lexicon.words["speech", "strong"], offset + 1
        )
        any_else = not all(map(self._escorts, near))
        for number in range(sentence, sentence - 4, -1):
            told = [p for p in near if p.sentence == number and (quoted or not p.quoted)]
            if not told or (number < sentence and any_else and all(map(self._escorts, told))):
                continue
            subjects = [p for p in told if not self._is_object(p)]
            if not said:
                subjects = [p for p in subjects if self._may_meet(p.id)] or subjects
            if quoted and number == sentence and len(told) > 1:
                return told[-1].id
            chosen = subjects or told
            if number < sentence and self.shifted.get(number) in {p.id for p in told}:
                return self.shifted[number]
            if number < sentence and self._closes(told[-1]):
                return told[-1].id
            if number < sentence:
                return chosen[0].id
            return next(p.id for p in chosen if p.start == chosen[-1].start)
        return ""

    def _is_object(self, person: _Person) -> bool:
        """Tell whether a person is told of as the object of a preposition or of a verb:
        與|站在台階旁的某某, 會見|美國總統|某某."""
        role = self.role_to.get(person.start)
        start = role.start if role is not None else person.start
        if role is not None:
            start = self.bodies_to.get(start, start)  # 聯合國|秘書長|某某
        text = self.reading.simplified
        if text[max(0, start - _LEAD) : start].endswith(self.lexicon.words["speech", "to"]):
            return True  # 他告訴Z，他…
        if text[max(0, start - 1) : start] in self.lexicon.object_markers:
            return True
        word = self.reading.word_to.get(start)
        if word is not None and text[start - 1] == "了":
            start -= 1
            word = self.reading.word_to.get(start)  # 會見|了|某某
        if word is None:
            return False
        if self.reading.tags[word] == "v":
            verb = text[self.reading.starts[word] : start]
            return verb not in self.lexicon.words["speech", "strong"] and not verb.endswith("是")
        return text[start - 1] == "的" and self._is_far_governed(word, person)

    def _is_far_governed(self, word: int, person: _Person) -> bool:
        """Tell whether a modifier in 的 follows a preposition: 與|站在台階旁的|某某."""
        first = self._clause_start(person.start)
        text = self.reading.simplified
        for index in range(word, max(word - _MOST_BETWEEN, -1), -1):
            start = self.reading.starts[index]
            if start < first or start in self.starts_of_people:
                return False
            if text[start : self.reading.ends[index]] in self.lexicon.object_markers:
                return True
        return False

    def _last_pair(
        self, offset: int, group: str, states: "frozenset[str]" = frozenset(), abroad: bool = False
    ) -> tuple[str, ...]:
        """Give the two persons told of last who act together, of two states if these are told."""
        sentence = self._sentence(offset)
        caption = self.reading.kind_at(offset) is BlockKind.CAPTION
        window: list[_Person] = []
        for number in range(sentence, max(sentence - _FAR, -1), -1):
            told = [
                p
                for p in self.by_sentence.get(number, [])
                if (number < sentence or p.start < offset) and (caption or not p.caption)
            ]
            if number < sentence - 1:
                told = [p for p in told if p.start not in self.welcoming]
            if number < sentence and group:
                told = [p for p in told if not self._is_of_then(p)] or told
            if number == sentence and self.main_pair:
                told = [p for p in told if p.id in self.main_pair or not self._reports(p)]
            if states:
                told = [p for p in told if self.country_of.get(p.id, "") in states]
            pair = self._pair_in(told, group)
            if number == sentence and pair and not group:
                pair = self._addressed(told) or self._pair_still(told, sentence) or pair
            partner: tuple[str, ...] = ()
            if number < sentence and not group:
                partner = self._partner(told, window, states, abroad)
            if partner and all(self._is_object(p) for p in window):
                return partner
            if pair and self._fits_states(pair, states, abroad):
                welcomed = self._with_host(pair, window) if number < sentence else ()
                return welcomed or self._pair_of_newer(pair, window, number, offset) or pair
            if partner:
                return partner
            window = told + window
            pair = self._pair_in([p for p in window if not p.quoted], group)
            if pair and number < sentence and self._fits_states(pair, states, abroad):
                if group or not self.main_pair or not self._only_speak(pair, window):
                    return pair
                break
        if (
            self.main_pair
            and self._are_told(self.main_pair, offset)
            and (not group or all(self._is(p, group) for p in self.main_pair))
            and self._fits_states(self.main_pair, states, abroad)
        ):
            return self.main_pair
        if states and group in ("", "leader"):
            return self._leaders_of(sorted(states))
        if not group or states:
            return ()
        members = self._members(group)
        last = bisect_right(members, (offset, ""))
        return tuple(key for _, key in members[last - 2 : last]) if last >= 2 else ()

    def _is_of_then(self, person: _Person) -> bool:
        """Tell whether somebody is told of by an office that he held back then: 當時的總統|某某."""
        role = self.role_to.get(person.start)
        if role is None:
            return False
        words = self.lexicon.words["modifier", "at_the_time"]
        lead = self.reading.simplified[max(0, role.start - _FAR) : role.end]
        return any(word in lead for word in words)

    def _addressed(self, told: list[_Person]) -> tuple[str, ...]:
        """Give the subject of a sentence that names several and the only one whom he turns to:
        A向|B轉達C的口信，兩人…."""
        if len({p.id for p in told}) <= 2:
            return ()
        text, words = self.reading.simplified, self.lexicon.words["reference", "addressing"]
        to = {
            p.id
            for p in told
            if text.endswith(
                words, 0, role.start if (role := self.role_to.get(p.start)) else p.start
            )
        }
        subject = next((p.id for p in told if not self._is_object(p)), "")
        return (subject, *to) if subject and len(to) == 1 and subject not in to else ()

    def _with_host(self, pair: tuple[str, ...], since: list[_Person]) -> tuple[str, ...]:
        """Give whom the story follows and who welcomed him since, no one of the pair told before
        that: 他將會晤C。專機降落，D親自接機。兩人…."""
        hosts = {p.id for p in since if p.start in self.welcoming}
        if len(hosts) != 1 or self.hero in hosts or hosts & set(pair) or self.hero not in pair:
            return ()
        found = (self.hero, *hosts)
        return found if self._fits_states(found, frozenset(), True) else ()

    def _are_told(self, pair: tuple[str, ...], offset: int) -> bool:
        """Tell whether two are named before an offset; what stands in a heading or at the very
        beginning may go ahead."""
        if self.reading.kind_at(offset) is not BlockKind.BODY:
            return True
        if not self.positions or self.positions[0] > offset:
            return True
        return all(self.starts[key][0] < offset for key in pair)

    def _pair_of_newer(
        self, pair: tuple[str, ...], since: list[_Person], number: int, offset: int
    ) -> tuple[str, ...]:
        """Give the earlier pair of who is the subject since, where the pair told last is not his:
        A與B會談。B曾獲C接見。A轉往布魯塞爾。兩人…."""
        sentence = self._sentence(offset)
        told = [p for p in since if p.sentence == sentence - 1 and not p.attends and not p.quoted]
        newer = next((p for p in told if not self._is_object(p)), None)
        if newer is None or newer.id in pair or not self._may_meet(newer.id):
            return ()
        if self._speaks(newer):
            return ()
        for earlier in range(number - 1, max(number - _FAR, -1), -1):
            before = self._pair_in(self.by_sentence.get(earlier, []))
            if newer.id in before:
                return before
        return ()

    def _only_speak(self, pair: tuple[str, ...], window: list[_Person]) -> bool:
        """Tell whether one of two is only told of as speaking of the others."""
        return any(
            all(self._speaks(p) for p in window if p.id == key) and key not in self.main_pair
            for key in pair
        )

    def _escorts(self, person: _Person) -> bool:
        """Tell whether all that is told of somebody is that he came along: 外長某某|陪同。"""
        words = self.lexicon.words["attends", "accompanies"]
        along = (*words, *self.lexicon.words["attends", "sits_in"])
        first = self._clause_start(person.start)
        clause = self.reading.simplified[first : self._clause_end(person.end)]
        return person.attends and any(word in clause for word in along)

    def _closes(self, person: _Person) -> bool:
        """Tell whether a sentence ends in who said it: …，總統某某|說。"""
        sentence = self.reading.layout.sentence_at(person.start)
        if sentence is None:
            return False
        rest = self.reading.simplified[person.end : min(sentence.end, person.end + 8)]
        return rest.strip("。 \n") in self.lexicon.words["speech", "strong"]

    def _reports(self, person: _Person) -> bool:
        """Tell whether somebody is named as the source of what follows: 某某|說，雙方…."""
        said = self.lexicon.words["speech", "strong"]
        return self.reading.simplified.startswith(said, person.end)

    def _speaks(self, person: _Person) -> bool:
        """Tell whether a name is followed by a verb of saying."""
        follow = self.reading.simplified[person.end : person.end + 8]
        said = self.lexicon.words["speech", "strong"]
        return any(follow.startswith(said, index) for index in range(5))

    def _pair_still(self, told: list[_Person], sentence: int) -> tuple[str, ...]:
        """Give the two told of together shortly before, if a sentence names them with others."""
        ids = {p.id for p in told}
        if len(ids) < 3:
            return ()
        for number in range(sentence - 1, max(sentence - _NEAR, 0) - 1, -1):
            before = self._pair_in(self.by_sentence.get(number, []))
            if before and set(before) <= ids:
                return before
        return ()

    def _partner(
        self, told: list[_Person], since: list[_Person], states: "frozenset[str]", abroad: bool
    ) -> tuple[str, ...]:
        """Give the subject of a sentence that names several and the one of them told since:
        習近平會見呂特、拉馬福薩。同拉馬福薩會見時，雙方…."""
        after = list(dict.fromkeys(p.id for p in since if not p.attends))
        ids = list(dict.fromkeys(p.id for p in told if not p.attends and self._may_meet(p.id)))
        if len(after) != 1 or len(ids) < 3 or after[0] not in ids[1:]:
            return ()
        pair = (ids[0], after[0])
        return pair if self._fits_states(pair, states, abroad) else ()

    def _fits_states(self, pair: tuple[str, ...], states: "frozenset[str]", abroad: bool) -> bool:
        """Tell whether two persons may stand for two states, or for these two."""
        countries = [self.country_of.get(key, "") for key in pair]
        if states:
            return set(countries) == states
        return not abroad or not all(countries) or len(set(countries)) == len(countries)

    def _members(self, group: str) -> list[tuple[int, str]]:
        """Give the leaders (or ministers) of the article by where they are first named."""
        if group not in self.of_class:
            self.of_class[group] = sorted(
                (starts[0], key) for key, starts in self.starts.items() if self._is(key, group)
            )
        return self.of_class[group]

    def _named_after(self, end: int) -> tuple[str, ...]:
        """Give the two whose names follow 兩國外長 at once: 兩國外長|某某、某某."""
        role = self.role_at.get(end)
        start = role.end if role is not None else end
        index = bisect_right(self.positions, start - 1)
        pair = self.people[index : index + 2]
        if len(pair) < 2 or pair[0].start != start or pair[0].id == pair[1].id:
            return ()
        between = self.reading.simplified[pair[0].end : pair[1].start]
        return (pair[0].id, pair[1].id) if between in self.joiners else ()

    def _several(self, offset: int, end: int, word: _Word) -> tuple[str, ...]:
        named = self._named_after(end) if word.number == 2 else ()
        if named:
            return named
        if word.what.startswith("of "):
            return self._named_states(word.what.split()[1:])
        if word.what in ("state", "side") and self._before_noun(end):
            role = self.role_at.get(end)
            if role is None or word.number != 2:
                return ()
            return self._last_pair(offset, role.office, self._told_states(offset), True)
        if word.what == "state":
            acting = self._states_acting(offset) if word.number == 2 else ()
            if acting:
                return acting
            codes = sorted(self._told_states(offset))
            here = [p for p in self.by_sentence.get(self._sentence(offset), ()) if p.start < offset]
            pair = self._pair_in(here) if word.number == 2 and not codes else ()
            if pair and all(self._is(key, "leader") for key in pair):
                return pair if self._fits_states(pair, frozenset(), True) else ()
            if word.number == 2 and not codes:
                pair = self._last_pair(offset, "leader", frozenset(), True)
                if pair and all(self.starts[key][0] < offset for key in pair):
                    return pair
            return self._leaders_of(codes or self._last_states(offset, word.number or 2))
        if word.what == "side" and word.number == 2:
            acting = self._states_acting(offset)
            if acting:
                return acting
        group = word.what if word.what not in ("person", "side") else ""
        if not group and word.number == 2 and self._of_summit(end):
            leaders = self._last_pair(offset, "leader", self._told_states(offset))
            if leaders:
                return leaders
        others = self._others(offset, group) if word.number == 2 else ()
        if not others and word.what == "person" and word.number == 2:
            others = self._met_pair(offset)
        if others:
            return others
        if word.what == "side" and self._are_delegations(offset):
            return ()
        if word.number == 2:
            of_states = "国" in self.reading.simplified[offset:end]
            abroad = of_states or word.what == "side"
            states = self._told_states(offset) if of_states else frozenset()
            apart = self._both_others(offset, group)
            return (
                apart
                or self._defined(offset, group)
                or self._speaker_after(end, group, of_states)
                or self._last_pair(offset, group, states, abroad)
                or (abroad and not of_states and self._last_pair(offset, group, states))
                or (self._leading_pair(offset, states, abroad) if group == "leader" else ())
            )
        if word.number > 2:
            return self._group(offset, group, word.number)
        if word.number == 0 and word.what == "person" and self._is_met(offset):
            return self._guest(offset, self._near(offset))  # 莫迪拜訪|他們
        return ()

    def _named_states(self, codes: list[str]) -> tuple[str, ...]:
        """Give the states of those codes where the article names them all (兩韓)."""
        told = {mention.entity.country_code: mention.entity.id for mention in self.states}
        return tuple(told[code] for code in codes) if told.keys() >= set(codes) else ()

    def _met_pair(self, offset: int) -> tuple[str, ...]:
        """Give the two whom the subject of a clause meets, who is none of them: 分別會見|兩人."""
        if not self._is_met(offset) or self.reading.kind_at(offset) is not BlockKind.BODY:
            return ()
        own = self._own_subject(offset)
        return self._pair_in([p for p in self._near(offset) if p.id != own]) if own else ()

    def _leading_pair(self, offset: int, states: "frozenset[str]", abroad: bool) -> tuple[str, ...]:
        """Give the two told of last if they may be leaders, else the leaders of their states:
        奧巴馬抵埗，外長羅德里格斯迎接。兩國元首…."""
        pair = self._last_pair(offset, "", states, abroad)
        if all(self._may_lead(key) for key in pair):
            return pair
        return self._leaders_of([self.country_of.get(key, "") for key in pair])

    def _may_lead(self, person: str) -> bool:
        """Tell whether nothing that is known of somebody says that he leads no state."""
        known = any(office_class(kind) == "minister" for kind in self.kinds.get(person, ()))
        return not known or self._is(person, "leader")

    def _both_others(self, offset: int, group: str) -> tuple[str, ...]:
        """Give the two told of last whom others meet: A與B、C會談，A分別會見|兩位領導人."""
        if not self._is_met(offset):
            return ()
        sentence, clause = self._sentence(offset), self._clause_start(offset)
        here = [p for p in self.by_sentence.get(sentence, ()) if p.start < offset]
        own = {p.id for p in here if p.start >= clause} or {self._own_subject(offset)}
        for number in range(sentence, max(sentence - _NEAR, 0) - 1, -1):
            told = here if number == sentence else self.by_sentence.get(number, [])
            pair = self._pair_in([p for p in told if p.id not in own and not p.caption], group)
            if pair:
                return pair if len({p.id for p in told} - own) == len(pair) else ()
        return ()

    def _states_acting(self, offset: int) -> tuple[str, ...]:
        """Give the two states that the sentence, or the one before, says to have done something
        together, where neither names a person: 沙特和伊朗三月對話。10日|兩國達成協議. Where
        nobody is named for longer, they may be told as those of something: 亞阿|邊境."""
        sentence = self._sentence(offset)
        index = bisect_right(self.state_pairs, (offset, 0, "", "", False)) - 1
        if index < 0:
            return ()
        start, end, one, other, acting = self.state_pairs[index]
        told = self._sentence(start)
        if sentence - told > 1 or end == offset:
            return ()
        first = told if acting else max(told - _NEAR + 1, 0)
        for number in range(first, sentence + 1):
            if any(p.start < offset and not p.attends for p in self.by_sentence.get(number, ())):
                return ()
        insort(self.state_pairs, (offset, offset, one, other, acting))
        return one, other

    def _state_pairs(self) -> list[tuple[int, int, str, str, bool]]:
        """Find two states told together; the last value is True of those who act (美國與伊朗|於…,
        the talks of 美國和伊朗), not of 美伊|關係."""
        found = []
        text = self.reading.simplified
        talks = self.lexicon.words["reference", "of_both"]
        for one, other in pairwise(self.states):
            between = text[one.end : other.start]
            beside = not between and one.end - one.start == 1
            if not beside and between not in self.joiners:
                continue
            codes = {one.entity.country_code, other.entity.country_code}
            word = self.reading.word_to.get(one.start)
            lead = self.reading.tags[word] if word is not None else ""
            noun = self._before_noun(other.end) or text.startswith(("之", "的"), other.end)
            acting = not noun or text.startswith(talks, other.end)
            if len(codes) == 2 and lead[:1] not in _NO_SUBJECT_AFTER:
                found.append((one.start, other.end, one.entity.id, other.entity.id, acting))
        return found

    def _of_summit(self, end: int) -> bool:
        """Tell whether what two do is for leaders: 雙方將舉行|高峰會."""
        clause = self.reading.simplified[end : self._clause_end(end)]
        return any(word in clause for word in self.lexicon.words["reference", "of_leaders"])

    def _sides_then(self, offset: int, pair: tuple[str, ...]) -> tuple[str, ...]:
        """Give the states of two where the sentence tells of a year when neither was in office.

        2000年12月，雙方簽署和平協議, told of those who lead them in 2018.
        """
        sentence = self.reading.layout.sentence_at(offset)
        if len(pair) != 2 or sentence is None or not self.reading.year:
            return pair
        years = _YEAR.findall(self.reading.simplified, sentence.start, offset)
        people = [self.lexicon.people.get(key) for key in pair]
        if not years or abs(int(years[-1]) - self.reading.year) <= 1:
            return pair
        year = int(years[-1])
        if any(p is None or not p.offices for p in people):
            return pair
        here = {p.id for p in self.by_sentence.get(self._sentence(offset), ()) if p.start < offset}
        if here & set(pair) or all(p is not None and p.active(year) for p in people):
            return pair
        told = {m.entity.country_code: m.entity.id for m in reversed(self.states)}
        states = [told.get(self.country_of.get(key, ""), "") for key in pair]
        return tuple(states) if all(states) and states[0] != states[1] else ()

    def _are_delegations(self, offset: int) -> bool:
        """Tell whether 雙方 are two groups, told of last: A、B與C、D會談."""
        sentence = self._sentence(offset)
        for number in range(sentence, max(sentence - _NEAR, -1), -1):
            told = [
                p
                for p in self.by_sentence.get(number, [])
                if p.start < offset and not p.attends and self._may_meet(p.id)
            ]
            if len({p.id for p in told}) < 2:
                continue
            sides: dict[str, set[str]] = {}
            for person in told:
                sides.setdefault(self.country_of.get(person.id, ""), set()).add(person.id)
            del told[2:]
            one, other = told
            home = self.country_of.get(one.id, "")
            joined = self.reading.simplified[one.end : other.start]
            return (
                len(sides) == 2
                and bool(home)
                and home == self.country_of.get(other.id, "")
                and "、" in joined
                and "，" not in joined
            )
        return False

    def _before_noun(self, end: int) -> bool:
        """Tell whether a word like 兩國 only says whose something is: 兩國|關係, 雙方|代表."""
        word = self.reading.word_at.get(end)
        if end in self.role_at:
            return True
        if self.reading.simplified.startswith(self.lexicon.words["reference", "before_verb"], end):
            return False
        return word is not None and self.reading.tags[word] in ("n", "nz", "vn", "b", "an")

    def _told_states(self, offset: int) -> "frozenset[str]":
        """Give the two states that the sentence named right before 兩國: 委蓋|兩國."""
        text = self.reading.simplified
        layout = self.reading.layout
        sentence = layout.sentence_at(offset)
        first = sentence.start if sentence else offset
        index = bisect_right(self.state_starts, offset) - 1
        for number in range(index, max(0, index - _MOST_IN_SENTENCE), -1):
            one, other = self.states[number - 1], self.states[number]
            if one.start < first:
                break
            beside = one.end == other.start or text[one.end : other.start] in self.joiners
            if beside and text.startswith(_TWO_STATES, other.end):
                codes = {one.entity.country_code, other.entity.country_code}
                return frozenset(codes) if len(codes) == 2 else frozenset()
        return frozenset()

    def _others(self, offset: int, group: str) -> tuple[str, ...]:
        """Give who else was told of together with the subject: 邀請|另外|兩國元首."""
        text = self.reading.simplified
        if not text.endswith(self.lexicon.words["others", "before"], 0, offset):
            return ()
        sentence = self._sentence(offset)
        here = [p.id for p in self.by_sentence.get(sentence, ()) if p.start < offset]
        if not here:
            return ()
        three = self._group(offset, group, 3)
        return tuple(key for key in three if key != here[0]) if here[0] in three else ()

    def _defined(self, offset: int, group: str) -> tuple[str, ...]:
        """Give the two whom the sentence itself names after 是: 上次會談，是某某與某某舉行的."""
        sentence = self.reading.layout.sentence_at(offset)
        if sentence is None:
            return ()
        at = self.reading.simplified.find("，是", offset, sentence.end)
        if at < 0:
            return ()
        told = [p for p in self.by_sentence.get(self._sentence(offset), ()) if p.start > at]
        for one, other in pairwise(told):
            if one.id != other.id and _joined(self.reading, one, other, self.joiners):
                return one.id, other.id
        return ()

    def _speaker_after(self, end: int, group: str, abroad: bool) -> tuple[str, ...]:
        """Give whom the story follows and the leader who speaks after 兩國元首會談，….

        The next clause begins with one of the two; if he was not told of before, the other is
        the person of whom the article tells most.
        """
        if not abroad or not self.hero:
            return ()
        stop = self._clause_end(end)
        sentence = self.by_sentence.get(self._sentence(end), ())
        speaker = next((p for p in sentence if p.start > stop), None)
        if speaker is None or self.starts.get(speaker.id, [0])[0] != speaker.start:
            return ()
        role = self.role_to.get(speaker.start)
        if speaker.start != stop + 1 and (role is None or role.start != stop + 1):
            return ()
        hero = self.hero
        pair = (hero, speaker.id)
        fitting = hero != speaker.id and all(self._is(key, group) for key in pair)
        return pair if fitting and self._fits_states(pair, frozenset(), True) else ()

    def _group(self, offset: int, group: str, wanted: int) -> tuple[str, ...]:
        """Give so many who were told of last; those who only attend where there are too few."""
        return self._last_of(offset, group, wanted, False) or self._last_of(
            offset, group, wanted, True
        )

    def _last_of(self, offset: int, group: str, wanted: int, attending: bool) -> tuple[str, ...]:
        sentence = self._sentence(offset)
        ids: list[str] = []
        for number in range(sentence, max(sentence - _FAR, -1), -1):
            told = [
                p
                for p in self.by_sentence.get(number, [])
                if p.start < offset and (attending or not p.attends) and self._may_meet(p.id)
            ]
            here = list(dict.fromkeys(p.id for p in told if not group or self._is(p.id, group)))
            if len(here) == wanted:
                return tuple(here)
            ids = here + [key for key in ids if key not in here]
            if len(ids) == wanted:
                return tuple(ids)
            if len(ids) > wanted:
                return ()
        return ()

    # -- titles and states -------------------------------------------------------------------

    def _titles(self) -> list[Reference]:
        found = []
        for role in self.roles:
            if role.named or not self.holders.tells(role):
                continue
            holder = self._this_one(role) or self.holders.holder(role)
            if holder:
                found.append(self._make(role.start, role.end, ReferenceKind.TITLE, (holder,)))
        return found

    def _this_one(self, role: Role) -> str:
        """Give who was named last before 這位|巴國總統, if nothing says that he is of another
        state."""
        text = self.reading.simplified
        if not text.endswith(self.lexicon.words["reference", "this_one"], 0, role.start):
            return ""
        sentence, second = self._sentence(role.start), ""
        for person in reversed(self._near(role.start)):
            if person.sentence < sentence - 1:
                break
            country = self.country_of.get(person.id, "")
            fits = country == role.country_code or not (country and role.country_code)
            held = self.offices.get(person.id)
            if held and not any(same_office(kind, role.office) for kind in self.kinds[person.id]):
                continue
            if fits and not person.attends and self._may_meet(person.id):
                if not held or any(kind.text.endswith(role.text) for kind in held):
                    return person.id
                second = second or person.id
        return second

    def _delegations(self) -> list[Reference]:
        """Find 訪問團, 美國代表團: bodies that stand for who leads them, where that is told."""
        found = find_delegations(self.reading, self.mentions, self.roles, self.country_of)
        return [
            self._make(one.start, one.end, ReferenceKind.TITLE, (one.leader,) if one.leader else ())
            for one in found
            if one.leader or one.sent
        ]

    def _shared(self) -> list[Reference]:
        """Find 日韓首腦, 中、法外長: an office told of several states, whose holders are known."""
        found = []
        for role in self.roles:
            if role.named or role.person or not role.principal:
                continue
            states = self._states_sharing(role)
            codes = [state.entity.country_code for state in states]
            if len(codes) < 2 or len(set(codes)) < len(codes):
                continue
            holders = [self._holder_in(role, code) for code in codes]
            if all(holders) and len(set(holders)) == len(holders):
                start = states[0].start
                found.append(self._make(start, role.end, ReferenceKind.PAIR, tuple(holders)))
        return found

    def _states_sharing(self, role: Role) -> list[NameMention]:
        """Give the states joined before an office, with 兩國 or nothing between."""
        text = self.reading.simplified
        index = bisect_right(self.state_starts, role.end) - 1
        end = role.start
        if index >= 0 and self.states[index].start >= role.start:
            if self.states[index].start > role.start:
                return []
        elif text.endswith(_COUNTED, 0, end):
            end -= len(_COUNTED[0])
        states: list[NameMention] = []
        for number in range(index, max(index - _MOST_TOLD, -1), -1):
            state = self.states[number]
            own = state.start == role.start
            if not own and (state.end > end or text[state.end : end] not in ("", *self.joiners)):
                break
            states.insert(0, state)
            end = state.start
        return states

    def _holder_in(self, role: Role, code: str) -> str:
        if office_class(role.office) == "leader":
            words = self.lexicon.words["title", "vague"]
            if simplify(role.text).endswith(words):
                return self._leader(code)
        return self.holders.holder(replace(role, country_code=code))

    def _clause_start(self, offset: int) -> int:
        text = self.reading.simplified
        first = max(0, offset - _LONGEST_CLAUSE)
        return max(first, *(text.rfind(mark, first, offset) + 1 for mark in "，。；！？\n"))

    def _last_states(self, offset: int, number: int) -> list[str]:
        states: list[str] = []
        index = bisect_right(self.state_starts, offset) - 1
        first = max(0, index - _MOST_IN_SENTENCE)
        while index >= first and len(states) < number:
            code = self.states[index].entity.country_code
            if code not in states:
                states.insert(0, code)
            index -= 1
        return states if len(states) == number else []

    def _leaders_of(self, codes: list[str]) -> tuple[str, ...]:
        """Give the leader of each state that the article tells of most, () if one has none."""
        leaders = [self._leader(code) for code in codes]
        return tuple(leaders) if all(leaders) else ()

    def _leader(self, code: str) -> str:
        if not code:
            return ""
        if code not in self.leaders:
            candidates = [
                key
                for key in self.counts
                if self.country_of.get(key) == code and self._is(key, "leader")
            ]
            self.leaders[code] = max(candidates, key=lambda key: self.counts[key], default="")
        return self.leaders[code]

    def _states(self) -> list[Reference]:
        """Find 美俄 and 俄方: states that may stand for their leaders."""
        found = []
        for one, other in pairwise(self.states):
            if one.end == other.start and one.end - one.start == 1:
                codes = [one.entity.country_code, other.entity.country_code]
                leaders = self._leaders_of(codes)
                found.append(self._make(one.start, other.end, ReferenceKind.STATE, leaders))
        for state in self.states:
            text = self.reading.simplified
            if text[state.end - 1] == "方" and state.end - state.start == 2:
                end = state.end
            elif text.startswith("方面", state.end):
                continue
            elif text.startswith("方", state.end) and state.end - state.start <= 2:
                end = state.end + 1
            else:
                continue
            leaders = self._leaders_of([state.entity.country_code])
            found.append(self._make(state.start, end, ReferenceKind.STATE, leaders))
        return found


def _aside(reading: "Reading", offset: int) -> bool:
    return reading.kind_at(offset) in (
        BlockKind.RELATED, BlockKind.BOILERPLATE, BlockKind.BYLINE,
    )  # fmt: skip


def _joined(reading: "Reading", one: _Person, other: _Person, joiners: tuple[str, ...]) -> bool:
    """Tell whether two names are joined by 與, 和 or the like, an office in between at most."""
    between = reading.simplified[one.end : other.start]
    return len(between) <= 40 and "。" not in between and any(c in between for c in joiners)
