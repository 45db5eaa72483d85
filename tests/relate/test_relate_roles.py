"""Roles that the text states beside a name."""

import pandas as pd
import pytest

from pipeline.relate import counted, roles
from pipeline.tables import concat, empty, frame
from tests.relate.relate_samples import marked, records
from tests.samples import article

PUTIN = "{Vladimir Putin|Putin|person}"
LAVROV = "{Sergej Lavrov|Lavrov|person}"
RUSSIAS = "{Russlands|Russland|country}"
NATO = "{Nato|NATO|organisation}"


def found(text: str) -> list[tuple[str, str, str, str]]:
    """Return the roles in `text` as (who, which, whose, in which words)."""
    return records(roles(*marked(text)), "source", "label", "target", "text")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a genitive, a title, a person
        (
            f"{RUSSIAS} president {PUTIN} kom.",
            ("Putin", "president", "Russland", "Russlands president Vladimir Putin"),
        ),
        (
            "{USAs|USA|country} nye utenriksminister {Rex Tillerson|Tillerson|person} kom.",
            ("Tillerson", "utenriksminister", "USA", "USAs nye utenriksminister Rex Tillerson"),
        ),
        (
            "{Putins|Putin|person} talsmann {Dmitrij Peskov|Peskov|person} svarte.",
            ("Peskov", "talsmann", "Putin", "Putins talsmann Dmitrij Peskov"),
        ),
        (
            "{Hamas'|Hamas|organisation} politiske leder {Haniyeh|Haniyeh|person}",
            ("Haniyeh", "leder", "Hamas", "Hamas' politiske leder Haniyeh"),
        ),
        (
            "{OSLOS|Oslo|place} ordfører {Kari Nordmann|Nordmann|person}",
            ("Nordmann", "ordfører", "Oslo", "OSLOS ordfører Kari Nordmann"),
        ),
        (
            f"{RUSSIAS} aller første folkevalgte kvinnelige president {PUTIN}",
            (
                "Putin",
                "president",
                "Russland",
                "Russlands aller første folkevalgte kvinnelige president Vladimir Putin",
            ),
        ),
        # a compound
        (
            "{Nato-sjef|NATO|organisation|derived} {Jens Stoltenberg|Stoltenberg|person}",
            ("Stoltenberg", "sjef", "NATO", "Nato-sjef Jens Stoltenberg"),
        ),
        (
            "{FN–ambassadør|FN|organisation|derived} {Kari Nordmann|Nordmann|person}",
            ("Nordmann", "ambassadør", "FN", "FN–ambassadør Kari Nordmann"),
        ),
        # a person, a title behind a comma
        (
            "{Jonas Gahr Støre|Støre|person}, leder i {Arbeiderpartiet|Ap|organisation}, sa ja.",
            ("Støre", "leder", "Ap", "Jonas Gahr Støre, leder i Arbeiderpartiet"),
        ),
        (
            "{Kari Nordmann|Nordmann|person}, ny forsker ved {NUPI|NUPI|organisation}",
            ("Nordmann", "forsker", "NUPI", "Kari Nordmann, ny forsker ved NUPI"),
        ),
        (
            "{Kari Nordmann|Nordmann|person}, talsmann for {Nato|NATO|organisation}",
            ("Nordmann", "talsmann", "NATO", "Kari Nordmann, talsmann for Nato"),
        ),
        # Nynorsk
        (
            "{Noregs|Norge|country} utanriksminister {Børge Brende|Brende|person} kom.",
            ("Brende", "utanriksminister", "Norge", "Noregs utanriksminister Børge Brende"),
        ),
        (
            "{Kari Nordmann|Nordmann|person}, leiar i {Raudt|Rødt|organisation}",
            ("Nordmann", "leiar", "Rødt", "Kari Nordmann, leiar i Raudt"),
        ),
    ],
)
def test_a_role_that_the_text_states(text: str, expected: tuple[str, str, str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize("space", ["\u00a0", "\n", "\r\n", "  "])
def test_any_white_space_may_stand_between(space: str) -> None:
    assert len(found(f"{RUSSIAS}{space}mektige{space}president{space}{PUTIN}")) == 1
    assert len(found(f"{PUTIN},{space}president{space}i{space}{NATO}")) == 1
    assert len(found(f"{{Nato-sjef|NATO|organisation|derived}}{space}{PUTIN}")) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"{{Russland|Russland|country}} president {PUTIN}",  # no genitive
        f"{RUSSIAS} svar {LAVROV}",  # no title
        f"{RUSSIAS} {LAVROV}",
        f"{RUSSIAS} president og utenriksminister {LAVROV}",  # two persons
        f"{RUSSIAS} president møtte {LAVROV}",
        f"{RUSSIAS} president kom. Minister {LAVROV}",
        f"{RUSSIAS} svar til president {PUTIN}",
        f"{RUSSIAS} president\n\n{PUTIN}",  # another sentence
        f"{RUSSIAS} hær og {NATO} president {PUTIN}",
        f"{RUSSIAS} gode gamle kjente kjære trofaste president {PUTIN}",  # too far away
        f"{RUSSIAS} president {NATO}",  # no person
        "{Putins|Putin|person} president {Vladimir Putin|Putin|person}",  # himself
        "{Nato-sjef|NATO|organisation|derived} og {Jens Stoltenberg|Stoltenberg|person}",
        "{russisk|Russland|country|derived} {Jens Stoltenberg|Stoltenberg|person}",
        f"{LAVROV} og {PUTIN}, leder og {NATO}",
        f"{LAVROV}, svar i {NATO}",  # no title
        f"{LAVROV}, som er leder i {NATO}",  # a whole clause
        f"{LAVROV} leder i {NATO}",  # a verb
        f"{LAVROV}, leder for {{Nato-delegasjonen|NATO|organisation|derived}}",  # of another thing
        "{USAs|USA|country} president {Trump-saken|Trump|person|derived}",
        f"{NATO}, leder i {RUSSIAS}",  # no person
    ],
)
def test_no_role_is_read_where_none_is_stated(text: str) -> None:
    assert found(text) == []


def test_two_roles_in_one_sentence() -> None:
    text = (
        f"{RUSSIAS} president {PUTIN} og {{USAs|USA|country}} president "
        "{Donald Trump|Trump|person} møttes."
    )
    assert [row[:3] for row in found(text)] == [
        ("Putin", "president", "Russland"),
        ("Trump", "president", "USA"),
    ]


def test_a_role_says_where_it_stands() -> None:
    articles, mentions = marked(f"Ingen kom.\n\nDa kom {RUSSIAS} president {PUTIN} likevel.")
    (row,) = roles(articles, mentions).to_dict("records")
    assert row == {
        "type": "role",
        "source_id": "Putin",
        "source": "Putin",
        "target_id": "Russland",
        "target": "Russland",
        "label": "president",
        "negated": False,
        "modality": "",
        "pattern": "",
        "coreference": "",
        "article_id": "a",
        "sentence": 1,
        "start": 19,
        "end": 53,
        "text": "Russlands president Vladimir Putin",
    }
    assert articles["text"][0][row["start"] : row["end"]] == row["text"]


def test_duplicates_of_articles_are_passed_over() -> None:
    text = f"{RUSSIAS} president {PUTIN} kom."
    (one, one_mentions), (other, other_mentions) = marked(text, "a"), marked(text, "b")
    copy = frame("articles", [article("b", other["text"][0], duplicate_of="a")])
    articles = concat("articles", [one, copy])
    mentions = concat("mentions", [other_mentions, one_mentions])
    assert roles(counted(articles, None, None), mentions)["article_id"].tolist() == ["a"]


def test_no_mentions_make_no_roles() -> None:
    made = roles(empty("articles"), empty("mentions"))
    pd.testing.assert_frame_equal(made, empty("relations"))
