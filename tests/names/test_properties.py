from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summit_extract.names.lexicon import lexicon
from summit_extract.resources import read_table

from .conftest import Reader

PIECES = st.sampled_from(
    [
        *(
            "美國",
            "總統",
            "特朗普",
            "（",
            "Donald",
            "）",
            "、",
            "與",
            "普京",
            "會",
            "20國集團",
            "G20",
        ),
        *(
            "峰會",
            "第",
            "二十",
            "次",
            "復旦",
            "大學",
            "國際政治系",
            "教授",
            "沈逸",
            "說",
            "。",
            "雙方",
        ),
        *(
            "他",
            "記者",
            "／",
            "·",
            "馬",
            "習",
            "外交部",
            "長",
            "《",
            "》",
            "日報",
            "俄",
            "前",
            "攝",
        ),
        *("時任", "兩國領導人", "又譯", "\n"),
    ]
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(PIECES, max_size=40))
def test_any_text_gives_names_in_order_that_point_at_their_text(
    read: Reader, pieces: list[str]
) -> None:
    text = "".join(pieces) + "。"
    doc = read(text, "2020-01-01")
    assert doc.text == text
    mentions = [span._.mention for span in doc.spans["names"]]
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    ids = {m.entity.id for m in mentions}
    roles = [span._.role for span in doc.spans["roles"]]
    assert all(text[r.start : r.end] == r.text and (not r.person or r.person in ids) for r in roles)
    references = [span._.reference for span in doc.spans["references"]]
    assert all(set(r.entities) <= ids for r in references)


def test_reading_twice_gives_the_same(read: Reader) -> None:
    text = "美國總統特朗普與普京會晤。雙方同意再談。復旦大學教授沈逸說，意義有限。"
    one, other = read(text, "2018-07-16"), read(text, "2018-07-16")
    for group, attribute in (("names", "mention"), ("roles", "role"), ("references", "reference")):
        assert [span._.get(attribute) for span in one.spans[group]] == [
            span._.get(attribute) for span in other.spans[group]
        ]


def test_tables_are_well_formed() -> None:
    people = read_table("people.tsv")
    assert len(people) >= 800
    assert len(read_table("organisations.tsv")) >= 300
    for table in ("people.tsv", "organisations.tsv", "occasions.tsv"):
        ids = [row["id"] for row in read_table(table)]
        assert len(ids) == len(set(ids)), table
    assert all(
        office.first <= office.last for p in lexicon().people.values() for office in p.offices
    )


def test_place_inside_a_name_is_no_name(read: Reader) -> None:
    doc = read("美國司法部與《華盛頓郵報》。", "2020-01-01")
    assert [span.text for span in doc.spans["names"]] == ["美國司法部", "華盛頓郵報"]
