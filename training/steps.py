"""The steps from text to the name tagger's weights, each from files to a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from thinc.api import use_ops

from pipeline.neural.lexicon import Lexicon
from training import corpora, lexicon, names, silver
from training.marked import Forms, Text
from training.names import Network, Plan
from training.paths import Build, Data

TEACHERS = 4
DOUBT = 1.5
FORMS = 70_000
"""Rows of the lexicon that have a vector."""

TEACHER = Plan(steps=2800)
STUDENT = Plan(steps=9000, tokens=2000, dropout=0.3, silver_share=0.7)
SILVER_TOKENS = 9_000_000

Report = Callable[[str], None]


def make_lexicon(data: Data, build: Build, *, forms: int = FORMS) -> Lexicon:
    """Learn the lexicon from running text, the lists and the treebank's words, and write it."""
    learned, _ = corpora.treebank(data)
    text = lexicon.read_text(data.text)
    trained = set(corpora.trained_forms(learned))
    made = lexicon.build(text, trained, lexicon.listed_classes(data), forms)
    build.root.mkdir(parents=True, exist_ok=True)
    build.lexicon.write_bytes(made.to_bytes())
    return made


def read_lexicon(build: Build) -> Lexicon:
    """Read what :func:`make_lexicon` wrote."""
    return Lexicon.from_bytes(build.lexicon.read_bytes())


def train_teacher(
    data: Data, build: Build, seed: int, report: Report, plan: Plan = TEACHER
) -> None:
    """Train one teacher on the treebank and write its weights."""
    forms = Forms(read_lexicon(build))
    texts = corpora.load(data, forms)
    forms.complete(texts.trained, DOUBT)
    plan = Plan(**{**vars(plan), "seed": seed})
    _train(plan, forms, texts, [], report, build.network(f"teacher-{seed}").write_bytes)


def tag_silver(
    data: Data, build: Build, *, teachers: int = TEACHERS, tokens: int = SILVER_TOKENS
) -> int:
    """Let the teachers tag running text; write it and return its number of tokens."""
    forms = Forms(read_lexicon(build))
    learned, _ = corpora.treebank(data)
    texts = [silver.numbered(run, forms) for run in silver.chosen(data.text, tokens, seed=0)]
    forms.complete(corpora.trained_forms(learned), DOUBT)
    with use_ops("numpy", use_blis=False):
        networks = [_read(build, f"teacher-{seed}", forms) for seed in range(1, teachers + 1)]
        silver.save(build.silver, forms, list(silver.tagged(texts, networks, forms)))
    return sum(len(text.forms) for text in texts)


def train_student(data: Data, build: Build, report: Report, plan: Plan = STUDENT) -> None:
    """Train the network of the bundled pipeline on treebank and silver texts."""
    forms = Forms(read_lexicon(build))
    texts = corpora.load(data, forms)
    more = silver.load(build.silver, forms)
    forms.complete(texts.trained, DOUBT)
    _train(plan, forms, texts, more, report, build.network("student").write_bytes)


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
        for step, loss, network in names.train(plan, forms, texts.variants, more):
            line = f"step {step:6d}  loss {loss:.4f}"
            if step == plan.steps or step % (plan.steps // 4) == 0:
                dev, merged = names.strict_f(network, forms, texts.dev)
                nynorsk, _ = names.strict_f(network, forms, texts.nynorsk)
                line += f"  dev F {dev:.4f} ({merged:.4f} GPE merged)  Nynorsk F {nynorsk:.4f}"
            report(line)
        write(network.to_bytes())
