"""What `import pipeline` offers, and what it leaves for later."""

import subprocess
import sys

import pytest

import pipeline
import pipeline.annotate.articles
import pipeline.job
import pipeline.results
import pipeline.settings


def imported(statement: str) -> set[str]:
    """The names of all modules that a fresh Python has after `statement`."""
    done = subprocess.run(
        [sys.executable, "-c", f"{statement}; import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_the_package_alone_imports_nothing_else() -> None:
    modules = imported("import pipeline")
    assert "pipeline" in modules
    assert modules.isdisjoint({"spacy", "pandas", "networkx", "numpy", "pydantic_settings"})


def test_the_name_tagger_needs_no_pandas_and_no_networkx() -> None:
    modules = imported("import pipeline.neural.tagger")
    assert {"spacy", "pipeline.neural.architecture"} <= modules
    assert modules.isdisjoint({"pandas", "networkx", "pyarrow", "scipy", "pipeline.job"})


def test_spacy_needs_no_pandas_for_the_components_that_are_ours() -> None:
    modules = imported("import spacy; spacy.blank('nb')")  # looks through all entry points
    assert {"pipeline.neural.tagger", "pipeline.annotate.repair"} <= modules
    assert modules.isdisjoint({"pandas", "networkx", "pyarrow", "scipy", "pipeline.job"})


def test_public_names_are_there() -> None:
    assert pipeline.run is pipeline.job.run
    assert pipeline.load is pipeline.results.load
    assert pipeline.Settings is pipeline.settings.Settings
    assert set(pipeline.__all__) <= set(dir(pipeline))
    assert pipeline.annotate.annotate is pipeline.annotate.articles.annotate
    assert all(hasattr(pipeline.annotate, name) for name in dir(pipeline.annotate))


def test_each_name_comes_with_a_fresh_import_from_the_package() -> None:
    modules = imported("from pipeline import run, load, Settings; assert callable(run)")
    assert {"pipeline.job", "pipeline.results", "pipeline.settings"} <= modules


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'pipeline' has no attribute 'nett'"):
        getattr(pipeline, "nett")  # noqa: B009, mypy knows that it is not there
