import pytest

from .conftest import Reader

REFERENCES = [
    ("特朗普與普京在漢堡會晤。雙方談了兩個小時。", "雙方", ("trump", "putin")),
    ("特朗普與普京在漢堡會晤。兩人相處得很好。", "兩人", ("trump", "putin")),
    ("美國總統特朗普與俄羅斯總統普京會晤。兩位領導人同意再談。", "兩位領導人", ("trump", "putin")),
    ("特朗普與普京保持距離，沒有跟後者打招呼。", "後者", ("putin",)),
    ("普京接見了莫迪。他說，合作前景廣闊。", "他", ("putin",)),
    (
        "不要說普京和特朗普見一次。\n特朗普啟程後不久，就暗示他可能會在越南峴港與普京會面。",
        "他",
        ("trump",),
    ),
    ("普京和特朗普通電話。特朗普隨後宣稱他將在漢堡與普京會晤。", "他", ("trump",)),
    ("特朗普在漢堡會見普京，邀請他訪問白宮。", "他", ("putin",)),
    ("美國總統特朗普訪問東京。同日，美國總統會見了首相。", "美國總統", ("trump",)),
    (
        "日本首相岸田文雄、韓國總統尹錫悅和美國總統拜登在戴維營會面。三國領袖發表聲明。",
        "三國領袖",
        ("kishida", "yoon_suk_yeol", "biden"),
    ),
    (
        "特朗普與普京會晤，國務卿蒂勒森和外長拉夫羅夫在座。兩位領導人握手。",
        "兩位領導人",
        ("trump", "putin"),
    ),
    ("特朗普與普京會晤。美俄同意恢復對話。", "美俄", ("trump", "putin")),
    ("特朗普抵達漢堡。普京當晚在酒店與其會談。", "其", ("trump",)),
    ("普京訪問印度，莫迪到機場迎接並與其共進晚餐。", "其", ("putin",)),
    ("莫迪致電普京，邀請其訪問新德里。", "其", ("putin",)),
]


@pytest.mark.parametrize(("text", "word", "wanted"), REFERENCES)
def test_reference_means_whom_it_should(
    read: Reader, text: str, word: str, wanted: tuple[str, ...]
) -> None:
    doc = read(text, "2023-07-08" if "岸田" in text else "2017-07-08")
    found = [s._.reference for s in doc.spans["references"] if s._.reference.text == word]
    assert found, word
    assert found[-1].entities == wanted


@pytest.mark.parametrize(
    "text",
    [
        "特朗普在漢堡會見普京，與其國務卿蒂勒森商量後離開。",
        "普京說，美國與其盟友須停止施壓。",
        "莫迪與其說是訪問，不如說是過境。",
    ],
)
def test_whose_something_is_means_nobody(read: Reader, text: str) -> None:
    doc = read(text, "2017-07-08")
    assert not [s for s in doc.spans["references"] if s._.reference.text == "其"]


DATED = [
    (
        "2018-07-16",
        "埃塞俄比亚总理阿比与厄立特里亚总统伊萨亚斯14日会谈。2000年12月12日，双方在阿尔及尔签署和平协议。",
        "双方",
        ("place:337996", "place:338010"),
    ),
    (
        "2014-05-20",
        "德國總理默克爾與法國總統奧朗德昨在柏林會談。2012年，雙方簽署合作協議。",
        "雙方",
        ("merkel", "hollande"),
    ),
    (
        "2015-03-25",
        "馬英九24日在總統府向李光耀之子、總理李顯龍致意，兩人短暫交談。",
        "兩人",
        ("ma_ying_jeou", "lee_hsien_loong"),
    ),
    (
        "2023-11-04",
        "習近平3日會見朔爾茨。國務院總理李強隨後同他舉行會談。",
        "他",
        ("scholz",),
    ),
    (
        "2022-08-05",
        "裴洛西4日在首爾會晤金振杓。南韓總統尹錫悅正在休假，沒有與她會面，但兩人通了電話。",
        "兩人",
        ("yoon_suk_yeol", "pelosi"),
    ),
    (
        "2006-02-09",
        "國務卿賴斯與以色列外長利夫尼會談。這位外長因總理奧爾默特召她回國而縮短行程。",
        "她",
        ("livni",),
    ),
    (
        "1964-02-05",
        "周恩來總理是一日到達這裡的。四天中，他拜會了奧斯曼總統，同舍馬克總理舉行了會談，"
        "兩位總理昨天在公報上簽字。",
        "兩位總理",
        ("zhou_enlai", "person:舍馬克"),
    ),
    (
        "1964-02-05",
        "周恩來總理次日同海爾·塞拉西皇帝會晤，陳毅副總理和埃塞俄比亞外交大臣克特馬參加。"
        "會晤結束時，雙方簽署了聯合公報。",
        "雙方",
        ("zhou_enlai", "selassie"),
    ),
    (
        "2023-12-20",
        "圭亞那總統阿里與委內瑞拉總統馬杜洛會談，聖文森總理龔薩福、多米尼克總理史格利主持。"
        "根據宣言，委蓋兩國不使用武力；兩國領袖3個月內將在巴西再次會談。",
        "兩國領袖",
        ("ali_irfaan", "maduro"),
    ),
    (
        "2006-05-08",
        "當天，陳水扁總統與薩爾瓦多總統薩卡會談。陳水扁抵達亞松森。"
        "翌日兩國元首舉行會談，杜華德總統重申支持台灣。",
        "兩國元首",
        ("chen_shui_bian", "duarte_frutos_nicanor"),
    ),
    (
        "1974-11-25",
        "福特會晤首相田中角榮，並與朴正熙總統發表公報。"
        "美蘇兩國元首上次會談，是今年六月底前總統尼克森與布里茲涅夫在莫斯科舉行的。",
        "兩國元首",
        ("nixon", "brezhnev"),
    ),
    (
        "1978-11-25",
        "沙達特與比金會談。九月五日，卡特把兩人請到大衛營，結果三位領袖一談就是十三天。",
        "三位領袖",
        ("carter_jimmy", "sadat", "begin"),
    ),
    (
        "2025-01-20",
        "特朗普尚未就職，習近平應約同這位當選總統通電話，雙方交換意見。",
        "雙方",
        ("trump", "xi_jinping"),
    ),
    (
        "2022-06-04",
        "外交部長王毅昨日會見巴布亞新幾內亞總理馬拉佩，並與外長埃奧舉行會談，雙方簽署文件。",
        "雙方",
        ("wang_yi", "person:埃奧"),
    ),
    (
        "2024-10-24",
        "亞美尼亞總理帕希尼揚與亞塞拜然總統阿利耶夫會談，兩國外長米爾佐揚、拜拉莫夫也參加。",
        "兩國外長",
        ("mirzoyan_ararat", "bayramov_jeyhun"),
    ),
    (
        "2015-12-26",
        "印度總理莫迪與巴基斯坦總理夏立夫會談。兩國外交秘書明年將在伊斯蘭堡會談。",
        "兩國",
        (),
    ),
    (
        "2023-05-20",
        "澤倫斯基抵達廣島。英國首相蘇納克擁抱他，兩人並肩走上樓梯。",
        "他",
        ("zelensky",),
    ),
    (
        "1999-07-08",
        "聯合國秘書長安南抵達。安南的發言人說，秘書長將會見卡巴。",
        "秘書長",
        ("annan",),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("published", "text", "word", "wanted"), DATED)
def test_reference_in_the_news_of_its_day(
    read: Reader, published: str, text: str, word: str, wanted: tuple[str, ...]
) -> None:
    doc = read(text, published)
    found = [s._.reference for s in doc.spans["references"] if s._.reference.text == word]
    assert found, word
    assert found[-1].entities == wanted


def test_pair_needs_two_persons(read: Reader) -> None:
    doc = read("特朗普抵達漢堡。兩人將會面。", "2017-07-08")
    assert all(span._.reference.entities == () for span in doc.spans["references"])
