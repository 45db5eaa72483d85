"""The steps from text to the name tagger's weights, each from files to a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from thinc.api import use_ops

from pipeline.neural.lexicon import Lexicon
from training import corpora, lexicon, names, silver
from training.marked import Forms, Text
from training.names import Network, Plan
from training.paths import Build, Data
from training.sizes import FULL, Sizes

Report = Callable[[str], None]
_MEASURED = 4
"""How often a training is measured on its way."""


def make_lexicon(data: Data, build: Build, sizes: Sizes = FULL) -> Lexicon:
    """Learn the lexicon from running text, the lists and the treebank's words, and write it."""
    learned, _ = corpora.treebank(data)
    with data.open_text() as lines:
        text = lexicon.Text(islice(lines, sizes.text_lines))
    trained = set(corpora.trained_forms(learned))
    made = lexicon.build(text, trained, lexicon.listed_classes(data), sizes.forms)
    build.root.mkdir(parents=True, exist_ok=True)
    build.lexicon.write_bytes(made.to_bytes())
    return made


def read_lexicon(build: Build) -> Lexicon:
    """Read what :func:`make_lexicon` wrote."""
    return Lexicon.from_bytes(build.lexicon.read_bytes())


def train_teacher(
    data: Data, build: Build, number: int, report: Report, sizes: Sizes = FULL
) -> None:
    """Train one teacher, counted from 1, on the treebank and write its weights."""
    forms = Forms(read_lexicon(build))
    texts = corpora.load(data, forms)
    forms.complete(texts.trained, sizes.doubt)
    plan = sizes.teachers[number - 1]
    _train(plan, forms, texts, [], report, build.network(f"teacher-{number}").write_bytes)


def tag_silver(data: Data, build: Build, sizes: Sizes = FULL) -> int:
    """Let the teachers tag running text; write it and return its number of tokens."""
    forms = Forms(read_lexicon(build))
    learned, _ = corpora.treebank(data)
    with data.open_text() as lines:
        runs = silver.chosen(islice(lines, sizes.text_lines), sizes.silver_tokens, seed=0)
    texts = [silver.numbered(run, forms) for run in runs]
    forms.complete(corpora.trained_forms(learned), sizes.doubt)
    with use_ops("numpy", use_blis=False):
        teachers = [
            _read(build, f"teacher-{number}", forms) for number in range(1, len(sizes.teachers) + 1)
        ]
        silver.save(build.silver, forms, list(silver.tagged(texts, teachers, forms)))
    return sum(len(text.forms) for text in texts)


def train_student(data: Data, build: Build, report: Report, sizes: Sizes = FULL) -> None:
    """Train the network of the bundled pipeline on treebank and silver texts."""
    forms = Forms(read_lexicon(build))
    texts = corpora.load(data, forms)
    more = silver.load(build.silver, forms)
    forms.complete(texts.trained, sizes.doubt)
    _train(sizes.student, forms, texts, more, report, build.network("student").write_bytes)


def _read(build: Build, name: str, forms: Forms) -> Network:
    return names.new_network(forms, seed=0).from_bytes(build.network(name).read_bytes())


def _train(
    plan: Plan,
    forms: Forms,
    texts: corpora.Corpora,
    more: Sequence[Text],
    report: Report,
    write: Callable[[bytes], object],
) -> None:
    with use_ops("numpy", use_blis=False):
        for number, (step, loss, network) in enumerate(
            names.train(plan, forms, texts.variants, more), start=1
        ):
            line = f"step {step:6d}  loss {loss:.4f}"
            if step == plan.steps or number % (names.REPORTS // _MEASURED) == 0:
                dev, merged = names.strict_f(network, forms, texts.dev)
                nynorsk, _ = names.strict_f(network, forms, texts.nynorsk)
                line += f"  dev F {dev:.4f} ({merged:.4f} GPE merged)  Nynorsk F {nynorsk:.4f}"
            report(line)
        write(network.to_bytes())
