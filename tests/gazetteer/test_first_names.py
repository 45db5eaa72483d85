"""first_names.csv holds what the README promises."""

import unicodedata

import pytest

from tests.gazetteer.gazetteer_samples import FOLDER, read

ROWS = read("first_names.csv")


def test_the_file_is_nfc_and_states_its_source() -> None:
    text = (FOLDER / "first_names.csv").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    comments = [line for line in text.splitlines() if line.startswith("#")]
    assert any("Source:" in line for line in comments)
    assert any("Licence:" in line for line in comments)


def test_columns_and_kinds() -> None:
    for row in ROWS:
        assert list(row) == ["name", "sex", "source", "he", "she"]
        assert row["sex"] in {"male", "female"}
        assert row["source"] in {"register", "text", "faker", "hand"}


def test_names_are_single_words_with_a_capital_in_order_and_once() -> None:
    names = [row["name"] for row in ROWS]
    assert names == sorted(set(names))
    for name in names:
        assert name[0].isupper(), name
        assert " " not in name, name


def test_names_learned_from_text_have_the_evidence_that_the_header_states() -> None:
    learned = [row for row in ROWS if row["source"] == "text"]
    assert learned
    for row in learned:
        he, she = int(row["he"] or 0), int(row["she"] or 0)
        assert he + she >= 3, row
        assert max(he, she) >= 0.85 * (he + she), row
        assert (row["sex"] == "male") == (he > she), row


def test_no_name_is_that_of_a_country() -> None:
    countries = {row["label"] for row in read("countries.csv")}
    learned = {row["name"] for row in ROWS if row["source"] != "register"}
    assert not learned & (countries - {"Georgia"})


@pytest.mark.parametrize(
    ("name", "sex"),
    [("Sergej", "male"), ("Angela", "female"), ("Jens", "male"), ("Erna", "female"),
     ("Volodymyr", "male"), ("Hillary", "female"), ("Gro", "female"), ("Dagfinn", "male")],
)  # fmt: skip
def test_well_known_names(name: str, sex: str) -> None:
    assert [row["sex"] for row in ROWS if row["name"] == name] == [sex]


@pytest.mark.parametrize("name", ["Luca", "Nikita", "Oslo", "Statsminister"])
def test_names_of_both_sexes_and_other_words_are_left_out(name: str) -> None:
    assert name not in {row["name"] for row in ROWS}
