"""Linking measured on the names that gold articles have marked."""

from pipeline.corrections import Correction
from pipeline.evaluate.given import linked
from pipeline.evaluate.gold import parse_gold
from pipeline.evaluate.graph import scores
from tests.evaluate.evaluate_samples import gold


def test_every_gold_name_is_found_and_the_links_are_those_of_linking() -> None:
    held = parse_gold(gold())
    told = scores(held, linked(held))
    assert (told["names"]["f"], told["typed"]["f"], told["links"]["f"]) == (1, 1, 1)
    apart = [Correction(2, "different", "Lavrov", "Lavrov", ("egen",))]
    assert scores(held, linked(held, corrections=apart))["links"]["f"] == 1
    lumped = [Correction(2, "same", "Tillerson", "Lavrov")]
    assert scores(held, linked(held, corrections=lumped))["links"]["p"] < 1
