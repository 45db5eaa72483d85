"""Which persons bear which titles."""

import pytest

from pipeline.relate.coreference.bearers import bearers, is_definite
from tests.relate.parsed_samples import parsed


def borne(text: str) -> list[tuple[str, str, list[str]]]:
    """Return person, title and what the title is tied to, for the paragraph `text`."""
    return [(one.name.entity, one.title, sorted(one.of)) for one in bearers(parsed(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Trener {Ola|O|person} kom.", [("O", "trener", [])]),
        ("{Russlands|RU|country} nye president {Ola|O|person} kom.", [("O", "president", ["RU"])]),
        ("{NAF-leder|NAF|organisation|derived} {Ola|O|person} kom.", [("O", "naf-leder", ["NAF"])]),
        ("{Russlands|RU|country} president, {Ola|O|person}, kom.", [("O", "president", ["RU"])]),
        ("{Ola|O|person}, leder i {NAF|NAF|organisation}, kom.", [("O", "leder", ["NAF"])]),
        ("{Ola|O|person}, som er leder, kom.", [("O", "leder", [])]),
        ("{Ola|O|person} er {norsk|NO|country|adjective} statsråd.", [("O", "statsråd", ["NO"])]),
        ("Tidligere president {Ola|O|person} kom.", []),
        ("{Ola|O|person}, tidligere leder i {NAF|NAF|organisation}, kom.", []),
        ("{Ola|O|person} og trener {Per Lund|P|person} kom.", [("P", "trener", [])]),
        ("{Ola|O|person} møtte presidenten.", []),
    ],
)  # fmt: skip
def test_titles_of_persons(text: str, found: list[tuple[str, str, list[str]]]) -> None:
    assert borne(text) == found


def test_definite_titles() -> None:
    assert is_definite("presidenten")
    assert not is_definite("president")
    assert not is_definite("regnet")
