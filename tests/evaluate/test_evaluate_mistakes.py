"""The mistakes of a run on gold articles."""

from pipeline.evaluate.gold import parse_gold
from pipeline.evaluate.matching import FoundMention, match
from pipeline.evaluate.mistakes import KINDS, Mistake, as_dicts, mistakes
from tests.evaluate.evaluate_samples import GOLD_TEXT, gold


def found(name: str, entity_id: str, sentence: int, after: int = 0, **other: str) -> FoundMention:
    start = GOLD_TEXT.index(name, after)
    kind = other.get("type", "person")
    return FoundMention(start, start + len(name), kind, entity_id, sentence)


def made(*mentions: FoundMention, most: int = 5) -> list[Mistake]:
    read = parse_gold(gold())
    return mistakes(read, [match(article, mentions) for article in read.articles], most)


PERFECT = (
    found("Lavrov", "lavrov", 0),
    found("Tillerson", "tillerson", 0),
    found("Russlands", "russland", 1, type="country"),
    found("Lavrov", "lavrov", 1, 40),
    found("Lavrov", "lavrov", 2, 50),
)


def test_a_perfect_run_has_none() -> None:
    assert made(*PERFECT) == []


def test_a_missed_name_and_the_edge_that_went_with_it() -> None:
    name, edge = made(*PERFECT[:2], *PERFECT[3:])
    assert (name.kind, name.names, name.about) == ("missed names", ("Russlands",), "country")
    assert name.sentence == "Russlands Lavrov smilte."
    assert (edge.kind, edge.names) == ("missing edges", ("Russlands", "Lavrov"))
    assert edge.about == "not found: Russlands"


def test_a_cut_name_tells_what_was_found_in_its_place() -> None:
    told = made(*PERFECT[1:], found("møtte", "m", 0))
    assert [(one.kind, one.names) for one in told[:2]] == [
        ("missed names", ("Lavrov",)),
        ("false names", ("møtte",)),
    ]
    (longer,) = [one for one in made(*PERFECT[1:], found("Lavrov møtte", "m", 0))
                 if one.kind == "missed names"]  # fmt: skip
    assert longer.about == "person, found as 'Lavrov møtte'"


def test_a_second_node_is_a_wrong_link_and_a_false_edge() -> None:
    told = made(*PERFECT[:3], found("Lavrov", "other", 1, 40), PERFECT[4])
    assert [one.kind for one in told] == ["wrong links", "missing edges", "false edges"]
    assert told[0].about == "other is a second node for 'Lavrov'"
    assert told[1].about == "linked or cut apart"
    assert told[2].about == "false node: other"


def test_an_entity_of_another_is_named() -> None:
    told = made(PERFECT[0], found("Tillerson", "lavrov", 0), *PERFECT[2:])
    (link,) = [one for one in told if one.kind == "wrong links"]
    assert link.about == "lavrov stands for 'Lavrov', this is 'Tillerson'"


def test_a_wrong_type_tells_both() -> None:
    (told,) = made(*PERFECT[:2], found("Russlands", "russland", 1, type="place"), *PERFECT[3:])
    assert (told.kind, told.about) == ("wrong types", "place, gold is country")


def test_what_comes_back_is_counted_and_comes_first() -> None:
    told = made(*PERFECT[1:3])
    names = [one for one in told if one.kind == "missed names"]
    assert [(one.names, one.times) for one in names] == [(("Lavrov",), 3)]
    assert len(made(most=1)) == 2  # one missed name, one missing edge
    assert made(most=0) == []
    assert as_dicts(names)[0]["times"] == 3


def test_kinds_come_in_their_order() -> None:
    told = made(found("møtte", "m", 0), found("Lavrov", "a", 0), found("Lavrov", "b", 1, 40))
    order = [KINDS.index(one.kind) for one in told]
    assert order == sorted(order)
