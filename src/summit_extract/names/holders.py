"""Who holds an office that stands without a name: 總統 after 總統文在寅, 美國總統 alone."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from summit_extract.language.layout import BlockKind
from summit_extract.names.lexicon import Lexicon
from summit_extract.names.offices import office_class, same_office, same_offices
from summit_extract.names.values import NameMention, Role

if TYPE_CHECKING:
    from summit_extract.names.reading import Reading

__all__ = ["Holders"]

_MOST_HOLDERS = 50
_LONGEST_CLAUSE = 120
_LEAD = 4
_ENDING = 2
_LATER = 1.5
"""What it costs a holder that he is named only after his office."""

_STYLED = 1.25
"""What it is worth that somebody is called by the very word: 陳總統, then 總統."""

_OUT_OF_OFFICE = 1.0
"""How well a holder fits at best whose term was over in the article's year."""

_DEPUTY = "副"
_MOST_ALIKE = 3
"""Characters that two titles share that are one: 反對派領袖, 反對派領導人."""

_MARKS = "，。；！？\n"
_SPACES = " \u3000"


class Holders:
    """The holders of offices that an article names, and which of them an office alone means.

    ``offices`` gives the roles of each person by his id, ``starts`` where each is named, sorted.
    """

    def __init__(
        self,
        reading: "Reading",
        mentions: Sequence[NameMention],
        roles: Sequence[Role],
        offices: Mapping[str, Sequence[Role]],
        starts: Mapping[str, Sequence[int]],
        lexicon: Lexicon,
    ) -> None:
        self.reading, self.lexicon, self.starts = reading, lexicon, starts
        self.offices: dict[str, list[Role]] = {key: list(held) for key, held in offices.items()}
        people = {m.end: m.entity.id for m in mentions if m.label == "PERSON"}
        self.styled = {
            (role.person, role.text)
            for role in roles
            if role.person and people.get(role.start) == role.person
        }
        for role in roles:
            person = "" if role.person else self._taking_office(role, people)
            if person:
                self.offices.setdefault(person, []).append(role)
        for key, held in self.offices.items():
            told = {(r.text, r.office, r.country_code, r.organisation, r.former): r for r in held}
            self.offices[key] = list(told.values())  # each once, however often it is told
        self.by_office: dict[str, list[str]] = {}
        for key, held in self.offices.items():
            for office in {role.office for role in held}:
                self.by_office.setdefault(office, []).append(key)
        named = ("GPE", "ORG", "PERSON")
        self.by_ending: dict[str, list[str]] = {}
        for key, held in self.offices.items():
            for ending in {role.text[-_ENDING:] for role in held}:
                self.by_ending.setdefault(ending, []).append(key)
        states = [(m.start, m.entity.country_code) for m in mentions if m.label in named]
        states += [(role.start, role.country_code) for role in roles]
        self.states = sorted(item for item in states if item[1])

    def _taking_office(self, role: Role, people: Mapping[int, str]) -> str:
        """Give who takes an office that stands behind him: 文在寅|當選|韓國總統."""
        if role.start in people:
            return people[role.start] if role.elect else ""
        text = self.reading.simplified
        for word in self.lexicon.words["title", "becoming"]:
            if text.endswith(word, 0, role.start):
                return people.get(role.start - len(word), "")
        return ""

    def tells(self, role: Role) -> bool:
        """Tell whether an office alone can tell who is meant: 總統 can, 官員 and 記者 can't, nor
        can 就任總統 and 多國領袖."""
        lead = self.reading.simplified[max(0, role.start - _LEAD) : role.start]
        if lead.endswith(
            (*self.lexicon.words["title", "becoming"], *self.lexicon.words["title", "many"])
        ):
            return False
        if office_class(role.office) == "official":
            told = role.country_code or role.organisation or self._only_holder(role)
            return bool(told) and (role.office != "other" or self._only_holder(role))
        vague = role.text in self.lexicon.words["title", "vague"]
        return bool(role.country_code) or not vague or self._only_holder(role)

    def _only_holder(self, role: Role) -> bool:
        """Tell whether the article names just one holder of an office: 駐華大使某某, then 大使."""
        holders = {
            key
            for key in self._may_hold(role)
            if any(
                (o.text.endswith(role.text) or _share(role, o) >= _MOST_ALIKE) and o.principal
                for o in self.offices[key]
            )
        }
        told = {key for key in holders if self.starts.get(key, (0,))[0] < role.start}
        return len(told or holders) == 1 and role.principal

    def holder(self, role: Role) -> str:
        """Give who of the article holds an office that stands without a name, or an empty string.

        Somebody named in the same clause is somebody else (總統同當選總統拜登通話); of several, he
        who was told last, he whose state the sentence has told, and not he who is named later.
        """
        states = self._states_told(role)
        candidates = self._may_hold(role)
        for state in sorted(states):
            listed = self.lexicon.holders.get((role.office, state), ())
            candidates.update(person.id for person in listed if person.id in self.starts)
        for office in (role.office, *same_offices(role.office)):
            listed = self.lexicon.holders.get((office, role.country_code), ())
            candidates.update(person.id for person in listed if person.id in self.starts)
        best, best_score = "", 0.0
        first, last = self._clause_of(role)
        in_body = self.reading.kind_at(role.start) is BlockKind.BODY
        for key in sorted(candidates):
            if self._told_between(key, first, last):
                continue
            points = self._fits(key, role) or self._fits_told(key, role, states)
            if points:
                score = points + 1 / (2 + self._distance(key, role.start) / 100)
                score += bool(states & {held.country_code for held in self.offices.get(key, ())})
                score += _STYLED if (key, role.text) in self.styled else 0.0
                later = in_body and self.starts.get(key, [0])[0] > role.start
                score -= _LATER if later else 0.0
                if score > best_score:
                    best, best_score = key, score
        return best

    def _may_hold(self, role: Role) -> set[str]:
        """Give who of the article holds an office of that kind, or is called by that word at all
        (主席 of 臨時政府主席)."""
        offices = [office for office in self.by_office if same_office(role.office, office)]
        found = {key for office in offices for key in self.by_office[office][:_MOST_HOLDERS]}
        if role.text in self.lexicon.words["title", "vague"]:
            found.update(self.by_ending.get(role.text[-_ENDING:], ())[:_MOST_HOLDERS])
        return found

    def _clause_of(self, role: Role) -> tuple[int, int]:
        text = self.reading.simplified
        start = max(0, role.start - _LONGEST_CLAUSE)
        stop = min(len(text), role.end + _LONGEST_CLAUSE)
        in_body = self.reading.kind_at(role.start) is BlockKind.BODY
        marks = _MARKS if in_body else _MARKS + _SPACES
        first = max(start, *(text.rfind(mark, start, role.start) + 1 for mark in marks))
        ends = [at for mark in marks if (at := text.find(mark, role.end, stop)) >= 0]
        return first, min(ends, default=stop)

    def _states_told(self, role: Role) -> set[str]:
        """Give the states that the sentence has told before an office that tells none."""
        sentence = self.reading.layout.sentence_at(role.start)
        if role.country_code or sentence is None:
            return set()
        low = bisect_left(self.states, (sentence.start, ""))
        high = bisect_left(self.states, (role.start, ""))
        return {code for _, code in self.states[low:high]}

    def _told_between(self, key: str, first: int, end: int) -> bool:
        starts = self.starts.get(key, ())
        index = bisect_right(starts, end) - 1
        return index >= 0 and starts[index] >= first

    def _distance(self, key: str, offset: int) -> int:
        """Give how far before an offset somebody was last named, or first after it."""
        starts = self.starts.get(key, ())
        index = bisect_right(starts, offset) - 1
        return abs(offset - starts[max(index, 0)]) if starts else len(self.reading.text)

    def _fits(self, key: str, role: Role) -> float:
        """Tell how well somebody fits an office, 0 if not at all."""
        country, year = role.country_code, self.reading.year
        for other in self.offices.get(key, ()):
            vague = role.text in self.lexicon.words["title", "vague"]
            if (
                (same_office(other.office, role.office) or (vague and _ends(other, role)))
                and (not country or not other.country_code or other.country_code == country)
                and other.former == role.former
                and self._of_one_body(role, other)
                and (country or _share(role, other) > 0)
                and _is_deputy(role) == _is_deputy(other)
            ):
                points = 4.0 if other.text.endswith(role.text) else 2.5
                return min(points, _OUT_OF_OFFICE) if self._is_out(key, role) else points
        row = self.lexicon.people.get(key)
        if row is None or not country or role.organisation:
            return 0.0
        terms = [
            o for o in row.offices if o.state == country and same_office(o.office, role.office)
        ]
        if terms and (not year or any(o.first <= year <= o.last for o in terms)):
            return 1.5
        if terms:
            return 1.0 if role.former else 0.5
        return 0.0

    def _is_out(self, key: str, role: Role) -> bool:
        """Tell whether somebody held an office only before the article's year: 教宗 of 2019 is not
        若望保祿二世, though he was told of last."""
        row, year = self.lexicon.people.get(key), self.reading.year
        if row is None or not year or role.former:
            return False
        terms = [o for o in row.offices if same_office(o.office, role.office)]
        return bool(terms) and all(o.last < year for o in terms)

    def _fits_told(self, key: str, role: Role, states: set[str]) -> float:
        """Tell whether somebody named without office holds it in a state that the sentence tells:
        白宮說，已告知川普；|總統…."""
        row, year = self.lexicon.people.get(key), self.reading.year
        if row is None or not year or role.organisation or key in self.offices:
            return 0.0
        held = any(
            o.state in states and same_office(o.office, role.office) and o.first <= year <= o.last
            for o in row.offices
        )
        return 1.0 if held else 0.0

    @staticmethod
    def _of_one_body(role: Role, other: Role) -> bool:
        """Tell whether the bodies of two offices may be one: 教廷|國務卿, 梵蒂岡|國務卿."""
        if role.organisation in ("", other.organisation):
            return True
        alone = office_class(role.office) != "official" and role.office != "minister"
        return alone and bool(role.country_code) and role.country_code == other.country_code


def _share(one: Role, other: Role) -> int:
    """Count the characters that two titles share: 外相, 外務大臣 share one, 藏相, 財長 none."""
    return len(set(one.text) & set(other.text))


def _ends(one: Role, other: Role) -> bool:
    return one.text.endswith(other.text)


def _is_deputy(role: Role) -> bool:
    return _DEPUTY in role.text
