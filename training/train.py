"""The two trainings, each a plain spaCy configuration in `configs/`."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.training.initialize import init_nlp
from spacy.training.loop import train as run
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops

from training.paths import CONFIGS, Build

PARTS = ("syntax", "names")


def train(part: str, build: Build, overrides: Mapping[str, object] | None = None) -> None:
    """Train one part into its folder; `overrides` are spaCy's, such as `training.max_steps`.

    Matrix products go through numpy's OpenBLAS, which is faster here than spaCy's own BLIS; set
    `OPENBLAS_NUM_THREADS=1` where both trainings run side by side.
    """
    set_current_ops(NumpyOps(use_blis=False))
    config = load_config(
        CONFIGS / f"{part}.cfg",
        overrides={
            "paths.train": str(build.corpus(f"{part}_train")),
            "paths.dev": str(build.corpus("dev")),
            "paths.base": str(build.base),
            **(overrides or {}),
        },
        interpolate=False,
    )
    build.trained(part).mkdir(parents=True, exist_ok=True)
    run(init_nlp(config), build.trained(part))
