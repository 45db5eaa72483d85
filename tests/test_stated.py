"""Tests of pipeline/stated.py: what a stated relation can be."""

import pytest

from pipeline.stated import kinds, reservations
from pipeline.tables import frame
from tests.samples import relation


@pytest.mark.parametrize(
    ("negated", "modality", "kind"),
    [
        (False, "", "meets"),
        (True, "", "not meets"),
        (False, "planned", "planned meets"),
        (True, "planned", "not meets"),
    ],
)
def test_a_denial_outweighs_a_modality(negated: bool, modality: str, kind: str) -> None:
    rows = frame("relations", [relation("meets", "a", "b", negated=negated, modality=modality)])
    assert kinds(rows).tolist() == [kind]
    assert reservations(rows).tolist() == [kind.removesuffix("meets").strip()]
