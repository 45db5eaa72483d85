"""The handmade treebank file as fixtures."""

import pytest

from pipeline.evaluate.conll import Sentence, parse
from tests.evaluate.evaluate_samples import CONLLU


@pytest.fixture
def conllu() -> str:
    """The whole file: a headline, then a paragraph of two sentences."""
    return CONLLU


@pytest.fixture
def sentences() -> list[Sentence]:
    """The same, read."""
    return list(parse(CONLLU.splitlines()))
