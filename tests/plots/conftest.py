"""The run that the pictures of the documentation are made from."""

from pathlib import Path

import pytest

import pipeline
from pipeline.results import Results


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """The demonstration articles, by the bundled pipeline."""
    root = Path(__file__).parents[2]
    return pipeline.run(root / "seeds", tmp_path_factory.mktemp("plots") / "run", model="bundled")
