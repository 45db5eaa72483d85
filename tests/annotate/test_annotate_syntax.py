"""Parsing the sentences that can state a relation."""

import pandas as pd
import pytest

from pipeline.annotate import annotate, load
from pipeline.tables import empty, frame
from tests.annotate.annotate_samples import small
from tests.samples import article

TEXT = (
    "Rex Tillerson møtte Sergej Lavrov i Bonn torsdag.\n\n"
    "Været i Bonn var grått.\n\n"
    "– Vi er  ikke enige, sa  USAs utenriksminister etter møtet."
)


def annotated(text: str, *, parse: bool = False, relations: bool = True) -> pd.DataFrame:
    nlp = load("bundled", parse).nlp
    table = frame("articles", [article("a", text)])
    return annotate(nlp, table, empty("boilerplate"), relations=relations)[2]


def tree(parses: pd.DataFrame, text: str, sentence: int) -> list[tuple[str, str, str, str]]:
    rows = parses[parses["sentence"] == sentence].to_dict("records")
    words = [text[row["start"] : row["end"]] for row in rows]
    return [
        (word, row["pos"], row["dep"], words[row["head"]])
        for word, row in zip(words, rows, strict=True)
    ]


def test_sentences_that_can_state_a_relation_are_parsed_and_no_others() -> None:
    assert sorted(set(annotated(TEXT)["sentence"])) == [0, 2]


def test_the_parse_says_who_does_what_at_offsets_of_the_articles_text() -> None:
    parsed = tree(annotated(TEXT), TEXT, 0)
    assert ("møtte", "VERB", "ROOT", "møtte") in parsed
    assert ("Rex", "PROPN", "nsubj", "møtte") in parsed
    assert [word for word, *_ in parsed] == TEXT.split("\n")[0].replace(".", " .").split()


def test_white_space_in_the_text_is_no_token_and_heads_count_without_it() -> None:
    parses = annotated(TEXT)
    words = [word for word, *_ in tree(parses, TEXT, 2)]
    assert words == [word for word in words if word.strip()]
    last = parses[parses["sentence"] == 2]
    assert last["token"].tolist() == list(range(len(last)))
    assert set(last["head"]) <= set(last["token"])
    assert ("utenriksminister", "NOUN", "nsubj", "sa") in tree(parses, TEXT, 2)


def test_a_pipeline_that_parses_all_gives_every_sentence() -> None:
    assert sorted(set(annotated(TEXT, parse=True)["sentence"])) == [0, 1, 2]


def test_without_relations_nothing_is_parsed() -> None:
    assert annotated(TEXT, relations=False).empty


def test_a_pipeline_without_a_parser_parses_nothing(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("model") / "liten"
    small("entity_ruler", "sentencizer").to_disk(path)
    table = frame("articles", [article("a", TEXT)])
    assert annotate(load(str(path)).nlp, table, empty("boilerplate"))[2].empty


def test_the_parse_of_a_sentence_does_not_depend_on_how_many_are_parsed_together() -> None:
    alone = tree(annotated(TEXT), TEXT, 0)
    many = "\n\n".join([TEXT.split("\n")[0]] * 300)
    parses = annotated(many)
    assert parses["sentence"].nunique() == 300
    for sentence in (0, 17, 255, 256, 299):
        assert tree(parses, many, sentence) == alone


def test_short_parentheses_do_not_break_up_the_clause_and_have_no_tokens() -> None:
    text = "Stoltenberg møtte ministeren Aleksandr Fomin (t.v.) og Aleksandr Grusjko i Brussel."
    parses = annotated(text)
    words = [word for word, *_ in tree(parses, text, 0)]
    assert words == text.replace(" (t.v.)", "").replace(".", " .").split()
    joined = {(word, dep) for word, _, dep, head in tree(parses, text, 0) if head == "Aleksandr"}
    assert ("Aleksandr", "conj") in joined
    assert ("og", "cc") in joined


def test_long_parentheses_are_part_of_the_sentence() -> None:
    text = "Stoltenberg møtte Fomin (som hadde reist hele natten fra Moskva) i Brussel."
    assert "reist" in [word for word, *_ in tree(annotated(text), text, 0)]
