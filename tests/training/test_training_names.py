"""The training of a network: repeatable, and it learns."""

from typing import Any

import numpy as np
import pytest
from thinc.api import use_ops

from pipeline.neural import tags
from pipeline.neural.tags import log_softmax
from tests.neural.neural_samples import MODEL, lexicon
from tests.training.training_samples import document
from training import marked, names
from training.marked import LABELS, Forms, Text
from training.names import Network, Plan

PLAN = Plan(steps=4, seed=3, tokens=60, warm_up=2)


@pytest.fixture(autouse=True)
def _small_and_on_openblas(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(names, "DEFAULT_MODEL", MODEL)
    with use_ops("numpy", use_blis=False):
        yield


@pytest.fixture(scope="module")
def forms() -> Forms:
    return Forms(lexicon())


@pytest.fixture(scope="module")
def texts(forms: Forms) -> list[Text]:
    """Two documents, complete with the features of their forms."""
    sentences = [*document("a", 9), *document("b", 4)]
    made = list(marked.gold(sentences, forms).values())
    forms.complete(marked.counted(sentences), 1.0)
    return made


def weights(network: Network) -> list[Any]:
    return [np.array(node.get_param(name)) for node in network.walk() for name in node.param_names]


def trained(plan: Plan, forms: Forms, texts: list[Text]) -> tuple[list[int], list[float], Network]:
    *_, last = told = list(names.train(plan, forms, [texts, texts]))
    return [step for step, _, _ in told], [loss for _, loss, _ in told], last[2]


def test_the_same_seed_gives_the_same_weights_to_the_last_bit(
    forms: Forms, texts: list[Text]
) -> None:
    one, other = (trained(PLAN, forms, texts) for _ in range(2))
    assert one[1] == other[1]
    for a, b in zip(weights(one[2]), weights(other[2]), strict=True):
        np.testing.assert_array_equal(a, b)


def test_another_seed_gives_other_weights(forms: Forms, texts: list[Text]) -> None:
    one = trained(PLAN, forms, texts)[2]
    other = trained(Plan(**{**vars(PLAN), "seed": 4}), forms, texts)[2]
    assert not all(map(np.array_equal, weights(one), weights(other)))


def test_learns_the_names_and_tells_of_it_on_the_way(forms: Forms, texts: list[Text]) -> None:
    plan = Plan(steps=60, tokens=60, dropout=0.1, learning_rate=0.02, warm_up=5)
    steps, losses, network = trained(plan, forms, texts)
    assert steps == list(range(3, 61, 3))
    assert losses[-1] < losses[0] / 3
    assert names.strict_f(network, forms, texts) == (1.0, 1.0)
    assert names.spans(network, forms, texts[0])[:3] == [
        (0, 1, "PER"), (2, 3, "GPE_LOC"), (3, 5, "PER"),
    ]  # fmt: skip


def test_the_last_weights_are_the_averages(
    forms: Forms, texts: list[Text], monkeypatch: pytest.MonkeyPatch
) -> None:
    averaged = trained(PLAN, forms, texts)[2]
    monkeypatch.setattr(names, "_take", lambda made, averages: None)
    last = trained(PLAN, forms, texts)[2]
    pairs = list(zip(weights(averaged), weights(last), strict=True))
    assert not all(np.array_equal(a, b) for a, b in pairs)


def test_the_gradient_is_that_of_the_cross_entropy_with_shares(
    forms: Forms, texts: list[Text]
) -> None:
    network = names.new_network(forms, 0)
    text = texts[1]
    shares = np.tile(np.array([0.75, 0.25], np.float16), (len(text.forms), 1))
    two = np.column_stack([text.tags[:, 0], (text.tags[:, 0] + 1) % 37]).astype(np.uint8)
    piece = marked.Piece(text.forms, two, shares)
    batch = forms.batch([piece.forms])
    loss = names._step(network, batch, [piece])
    logarithms = log_softmax(network.predict(batch))
    rows = np.arange(len(text.forms))
    by_hand = 0.75 * logarithms[rows, two[:, 0]] + 0.25 * logarithms[rows, two[:, 1]]
    assert loss == pytest.approx(-float(by_hand.mean()), rel=1e-4)
    bias: Any = network.layers[-1].get_grad("b")
    target = np.zeros((len(rows), 37))
    np.add.at(target, (rows[:, None], two), shares)
    np.testing.assert_allclose(bias, (np.exp(logarithms) - target).mean(0), atol=1e-5)


def test_silver_texts_have_their_share_of_the_pieces(
    forms: Forms, texts: list[Text], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def noted(made: Network, batch: object, chosen: list[marked.Piece]) -> float:
        seen.extend(piece.tags.shape[1] for piece in chosen)
        return 0.0

    monkeypatch.setattr(names, "_step", noted)
    monkeypatch.setattr(Network.__origin__, "finish_update", lambda self, optimizer: None)  # type: ignore[attr-defined]
    silver = [
        text._replace(
            tags=np.repeat(text.tags, 2, axis=1), shares=np.repeat(text.shares, 2, axis=1) / 2
        )
        for text in texts
    ]
    monkeypatch.setattr(names, "_take", lambda made, averages: None)
    for share, low, high in ((0.0, 0.0, 0.0), (0.7, 0.6, 0.8), (1.0, 1.0, 1.0)):
        seen.clear()
        plan = Plan(steps=40, tokens=800, silver_share=share)
        list(names.train(plan, forms, [texts], silver))
        assert low <= np.mean(np.array(seen) == 2) <= high


def test_f_counts_names_with_their_labels_and_with_gpe_as_one(
    forms: Forms, texts: list[Text], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = texts[1]
    right = tags.spans(text.tags[:, 0].tolist(), LABELS)
    wrong = [*((a, b, "GPE_ORG" if c == "GPE_LOC" else c) for a, b, c in right[:-2]), (4, 5, "LOC")]
    monkeypatch.setattr(names, "spans", lambda network, forms, text: wrong)
    strict, merged = names.strict_f(names.new_network(forms, 0), forms, [text])
    places = sum(label == "GPE_LOC" for _, _, label in right[:-2])
    found = len(right) - 2
    assert merged == pytest.approx(2 * found / (len(right) + found + 1))
    assert strict == pytest.approx(2 * (found - places) / (len(right) + found + 1))
    assert places


def test_the_network_has_the_sizes_of_the_component(forms: Forms) -> None:
    network = names.new_network(forms, 0)
    assert network.layers[-1].get_dim("nO") == 1 + 4 * len(LABELS)
    assert network.layers[-1].get_dim("nI") == MODEL["width"]
