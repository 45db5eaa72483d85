"""Pronouns and role noun phrases stand for the one person that fits."""

import pytest

from pipeline.relate.coreference.references import references
from pipeline.relate.sentences import Article, Sentence
from tests.relate.parsed_samples import parsed


def resolved(*paragraphs: str) -> list[tuple[str, str]]:
    """Return the words of the paragraphs that stand for a name, with the labels of their names."""
    article = parsed(*paragraphs)
    tokens = {
        (sentence.number, token.at): token.text
        for sentence in article.sentences
        for token in sentence.tokens
    }
    return [
        (tokens[place], " ".join(name.entity for name in reference.names))
        for place, reference in references(article).items()
    ]


def test_a_pronoun_stands_for_the_person_of_its_sex() -> None:
    text = "{Kari Moe|Kari|person} møtte {Ola Berg|Ola|person}. Etterpå reiste {}."
    assert resolved(text.replace("{}", "hun")) == [("hun", "Kari")]
    assert resolved(text.replace("{}", "han")) == [("han", "Ola")]


def test_the_subject_is_preferred() -> None:
    text = "{Ola Berg|Ola|person} besøkte {Per Lund|Per|person} i går. Han var glad."
    assert resolved(text) == [("Han", "Ola")]


def test_two_who_fit_alike_are_none() -> None:
    assert not resolved(
        "{Ola Berg|Ola|person} var der, og {Per Lund|Per|person} var der. Han smilte."
    )


def test_the_object_is_not_the_subject_of_its_clause() -> None:
    text = "{Per Lund|Per|person} kom. {Ola Berg|Ola|person} møtte ham på flyplassen."
    assert resolved(text) == [("ham", "Per")]


def test_the_subject_is_nobody_that_its_clause_names() -> None:
    text = "{Per Lund|Per|person} kom. {Ola Berg|Ola|person} kom. Han roste {Per|Per|person}."
    assert resolved(text) == [("Han", "Ola")]


def test_a_possessive_is_not_the_subject_of_its_clause() -> None:
    text = "{Per Lund|Per|person} snakket. {Ola Berg|Ola|person} roste hans tale."
    assert resolved(text) == [("hans", "Per")]


def test_who_speaks_does_not_speak_of_himself_in_the_third_person() -> None:
    text = "{Per Lund|Per|person} har sagt opp. - Han var flink, sier {Ola Berg|Ola|person}."
    assert resolved(text) == [("Han", "Per")]


def test_the_pronoun_of_a_reporting_clause_is_not_named_in_the_speech() -> None:
    text = "{Ola Berg|Ola|person} smiler. - Jeg kjenner {Per Lund|Per|person}, sier han."
    assert ("han", "Ola") in resolved(text)


def test_i_am_whoever_the_reporting_clause_names() -> None:
    text = "{Ola Berg|Ola|person} smiler. - Jeg kjenner {Per Lund|Per|person}, sier han."
    assert ("Jeg", "Ola") in resolved(text)
    assert not resolved("- Jeg kjenner {Per Lund|Per|person}, sier en venn.")


def test_the_country_is_the_only_one_named_before() -> None:
    one = "{Norge|Norge|country} er med, og landets leder {Ola Berg|Ola|person} jubler."
    assert resolved(one) == [("landets", "Norge")]
    subject = "{Norge|Norge|country} ville slå {Sverige|Sverige|country}. Landets leder smilte."
    assert resolved(subject) == [("Landets", "Norge")]
    two = "{Norge|Norge|country} slo {Sverige|Sverige|country}, og landets leder smilte."
    assert not resolved(two)


def test_a_person_without_a_name_is_a_person() -> None:
    text = "{Ola Berg|Ola|person} er lensmann. En mann ble pågrepet i natt. Han nekter."
    assert ("Han", "Ola") not in resolved(text)


def test_a_pronoun_may_point_forward_to_the_subject_of_its_sentence() -> None:
    text = "Da han kom hjem, sa {Ola Berg|Ola|person} ingenting."
    assert resolved(text) == [("han", "Ola")]


def test_a_pronoun_far_from_any_name_stands_alone() -> None:
    fill = " ".join(["Det regnet hele dagen."] * 13)
    assert not resolved("{Ola Berg|Ola|person} kom. " + fill + " Han smilte.")


def test_a_name_that_shows_no_sex_gets_that_of_its_first_pronoun() -> None:
    text = "{Xy Zemlak|X|person} kom. Hun smilte. {Xy Zemlak|X|person} gikk. Han smilte."
    assert resolved(text) == [("Hun", "X")]


def test_nynorsk_pronouns() -> None:
    text = "{Kari Moe|Kari|person} kom til byen. Ho møtte ein venn."
    assert resolved(text) == [("Ho", "Kari")]


@pytest.mark.parametrize("phrase", ["Utenriksministeren", "Den russiske utenriksministeren"])
def test_a_role_noun_phrase_stands_for_the_bearer_of_the_title(phrase: str) -> None:
    text = "{Russlands|RU|country} utenriksminister {Sergej Lavrov|Lavrov|person} kom. %s smilte."
    marked = phrase.replace("russiske", "{russiske|RU|country|adjective}")
    assert resolved(text % marked)[-1][1] == "Lavrov"


@pytest.mark.parametrize(
    "text",
    [
        "{Ola Berg|Ola|person}, leder i {NAF|NAF|organisation}, er glad. Lederen smiler.",
        "{Ola Berg|Ola|person} er leder i {NAF|NAF|organisation}. Lederen smiler.",
        "{NAF-leder|NAF|organisation|derived} {Ola Berg|Ola|person} kom. "
        "{NAF-lederen|NAF|organisation|derived} smiler.",
    ],
)
def test_titles_are_read_before_and_after_the_name(text: str) -> None:
    assert resolved(text)[-1][1] == "Ola"


def test_a_role_of_another_country_is_another_person() -> None:
    text = (
        "{Russlands|RU|country} president {Ola Berg|Ola|person} kom. "
        "Den {amerikanske|US|country|adjective} presidenten reiste."
    )
    assert not resolved(text)


def test_a_title_of_two_persons_stands_for_none() -> None:
    text = (
        "Statsråd {Ola Berg|Ola|person} og statsråd {Kari Moe|Kari|person} kom. Statsråden smilte."
    )
    assert not resolved(text)


def test_a_title_beside_its_name_is_no_reference() -> None:
    text = "Trener {Ola Berg|Ola|person} kom. Så gikk treneren {Ola Berg|Ola|person}."
    assert not resolved(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kronprins {Ola|Ola|person} kom. Den lille prinsen smilte.",
        "Trener {Ola Berg|Ola|person} kom. Den nye treneren smilte.",
        "Trener {Ola Berg|Ola|person} kom. Treneren hans smilte.",
        "Leder {Ola Berg|Ola|person} kom. Lederen for komiteen smilte.",
        "Tidligere trener {Ola Berg|Ola|person} kom. Treneren smilte.",
    ],
)
def test_another_bearer_of_a_title_is_another_person(text: str) -> None:
    assert not any(
        "rener" in word or "eder" in word or "prins" in word for word, _ in resolved(text)
    )


def test_the_person_that_an_article_is_about_is_meant_before_he_is_named() -> None:
    names = " ".join(["{Ola Berg|Ola|person} kom."] * 3)
    assert resolved("Han smilte.", names)[:1] == [("Han", "Ola")]
    assert not resolved("Han smilte.", "{Ola Berg|Ola|person} kom.")


def test_plural_pronouns_stand_for_all_the_names() -> None:
    text = "{Ola Berg|Ola|person} og {Kari Moe|Kari|person} kom hjem. De smilte."
    assert resolved(text) == [("De", "Ola Kari")]


def test_the_rule_tells_the_name_and_the_distance() -> None:
    article = parsed("{Ola Berg|Ola|person} kom. Det regnet. Han smilte.")
    assert [one.rule for one in references(article).values()] == [
        "pronoun: han < Ola Berg, 2 sentences before"
    ]


def test_sentences_without_a_parse_give_names_only() -> None:
    article = parsed("{Ola Berg|Ola|person} kom. Han smilte. Han gikk.")
    bare = tuple(
        Sentence(one.number, one.paragraph, one.start, one.end, one.names,
                 one.tokens if one.number == 1 else ())
        for one in article.sentences
    )  # fmt: skip
    found = references(Article("a", article.text, bare))
    assert list(found) == [(1, 0)]


def test_an_article_without_sentences_has_no_references() -> None:
    assert references(Article("a", "")) == {}
