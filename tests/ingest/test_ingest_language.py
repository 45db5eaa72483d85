"""Bokmål, Nynorsk and others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.language import accepted, language

TEXTS = {
    "nb": "Statsministeren sa i går at hun ikke visste hva som hadde skjedd på møtet i Bergen.",
    "nn": "Statsministeren sa i går at ho ikkje visste kva som hadde hendt på møtet i Bergen.",
    "da": "Statsministeren sagde i går, at hun ikke vidste, hvad der var sket efter mødet i Århus.",
    "sv": "Statsministern sade i går att hon inte visste vad som hade hänt på mötet i Göteborg.",
    "en": "The prime minister said yesterday that she did not know what had happened in Bergen.",
    "de": "Die Ministerin sagte gestern, sie wisse nicht, was auf dem Treffen geschehen sei.",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_languages(code: str, text: str) -> None:
    assert language(text) == code
    assert language(text * 200) == code


@pytest.mark.parametrize("text", ["", "   ", "12.30", "Foto: NTB", "1 2 3 " * 100])
def test_too_little_text(text: str) -> None:
    assert language(text) == "und"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("nb", "Regjeringen møter opposisjonen igjen mandag"),
        ("nb", "Partene møtes. Ikke noe er avgjort."),
        ("nn", "Eg veit ikkje kva dei tenkjer på"),
        ("nn", "Dei møtest att. Ikkje noko er avgjort enno."),
    ],
)
def test_a_few_words_do(code: str, text: str) -> None:
    assert language(text) == code


def test_what_is_accepted() -> None:
    assert accepted("nb", ("nb", "nn"))
    assert accepted("und", ("nb",))
    assert accepted("nn", ("no",))
    assert accepted("fi", ("all",))
    assert not accepted("da", ("nb", "nn"))


@given(st.text())
def test_any_text_has_a_language(text: str) -> None:
    assert language(text).isalpha()
