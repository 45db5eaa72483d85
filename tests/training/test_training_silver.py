"""Silver texts: chosen, tagged, kept and read again."""

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from thinc.api import use_ops

from pipeline.neural.tags import log_softmax
from tests.neural.neural_samples import MODEL, lexicon
from training import names, silver
from training.documents import BREAKS
from training.marked import LABELS, Forms, Text

NEWS = "I går møtte Kari Bæver utenriksminister Åsmund Øyås i Oslo ."
LAW = "Den som bryter denne paragrafen , må være beredt på å svare for det ."


@pytest.fixture(autouse=True)
def _small_and_on_openblas(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(names, "DEFAULT_MODEL", MODEL)
    with use_ops("numpy", use_blis=False):
        yield


def lines(*runs: str) -> list[str]:
    """A run of equal sentences for each."""
    return [f"{run}\n" for run in runs for _ in range(silver.RUN)]


def words(forms: Forms, text: Text) -> list[str]:
    known = list(forms.number)
    return [known[number] for number in text.forms.tolist()]


def read() -> tuple[Forms, list[Text]]:
    forms = Forms(lexicon())
    runs = [
        [NEWS.split(), ["Nytt", "møte", "på", "Øya"]],
        [LAW.split()],
        [["Kari"], ["Åsmund", "ler", "."]],
    ]
    texts = [silver.numbered(run, forms) for run in runs]
    forms.complete(Counter(), 1.0)
    return forms, texts


def test_texts_rich_in_names_are_chosen_in_their_order() -> None:
    others = [NEWS.replace("Oslo", place) for place in ("Bergen", "Bodø", "Vardø")]
    text = lines(others[0], LAW, others[1], LAW, others[2])
    chosen = silver.chosen(text, 10**6, seed=0)
    assert [" ".join(run[0]) for run in chosen] == others
    assert all(len(run) == silver.RUN for run in chosen)


def test_about_so_many_tokens_are_chosen_the_same_with_the_same_seed() -> None:
    text = lines(*(NEWS.replace("Oslo", f"Sted{number}") for number in range(30)))
    size = silver.RUN * len(NEWS.split())

    def places(seed: int) -> list[int]:
        found = silver.chosen(text, 10 * size, seed)
        return [int(run[0][-2].removeprefix("Sted")) for run in found]

    assert places(0) == places(0) != places(1)
    assert len(places(0)) == 10
    assert places(0) == sorted(places(0))
    assert silver.chosen(text, 0, seed=0) == []


def test_capitals_at_the_beginning_of_sentences_make_no_news() -> None:
    assert silver.chosen(lines("Alle venter på våren ."), 10**6, seed=0) == []


def test_empty_and_very_long_lines_are_left_out() -> None:
    text = lines(NEWS)
    text[3:3] = ["\n", " ".join(["Ås"] * 101) + "\n"]
    (run,) = silver.chosen(text, 10**6, seed=0)
    assert {" ".join(sentence) for sentence in run} == {NEWS}


def test_a_text_is_numbered_with_the_ends_of_its_sentences() -> None:
    forms, texts = read()
    assert words(forms, texts[0]) == [*NEWS.split(), "Nytt", "møte", "på", "Øya"]
    assert texts[0].ends.tolist() == [11, 15]
    assert texts[0].headline.tolist() == [False, True]
    assert texts[0].tags.shape == (15, silver.KEPT_TAGS)


def test_texts_are_tagged_with_shares_that_sum_to_one(monkeypatch: pytest.MonkeyPatch) -> None:
    forms, texts = read()
    teachers = [names.new_network(forms, seed) for seed in (1, 2)]
    for teacher in teachers:  # an output layer begins with zeros
        width = teacher.layers[-1].get_param("W").shape
        weights: Any = np.random.default_rng(0).normal(0, 1, width).astype(np.float32)
        teacher.layers[-1].set_param("W", weights)
    whole = list(silver.tagged(texts, teachers, forms))
    assert [text.forms.tolist() for text in whole] == [text.forms.tolist() for text in texts]
    for text in whole:
        assert text.tags.shape == text.shares.shape == (len(text.forms), silver.KEPT_TAGS)
        np.testing.assert_allclose(text.shares.astype(float).sum(1), 1, atol=2e-3)
        assert (text.shares[:, 0] >= text.shares[:, 1]).all()
        assert (text.tags[:, 0] != text.tags[:, 1]).all()
        mean = np.mean(
            [np.exp(log_softmax(t.predict(forms.batch([text.forms])))) for t in teachers], 0
        )
        assert text.tags[:, 0].tolist() == mean.argmax(1).tolist()
    assert whole[0].tags.max() < 1 + 4 * len(LABELS)
    monkeypatch.setattr(silver, "_AT_ONCE", 1)  # each text in a batch of its own
    for one, other in zip(whole, silver.tagged(texts, teachers, forms), strict=True):
        np.testing.assert_array_equal(one.tags, other.tags)
        np.testing.assert_allclose(one.shares, other.shares, atol=2e-3)


def test_texts_come_back_with_their_words(tmp_path: Path) -> None:
    forms, texts = read()
    rng = np.random.default_rng(0)
    texts = [
        text._replace(
            tags=rng.integers(0, 37, text.tags.shape).astype(np.uint8),
            shares=rng.random(text.shares.shape).astype(np.float16),
        )
        for text in texts
    ]
    silver.save(tmp_path / "silver.npz", forms, texts)
    other = Forms(lexicon())
    for word in ("Helt", "andre", "ord", "ler"):
        other.of(word)
    back = silver.load(tmp_path / "silver.npz", other)
    for before, after in zip(texts, back, strict=True):
        assert words(other, after) == words(forms, before)
        for name in ("tags", "shares", "ends", "headline"):
            one, again = getattr(before, name), getattr(after, name)
            assert one.dtype == again.dtype
            np.testing.assert_array_equal(one, again)


def test_loading_adds_only_words_that_are_used(tmp_path: Path) -> None:
    forms, texts = read()
    silver.save(tmp_path / "silver.npz", forms, texts[2:])
    other = Forms(lexicon())
    silver.load(tmp_path / "silver.npz", other)
    assert set(other.number) == {*BREAKS, "Kari", "Åsmund", "ler", "."}


def test_a_network_learns_from_silver_texts_that_were_loaded(tmp_path: Path) -> None:
    forms, texts = read()
    teachers = [names.new_network(forms, 1)]
    silver.save(tmp_path / "silver.npz", forms, list(silver.tagged(texts, teachers, forms)))
    back = silver.load(tmp_path / "silver.npz", forms)
    plan = names.Plan(steps=3, tokens=30, silver_share=1.0)
    *_, (step, loss, _) = names.train(plan, forms, [texts], back)
    assert step == 3
    assert np.isfinite(loss)
