"""The whole network: documents by themselves, forms once, weights kept."""

import numpy as np
import pytest
from thinc.api import fix_random_seed

from pipeline.neural.arrays import Floats
from tests.neural.test_neural_layers import DOCUMENTS, batch, ready, small_network


@pytest.fixture(autouse=True)
def _known_chance() -> None:
    fix_random_seed(1)


def test_scores_have_a_row_for_each_token_and_a_column_for_each_tag() -> None:
    model = ready(small_network())
    scores = model.predict(batch(DOCUMENTS))
    assert scores.shape == (sum(map(len, DOCUMENTS)), 5)
    assert scores.dtype == np.float32


def test_a_document_has_the_same_scores_in_any_company() -> None:
    model = ready(small_network())

    def scores(documents: list[list[str]]) -> list[Floats]:
        ends = np.cumsum([len(document) for document in documents])[:-1]
        return np.split(model.predict(batch(documents)), ends)

    together, turned = scores(DOCUMENTS), scores(DOCUMENTS[::-1])[::-1]
    for document, one, other in zip(DOCUMENTS, together, turned, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-5)
        if document:
            np.testing.assert_allclose(one, model.predict(batch([document])), atol=1e-5)


def test_a_name_far_away_in_the_document_matters_and_another_one_does_not() -> None:
    model = ready(small_network())
    far = ["Bæver", *["ord"] * 12, "NATO", "venter"]
    same, other = ([*far, *["ord"] * 12, "sier", name, "."] for name in ("NATO", "Norge"))
    first, second = model.predict(batch([same])), model.predict(batch([other]))
    assert not np.allclose(first[13], second[13], atol=1e-4)
    np.testing.assert_allclose(first[:10], second[:10], atol=1e-5)


def test_weights_come_back_from_bytes() -> None:
    model = ready(small_network())
    again = small_network().from_bytes(model.to_bytes())
    np.testing.assert_array_equal(model.predict(batch(DOCUMENTS)), again.predict(batch(DOCUMENTS)))
