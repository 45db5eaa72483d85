"""Finding and loading a spaCy pipeline, and which of its components the work needs."""

import functools
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import spacy
import spacy.about
import spacy.util
from spacy.language import Language

from pipeline.annotate import (
    huggingface,
    repair,  # noqa: F401, for spaCy to know the component
)
from pipeline.errors import ModelError
from pipeline.neural import loading

MODELS: Final = ("nb_core_news_sm", "nb_core_news_md", "nb_core_news_lg")
BUNDLED: Final = Path(__file__).parent.parent / "models" / "nb_navnenett_news"
# Components that tag, parse and lemmatize: names and sentences do without.
SYNTAX: Final = frozenset(
    {"tagger", "morphologizer", "parser", "lemmatizer", "trainable_lemmatizer", "attribute_ruler"}
)


@dataclass(frozen=True)
class LoadedModel:
    """A spaCy pipeline ready for use, and what tells it from every other.

    `digest` is that of :func:`fingerprint`.
    """

    nlp: Language
    name: str
    version: str
    digest: str


@dataclass(frozen=True)
class Described:
    """What a model says of itself; `entities_f` is its own figure (0 to 1), or None."""

    name: str
    version: str
    entities_f: float | None


def find(model: str) -> Path:
    """Return the folder of the spaCy pipeline, or of the Hugging Face model, that `model` means.

    `model` is auto (nb_core_news_sm if installed, else the bundled pipeline), bundled, the name of
    an installed package, the path of a pipeline's folder, or hf: and what
    :func:`pipeline.annotate.huggingface.find` takes. Raises ModelError, saying how to get it, if
    there is none.
    """
    if model.startswith(huggingface.PREFIX):
        return huggingface.find(model)
    if model == "auto":
        return find(MODELS[0]) if spacy.util.is_package(MODELS[0]) else BUNDLED
    if model == "bundled":
        return BUNDLED
    if spacy.util.is_package(model):
        package = spacy.util.get_package_path(model)
        versions = sorted(path.parent for path in package.glob("*/config.cfg"))
        return versions[-1] if versions else package
    if (Path(model) / "config.cfg").is_file():
        return Path(model)
    if Path(model).exists():
        raise ModelError(
            f"{model}: is not the folder of a spaCy pipeline (it has no config.cfg). "
            "Give the folder that `spacy train` or `nlp.to_disk` wrote."
        )
    known = f"python -m spacy download {model}" if model in MODELS else f"pip install {model}"
    raise ModelError(
        f"The spaCy pipeline {model!r} is not installed. With a network:  {known}\n"
        "Without one:  --model bundled  uses the pipeline that comes with Navnenett. "
        "`python -m pipeline models` lists what is there."
    )


def describe(model: str) -> Described:
    """Return what is known of `model` without loading it. Raises ModelError if it is not there."""
    path = find(model)
    if model.startswith(huggingface.PREFIX):
        return Described(
            model.removeprefix(huggingface.PREFIX),
            huggingface.version(path) or digest(path)[:12],
            None,
        )
    meta = json.loads((path / "meta.json").read_text(encoding="utf-8"))
    return Described(
        f"{meta['lang']}_{meta['name']}",
        str(meta["version"]),
        meta.get("performance", {}).get("ents_f"),
    )


def fingerprint(model: str) -> str:
    """Return a SHA-256 over all files that `model` works with.

    For a Hugging Face model those of the bundled pipeline, which splits words and sentences, too.
    Raises ModelError if it is not there.
    """
    own = digest(find(model))
    if not model.startswith(huggingface.PREFIX):
        return own
    return hashlib.sha256(f"{own} {digest(BUNDLED)}".encode()).hexdigest()


def packages(model: str) -> tuple[str, ...]:
    """Return the optional packages that `model` works with."""
    return huggingface.NEEDED if model.startswith(huggingface.PREFIX) else ()


def load(model: str, parse: bool = False) -> LoadedModel:
    """Return the spaCy pipeline `model`, with the components that names and sentences need.

    With `parse` the tagger, parser and lemmatizer run too. The last component mends the names that
    the model found (:mod:`pipeline.annotate.repair`). A Hugging Face model takes the place of the
    bundled pipeline's `ner`. Raises ModelError if it is not there, cannot be loaded or finds no
    names.
    """
    path = find(model)
    return _load(model, path, _changed(path), parse)


@functools.lru_cache(maxsize=2)  # a process works through many parts with one pipeline
def _load(model: str, path: Path, changed: float, parse: bool) -> LoadedModel:
    foreign = model.startswith(huggingface.PREFIX)
    nlp = _with_huggingface(path) if foreign else _spacy(path)
    _choose_components(nlp, parse)
    nlp.add_pipe("navnenett_repair")
    about = describe(model)
    return LoadedModel(nlp, about.name, about.version, fingerprint(model))


def _changed(path: Path) -> float:
    """Return when a file of a model was last written, so that one trained anew is loaded anew."""
    return max((file.stat().st_mtime for file in path.rglob("*") if file.is_file()), default=0.0)


def _with_huggingface(path: Path) -> Language:
    nlp = _spacy(BUNDLED)
    for name in list(nlp.component_names):
        if "doc.ents" in _assigns(nlp, name):
            nlp.remove_pipe(name)
    try:
        nlp.add_pipe("navnenett_huggingface", config={"path": str(path)})
    except ModelError:
        raise
    except Exception as error:
        raise ModelError(
            f"The Hugging Face model in {path} cannot be loaded: {error}\nIt must hold a tokenizer "
            "and a model for token classification that bring no code of their own. "
            "Choose another with --model, or use  --model bundled"
        ) from None
    return nlp


def load_folder(path: Path) -> Language:
    """Return the spaCy pipeline in a folder as it is. Raises ModelError if it cannot be loaded."""
    try:
        return loading.load(path)
    except Exception as error:
        raise ModelError(
            f"The spaCy pipeline in {path} cannot be loaded: {error}\nIt may have been made for "
            f"another version of spaCy (this is {spacy.about.__version__}); download or train it "
            "anew, or use  --model bundled"
        ) from None


def _spacy(path: Path) -> Language:
    nlp = load_folder(path)
    if "doc.ents" not in _assigned(nlp):
        raise ModelError(
            f"The spaCy pipeline in {path} has no component that finds names (no `ner`). "
            f"It has: {', '.join(nlp.pipe_names) or 'none'}. Choose another with --model."
        )
    return nlp


def _choose_components(nlp: Language, parse: bool) -> None:
    splits = "token.is_sent_start"
    if not parse:
        if "senter" in nlp.disabled:
            nlp.enable_pipe("senter")
        quick = {name for name in nlp.pipe_names if splits in _assigns(nlp, name)} - {"parser"}
        for name in nlp.pipe_names:
            needed = name == "parser" and not quick
            if nlp.get_pipe_meta(name).factory in SYNTAX and not needed:
                nlp.disable_pipe(name)
        for name in nlp.pipe_names:
            heard = getattr(nlp.get_pipe(name), "listening_components", None)
            if heard and not set(heard) & set(nlp.pipe_names):
                nlp.disable_pipe(name)
    if not any(
        splits in _assigns(nlp, name) or "doc.sents" in _assigns(nlp, name)
        for name in nlp.pipe_names
    ):
        nlp.add_pipe("sentencizer", first=True)


def _assigned(nlp: Language) -> set[str]:
    return {attribute for name in nlp.pipe_names for attribute in _assigns(nlp, name)}


def _assigns(nlp: Language, name: str) -> list[str]:
    return list(nlp.get_pipe_meta(name).assigns)


def digest(path: Path) -> str:
    """Return a SHA-256 over names and bytes of all files under `path`."""
    total = hashlib.sha256()
    for file in sorted(path.rglob("*"), key=lambda file: file.relative_to(path).as_posix()):
        if file.is_file() and "__pycache__" not in file.parts:
            total.update(file.relative_to(path).as_posix().encode())
            with file.open("rb") as handle:
                total.update(hashlib.file_digest(handle, "sha256").digest())
    return total.hexdigest()


def available() -> Iterator[dict[str, Any]]:
    """Yield the pipelines that can be named, and what is known of each.

    Keys: `name`, `path` (None if not installed), `version`, `entities_f` (its own figure, 0 to 1,
    on its own evaluation data, or None) and `about`.
    """
    for name in ("bundled", *MODELS):
        installed = name == "bundled" or spacy.util.is_package(name)
        if not installed:
            yield {
                "name": name,
                "path": None,
                "version": None,
                "entities_f": None,
                "about": f"not installed; with a network:  python -m spacy download {name}",
            }
            continue
        path = find(name)
        meta = json.loads((path / "meta.json").read_text(encoding="utf-8"))
        yield {
            "name": name,
            "path": path,
            "version": meta.get("version"),
            "entities_f": meta.get("performance", {}).get("ents_f"),
            "about": meta.get("description", ""),
        }
