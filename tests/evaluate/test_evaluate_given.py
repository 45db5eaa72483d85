"""Linking measured on the names that gold articles have marked."""

import json
from pathlib import Path

import pytest

from pipeline.corrections import Correction
from pipeline.evaluate.given import linked
from pipeline.evaluate.gold import parse_gold
from pipeline.evaluate.graph import scores
from tests.evaluate.evaluate_samples import gold

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


def test_every_gold_name_is_found_and_the_links_are_those_of_linking() -> None:
    held = parse_gold(gold())
    told = scores(held, linked(held))
    assert (told["names"]["f"], told["typed"]["f"], told["links"]["f"]) == (1, 1, 1)
    apart = [Correction(2, "different", "Lavrov", "Lavrov", ("egen",))]
    assert scores(held, linked(held, corrections=apart))["links"]["f"] == 1
    lumped = [Correction(2, "same", "Tillerson", "Lavrov")]
    assert scores(held, linked(held, corrections=lumped))["links"]["p"] < 1


@pytest.mark.skipif(not SHARED.is_dir(), reason="development data are not here")
@pytest.mark.parametrize(
    ("name", "links", "edges"),
    [("dev", 0.988, 0.969), ("train", 0.986, 0.958), ("nn_dev", 0.99, 0.976)],
)
def test_linking_alone_is_no_worse_than_it_was(name: str, links: float, edges: float) -> None:
    held = parse_gold(json.loads((SHARED / f"news_gold_{name}.json").read_text("utf-8")))
    told = scores(held, linked(held))
    assert told["links"]["f"] >= links
    assert told["edges"]["f"] >= edges
