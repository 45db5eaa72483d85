"""Relations of a run beside gold ones: what is right, wrong, or neither."""

import pytest

from pipeline.evaluate.relations import (
    Compared,
    FoundRelation,
    Known,
    Scores,
    compare,
    known,
    overlaps,
    score,
)
from tests.evaluate.relation_samples import (
    Said,
    Stated,
    annotated,
    found,
    gold_article,
    names,
    same,
)

TEXT = (
    "{Kari Dahl|1|person} møtte {Ola Berg|2|person} i dag.\n"
    "{Dahl|1|person} er leder i {NAF|3|organisation} og roste {Berg|2|person}.\n"
    "{Dahl|1|person} angrep {Per Vik|4|person} og snakket om {Berg|2|person}.\n"
)
MEETING: Stated = ("meets", "1", "2", "møtte", {})
ROLE: Stated = ("role", "1", "3", "leder", {})


def verdicts(compared: Compared) -> list[str]:
    return [one.verdict for one in compared.judged]


def test_a_relation_is_right_by_type_pair_and_sentence() -> None:
    gold = annotated(TEXT, [MEETING, ROLE])
    rows = [
        found(gold, "meets", "1", "2", "Dahl møtte Ola"),
        found(gold, "role", "1", "3", "leder i NAF"),
    ]
    compared = compare(gold, rows, same())
    assert verdicts(compared) == ["right", "right"]
    assert compared.missed == []
    assert score([compared]) == Scores(
        gold=2,
        found=2,
        right=2,
        gold_named=2,
        right_named=2,
        negated=2,
        modality=2,
        patterns={"": (2, 2)},
    )


@pytest.mark.parametrize(
    ("kind", "source", "target", "words"),
    [
        ("meets", "1", "3", "leder i NAF"),  # another type
        ("role", "1", "2", "leder i NAF"),  # another target
        ("role", "2", "3", "leder i NAF"),  # another source
        ("role", "3", "1", "leder i NAF"),  # the other way
        ("role", "1", "3", "angrep Per Vik"),  # another sentence
        ("role", "1", "7", "leder i NAF"),  # an entity that the gold has not
    ],
)
def test_a_relation_is_wrong_if_anything_differs(
    kind: str, source: str, target: str, words: str
) -> None:
    gold = annotated(TEXT, [ROLE])
    compared = compare(gold, [found(gold, kind, source, target, words)], same())
    assert verdicts(compared) == ["wrong"]
    assert compared.missed == [("role", "1", "3", 1)]


def test_meetings_alone_have_no_direction() -> None:
    conflict: Stated = ("conflict", "1", "4", "angrep", {})
    gold = annotated(TEXT, [MEETING, conflict])
    rows = [
        found(gold, "meets", "2", "1", "møtte"),
        found(gold, "conflict", "4", "1", "angrep"),
    ]
    assert verdicts(compare(gold, rows, same())) == ["right", "wrong"]


def test_found_and_gold_count_once_a_sentence() -> None:
    again: Stated = ("meets", "2", "1", "i dag", {})
    gold = annotated(TEXT, [MEETING, again])
    rows = [
        found(gold, "meets", "1", "2", "møtte"),
        found(gold, "meets", "2", "1", "i dag"),
        found(gold, "meets", "1", "2", "leder i NAF"),
        found(gold, "meets", "2", "1", "roste"),
    ]
    compared = compare(gold, rows, same())
    assert verdicts(compared) == ["right", "wrong"]
    told = score([compared])
    assert (told.gold, told.found, told.right) == (1, 2, 1)


def test_a_stretch_over_two_sentences_counts_for_the_one_that_states_it() -> None:
    gold = annotated(TEXT, [ROLE])
    row = found(gold, "role", "1", "3", "Kari Dahl møtte Ola Berg i dag.\nDahl er")
    compared = compare(gold, [row], same())
    assert [one.key for one in compared.judged] == [("role", "1", "3", 1)]
    assert verdicts(compared) == ["right"]


def test_a_wrong_stretch_counts_in_the_sentence_that_holds_most_of_it() -> None:
    gold = annotated(TEXT, [ROLE])
    row = found(gold, "meets", "1", "3", "dag.\nDahl er leder i NAF")
    assert [one.key[3] for one in compare(gold, [row], same()).judged] == [1]


def test_optional_relations_count_neither_for_nor_against() -> None:
    gold = annotated(TEXT, [(*MEETING[:4], {"optional": True})])
    rows = [
        found(gold, "meets", "2", "1", "møtte"),
        found(gold, "cooperation", "1", "2", "møtte"),
        found(gold, "meets", "1", "2", "roste"),
    ]
    compared = compare(gold, rows, same())
    assert verdicts(compared) == ["optional", "wrong", "wrong"]
    told = score([compared])
    assert (told.gold, told.found, told.right, told.optional) == (0, 2, 0, 1)


def test_belonging_is_excused_by_any_optional_belonging_but_right_by_its_own_type_alone() -> None:
    optional = annotated(TEXT, [(*ROLE[:4], {"optional": True})])
    row = found(optional, "member_of", "1", "3", "leder i NAF")
    assert verdicts(compare(optional, [row], same())) == ["optional"]
    required = annotated(TEXT, [ROLE])
    assert verdicts(compare(required, [row], same())) == ["wrong"]
    meeting = found(optional, "meets", "1", "3", "leder i NAF")
    assert verdicts(compare(optional, [meeting], same())) == ["wrong"]


def test_what_is_required_and_optional_is_required() -> None:
    gold = annotated(TEXT, [(*MEETING[:4], {"optional": True}), MEETING])
    compared = compare(gold, [found(gold, "meets", "1", "2", "møtte")], same())
    assert verdicts(compared) == ["right"]


def test_negation_and_modality_are_asked_of_right_relations_alone() -> None:
    gold = annotated(
        TEXT,
        [
            (*MEETING[:4], {"negated": True, "modality": "planned"}),
            (*ROLE[:4], {"modality": "possible"}),
        ],
    )
    rows = [
        found(gold, "meets", "1", "2", "møtte", negated=True),
        found(gold, "role", "1", "3", "leder", modality="possible", negated=True),
        found(gold, "conflict", "1", "4", "angrep"),
    ]
    told = score([compare(gold, rows, same())])
    assert (told.right, told.negated, told.modality) == (2, 1, 1)


def test_recall_is_told_without_what_needs_coreference() -> None:
    gold = annotated(TEXT, [(*MEETING[:4], {"coref": True}), ROLE])
    told = score([compare(gold, [found(gold, "meets", "1", "2", "møtte")], same())])
    assert (told.gold, told.right, told.gold_named, told.right_named) == (2, 1, 1, 0)


def test_patterns_are_counted_and_types_apart() -> None:
    gold = annotated(TEXT, [MEETING, ROLE])
    rows = [
        found(gold, "meets", "1", "2", "møtte", pattern="verb"),
        found(gold, "meets", "1", "4", "angrep", pattern="verb"),
        found(gold, "role", "1", "3", "leder", pattern="title"),
    ]
    compared = [compare(gold, rows, same())]
    assert score(compared).patterns == {"title": (1, 1), "verb": (1, 2)}
    meets = score(compared, ("meets",))
    assert (meets.gold, meets.found, meets.right, meets.patterns) == (1, 2, 1, {"verb": (1, 2)})


SAID = "– {Ola Berg|2|person} lyver om {NAF|3|organisation}, sa {Kari Dahl|1|person}.\n"
LIE: Said = ("1", "23", "Ola Berg lyver om NAF", {})


def test_states_follows_from_statements_by_half_of_the_shorter_stretch() -> None:
    gold = annotated(SAID, statements=[LIE])
    rows = [
        found(gold, "states", "1", "2", "Ola Berg lyver om NAF, sa Kari Dahl"),
        found(gold, "states", "1", "3", ", sa Kari Dahl"),  # no overlap
    ]
    compared = compare(gold, rows, same())
    assert verdicts(compared) == ["right", "wrong"]
    assert compared.missed == [("states", "1", "3", 0)]


def test_states_needs_speaker_and_target_of_the_statement() -> None:
    gold = annotated(SAID, statements=[LIE])
    rows = [
        found(gold, "states", "2", "3", "Ola Berg lyver om NAF"),
        found(gold, "states", "1", "4", "Ola Berg lyver om NAF"),
    ]
    assert verdicts(compare(gold, rows, same())) == ["wrong", "wrong"]


def test_of_two_stretches_of_one_sentence_the_right_one_counts() -> None:
    gold = annotated(SAID, statements=[("1", "3", "lyver om NAF", {})])
    rows = [
        found(gold, "states", "1", "3", "Ola Berg"),
        found(gold, "states", "1", "3", "lyver om NAF"),
        found(gold, "states", "1", "3", "sa Kari Dahl"),
    ]
    assert verdicts(compare(gold, rows, same())) == ["right"]


def test_nobody_states_anything_of_himself() -> None:
    gold = annotated(SAID, statements=[("1", "12", *LIE[2:])])
    assert list(compare(gold, [], same()).wanted) == [("states", "1", "2", 0)]


def test_nobody_states_what_has_no_speaker_and_optional_statements_excuse() -> None:
    nobody = annotated(SAID, statements=[(None, *LIE[1:])])
    row = found(nobody, "states", "1", "2", "Ola Berg lyver om NAF")
    compared = compare(nobody, [row], same())
    assert verdicts(compared) == ["wrong"]
    assert not compared.wanted
    optional = annotated(SAID, statements=[(*LIE[:3], {"optional": True})])
    assert verdicts(compare(optional, [row], same())) == ["optional"]


def test_outside_are_wrong_relations_of_two_names_that_the_gold_does_not_mark() -> None:
    gold = annotated(TEXT, [ROLE])
    rows = [
        found(gold, "meets", "7", "8", "møtte"),
        found(gold, "meets", "1", "8", "møtte"),
    ]
    entities = Known({"Q1": "1"}, frozenset({"Q1"}))
    told = score([compare(gold, rows, entities)])
    assert (told.found, told.right, told.outside) == (2, 0, 1)


def test_an_entity_stands_for_the_one_with_which_it_shares_most_spans() -> None:
    article = gold_article("{Dahl|1|person} og {Kari Dahl|1|person} så {Olas|2|person} hus.")
    rows = [("Dahl", "QA"), ("Kari Dahl", "QA"), ("Ola", "QB"), ("hus", "QC")]
    entities = known(article, names(article, rows), {})
    assert entities.stands_for == {"QA": "1", "QB": "2"}
    assert entities.marked == {"QA", "QB"}
    assert entities.gold("QC") == "?QC"
    split = [("Dahl", "QA"), ("Kari Dahl", "QB"), ("Olas", "QB")]
    assert known(article, names(article, split), {}).stands_for == {"QA": "1", "QB": "2"}


def test_optional_compounds_tell_whom_an_entity_stands_for() -> None:
    article = gold_article("{Nato-sjef|5|other|optional} {Kari Dahl|1|person} smilte.")
    entities = known(article, names(article, [("Nato-sjef", "Q7184")]), {})
    assert entities.stands_for == {"Q7184": "5"}


def test_a_country_named_by_adjectives_alone_is_its_iso_code() -> None:
    article = gold_article("Den franske ministeren {Kari Dahl|1|person} så {Italia|2|country}.")
    rows = [("franske", "Q142"), ("Italia", "Q38"), ("ministeren", "Q99")]
    entities = known(article, names(article, rows), {"Q142": "FR", "Q38": "IT"})
    assert entities.stands_for == {"Q142": "iso:FR", "Q38": "2"}
    assert entities.marked == {"Q38"}


def test_stretches_agree_from_half_of_the_shorter_on() -> None:
    assert overlaps((0, 100), (95, 105))
    assert not overlaps((0, 100), (96, 106))
    assert overlaps((10, 12), (0, 100))
    assert not overlaps((0, 10), (10, 20))


def test_the_order_of_rows_does_not_matter() -> None:
    gold = annotated(TEXT, [MEETING, ROLE])
    rows: list[FoundRelation] = [
        found(gold, "meets", "1", "2", "møtte", pattern="b"),
        found(gold, "meets", "1", "2", "møtte", pattern="a"),
        found(gold, "role", "1", "3", "leder", pattern="c"),
    ]
    assert compare(gold, rows, same()) == compare(gold, rows[::-1], same())
    assert score([compare(gold, rows, same())]).patterns == {"a": (1, 1), "c": (1, 1)}
