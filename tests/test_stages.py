"""Tests of pipeline/stages.py."""

import pytest

from pipeline import tables
from pipeline.outputs import OPTIONAL
from pipeline.settings import Settings
from pipeline.stages import READ_SETTINGS, STAGES, STEPS, Made, Step, Tables, check, until
from pipeline.store import DOCS


def _nothing(needs: Tables, settings: Settings) -> Made:
    return {}


def test_the_chain_of_steps_works() -> None:
    check()


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ([Step("link", "x", "part", ("names",), ("local",), _nothing)], "needs"),
        (
            [
                Step("ingest", "x", "corpus", ("index",), ("registry",), _nothing),
                Step("ingest", "y", "corpus", ("index",), ("registry",), _nothing),
            ],
            "second time",
        ),
        (
            [Step("a", "x", "part", ("index",), ("b",), _nothing, of_articles={"links": "id"})],
            "does not need",
        ),
    ],
)
def test_a_chain_that_cannot_work_is_refused(steps: list[Step], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        check(steps)


def test_every_table_of_a_step_has_a_schema_and_every_option_is_an_option() -> None:
    for step in STEPS:
        names = {name.removeprefix("read_") for name in (*step.needs, *step.makes)} - {DOCS}
        assert names <= set(tables.SCHEMAS)
        assert set(step.settings) <= set(Settings.model_fields)
    assert set(READ_SETTINGS) <= set(Settings.model_fields)


def test_every_option_that_matters_to_the_result_belongs_to_a_step() -> None:
    used = {name for step in STEPS for name in step.settings} | set(READ_SETTINGS)
    no_step = {"input", "output", "boilerplate_rules", "workers", "fresh", "strict", "quiet"}
    no_step |= set(OPTIONAL.values())  # which files are written of what the steps make
    assert used | no_step == set(Settings.model_fields)


def test_names_are_found_anew_when_the_code_of_the_bundled_network_changes() -> None:
    # Its folder is part of what is digested as the model, the code that runs it is not.
    annotate = next(step for step in STEPS if step.name == "annotate")
    assert "neural" in annotate.code


def test_until_ends_with_its_stage() -> None:
    assert [step.stage for step in until("annotate")][-1] == "annotate"
    assert {step.stage for step in until("export")} == set(STAGES)
