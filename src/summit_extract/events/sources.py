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
    their spokesmen, and people who say it in a clause of their own that ends before ``until``."""
    for mention in within(view.names, sentence.start, sentence.end):
        if mention.label == "ORG":
            lead = view.simplified[max(sentence.start, mention.start - 5) : mention.start]
            if not _is_employer(view, mention) and not lead.endswith("向《"):
                told = _told_by().match(view.simplified, mention.end, sentence.end)
                if told or re.search(rf"{alternation('according')}[^，。；]{{0,2}}$", lead):
                    yield mention.entity.id
        elif mention.label == "PERSON" and mention.start < until:
            said = _says().match(view.simplified, mention.end, sentence.end)
            role = _role_before(view, mention)
            spokesman = role is not None and role.office == "spokesperson" and role.organisation
            aside = role is not None and role.office in _BYSTANDERS
            if said and said.end() <= until and not spokesman and not aside:
                yield mention.entity.id
        elif (
            mention.label == "GPE"
            and mention.start < until
            and _side_says(mention.text.endswith("方")).match(
                view.simplified, mention.end, sentence.end
            )
        ):
            yield mention.entity.id


@cache
def _told_by() -> re.Pattern[str]:
    return re.compile(rf"[》」]?[^，。；]{{0,16}}?{alternation('saying')}")


@cache
def _says() -> re.Pattern[str]:
    """A verb of saying, then a comma: 江丙坤昨天表示，…"""
    return re.compile(rf"[^，。；]{{0,12}}?{alternation('saying')}[^，。；：]{{0,3}}[，：]")


@cache
def _side_says(as_side: bool) -> re.Pattern[str]:
    """塔方通報說, 美方官員稱, 美國官員透露."""
    who = alternation("side_source")
    return re.compile(
        rf"{who}{'?' if as_side else ''}[^，。；]{{0,4}}?(?!{alternation('claiming')})"
        rf"{alternation('saying')}"
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
