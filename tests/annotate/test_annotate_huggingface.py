"""Names by a Hugging Face model: a tiny one that the tests train, from its folder to the network.

Without PyTorch and transformers only the tests that need neither run.
"""

import importlib.util
import json
import shutil
import socket
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import pipeline
from pipeline.annotate import describe, digest, find, fingerprint, load
from pipeline.annotate.huggingface import NEEDED, choose
from pipeline.annotate.model import BUNDLED
from pipeline.errors import ModelError
from pipeline.runner import run_stages
from pipeline.settings import make
from tests.annotate import tiny_bert

MISSING = [name for name in NEEDED if importlib.util.find_spec(name) is None]
needs_extra = pytest.mark.skipif(
    bool(MISSING), reason=f"{' and '.join(MISSING)} not installed: pip install '.[hf]'"
)
TEXT = "Sergej Lavrov møtte Tillerson i Russland. NATO og FN kom til Norge."


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a model that knows Lavrov, NATO, Russland and a few more; trained here."""
    return tiny_bert.save(tmp_path_factory.mktemp("model") / "tiny")


@pytest.fixture
def copy(tiny: Path, tmp_path: Path) -> Path:
    """A copy of the model, to change."""
    return Path(shutil.copytree(tiny, tmp_path / "copy"))


def configure(folder: Path, **options: Any) -> str:
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**config, **options}), encoding="utf-8")
    return f"hf:{folder}"


def tagged(tags: list[str]) -> dict[str, Any]:
    return {
        "id2label": {str(number): tag for number, tag in enumerate(tags)},
        "label2id": {tag: number for number, tag in enumerate(tags)},
    }


def found(model: str, text: str = TEXT) -> list[tuple[str, str]]:
    """The names as the model has them, before they are mended."""
    nlp = load(model).nlp
    with nlp.select_pipes(disable="navnenett_repair"):
        return [(entity.text, entity.label_) for entity in nlp(text).ents]


# Without the extra


@pytest.mark.parametrize("without", [NEEDED, ("torch",)])
def test_without_the_extra_it_is_said_how_to_install_it(
    without: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    there = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name in without else there("json")
    )
    for use in (find, load, fingerprint, describe):
        with pytest.raises(ModelError) as error:
            use(f"hf:{tmp_path}")
        assert " and ".join(without) in str(error.value)
        assert "pip install '.[hf]'" in str(error.value)
        assert "--model bundled" in str(error.value)


def test_a_word_is_read_where_it_stands_farthest_from_a_cut() -> None:
    # Three windows over the words 0 to 5, two of which have two pieces.
    first, second = [None, 0, 1, 1, 2, None], [None, 1, 2, 3, 3, None]
    third = [None, 3, 3, 4, 5, None]
    assert choose([first, second, third]) == {
        0: (0, 1),
        1: (0, 2),
        2: (1, 2),
        3: (1, 3),
        4: (2, 3),
        5: (2, 4),
    }


def test_a_sentence_in_one_window_is_read_at_first_pieces_and_a_word_without_any_is_left_out() -> (
    None
):
    assert choose([[None, 0, 0, 2, None, None]]) == {0: (0, 1), 2: (0, 3)}


# Finding the model


@needs_extra
def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no config\.json"):
        find(f"hf:{tmp_path}")


@needs_extra
@pytest.mark.parametrize("name", ["NbAiLab/ikke-lastet-ned", "en/to/tre/fire", "ikke her!"])
def test_a_name_that_has_not_been_downloaded_says_how_without_asking_the_network(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _offline(monkeypatch)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(ModelError) as error:
        find(f"hf:{name}")
    assert f"hf download {name}" in str(error.value)
    assert "--model bundled" in str(error.value)


@needs_extra
def test_a_downloaded_model_is_found_by_its_name_with_its_commit(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    repository = tmp_path / "models--noen--navn"
    snapshot = repository / "snapshots" / "c0ffee"
    shutil.copytree(tiny, snapshot)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text("c0ffee", encoding="utf-8")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    _offline(monkeypatch)
    assert find("hf:noen/navn") == snapshot
    model = load("hf:noen/navn")
    assert (model.name, model.version) == ("noen/navn", "c0ffee")
    assert model.digest == fingerprint(f"hf:{tiny}")


@needs_extra
def test_the_fingerprint_changes_with_the_model(tiny: Path, copy: Path) -> None:
    before = fingerprint(f"hf:{copy}")
    assert before == fingerprint(f"hf:{tiny}")
    assert before not in (digest(copy), digest(BUNDLED))  # it is of both
    configure(copy, id2label={})
    assert fingerprint(f"hf:{copy}") != before


# Names


@needs_extra
def test_names_are_found_by_the_model_and_sentences_by_the_bundled_pipeline(tiny: Path) -> None:
    model = load(f"hf:{tiny}")
    assert model.nlp.pipe_names == ["senter", "navnenett_huggingface", "navnenett_repair"]
    assert len(list(model.nlp(TEXT).sents)) == 2
    assert found(f"hf:{tiny}") == [
        ("Sergej Lavrov", "PER"),
        ("Tillerson", "PER"),
        ("Russland", "LOC"),
        ("NATO", "ORG"),
        ("FN", "ORG"),
        ("Norge", "LOC"),
    ]


@needs_extra
def test_with_parse_the_bundled_pipeline_parses_and_the_model_names(tiny: Path) -> None:
    doc = load(f"hf:{tiny}", parse=True).nlp(TEXT)
    assert doc.has_annotation("DEP")
    assert doc.has_annotation("LEMMA")
    assert ("Tillerson", "PER") in [(entity.text, entity.label_) for entity in doc.ents]


@needs_extra
def test_no_name_is_lost_or_cut_in_a_sentence_of_many_windows(tiny: Path) -> None:
    nlp = load(f"hf:{tiny}").nlp
    # Names at every distance from the cuts, for 7 has no factor in common with a window's step.
    words = "ukjent Sergej Lavrov og NATO til annen".split() * 40
    assert len(words) > 4 * tiny_bert.POSITIONS
    doc = nlp.make_doc(" ".join(words))
    for token in doc:
        token.is_sent_start = token.i == 0
    doc = nlp.get_pipe("navnenett_huggingface")(doc)
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("Sergej Lavrov", "PER"),
        ("NATO", "ORG"),
    ] * 40


@needs_extra
def test_an_article_of_nothing_or_of_white_space_has_no_names(tiny: Path) -> None:
    assert found(f"hf:{tiny}", "") == found(f"hf:{tiny}", " \n ") == []


@needs_extra
def test_the_labels_of_norne_stay_and_misc_in_lower_case_is_derived(copy: Path) -> None:
    assert ("russisk", "DRV") in found(f"hf:{copy}", "NATO og russisk annen.")
    norne = [tag.replace("LOC", "GPE_LOC") for tag in tiny_bert.TAGS]
    assert ("Russland", "GPE_LOC") in found(configure(copy, **tagged(norne)))


@needs_extra
def test_a_model_of_another_scheme_finds_the_same(tiny: Path, copy: Path) -> None:
    bilou = [tag.replace("I-", "L-") for tag in tiny_bert.TAGS]
    assert found(configure(copy, **tagged(bilou))) == found(f"hf:{tiny}")


# Models that will not do


@needs_extra
def test_a_model_without_labels_for_names_is_refused_with_those_it_has(copy: Path) -> None:
    tags = [f"LABEL_{number}" for number in range(len(tiny_bert.TAGS))]
    with pytest.raises(ModelError, match=r"no label for persons.*LABEL_0, LABEL_1"):
        load(configure(copy, **tagged(tags)))


@needs_extra
def test_a_model_that_was_not_trained_for_names_is_refused(copy: Path) -> None:
    from transformers import BertForMaskedLM

    BertForMaskedLM.from_pretrained(copy).save_pretrained(copy)
    with pytest.raises(ModelError, match=r"not trained to find names.*classifier"):
        load(f"hf:{copy}")


@needs_extra
def test_code_that_comes_with_a_model_is_not_run(copy: Path, tmp_path: Path) -> None:
    (copy / "own.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n", encoding="utf-8")
    own = {"AutoConfig": "own.Config", "AutoModelForTokenClassification": "own.Model"}
    with pytest.raises(ModelError, match="cannot be loaded"):
        load(configure(copy, model_type="own", auto_map=own))
    assert not (tmp_path / "ran").exists()


@needs_extra
def test_a_broken_model_is_refused_with_its_folder(copy: Path) -> None:
    (copy / "model.safetensors").write_bytes(b"ingenting")
    with pytest.raises(ModelError, match="cannot be loaded") as error:
        load(f"hf:{copy}")
    assert str(copy) in str(error.value)


# A run


@needs_extra
def test_a_run_over_two_articles_makes_the_network_and_records_the_model(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _offline(monkeypatch)
    articles = _articles(tmp_path / "articles", 2)
    results = pipeline.run(articles, "out", model=f"hf:{tiny}")
    ties = {frozenset(pair) for pair in results.edges[["source", "target"]].to_numpy()}
    assert {"Sergej Lavrov", "Tillerson"} in ties
    assert results.find("Lavrov")["type"] == "person"
    assert results.find("NATO")["type"] == "organisation"
    # The model says LOC of countries, as models of four labels do: the gazetteer knows better.
    assert results.find("Russland")["entity_id"] == "Q159"
    assert results.find("Russland")["type"] == "country"
    labels = results.mentions[results.mentions["text"] == "Russland"]["label"]
    assert set(labels) == {"LOC"}
    record = results.record
    assert record["model"]["name"] == str(tiny)
    assert record["model"]["sha256"] == fingerprint(f"hf:{tiny}")
    assert {"torch", "transformers"} <= set(record["versions"])


@needs_extra
def test_several_processes_find_the_same(tiny: Path, tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for name in ("a", "b", "c"):  # a file of many articles is a part of its own
        rows = [{"id": f"{name}{at}", "text": f"{TEXT} Møte {at}."} for at in range(3)]
        lines = "\n".join(json.dumps(row) for row in rows)
        (articles / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    options = {"input": str(articles), "model": f"hf:{tiny}"}
    alone = run_stages(make({**options, "output": Path("alone")}), "annotate")
    run_stages(make({**options, "output": Path("pool")}), "ingest")  # no processes for that
    pool = run_stages(make({**options, "output": Path("pool"), "workers": 2}), "annotate")
    assert len(pool.files["names"]) == 3
    assert len(pool.table("names")) == 9 * 6
    pd.testing.assert_frame_equal(pool.table("names"), alone.table("names"))


def _articles(folder: Path, number: int) -> Path:
    folder.mkdir()
    for at in range(number):
        text = f"Et møte\n\n{TEXT} Lavrov og Tillerson møtte NATO {at} ganger.\n"
        (folder / f"{at}.txt").write_text(text, encoding="utf-8")
    return folder


def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", connect)
