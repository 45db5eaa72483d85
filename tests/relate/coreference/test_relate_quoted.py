"""What is direct speech in a parsed article, and who speaks."""

from pipeline.relate.coreference.quoted import speeches
from tests.relate.parsed_samples import parsed


def spoken(*paragraphs: str) -> list[str]:
    """Return the words of each sentence that are direct speech, without punctuation."""
    article = parsed(*paragraphs)
    found = speeches(article)
    return [
        " ".join(
            token.text
            for token in sentence.tokens
            if token.at in found[sentence.number].tokens and token.pos != "PUNCT"
        )
        for sentence in article.sentences
    ]


def speaker(text: str) -> str | None:
    """Return the word that tells who speaks in the last sentence of `text`."""
    article = parsed(text)
    sentence = article.sentences[-1]
    at = speeches(article)[sentence.number].speaker
    return None if at is None else sentence.tokens[at].text


def test_speech_ends_at_the_reporting_clause() -> None:
    assert spoken("- Det går bra, sier {Ola Berg|O|person}.") == ["Det går bra"]


def test_what_stands_in_quotation_marks_is_speech() -> None:
    assert spoken("{Ola Berg|O|person} sa «det går bra» i går.") == ["det går bra"]


def test_a_dash_goes_on_to_the_last_sentence_in_the_first_person() -> None:
    text = "- Det går bra. Det er fint. Jeg er glad. Etterpå regnet det."
    assert spoken(text) == ["Det går bra", "Det er fint", "Jeg er glad", ""]


def test_a_dash_does_not_reach_into_the_next_paragraph() -> None:
    assert spoken("- Det går bra.", "Jeg er glad.") == ["Det går bra", ""]


def test_a_clause_of_time_before_a_verb_of_saying_is_no_speech() -> None:
    assert spoken("Da han kom hjem, sa {Ola Berg|O|person} ingenting.") == [""]


def test_who_speaks_is_the_name_behind_its_title() -> None:
    assert speaker("- Det går bra, sier trener {Ola Berg|O|person}.") == "Ola"
    assert speaker("- Det går bra, sier hun.") == "hun"
    assert speaker("Det går bra.") is None
