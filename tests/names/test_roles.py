import pytest

from .conftest import Reader

ROLES = [
    (
        "美國總統川普與俄外長拉夫羅夫交談。",
        [("美國總統", "trump", "US"), ("俄外長", "lavrov", "RU")],
    ),
    ("時任美國國務卿蒂勒森出席。", [("時任美國國務卿", "tillerson", "US")]),
    ("日本前首相安倍晉三訪問台北。", [("日本前首相", "abe_shinzo", "JP")]),
    ("特朗普總統說不。", [("總統", "trump", "US")]),
    (
        "中共中央政治局委員、外交部長王毅同日會見法國外長。",
        [("中共中央政治局委員、外交部長", "wang_yi", "CN"), ("法國外長", "", "FR")],
    ),
    (
        "美國總統川普、國務卿布林肯到場。",
        [("美國總統", "trump", "US"), ("國務卿", "blinken", "US")],
    ),
    ("外交部發言人毛寧說，沒有信息。", [("外交部發言人", "mao_ning", "CN")]),
    (
        "美國阿富汗和解事務特使哈利勒扎德到訪。",
        [("美國阿富汗和解事務特使", "khalilzad", "US")],
    ),
    ("北約秘書長斯托爾滕貝格表示歡迎。", [("北約秘書長", "stoltenberg", "")]),
    (
        "俄羅斯防長紹伊古與烏克蘭基建部長庫布拉科夫入場。",
        [("俄羅斯防長", "shoigu", "RU"), ("烏克蘭基建部長", "person:庫布拉科夫", "UA")],
    ),
    (
        "埃及水利部長蘇韋拉姆、南蘇丹石油與礦業部長瓊到場。",
        [("埃及水利部長", "person:蘇韋拉姆", "EG"), ("南蘇丹石油與礦業部長", "", "SS")],
    ),
    (
        "巴布亞新畿內亞總理馬拉佩說，他將派國防部長約瑟夫訪問北京。",
        [("巴布亞新畿內亞總理", "marape", "PG"), ("國防部長", "person:約瑟夫", "PG")],
    ),
    (
        "陳總統過境紐約，在下榻旅館與市長朱利安尼會面。",
        [("總統", "person:陳", ""), ("市長", "person:朱利安尼", "US")],
    ),
    ("被罷黜總統塞拉亞返國。", [("被罷黜總統", "zelaya", "HN")]),
    (
        "乌兹别克斯坦总统到访，时任乌代理外长诺罗夫陪同。",
        [("乌兹别克斯坦总统", "", "UZ"), ("时任乌代理外长", "norov", "UZ")],
    ),
    ("政府首席談判代表貝特朗簽字。", [("政府首席談判代表", "person:貝特朗", "")]),
    (
        "美洲國家組織秘書長因蘇爾薩到訪智利。",
        [("美洲國家組織秘書長", "insulza", "")],
    ),
    (
        "加勒比共同體（加共體）秘書長雷恩福德到訪蓋亞那。",
        [("加勒比共同體（加共體）秘書長", "person:雷恩福德", "")],
    ),
    ("法國外交部召回駐意大利大使馬塞。", [("駐意大利大使", "person:馬塞", "FR")]),
    (
        "索馬利蘭總統比希與蘇利南工會聯合會主席德比上月獲釋。",
        [("索馬利蘭總統", "bihi", ""), ("蘇利南工會聯合會主席", "person:德比", "SR")],
    ),
    ("總統府會見總統。", [("總統", "", "")]),
    (
        "歐盟輪值主席國捷克總統克勞斯、歐盟執委會主席巴洛索到場。",
        [
            ("歐盟輪值主席國", "", ""),
            ("捷克總統", "klaus", "CZ"),
            ("歐盟執委會主席", "person:巴洛索", ""),
        ],
    ),
    (
        "南蘇丹總統基爾與蘇丹總統巴希爾會面。",
        [("南蘇丹總統", "kiir", "SS"), ("蘇丹總統", "bashir", "SD")],
    ),
    ("商務部長鍾山代表中國簽字。", [("商務部長", "zhong", "CN")]),
    ("哈馬斯代表團抵達。", []),
    ("蘇丹主權委員會主席布爾汗抵達。", [("蘇丹主權委員會主席", "burhan", "SD")]),
    ("阿曼蘇丹海賽姆接見外賓。", [("阿曼蘇丹", "haitham", "OM")]),
    ("他接見友台議員岸信夫。", [("議員", "kishi", "JP")]),
    ("上海市委書記陳吉寧會見訪賓。", [("市委書記", "person:陳吉寧", "")]),
    (
        "會與帕維爾總統及外交部長利帕夫斯基會面。",
        [("總統", "pavel", "CZ"), ("外交部長", "lipavsky", "CZ")],
    ),
    ("以外交部長阿拉奇為首的代表團抵達。", [("外交部長", "araghchi", "IR")]),
    ("英國愛德華王子抵達約旦。", [("王子", "person:愛德華", "GB")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), ROLES)
def test_role_has_its_text_holder_and_country(
    read: Reader, text: str, wanted: list[tuple[str, str, str]]
) -> None:
    doc = read(text, "2023-05-01")
    roles = [span._.role for span in doc.spans["roles"]]
    found = [(r.text, r.person, r.country_code) for r in roles]
    assert [(t, p.split("_")[0]) for t, p, _ in found] == [
        (t, p.split("_")[0]) for t, p, _ in wanted
    ]
    assert [c for _, _, c in found] == [c for _, _, c in wanted]


def test_former_and_elect_are_told(read: Reader) -> None:
    doc = read("前總統卡特會見候任總統奧巴馬。", "2008-12-01")
    roles = [span._.role for span in doc.spans["roles"]]
    assert [(r.former, r.elect) for r in roles] == [(True, False), (False, True)]
