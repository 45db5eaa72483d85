"""Encodings: what is read as what, and what is no text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.decoding import NotTextError, decode, detect, is_text, without_surrogates

NEWS = (
    "Statsråden på Hamar sa at økonomien går så det griner.\r\n«Ærlig talt», la hun til på møtet."
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_a_word(encoding: str) -> None:
    assert decode(NEWS.encode(encoding)) == (NEWS, None)


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman", "cp850", "iso8859_15"])
def test_older_encodings_are_read_with_a_warning(encoding: str) -> None:
    text, warning = decode(NEWS.encode(encoding))
    assert text == NEWS
    assert warning is not None
    assert "UTF-8" in warning


@pytest.mark.parametrize("word", ["blå", "På tide", "é", "Sør-Trøndelag – først"])
def test_few_letters_suffice(word: str) -> None:
    assert decode(word.encode("cp1252"))[0] == word


def test_other_alphabets() -> None:
    russian = "Президент России выступил в Москве с речью о мире и безопасности в Европе."
    text, warning = decode(russian.encode("cp1251"))
    assert text == russian
    assert warning is not None
    assert "cp1251" in warning


def test_one_broken_byte_does_not_spoil_the_rest() -> None:
    text, warning = decode(NEWS.encode() + b"\xff og s\xc3\xa5 videre")
    assert text == NEWS + "� og så videre"
    assert warning is not None
    text, warning = decode(NEWS.encode() + "å".encode()[:1])
    assert text == NEWS + "�"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        bytes(range(256)),
        b"Tekst med \0 i seg",
        b"\x1f\x8b\x08\0\0\0\0\0\x02\xff",
        "vanlig".encode("utf-16-le"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(NotTextError):
        decode(data)


def test_a_letter_may_lie_across_pieces() -> None:
    data = NEWS.encode()
    assert detect(data[place : place + 1] for place in range(len(data))).name == "utf-8"
    assert detect([]).name == "utf-8"


@given(st.text())
def test_every_text_comes_back(text: str) -> None:
    if is_text(text) and not text.startswith("\ufeff"):
        assert decode(text.encode()) == (text, None)
        assert decode(text.encode("utf-8-sig")) == (text, None)
        assert decode(text.encode("utf-16")) == (text, None)


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except NotTextError:
        return
    assert text.encode().decode() == text


@given(st.text(st.characters(codec=None)))
def test_surrogates_never_remain(text: str) -> None:
    clean, broken = without_surrogates(text)
    assert len(clean) == len(text)
    assert clean.encode().decode() == clean
    assert broken == (clean != text)
