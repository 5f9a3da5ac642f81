"""How fast names are found, and that time grows with the length of the text, not faster.

    pytest tests/benchmarks/test_names_benchmark.py -s

Times are printed, never asserted: a shared machine is no clock. What is asserted is what is found.
"""

import time

import pytest

from summit_extract.names.analysis import analyse_names
from summit_extract.names.lexicon import lexicon
from summit_extract.names.reading import Reading, read
from summit_extract.pipeline import load

NEWS = (
    "中國外交部長王毅周四（14日）在北京會見到訪的印度外長蘇杰生，雙方同意恢復直航。王毅表示，兩國關係"
    "正回到合作的主軸。印度觀察家研究基金會研究員拉詹認為，此訪意義重大。據《印度時報》報道，莫迪總理"
    "將出席上海合作組織峰會，這將是他2018年以來首次訪華。復旦大學教授林民旺則說，分歧仍大。\n"
)
MADE = [
    "·",
    "阿",
    "阿爾",
    "總統",
    "前",
    "國",
    "王",
    "（",
    "《",
    "第二十",
    "峰會",
    "大學",
    "A ",
    "馬、",
    "與",
]


def _reading(text: str) -> Reading:
    nlp = load()
    nlp.select_pipes(enable=["summit_layout", "summit_places"])
    return read(nlp(text))


def _seconds(reading: Reading) -> float:
    began = time.process_time()
    analyse_names(reading)
    return time.process_time() - began


def test_speed_on_news(capsys: pytest.CaptureFixture[str]) -> None:
    began = time.process_time()
    lexicon()
    loading = time.process_time() - began
    analyse_names(_reading(NEWS))
    reading = _reading(NEWS * 40)
    seconds = _seconds(reading)
    with capsys.disabled():
        print(
            f"\nnames: {len(reading.text) / seconds:,.0f} characters/s on news "
            f"(lexicons loaded in {loading:.2f} s)"
        )
    people = {m.entity.id for m in analyse_names(reading).mentions if m.label == "PERSON"}
    assert {"wang_yi", "jaishankar", "modi", "person:林民旺"} <= people


@pytest.mark.parametrize("piece", MADE)
def test_text_made_to_be_slow_takes_time_by_its_length(
    piece: str, capsys: pytest.CaptureFixture[str]
) -> None:
    short, long = _reading(piece * 2_000), _reading(piece * 8_000)
    analyse_names(short)
    one, four = _seconds(short), _seconds(long)
    with capsys.disabled():
        print(f"\n{piece!r} 2,000 times {one:.3f} s, 8,000 times {four:.3f} s", end="")
    assert len(long.text) == 4 * len(short.text)
