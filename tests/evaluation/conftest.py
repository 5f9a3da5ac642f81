# ruff: noqa: E501 (the lines of the article)
"""A small labelled article that the tests of the evaluation take apart."""

from collections.abc import Callable
from pathlib import Path

import pytest

from summit_extract.evaluation.gold import GoldArticle, load_article
from summit_extract.evaluation.readings import Reading, read_gold

MARKED = """\
date ⟦2025-08-15|DATE 2025-08-15⟧
⟦特朗普|PERSON trump⟧會⟦普京|PERSON putin⟧

⟦美國|GPE usa⟧總統⟦特朗普|PERSON trump⟧與⟦俄羅斯|GPE russia⟧總統⟦普京|PERSON putin⟧將於⟦8月16日|DATE 2025-08-16⟧在⟦安克雷奇|GPE anchorage⟧會晤，討論停火。
⟦特朗普|PERSON trump⟧⟦7月3日|DATE 2025-07-03⟧與⟦普京|PERSON putin⟧通電話，談了⟦一小時|DURATION PT1H⟧，⟦白宮|ORG white_house⟧稱氣氛良好。
⟦中國|GPE china⟧外交部長⟦王毅|PERSON wang⟧⟦5月|DATE 2025-05⟧訪問⟦莫斯科|GPE moscow⟧。
兩國國防部長早前曾會面。
"""

SHEET = """\
published: 2025-08-15
entities:
  trump: {name: 特朗普, name_en: Donald Trump}
  putin: {name: 普京, name_en: Vladimir Putin}
  wang: {name: 王毅, name_en: Wang Yi}
  white_house: {name: 白宮, name_en: White House}
  usa: {name: 美國, name_en: United States, country: US, lat: 39.76, lon: -98.50}
  russia: {name: 俄羅斯, name_en: Russia, country: RU, lat: 60.00, lon: 100.00}
  china: {name: 中國, name_en: China, country: CN, lat: 35.00, lon: 105.00}
  moscow: {name: 莫斯科, name_en: Moscow, country: RU, lat: 55.75, lon: 37.62}
  anchorage: {name: 安克雷奇, name_en: Anchorage, country: US, lat: 61.22, lon: -149.90}
events:
  - type: meeting
    status: planned
    format: bilateral
    date: 2025-08-16
    place: anchorage
    participants:
      - {who: trump, role: 美國總統, country: US}
      - {who: putin, role: 俄羅斯總統, country: RU}
    topics: [停火]
    evidence:
      - 美國總統特朗普與俄羅斯總統普京將於8月16日在安克雷奇會晤，討論停火。
      - 特朗普會普京
  - type: call
    status: held
    format: phone
    date: 2025-07-03
    duration: PT1H
    participants:
      - {who: trump, role: 美國總統, country: US}
      - {who: putin, role: 俄羅斯總統, country: RU}
    reported_by: [white_house]
    evidence: [特朗普7月3日與普京通電話，談了一小時，白宮稱氣氛良好。]
  - type: visit
    status: held
    date: 2025-05
    place: moscow
    participants:
      - {who: wang, role: 中國外交部長, country: CN}
    evidence: [中國外交部長王毅5月訪問莫斯科。]
  - type: meeting
    status: held
    participants:
      - {text: 兩國國防部長, country: US}
      - {text: 兩國國防部長, country: RU}
    optional: true
    evidence: [兩國國防部長早前曾會面。]
"""


@pytest.fixture
def write_gold(tmp_path: Path) -> Callable[..., Path]:
    """Write the article, with replacements, below ``tmp_path``; give the folder."""

    def write(
        *replacements: tuple[str, str],
        name: str = "alaska",
        folder: str = "gold",
        split: str = "dev",
    ) -> Path:
        marked, sheet = MARKED, SHEET
        for old, new in replacements:
            assert old in marked + sheet
            marked, sheet = marked.replace(old, new), sheet.replace(old, new)
        below = tmp_path / folder / split
        below.mkdir(parents=True, exist_ok=True)
        (below / f"{name}.marked").write_text(marked, encoding="utf-8")
        (below / f"{name}.yaml").write_text(sheet, encoding="utf-8")
        return tmp_path / folder

    return write


@pytest.fixture
def article(write_gold: Callable[..., Path]) -> GoldArticle:
    return load_article(write_gold() / "dev" / "alaska.marked")


@pytest.fixture
def gold(article: GoldArticle) -> Reading:
    return read_gold(article)
