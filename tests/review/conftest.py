"""A run to be reviewed."""

from pathlib import Path

import pytest

import pipeline
from pipeline.results import Results
from tests.review.review_samples import DECISIONS, with_decisions, write_texts


@pytest.fixture(scope="session")
def reviewed(tmp_path_factory: pytest.TempPathFactory, small_model: Path) -> Results:
    """A finished run with decisions written by hand; not to be changed."""
    folder = tmp_path_factory.mktemp("reviewed")
    pipeline.run(write_texts(folder / "in"), folder / "out", model=str(small_model))
    return with_decisions(folder / "out", [*DECISIONS])
