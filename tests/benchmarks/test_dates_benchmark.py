"""How fast dates are found: beside JioNLP on news, and on text made to be slow.

    pytest tests/benchmarks/test_dates_benchmark.py -s

Times are printed, never asserted: a shared machine is no clock. What is asserted is what is found.
"""

import logging
import time
from collections.abc import Callable

import pytest

from summit_extract.dates import find_dates
from summit_extract.dates.grammar import parse
from summit_extract.dates.lexicon import normalise

NEWS = (
    "中國外交部長王毅周四（14日）在北京會見到訪的印度外長蘇杰生，雙方同意恢復直航。王毅表示，兩國關係"
    "正回到合作的主軸，雙方應當視彼此為夥伴和機遇，而不是對手或威脅。蘇杰生則說，邊界和平是雙邊關係"
    "改善的基礎，兩國領導人去年10月在喀山會晤後，各領域交流逐步恢復。據悉，兩人的會談持續了兩個多"
    "小時，其後共進晚宴。印度總理莫迪預計本月底前往天津出席上合組織峰會，這將是他2018年以來首次訪華。"
    "分析人士認為，美國加徵關稅是促使兩國靠近的一個原因，但雙方在邊界、貿易逆差等問題上分歧仍大。\n"
)
MADE = [
    "1", "１", "年", "一", "上", "日", "個", " ", "\n", "1年", "2018-", "1:", "一二三", "1、",
    "三天", "月底", "近", "第", "8月", "8月至", "（", "「8月15日",
    "2025年8月15日下午3時", "當地時間8月", "兩個多", "每", "半", "19:30 ",
]  # fmt: skip


def _rate(find: Callable[[str], object], text: str) -> float:
    began = time.perf_counter()
    find(text)
    return len(text) / (time.perf_counter() - began)


def _ours(text: str) -> object:
    return find_dates(text, "2025-08-15")


def test_speed_beside_jionlp(capsys: pytest.CaptureFixture[str]) -> None:
    jionlp = pytest.importorskip("jionlp")
    logging.getLogger().setLevel(logging.CRITICAL)
    base = time.time()

    def theirs(text: str) -> object:
        return jionlp.ner.extract_time(text, time_base=base, with_parsing=True)

    for find in (_ours, theirs):
        find(NEWS)
    text = NEWS * 20
    ours, jio = (_rate(find, text) for find in (_ours, theirs))
    parsing = _rate(lambda t: parse(normalise(t)), text * 10)
    with capsys.disabled():
        print(
            f"\ncharacters/s on news: find_dates {ours:,.0f} (the grammar alone {parsing:,.0f}), "
            f"JioNLP {jio:,.0f}: {ours / jio:.1f} times"
        )
    assert len(find_dates(text, "2025-08-15")) == 20 * len(find_dates(NEWS, "2025-08-15"))


@pytest.mark.parametrize("piece", MADE)
def test_text_made_to_be_slow_is_read_to_its_end(
    piece: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rates = []
    for length in (100_000, 400_000):
        text = (piece * length)[:length] + "。2025年8月15日"
        rates.append(_rate(_ours, text))
    with capsys.disabled():
        print(f"\n{piece!r}: {rates[0]:,.0f} characters/s, four times as long {rates[1]:,.0f}")
    assert find_dates((piece * 1000)[:2000] + "。2025年8月15日")[-1].text.endswith("8月15日")
