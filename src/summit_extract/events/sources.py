"""Whom an article credits with telling of an event."""

import re
from collections.abc import Iterator
from functools import cache

from summit_extract.events.lexicon import alternation
from summit_extract.events.view import ArticleView, within
from summit_extract.language.layout import Range
from summit_extract.names.values import NameMention, Role

__all__ = ["sources_of"]

_LONGEST_ROLE = 20
_BYSTANDERS = ("expert", "journalist")


def sources_of(view: ArticleView, sentence: Range, until: int) -> Iterator[str]:
    """Give the entity ids of those whom a sentence credits: organisations and states, offices by
    their spokesmen, and people who say it in a clause of their own that ends before ``until``.
    Whom one of them cites is no source of the article's own."""
    cited = 0
    for mention in within(view.names, sentence.start, sentence.end):
        if mention.start < cited:
            continue
        lead = view.simplified[max(sentence.start, mention.start - 5) : mention.start]
        follow = view.simplified[mention.end : sentence.end]
        if mention.label == "ORG":
            if _is_employer(view, mention) or lead.endswith("向《") or _is_where(lead):
                continue
            told = _said(view, _told_by(), mention, sentence)
            if told or re.search(rf"{alternation('according')}[^，。；]{{0,2}}$", lead):
                yield mention.entity.id
                cites = _citing().match(follow)
                cited = mention.end + cites.end() if cites else cited
        elif mention.label == "PERSON" and mention.start < until:
            said = _said(view, _says(), mention, sentence)
            made_known = _said(view, _announces(), mention, sentence)
            if made_known and "，" not in view.simplified[made_known.end() : until]:
                said = made_known
            role = _role_before(view, mention)
            spokesman = role is not None and role.office == "spokesperson" and role.organisation
            aside = role is not None and role.office in _BYSTANDERS
            if said and said.end() <= until and not spokesman and not aside:
                yield mention.entity.id
        elif mention.label == "GPE" and mention.start < until:
            pattern = _side_says(mention.text.endswith("方"))
            if _said(view, pattern, mention, sentence):
                yield mention.entity.id


def _said(
    view: ArticleView, pattern: re.Pattern[str], mention: NameMention, sentence: Range
) -> re.Match[str] | None:
    """Match what follows a name up to a verb of saying that is a word of its own (no 演說, 簡稱)
    and not denied (未有回應)."""
    found = pattern.match(view.simplified, mention.end, sentence.end)
    if found is None or found.start("verb") not in view.token_bounds:
        return None
    lead = view.simplified[mention.end : found.start("verb")]
    return None if re.search(rf"{alternation('undone')}$", lead) else found


def _is_where(lead: str) -> bool:
    """在母校康乃爾大學發表演說: where somebody speaks is no source."""
    return bool(re.search(r"(?:在|到|于|赴|向)(?:母校)?《?$", lead))


@cache
def _told_by() -> re.Pattern[str]:
    return re.compile(rf"[》」]?[^，。；]{{0,16}}?(?P<verb>{alternation('saying')})")


@cache
def _citing() -> re.Pattern[str]:
    """路透社引述|委國官員稱."""
    return re.compile(rf"[》」]?[^，。；]{{0,6}}?{alternation('according')}[^，。；]{{0,30}}")


@cache
def _says() -> re.Pattern[str]:
    """A verb of saying, then a comma: 江丙坤昨天表示，…"""
    return re.compile(
        rf"[^，。；]{{0,12}}?(?!{alternation('claiming')})(?P<verb>{alternation('saying')})"
        rf"(?!{alternation('feeling')})[^，。；：]{{0,3}}[，：]"
    )


@cache
def _announces() -> re.Pattern[str]:
    """瑟迪奇星期五宣布行程推遲: no comma follows what makes it known."""
    return re.compile(rf"[^，。；]{{0,12}}?(?P<verb>{alternation('announcing')})")


@cache
def _side_says(as_side: bool) -> re.Pattern[str]:
    """塔方通報說, 美國政府稱; officials whom nobody names are no source to credit."""
    who = rf"(?!{alternation('unnamed_source')}){alternation('side_source')}"
    return re.compile(
        rf"(?:{who}){'?' if as_side else ''}[^，。；]{{0,4}}?(?!{alternation('claiming')})"
        rf"(?P<verb>{alternation('saying')})(?!{alternation('feeling')})"
    )


def _role_before(view: ArticleView, mention: NameMention) -> Role | None:
    held = within(view.roles, mention.start - _LONGEST_ROLE, mention.start)
    return next((role for role in held if role.end == mention.start), None)


def _is_employer(view: ArticleView, mention: NameMention) -> bool:
    """復旦大學 in 復旦大學教授沈逸 is no source, 外交部 in 外交部發言人 is."""
    return any(
        role.start <= mention.start and role.end >= mention.end and role.office != "spokesperson"
        for role in within(view.roles, mention.start - _LONGEST_ROLE, mention.end)
    )
