"""How long and on how much each step of the training works."""

from __future__ import annotations

from dataclasses import dataclass, replace

from training.names import Plan

_TEACHER = Plan(steps=4500, tokens=1200, dropout=0.45)


@dataclass(frozen=True)
class Sizes:
    """The settings of a whole training.

    `text_lines` limits the running text (None: all of it), `forms` is how many forms get a vector
    in the lexicon, `doubt` how readily a rare form is taken for an unknown one
    (:meth:`training.marked.Forms.complete`). `syntax_steps` and `vector_epochs` belong to the
    syntax and its floret vectors.
    """

    text_lines: int | None
    forms: int
    doubt: float
    teachers: tuple[Plan, ...]
    silver_tokens: int
    student: Plan
    syntax_steps: int
    vector_epochs: int


FULL = Sizes(
    text_lines=None,
    forms=70_000,
    doubt=2.0,
    teachers=(
        replace(_TEACHER, seed=1),
        replace(_TEACHER, seed=2, dropout=0.4),
        replace(_TEACHER, seed=3),
        replace(_TEACHER, seed=4, dropout=0.5, learning_rate=0.003),
    ),
    silver_tokens=7_000_000,
    student=Plan(steps=8500, seed=11, tokens=1500, dropout=0.3, silver_share=0.7),
    syntax_steps=6000,
    vector_epochs=3,
)
"""What the bundled pipeline is trained with."""

QUICK = Sizes(
    text_lines=15_000,
    forms=8_000,
    doubt=2.0,
    teachers=(Plan(steps=120, seed=1, warm_up=30), Plan(steps=120, seed=2, warm_up=30)),
    silver_tokens=50_000,
    student=Plan(steps=160, seed=11, warm_up=30, silver_share=0.3),
    syntax_steps=60,
    vector_epochs=1,
)
"""A few minutes, to see that all steps work together; what comes out is poor."""
