"""Role nouns beside the names of persons."""

import pytest

from pipeline.link import link_within
from pipeline.link.roles import titles_beside
from pipeline.link.terms import Found
from tests.link.link_samples import marked, records


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("sa utenriksminister ", " i går", ["utenriksminister"]),
        ("sa utanriksminister ", " i går", ["utanriksminister"]),
        ("Natos generalsekretær ", "", ["generalsekretær"]),
        ("Nato-sjefen ", "", ["nato-sjef"]),
        ("Statsminister ", "", ["statsminister"]),
        ("president\n", " kom", ["president"]),
        ("statsminister og partileder ", "", ["partileder", "statsminister"]),
        ("Kong ", " kom", ["konge"]),
        ("", ", olje- og energiminister", ["energiminister"]),
        ("", " (34), lege", ["lege"]),
        ("", ", leiar i partiet", ["leder"]),
        ("", ", den nye presidenten.", ["president"]),
        ("", ", tidligere statssekretær i Utenriksdepartementet", ["statssekretær"]),
        ("sa president ", ", leder for partiet", ["president", "leder"]),
        ("president.\n\n", "", []),
        ("Han er landets president. ", "", []),
        ("«President ", "", ["president"]),
        ("president\n\n", "", []),
        ("presidenten møtte ", "", []),
        ("presidenten og ", "", []),
        ("presidenten og utenriksminister ", "", ["utenriksminister"]),
        ("", ", direktør Olsen og andre", []),
        ("", ", som er direktør.", []),
        ("", " og presidenten", []),
        ("", "", []),
    ],
)
def test_titles_stand_before_or_in_apposition_after(
    before: str, after: str, expected: list[str]
) -> None:
    assert list(titles_beside(Found("Kari Li", "PER", before, after))) == expected


def test_clusters_of_persons_have_all_their_titles() -> None:
    _, clusters, _ = link_within(
        *marked(
            "{PER utenriksminister Sergej Lavrov} kom. {PER Lavrov}, diplomaten, gikk med "
            "president {GPE_LOC Vinterly} og {PER Kari Li} (34), lege. {DRV Li-saken}, sjefen."
        )
    )
    assert records(clusters, "name", "titles") == [
        ("Sergej Lavrov", "diplomat;utenriksminister"),
        ("Vinterly", ""),
        ("Kari Li", "lege"),
    ]
