"""The training of the syntax, a plain spaCy configuration in `configs/`."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.training.initialize import init_nlp
from spacy.training.loop import train as run
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops

from training.paths import CONFIGS, Build


def train(build: Build, overrides: Mapping[str, object] | None = None) -> None:
    """Train the syntax into its folder; `overrides` are spaCy's, such as `training.max_steps`.

    Matrix products go through numpy's OpenBLAS, which is faster here than spaCy's own BLIS; set
    `OPENBLAS_NUM_THREADS=1` where another training runs beside.
    """
    set_current_ops(NumpyOps(use_blis=False))
    config = load_config(
        CONFIGS / "syntax.cfg",
        overrides={
            "paths.train": str(build.corpus("syntax_train")),
            "paths.dev": str(build.corpus("dev")),
            "paths.base": str(build.base),
            **(overrides or {}),
        },
        interpolate=False,
    )
    build.syntax.mkdir(parents=True, exist_ok=True)
    run(init_nlp(config), build.syntax)
