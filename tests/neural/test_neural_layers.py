"""The layers: their gradients by finite differences, and what they see of a document."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from thinc.api import Model, fix_random_seed, use_ops

from pipeline.neural import forms
from pipeline.neural.arrays import Floats, Ints
from pipeline.neural.layers import Tokens, form_embedding, name_memory, window_encoder
from pipeline.neural.network import Batch, names_of, network
from tests.neural.neural_samples import ROWS, SIZES, lexicon

WIDTH = 8
WRITTEN = ["Kari", "Bæver", "og", "Russlands", "minister", "Vågå", ".", "Åsmund"]
LENGTHS: Ints = np.array([4, 0, 3, 5], np.int32)
NAMES: Ints = np.array([0, -1, 0, 1, 2, 2, -1, 3, 3, -1, 3, 4], np.int64)


@pytest.fixture(autouse=True)
def _numpy_with_known_chance() -> Any:
    fix_random_seed(1)
    with use_ops("numpy", use_blis=False):
        yield


def ready(model: Model[Any, Any], spread: float = 0.3) -> Model[Any, Any]:
    """Weights by chance for every parameter, the biases too."""
    model.initialize()
    rng = np.random.default_rng(3)
    for node in model.walk():
        for name in node.param_names:
            old: Any = node.get_param(name)
            node.set_param(name, (old + rng.normal(0, spread, old.shape)).astype(np.float32))
    return model


def assert_gradients(
    model: Model[Any, Any], run: Callable[[bool], tuple[Floats, Callable[[Floats], Any]]]
) -> Any:
    """Compare the gradient of each parameter with finite differences along directions by chance.

    `run` returns the output and the callback. Returns what the callback returned.
    """
    rng = np.random.default_rng(5)
    output, back = run(True)
    projection = rng.normal(0, 1, output.shape).astype(np.float32)
    returned = back(projection)
    checked = 0
    for node in model.walk():
        for name in node.param_names:
            value: Any = node.get_param(name)
            gradient: Any = node.get_grad(name)
            kept = value.copy()

            def at(there: Floats, node: Any = node, name: str = name) -> float:
                node.set_param(name, there)
                return float((run(False)[0].astype(np.float64) * projection).sum())

            assert_slope(at, kept, gradient, rng, f"{node.name}.{name}")
            node.set_param(name, kept)
            checked += 1
    assert checked
    return projection, returned


def assert_slope(
    at: Callable[[Floats], float], kept: Floats, gradient: Floats, rng: Any, where: str
) -> None:
    """Compare slopes along five directions; some may cross the kink of a maximum."""
    errors = []
    for _ in range(5):
        direction = rng.normal(0, 1, kept.shape) * (rng.random(kept.shape) < 0.5)
        direction += 0.5 * gradient / (np.abs(gradient).max() + 1e-9)
        step = 3e-4
        up = at((kept + step * direction).astype(np.float32))
        down = at((kept - step * direction).astype(np.float32))
        slope, expected = (up - down) / (2 * step), float((gradient * direction).sum())
        errors.append(abs(slope - expected) / (abs(expected) + 0.2))
    assert sorted(errors)[2] < 0.05, (where, errors)


def tokens(seed: int = 0) -> Tokens:
    vectors = np.random.default_rng(seed).normal(0, 1, (int(LENGTHS.sum()), WIDTH))
    return Tokens(vectors.astype(np.float32), LENGTHS, NAMES)


def on_tokens(
    model: Model[Tokens, Tokens], given: Tokens
) -> Callable[[bool], tuple[Floats, Callable[[Floats], Any]]]:
    def run(is_train: bool) -> tuple[Floats, Callable[[Floats], Any]]:
        out, back = model(given, is_train)
        back_any: Any = back
        return out.vectors, back_any

    return run


def assert_gradients_of_tokens(model: Model[Tokens, Tokens]) -> None:
    given = tokens()
    projection, gradient = assert_gradients(model, on_tokens(model, given))

    def at(vectors: Floats) -> float:
        out = model.predict(given._replace(vectors=vectors))
        return float((out.vectors.astype(np.float64) * projection).sum())

    assert gradient.shape == given.vectors.shape
    assert_slope(at, given.vectors, gradient, np.random.default_rng(7), "input")


def embedding() -> Model[Any, Any]:
    return ready(form_embedding(WIDTH, forms.width(lexicon()), ROWS, SIZES))


def test_gradients_of_the_embedding_are_right() -> None:
    model = embedding()
    features = forms.features(WRITTEN, lexicon())
    assert_gradients(model, lambda is_train: model(features, is_train))


def test_gradients_of_the_windows_are_right() -> None:
    assert_gradients_of_tokens(ready(window_encoder(WIDTH, 2)))


def test_gradients_of_the_memory_are_right() -> None:
    assert_gradients_of_tokens(ready(name_memory(WIDTH)))


def small_network() -> Model[Any, Any]:
    known = forms.width(lexicon())
    return network(known, 5, width=WIDTH, depth=2, after=1, pieces=2, rows=ROWS, sizes=SIZES)


def batch(documents: list[list[str]]) -> Batch:
    written = sorted({form for document in documents for form in document})
    number = {form: place for place, form in enumerate(written)}
    return Batch(
        forms.features(written, lexicon()),
        np.array([number[form] for document in documents for form in document], np.int64),
        np.array([len(document) for document in documents], np.int32),
    )


DOCUMENTS = [
    ["Kari", "Bæver", "møtte", "Åsmund", ".", "Bævers", "svar", ":", "Kari", "kommer", "."],
    [],
    ["Russland", "og", "Norge", "og", "Russlands", "minister"],
    ["Kari"],
]


def test_gradients_of_the_whole_network_are_right() -> None:
    model, given = ready(small_network(), spread=0.2), batch(DOCUMENTS)
    assert_gradients(model, lambda is_train: model(given, is_train))


def test_an_embedding_depends_on_each_part_of_the_spelling_and_on_what_is_known() -> None:
    model, features = embedding(), forms.features(["Kari"], lexicon())
    before = model.predict(features)
    for column in range(features.keys.shape[1]):
        keys = features.keys.copy()
        keys[0, column] += np.uint64(12345)
        assert not np.allclose(model.predict(features._replace(keys=keys)), before)
    known = features.known.copy()
    known[0, 0] += 1
    assert not np.allclose(model.predict(features._replace(known=known)), before)


def test_the_memory_leaves_names_that_stand_once_as_they_are() -> None:
    model, given = ready(name_memory(WIDTH)), tokens()
    changed = (model.predict(given).vectors != given.vectors).any(axis=1)
    assert changed.tolist() == np.isin(NAMES, [0, 2, 3]).tolist()
    alone = given._replace(names=np.arange(len(NAMES)))
    np.testing.assert_array_equal(model.predict(alone).vectors, given.vectors)
    none = given._replace(names=np.full(len(NAMES), -1))
    out, back = model(none, True)
    np.testing.assert_array_equal(out.vectors, given.vectors)
    gradient: Any = given.vectors * 2
    np.testing.assert_array_equal(back(gradient), gradient)


def test_the_memory_tells_a_name_of_its_other_places_alone() -> None:
    model, given = ready(name_memory(WIDTH)), tokens()
    vectors = given.vectors.copy()
    vectors[0] += 5  # name 0 stands at 0 and 2
    before, after = (
        model.predict(given).vectors,
        model.predict(given._replace(vectors=vectors)).vectors,
    )
    assert np.flatnonzero((before != after).any(axis=1)).tolist() == [0, 2]


def test_the_windows_do_not_see_over_the_end_of_a_document() -> None:
    model, given = ready(window_encoder(WIDTH, 3)), tokens()
    whole = model.predict(given).vectors
    ends = np.cumsum(LENGTHS)
    for begin, end in zip(ends - LENGTHS, ends, strict=True):
        part = Tokens(given.vectors[begin:end], np.array([end - begin], np.int32), NAMES[begin:end])
        if begin < end:
            np.testing.assert_allclose(model.predict(part).vectors, whole[begin:end], atol=1e-5)


def test_each_layer_of_windows_sees_one_token_further() -> None:
    given = Tokens(tokens().vectors, np.array([12], np.int32), NAMES)
    vectors = given.vectors.copy()
    vectors[6] += 3
    for depth in (1, 2, 3):
        model = ready(window_encoder(WIDTH, depth))
        before, after = model.predict(given), model.predict(given._replace(vectors=vectors))
        changed = np.flatnonzero((before.vectors != after.vectors).any(axis=1))
        assert changed.tolist() == list(range(6 - depth, 7 + depth))


def test_names_are_counted_in_each_document_by_itself() -> None:
    stems = np.array([7, 0, 7, 7, 9, 0, 9], np.uint64)
    names = names_of(stems, np.array([3, 0, 4], np.int32)).tolist()
    assert names[0] == names[2] != names[3]
    assert names[4] == names[6]
    assert len({names[0], names[3], names[4]}) == 3
    assert (names[1], names[5]) == (-1, -1)
    assert min(names) == -1
    assert max(names) == 2


def test_no_stem_no_name() -> None:
    assert names_of(np.zeros(3, np.uint64), np.array([3], np.int32)).tolist() == [-1, -1, -1]
