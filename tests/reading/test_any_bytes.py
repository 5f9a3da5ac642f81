"""Whatever bytes a file has, reading it gives articles of sound text, or says why not."""

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summit_extract.reading.article import Article, Unreadable, shown, well_formed
from summit_extract.reading.encoding import DecodingError, decode
from summit_extract.reading.files import SUFFIXES, read_articles

NEWS = "美國總統特朗普8月15日在阿拉斯加會見俄羅斯總統普京。\r\n圖：兩人會面（路透社）\n"
SEEDS = (
    NEWS.encode(), NEWS.encode("big5"), NEWS.encode("gb18030"), NEWS.encode("utf-16"),
    f"<html><body><article><h1>題</h1><p>{NEWS * 5}</p></article></body></html>".encode(),
    f'id,text,published\n1,"{NEWS}",2025-08-15\n'.encode(),
    b'{"text": "\\ud83d\\u0000", "id": 1}\n',
    b"---\ndate: 2025-08-15\n---\n", b"PAR1", gzip.compress(NEWS.encode()), b"\x00", b"\xff\xfe",
    "\u202e\u200f\ufeff".encode(), b'"', b"<", b"\r",
)  # fmt: skip
pieces = st.one_of(st.sampled_from(SEEDS), st.binary(max_size=40))
contents = st.lists(pieces, max_size=6).map(b"".join)
endings = st.sampled_from([s + c for s in SUFFIXES for c in ("", ".gz", ".zst")])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(contents, endings, st.booleans())
def test_any_bytes_are_read_or_refused(
    folder: Path, content: bytes, ending: str, packed: bool
) -> None:
    path = folder / f"a{ending}"
    path.write_bytes(gzip.compress(content) if packed and ending.endswith(".gz") else content)
    try:
        found = list(read_articles([path]))
    finally:
        path.unlink()
    for one in found:
        if isinstance(one, Unreadable):
            assert one.error and one.path
            one.error.encode()
        else:
            assert isinstance(one, Article)
            one.text.encode("utf-8")
            assert "\x00" not in one.text
            assert well_formed(one.article_id) == one.article_id
    assert len({one.article_id for one in found}) == len(found)
    path.write_bytes(gzip.compress(content) if packed and ending.endswith(".gz") else content)
    assert list(read_articles([path])) == found


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_decoding_is_deterministic_and_sound(data: bytes) -> None:
    try:
        text, name = decode(data)
    except DecodingError as error:
        assert ";" in str(error)
        return
    assert decode(data) == (text, name)
    text.encode("utf-8")


@given(st.text(alphabet=st.characters(), max_size=100))
def test_well_formed_text_keeps_its_length(text: str) -> None:
    sound = well_formed(text)
    assert len(sound) == len(text)
    sound.encode("utf-8")
    assert well_formed(sound) == sound


@given(st.binary(max_size=50))
def test_any_path_can_be_shown(name: bytes) -> None:
    import os

    shown(os.fsdecode(name)).encode("utf-8")
