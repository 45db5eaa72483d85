"""One run of the demonstration articles, of which the pages show what comes out."""

from pathlib import Path

import pytest

import pipeline
from pipeline.results import Results
from tests.docs.docs_samples import ROOT


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """The run, in a folder called `outputs`."""
    folder = tmp_path_factory.mktemp("docs") / "outputs"
    return pipeline.run(ROOT / "seeds", folder, model="bundled")


@pytest.fixture(scope="session")
def few_articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three of the demonstration articles, for examples that make a run."""
    folder = tmp_path_factory.mktemp("few") / "my-articles"
    folder.mkdir()
    for name in (
        "2017-02-16_lavrov-tillerson-bonn.txt",
        "2022-01-12_nato-russland-radet.txt",
        "2022-05-18_finland-sverige-nato.txt",
    ):
        (folder / name).write_bytes((ROOT / "seeds" / name).read_bytes())
    return folder
