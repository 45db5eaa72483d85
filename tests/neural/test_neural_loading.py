"""Pipelines are loaded on OpenBLAS, and nothing else changes."""

from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import NumpyOps, get_current_ops, use_ops

from pipeline.neural import loading
from tests.neural.neural_samples import ARTICLE, ents, initialized


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline with a network of spaCy's own beside the name tagger."""
    nlp = initialized()
    tagger: Any = nlp.add_pipe("tagger")
    tagged = Example.from_dict(nlp.make_doc("Kari ler"), {"tags": ["PROPN", "VERB"]})
    tagger.initialize(lambda: [tagged], nlp=nlp)
    path = tmp_path_factory.mktemp("lasting") / "modell"
    nlp.to_disk(path)
    return path


def ops_of(nlp: Language) -> list[Any]:
    components: list[Any] = [nlp.get_pipe("tagger"), nlp.get_pipe("navnenett_names")]
    return [node.ops for component in components for node in component.model.walk()]


def test_networks_are_on_numpy_without_blis(folder: Path) -> None:
    with use_ops("numpy", use_blis=True):
        ops = ops_of(loading.load(folder))
    assert len(ops) > 10
    assert all(isinstance(each, NumpyOps) and not each.use_blis for each in ops)


def test_a_pipeline_loaded_before_and_one_loaded_afterwards_keep_theirs(folder: Path) -> None:
    with use_ops("numpy", use_blis=True):
        before = spacy.load(folder)
        kept = [each.use_blis for each in ops_of(before)]
        loading.load(folder)
        assert [each.use_blis for each in ops_of(before)] == kept
        assert [each.use_blis for each in ops_of(spacy.load(folder))] == kept
    assert any(kept)


def test_the_current_ops_are_as_they_were(folder: Path) -> None:
    before = get_current_ops()
    loading.load(folder)
    assert get_current_ops() is before
    with pytest.raises(OSError, match="finnes_ikke"):
        loading.load(folder / "finnes_ikke")
    assert get_current_ops() is before


def test_names_are_the_same_on_both(folder: Path) -> None:
    nlp, fast = spacy.load(folder), loading.load(str(folder))
    assert ents(nlp(ARTICLE)) == ents(fast(ARTICLE))


def test_overrides_are_those_of_spacy(folder: Path) -> None:
    assert loading.load(folder, exclude=["tagger"]).pipe_names == ["navnenett_names"]
    assert loading.load(folder, disable=["tagger"]).disabled == ["tagger"]
