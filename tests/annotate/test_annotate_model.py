"""Finding and loading a spaCy pipeline, with the components that the work needs and no others."""

import shutil
from pathlib import Path

import pytest
import spacy.util
from spacy.about import __version__ as version
from spacy.language import Language

from pipeline.annotate import MODELS, available, digest, find, load
from pipeline.annotate.model import BUNDLED
from pipeline.errors import ModelError
from tests.annotate.annotate_samples import small


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy.util, "is_package", lambda name: False)


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of an installed package nb_core_news_sm, with its pipeline inside."""
    inner = tmp_path / "nb_core_news_sm" / "nb_core_news_sm-3.8.0"
    inner.mkdir(parents=True)
    (inner / "config.cfg").touch()
    (inner / "meta.json").write_text(
        '{"version": "3.8.0", "description": "Liten", "performance": {"ents_f": 0.75}}',
        encoding="utf-8",
    )
    monkeypatch.setattr(spacy.util, "is_package", lambda name: name == "nb_core_news_sm")
    monkeypatch.setattr(spacy.util, "get_package_path", lambda name: inner.parent)
    return inner


def saved(nlp: Language, folder: Path) -> str:
    nlp.to_disk(folder)
    return str(folder)


def named(pipes: str) -> list[str]:
    return pipes.replace("ruler", "entity_ruler").split()


# find


@pytest.mark.usefixtures("nothing_installed")
def test_auto_is_the_bundled_pipeline_where_spacys_is_not_installed() -> None:
    assert find("auto") == find("bundled") == BUNDLED


def test_auto_is_spacys_pipeline_where_it_is_installed(package: Path) -> None:
    assert find("auto") == find("nb_core_news_sm") == package
    assert find("bundled") == BUNDLED


def test_a_path_is_the_folder_there(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").touch()
    assert find(str(tmp_path)) == tmp_path


@pytest.mark.usefixtures("nothing_installed")
@pytest.mark.parametrize("model", MODELS)
def test_a_missing_model_says_how_to_get_it_and_what_works_without(model: str) -> None:
    with pytest.raises(ModelError) as error:
        find(model)
    assert f"python -m spacy download {model}" in str(error.value)
    assert "--model bundled" in str(error.value)


def test_an_unknown_name_says_how_to_install_a_package() -> None:
    with pytest.raises(ModelError, match="pip install no_core_news_xx"):
        find("no_core_news_xx")


def test_a_folder_that_is_no_pipeline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no config\.cfg"):
        find(str(tmp_path))


# load


def test_a_saved_pipeline_loads_with_its_name_version_and_digest(tmp_path: Path) -> None:
    path = saved(small("entity_ruler"), tmp_path / "liten")
    model = load(path)
    assert (model.name, model.version) == ("nb_liten", "1.2.3")
    assert model.digest == digest(tmp_path / "liten")
    assert [entity.text for entity in model.nlp("Lavrov kom til Brussel.").ents] == [
        "Lavrov",
        "Brussel",
    ]


def test_a_pipeline_without_names_is_refused_with_what_it_has(tmp_path: Path) -> None:
    path = saved(small("tok2vec", "tagger", "sentencizer"), tmp_path / "liten")
    with pytest.raises(ModelError, match=r"no `ner`.*tok2vec, tagger, sentencizer"):
        load(path)


def test_a_pipeline_without_components_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="It has: none"):
        load(saved(small(), tmp_path / "liten"))


def test_a_broken_pipeline_says_so_and_names_this_version_of_spacy(tmp_path: Path) -> None:
    path = Path(saved(small("entity_ruler"), tmp_path / "liten"))
    config = path / "config.cfg"
    config.write_text(
        config.read_text(encoding="utf-8").replace('factory = "entity_ruler"', 'factory = "gone"'),
        encoding="utf-8",
    )
    with pytest.raises(ModelError, match="cannot be loaded") as error:
        load(str(path))
    assert version in str(error.value)
    assert str(path) in str(error.value)


def test_a_folder_with_nothing_but_a_config_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").touch()
    with pytest.raises(ModelError, match="cannot be loaded"):
        load(str(tmp_path))


@pytest.mark.parametrize(
    ("pipes", "quick", "parse"),
    [
        # nothing splits sentences: a sentencizer is put first
        ("ruler", "sentencizer ruler", "sentencizer ruler"),
        # the parser runs where nothing else splits sentences
        ("parser ruler", "parser ruler", "parser ruler"),
        ("parser sentencizer ruler", "sentencizer ruler", "parser sentencizer ruler"),
        # tok2vec runs only for those who listen to it
        ("tok2vec tagger senter ruler", "senter ruler", "tok2vec tagger senter ruler"),
    ],
)
def test_only_the_components_needed_run(pipes: str, quick: str, parse: str, tmp_path: Path) -> None:
    path = saved(small(*named(pipes)), tmp_path / "liten")
    assert load(path).nlp.pipe_names == [*named(quick), "navnenett_repair"]
    assert load(path, parse=True).nlp.pipe_names == [*named(parse), "navnenett_repair"]


def test_a_senter_that_is_switched_off_is_used_instead_of_the_parser(tmp_path: Path) -> None:
    nlp = small("parser", "senter", "entity_ruler")
    nlp.disable_pipe("senter")
    path = saved(nlp, tmp_path / "liten")
    assert load(path).nlp.pipe_names == ["senter", "entity_ruler", "navnenett_repair"]
    assert load(path, parse=True).nlp.pipe_names == ["parser", "entity_ruler", "navnenett_repair"]


def test_long_names_of_known_organisations_are_found_whole(tmp_path: Path) -> None:
    nlp = load(saved(small("entity_ruler"), tmp_path / "liten")).nlp
    doc = nlp("Han leder organisasjonen for sikkerhet og samarbeid i Europa.")
    assert [(entity.text, entity.label_) for entity in doc.ents] == [
        ("organisasjonen for sikkerhet og samarbeid i Europa", "ORG")
    ]


# digest


def test_the_digest_changes_with_a_file_or_its_name_and_not_otherwise(tmp_path: Path) -> None:
    def anew() -> str:
        return digest(tmp_path / "liten")

    (tmp_path / "liten" / "ner").mkdir(parents=True)
    file = tmp_path / "liten" / "ner" / "model"
    file.write_bytes(b"vekter")
    first = anew()
    assert anew() == first
    file.write_bytes(b"vekten")
    changed = anew()
    file.rename(file.with_name("modell"))
    renamed = anew()
    assert len({first, changed, renamed}) == 3


def test_the_digest_is_the_same_in_another_folder_and_without_bytecode(tmp_path: Path) -> None:
    for name in ("en", "to"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "meta.json").write_text("{}", encoding="utf-8")
    (tmp_path / "to" / "__pycache__").mkdir()
    (tmp_path / "to" / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert digest(tmp_path / "en") == digest(tmp_path / "to")


# available


@pytest.mark.usefixtures("nothing_installed")
def test_what_is_not_installed_is_listed_with_the_way_to_get_it() -> None:
    bundled, *others = available()
    assert (bundled["name"], bundled["path"]) == ("bundled", BUNDLED)
    assert bundled["version"]
    assert [row["name"] for row in others] == list(MODELS)
    for row in others:
        assert row["path"] is row["version"] is row["entities_f"] is None
        assert f"python -m spacy download {row['name']}" in row["about"]


def test_what_is_installed_is_listed_with_its_own_figures(package: Path) -> None:
    (found,) = [row for row in available() if row["name"] == "nb_core_news_sm"]
    assert found == {
        "name": "nb_core_news_sm",
        "path": package,
        "version": "3.8.0",
        "entities_f": 0.75,
        "about": "Liten",
    }


# The bundled pipeline, whatever its scores


def test_the_bundled_pipeline_splits_sentences_and_finds_names() -> None:
    model = load("bundled")
    assert model.name == "nb_navnenett_news"
    assert "parser" not in model.nlp.pipe_names
    doc = model.nlp("Sergej Lavrov kom til Norge. Jens Stoltenberg tok imot.")
    assert len(list(doc.sents)) >= 2
    assert {"Sergej Lavrov", "Jens Stoltenberg"} & {entity.text for entity in doc.ents}


def test_a_copy_of_the_bundled_pipeline_has_its_digest(tmp_path: Path) -> None:
    shutil.copytree(BUNDLED, tmp_path / "copy")
    assert digest(tmp_path / "copy") == digest(BUNDLED)
