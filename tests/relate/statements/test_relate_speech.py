"""Direct speech: dashes, quotation marks and the words of unparsed sentences."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.relate.sentences import Sentence
from pipeline.relate.statements.speech import Quotes, quoted, tokenised, trimmed, turns
from tests.relate.parsed_samples import parsed

TEXTS = st.text(alphabet='ab .,:?!«»“”„"-–\n', max_size=60)


def inside(text: str) -> list[str]:
    return [text[start:end] for start, end in quoted(text)]


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("«Ja», sa hun.", ["Ja"]),
        ('"Ja", sa hun. "Nei", sa han.', ["Ja", "Nei"]),
        ("“Ja”, sa hun.", ["Ja"]),
        ("„Ja“, sa hun.", ["Ja"]),
        ("”Ja”, sa hun.", ["Ja"]),
        ("«Ja, sa hun. «Nei», sa han.", ["Nei"]),
        ("En 15” skjerm.", []),
    ],
)
def test_stretches_between_quotation_marks_are_found(text: str, stretches: list[str]) -> None:
    assert inside(text) == stretches


def test_mark_that_is_never_closed_opens_nothing() -> None:
    assert inside("«" + "a " * 2000 + "» og «b»") == ["b"]


@given(TEXTS)
def test_quotations_are_in_order_and_apart(text: str) -> None:
    spans = quoted(text)
    assert all(start <= end for start, end in spans)
    assert all(one[1] < other[0] for one, other in pairwise(spans))


@given(TEXTS)
def test_every_place_in_a_quotation_knows_it(text: str) -> None:
    quotes = Quotes(quoted(text))
    for span in quotes.spans:
        assert all(quotes.around(at) == span for at in range(span[0] - 1, span[1] + 1))


@given(TEXTS)
def test_trimmed_text_has_no_marks_at_its_edges(text: str) -> None:
    start, end = trimmed(text, 0, len(text))
    assert text[start:end].strip('«»“”„"-– .,\n') == text[start:end] or start == end


@given(st.text(max_size=60))
def test_words_of_an_unparsed_sentence_are_in_order_and_hold_all_letters(text: str) -> None:
    tokens = tokenised(Sentence(0, 0, 0, len(text)), text).tokens
    assert [text[token.start : token.end] for token in tokens] == [token.text for token in tokens]
    assert "".join(token.text for token in tokens) == "".join(text.split())


def test_turn_runs_to_the_next_dash_or_the_end_of_its_paragraph() -> None:
    article = parsed("Det regnet. – Ja. Det er vått. – Nei.", "Hun gikk.")
    assert [(turn.first, turn.last) for turn in turns(article)] == [(1, 2), (3, 3)]


def test_turn_that_asks_and_says_nothing_of_jeg_is_a_question() -> None:
    article = parsed("– Hvorfor det?", "– Hva så? Jeg gikk hjem.", "– Fordi det regnet.")
    assert [turn.question for turn in turns(article)] == [True, False, False]
