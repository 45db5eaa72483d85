"""Trains the name tagger's network on treebank texts and, for the student, on silver texts."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from thinc.api import Adam, Model, fix_random_seed, set_dropout_rate

from pipeline.evaluate import names as scoring
from pipeline.evaluate.bootstrap import Tally
from pipeline.neural import forms as spelling
from pipeline.neural import tags
from pipeline.neural.arrays import Floats
from pipeline.neural.network import Batch, network
from pipeline.neural.tagger import DEFAULT_MODEL
from pipeline.neural.tags import log_softmax
from training.marked import LABELS, Forms, Piece, Text, pieces

REPORTS = 20
"""How often a training tells where it is."""

Network = Model[Batch, Floats]


@dataclass(frozen=True)
class Plan:
    """How one network is trained. `silver_share` is the share of tokens from silver texts."""

    steps: int
    seed: int = 0
    tokens: int = 2000
    dropout: float = 0.4
    learning_rate: float = 0.002
    warm_up: int = 200
    decay: float = 0.01
    silver_share: float = 0.0


def new_network(forms: Forms, seed: int) -> Network:
    """Return a network with weights by chance, of the size of the bundled pipeline's."""
    fix_random_seed(seed)
    size = {key: DEFAULT_MODEL[key] for key in ("width", "depth", "after", "pieces")}
    made: Network = network(
        spelling.width(forms.lexicon),
        tags.number_of_tags(LABELS),
        rows=DEFAULT_MODEL["rows"],
        sizes=DEFAULT_MODEL["sizes"],
        **size,
    )
    made.initialize()
    return made


def train(
    plan: Plan, forms: Forms, gold: Sequence[Sequence[Text]], silver: Sequence[Text] = ()
) -> Iterator[tuple[int, float, Network]]:
    """Train a network; yield step, mean loss and the network REPORTS times on the way.

    `gold` holds variants of the same texts; each epoch takes one of each by chance. The network's
    weights are the averages over the steps only after the last one.
    """
    made = new_network(forms, plan.seed)
    chance, rng = random.Random(plan.seed), np.random.default_rng(plan.seed)
    optimizer = Adam(
        plan.learning_rate,
        L2=plan.decay,
        L2_is_weight_decay=True,
        grad_clip=1.0,
        use_averages=True,
    )
    from_gold = _stream(gold, forms, chance)
    from_silver = _stream([silver], forms, chance) if silver else from_gold
    report = max(1, plan.steps // REPORTS)
    losses = 0.0
    set_dropout_rate(made, plan.dropout)
    for step in range(1, plan.steps + 1):
        chosen: list[Piece] = []
        while sum(len(piece.forms) for piece in chosen) < plan.tokens:
            by_hand = chance.random() >= plan.silver_share
            chosen.append(next(from_gold if by_hand else from_silver))
        rate = min(1.0, step / plan.warm_up) * (1 - (step - 1) / plan.steps)
        optimizer.learn_rate = plan.learning_rate * max(rate, 0.01)
        losses += _step(made, forms.batch([piece.forms for piece in chosen], rng), chosen)
        made.finish_update(optimizer)
        if step == plan.steps:
            _take(made, optimizer.averages)
        if step % report == 0 or step == plan.steps:
            yield step, losses / report, made
            losses = 0.0


def _stream(
    variants: Sequence[Sequence[Text]], forms: Forms, chance: random.Random
) -> Iterator[Piece]:
    """Pieces of all texts in an order by chance, again and again."""
    while True:
        number = list(range(len(variants[0])))
        chance.shuffle(number)
        waiting: list[Piece] = []
        for place in number:
            waiting.extend(pieces(chance.choice(variants)[place], forms, chance))
            if len(waiting) > 2000:
                chance.shuffle(waiting)
                yield from waiting
                waiting = []
        chance.shuffle(waiting)
        yield from waiting


def _step(made: Network, batch: Batch, chosen: Sequence[Piece]) -> float:
    """Backpropagate the cross-entropy with the shares of the tags; return its mean."""
    scores, backprop = made.begin_update(batch)
    logarithms = log_softmax(scores)
    target = np.zeros_like(scores)
    at = 0
    for piece in chosen:
        rows = np.arange(at, at + len(piece.forms))[:, None]
        np.add.at(target, (rows, piece.tags), piece.shares.astype(np.float32))
        at += len(piece.forms)
    backprop((np.exp(logarithms) - target) / len(scores))
    return float(-(target * logarithms).sum() / len(scores))


def _take(made: Model[Any, Any], averages: dict[tuple[int, str], Floats]) -> None:
    """Make the averaged weights the network's own."""
    for node in made.walk():
        for name in node.param_names:
            if (node.id, name) in averages:
                averaged: Any = averages[(node.id, name)]
                node.set_param(name, averaged)


def spans(made: Network, forms: Forms, text: Text) -> tags.Spans:
    """Return the names that the network finds in a whole text."""
    scores = log_softmax(made.predict(forms.batch([text.forms])))
    return tags.spans(tags.best(scores, [len(scores)]).tolist(), LABELS)


def strict_f(made: Network, forms: Forms, texts: Sequence[Text]) -> tuple[float, float]:
    """Return F over spans with labels, and with GPE_LOC and GPE_ORG as one."""
    strict, merged = Tally(), Tally()
    for text in texts:
        right, found = (
            [scoring.Name(label, start, end) for start, end, label in side]
            for side in (tags.spans(text.tags[:, 0].tolist(), LABELS), spans(made, forms, text))
        )
        counts = scoring.tallies(right, found)
        strict, merged = strict + counts[scoring.STRICT], merged + counts[scoring.MERGED]
    return strict.f, merged.f
