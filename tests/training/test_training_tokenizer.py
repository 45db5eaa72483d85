"""The mended tokenizer, on sentences of our own."""

from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from training import vectors
from training.tokenizer import ABBREVIATIONS, WRONG_EXCEPTIONS, blank

NLP = blank()

# Each sentence with its tokens apart by white space; what is glued stands in the text beside it.
SENTENCES = [
    # Full stops
    ("Valget var i 2005.", "Valget var i 2005 ."),
    ("Landet har 450.000.", "Landet har 450.000 ."),
    ("Toget går 12.30.", "Toget går 12.30 ."),
    ("Tiden ble 7,27.", "Tiden ble 7,27 ."),
    ("Hun er 49.", "Hun er 49 ."),
    ("Temperaturen er 0.", "Temperaturen er 0 ."),
    ("Den 17. mai og 1. mars", "Den 17. mai og 1. mars"),
    ("Han møtte i USA og G20.", "Han møtte i USA og G20 ."),
    ("De fløy F-35.", "De fløy F-35 ."),
    ("Han stemte KrF.", "Han stemte KrF ."),
    ("Huset han bor i.", "Huset han bor i ."),
    ("Det er min.", "Det er min ."),
    ("Han stemte Ap.", "Han stemte Ap ."),
    ("Jf. kap. 4 i St.meld. nr. 3", "Jf. kap. 4 i St.meld. nr. 3"),
    ("Ring tlf. 22 22 22 22 kl. 12", "Ring tlf. 22 22 22 22 kl. 12"),
    ("Dr. Hansen i St. Petersburg", "Dr. Hansen i St. Petersburg"),
    ("J.K. Rowling og J. K. Rowling", "J.K. Rowling og J. K. Rowling"),
    ("Fr.p.s leder", "Fr.p.s leder"),
    ("Han kom.Hun gikk", "Han kom . Hun gikk"),
    # Hyphens, dashes, slashes, bars
    ("Brann vant 2-1.", "Brann vant 2 - 1 ."),
    ("Fra 2022-05-18 til nå", "Fra 2022-05-18 til nå"),
    ("Ring 22-33-44-55", "Ring 22-33-44-55"),
    ("USAs og EU-landenes syn", "USAs og EU-landenes syn"),
    ("Nord- og Sør-Norge", "Nord- og Sør-Norge"),
    ("-Jeg går, sa han", "- Jeg går , sa han"),
    ("Vest- og -Aust-Telemark", "Vest- og -Aust-Telemark"),
    ("minus -6 grader", "minus -6 grader"),
    ("Han kom—og gikk", "Han kom — og gikk"),
    ("Han kom – og gikk", "Han kom – og gikk"),
    ("Russland–Ukraina-krigen", "Russland–Ukraina-krigen"),
    ("Utenriksdepartementet (UD)- som før", "Utenriksdepartementet ( UD ) - som før"),
    ("EU/EØS i 80 km/t hos Olsen A/S", "EU / EØS i 80 km/t hos Olsen A/S"),
    ("Solberg|Støre | Nyheter", "Solberg | Støre | Nyheter"),
    ("•Oslo", "• Oslo"),
    # Brackets that looked like emoticons
    ("Jens Hansen (Ap): Nei", "Jens Hansen ( Ap ) : Nei"),
    ("Kari (8) og Per (9)", "Kari ( 8 ) og Per ( 9 )"),
    # Quotes and apostrophes
    ("Trump’s og Trump's tale", "Trump’s og Trump's tale"),
    ("O’Brien og Jeanne d’Arc", "O’Brien og Jeanne d’Arc"),
    ("Hellas’ og Hellas' gjeld", "Hellas’ og Hellas' gjeld"),
    ("‘Trump’s’ og 'Trump's'", "‘ Trump’s ’ og ' Trump's '"),
    ("Han sa:«Nei»", "Han sa : « Nei »"),
    ("en «ja»-stemme", "en « ja » -stemme"),
    ("et nei-«folk»", "et nei- « folk »"),
    # Units, addresses
    ("50 % og 50% av kr. 100,-", "50 % og 50 % av kr. 100,-"),
    ("Skriv til post@avisen.no.", "Skriv til post@avisen.no ."),
    ("Les https://www.avisen.no/a?b=1 nå", "Les https://www.avisen.no/a?b=1 nå"),
    ("#metoo fra @jonas", "#metoo fra @jonas"),
    ("Han gikk… Hun ble...", "Han gikk … Hun ble ..."),
]


@pytest.mark.parametrize(("text", "tokens"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_tokens_of_own_sentences(text: str, tokens: str) -> None:
    assert [token.text for token in NLP(text)] == tokens.split()


@pytest.mark.parametrize("unseen", ["\u200b", "\ufeff", "\u00ad", "\u2060", "\u200e"])
def test_unseen_characters_at_an_edge_leave_the_name_alone(unseen: str) -> None:
    doc = NLP(f"{unseen}Oslo er Stor{unseen}byen{unseen}.")
    forms = [token.text for token in doc]
    assert forms == [unseen, "Oslo", "er", f"Stor{unseen}byen", unseen, "."]


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\n", "  "])
def test_spaces_of_every_width_part_words(space: str) -> None:
    forms = [t.text for t in NLP(f"Erna{space}Solberg") if not t.is_space]
    assert forms == ["Erna", "Solberg"]


def test_no_exception_is_both_taken_away_and_added() -> None:
    assert not WRONG_EXCEPTIONS & set(ABBREVIATIONS)
    stock: Any = spacy.blank("nb").tokenizer
    assert set(stock.rules) >= WRONG_EXCEPTIONS


def test_a_saved_pipeline_needs_none_of_our_code(tmp_path: Path) -> None:
    vectors.blank().to_disk(tmp_path)
    loaded: Language = spacy.load(tmp_path)
    for text, tokens in SENTENCES:
        assert [token.text for token in loaded(text)] == tokens.split()


LETTERS = "abenorstuxzæøåABNOSÆØÅ"
MARKS = ".,:;!?-–—/|()[]'’‘\"“”„«»%§$€0123456789\u00ad\u200b\u00a0…•#@&*"


@given(st.text(alphabet=LETTERS + MARKS + "  \n", max_size=60))
@settings(max_examples=300, deadline=None)
def test_tokens_and_white_space_give_the_text_back(text: str) -> None:
    assert "".join(token.text_with_ws for token in NLP(text)) == text


@given(st.text(max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_text_is_given_back(text: str) -> None:
    assert "".join(token.text_with_ws for token in NLP(text)) == text


WORDS = ["Lavrov", "kom", "Hellas", "USAs", "2017", "Nord-Norge", "Ap", "O'Brien", "Ja!", "G20."]
CLOSERS = ["", ".", ",", ":", "!", "?", ").", "-folket", " sier"]


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
    st.sampled_from(["", "Han sa: ", "Han sa:", "(", "- "]),
    st.sampled_from(CLOSERS),
    st.sampled_from(["“”", "””", "„“", "„”", "«»", "»«"]),
)
@settings(max_examples=300, deadline=None)
def test_every_double_quote_has_the_same_boundaries(
    words: list[str], before: str, after: str, quotes: str
) -> None:
    inner = " ".join(words)
    straight = NLP(f'{before}"{inner}"{after}')
    other = NLP(f"{before}{quotes[0]}{inner}{quotes[1]}{after}")
    assert [(t.idx, len(t)) for t in straight] == [(t.idx, len(t)) for t in other]


@given(
    st.lists(st.sampled_from(["Lavrov", "kom", "2017", "Ap", "Ja!"]), min_size=1, max_size=4),
    st.sampled_from(["", ".", ",", "!", " sier"]),
)
@settings(max_examples=100, deadline=None)
def test_single_quotes_have_the_same_boundaries_unless_they_may_be_genitives(
    words: list[str], after: str
) -> None:
    inner = " ".join(words)
    boundaries = [
        [(t.idx, len(t)) for t in NLP(f"{opened}{inner}{closed}{after}")]
        for opened, closed in ('""', "''", "‘’", "’’")
    ]
    assert all(b == boundaries[0] for b in boundaries)
