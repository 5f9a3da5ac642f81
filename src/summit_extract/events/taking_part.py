"""Which of those who are named may take part, and who is named for something else."""

import re
from functools import cache

from summit_extract.events.lexicon import alternation, object_verbs
from summit_extract.events.view import SPEAKING, ArticleView, Unit, UnitKind, says_after, within

__all__ = [
    "is_adjunct",
    "is_brought",
    "is_capacity",
    "is_companion",
    "is_followed",
    "is_genitive",
    "is_object",
    "is_of_time",
    "is_represented",
    "is_taken_along",
    "is_visited",
    "is_where",
    "may_take_part",
]


@cache
def _preposition() -> re.Pattern[str]:
    return re.compile(rf"{alternation('preposition')}$")


@cache
def _companion() -> re.Pattern[str]:
    return re.compile(rf"^(?:的)?(?:{alternation('companion')}|{alternation('mediating')})")


def may_take_part(view: ArticleView, unit: Unit) -> bool:
    """Spokesmen, reporters and the like do not, nor do organisations that are a source."""
    if not unit.principal or _is_kin(view, unit) or _only_speaks(view, unit):
        return False
    official = unit.role is not None and not unit.role.principal
    return not ((unit.kind is UnitKind.ORG or official) and says_after(view, unit))


def _only_speaks(view: ArticleView, unit: Unit) -> bool:
    """總統府發言人A said so; A表示 further on: whom the article knows only as a spokesman."""
    if unit.kind is not UnitKind.PERSON or unit.role is not None or len(unit.entities) != 1:
        return False
    held = view.roles_of.get(unit.entities[0], ())
    return bool(held) and all(role.office in SPEAKING for role in held)


def _is_kin(view: ArticleView, unit: Unit) -> bool:
    """他的父親: a word for a relative is nobody's office."""
    told = view.simplified[unit.start : unit.end]
    return unit.kind is UnitKind.OFFICE and bool(re.fullmatch(alternation("kin"), told))


def is_companion(view: ArticleView, unit: Unit) -> bool:
    """A陪同下, A斡旋下: who is only there with the others."""
    return bool(_companion().match(view.simplified[unit.end : unit.end + 8]))


def is_capacity(view: ArticleView, unit: Unit) -> bool:
    """以總統身份出訪, 就任總統後首次出訪: as what somebody acts, not who."""
    follow = view.simplified[unit.end : unit.end + 4]
    lead = view.simplified[max(0, unit.start - 4) : unit.start]
    taken = re.search(rf"{alternation('taking_office')}(?:了)?$", lead)
    acts_as = re.match(rf"的?{alternation('capacity')}", follow)
    return not unit.named and bool(taken or acts_as or _acting_as().search(lead))


@cache
def _acting_as() -> re.Pattern[str]:
    return re.compile(rf"{alternation('acting_as')}(?:两国)?$")


def is_represented(view: ArticleView, unit: Unit) -> bool:
    """A與B代表兩國政府簽署: for whom somebody acts takes no part himself."""
    start = view.clauses[view.clause_index(unit.start)].start
    if unit.kind is UnitKind.PERSON:  # 由A代表院長B接待
        title = len("代表") * view.simplified.startswith("代表", unit.start)
        lead = view.simplified[start : unit.start + title]
        acts = re.search(r"由(?P<agent>[^，。；]{2,20}?)代表[^，。；、与和同]{0,10}$", lead)
        return acts is not None and any(
            other.kind is UnitKind.PERSON
            for other in within(view.units, start + acts.start("agent"), start + acts.end("agent"))
        )
    if not view.simplified.endswith("代表", 0, unit.start):
        return False
    acting = within(view.units, start, unit.start - len("代表"))
    return any(other.kind is UnitKind.PERSON and other.named for other in acting)


def is_taken_along(view: ArticleView, unit: Unit) -> bool:
    """偕夫人柯玉芝訪台: who came along with the one named before."""
    if unit.kind is not UnitKind.PERSON:
        return False
    return bool(_along().search(view.simplified[max(0, unit.start - 8) : unit.end]))


def is_brought(view: ArticleView, unit: Unit) -> bool:
    """偕國防部長奧斯汀走訪東京: who comes along on a visit makes none of his own."""
    lead = view.simplified[max(0, unit.start - 2) : unit.start]
    named = unit.kind is UnitKind.PERSON and unit.named
    return named and re.search(rf"{alternation('bringing')}$", lead) is not None


@cache
def _along() -> re.Pattern[str]:
    return re.compile(
        rf"{alternation('taking_along')}(?:他的|她的)?{alternation('spouse')}[^，。；、与和的]{{0,12}}$"
    )


def is_followed(view: ArticleView, unit: Unit) -> bool:
    """A、B的支持者重聚: those who follow somebody are not he."""
    follow = view.simplified[unit.end : unit.end + 6]
    return bool(re.match(rf"[、和与及]|的{alternation('adherent')}", follow)) and bool(
        re.match(
            rf"[^，。；]{{0,24}}?的{alternation('adherent')}",
            view.simplified[unit.end : unit.end + 40],
        )
    )


def is_of_time(view: ArticleView, unit: Unit, until: int) -> bool:
    """自X遭推翻後的首個代表團訪問: who is named in words for a time takes no part."""
    lead = view.simplified[max(0, unit.start - 12) : unit.start]
    if not re.search(r"[自从][^，。；：与和在]{0,9}$", lead):
        return False
    follow = view.simplified[unit.end : min(until, unit.end + 20)]
    return bool(re.match(r"[^，。；]{0,14}?(?:以?来|[之以]?后)的?", follow))


def is_visited(view: ArticleView, unit: Unit) -> bool:
    """訪台期間將會見: where one goes to takes no part."""
    lead = view.simplified[max(0, unit.start - 2) : unit.start]
    return unit.kind is UnitKind.STATE and lead.endswith(("访", "访问"))


def is_where(view: ArticleView, unit: Unit) -> bool:
    """在聯合國大會與B會面, 進青瓦台見了B: a body that something is held at takes no part."""
    return bool(_at_or_into().search(view.simplified, max(0, unit.start - 3), unit.start))


@cache
def _at_or_into() -> re.Pattern[str]:
    return re.compile(rf"(?:[在于]|{alternation('into')})$")


def is_genitive(view: ArticleView, unit: Unit, until: int) -> bool:
    """特朗普的顧問: the unit only says whose; 兩人的會面 is about the unit itself."""
    if re.match(alternation("ceremony"), view.simplified[unit.end : unit.end + 4]):
        return True  # 參加阿里亞斯就職典禮
    if unit.kind is UnitKind.STATE and _composing().match(view.simplified, unit.end):
        return True  # 由巴西、阿根廷等國組成的「南方共同市場」
    if unit.end + 1 >= until or view.simplified[unit.end] != "的":
        return False
    follow = view.simplified[unit.end + 1 : unit.end + 6]
    return not re.match(alternation("vehicle"), follow)  # 佩洛西的專機降落: she herself


@cache
def _composing() -> re.Pattern[str]:
    return re.compile(r"[^，。；：]{0,16}?(?:组成|构成|组建)的")


def is_adjunct(view: ArticleView, unit: Unit) -> bool:
    """對A, 為A: the object of a preposition is no subject."""
    if (
        unit.kind is UnitKind.PERSON
        and view.simplified[max(0, unit.start - 1) : unit.start] == "由"
    ):
        return is_companion(view, unit)
    if re.match(alternation("heading"), view.simplified[unit.end : unit.end + 4]):
        return False  # 以X為首的代表團
    lead = view.simplified[max(0, unit.start - 4) : unit.start]
    if re.search(rf"{alternation('whose_turn')}$", lead):
        return False  # 輪到A同B會晤
    if re.search(rf"{alternation('cause')}$", lead):
        return False  # 因薩科齊將會見B: he acts in the reason
    return bool(_preposition().search(lead))


def is_object(view: ArticleView, unit: Unit) -> bool:
    """會晤首相田中角榮: who is met is not the subject of what follows."""
    lead = view.simplified[max(0, unit.start - 8) : unit.start]
    return bool(re.search(rf"{object_verbs()}(?:了|到访的|来访的)?$", lead))
