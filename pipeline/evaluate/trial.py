"""A run on the texts of gold articles, for measuring it."""

import json
from pathlib import Path

from pipeline.evaluate.gold import Gold
from pipeline.job import run
from pipeline.progress import Progress
from pipeline.results import Results
from pipeline.settings import make


def run_on(gold: Gold, folder: Path, model: str | None, progress: Progress) -> Results:
    """Run the pipeline on the gold's own texts, in `folder`, and return the results.

    Options not given are those of a run without flags (pipeline.toml, environment, defaults).
    Raises what :func:`pipeline.run` raises.
    """
    texts = folder / "gold.jsonl"
    rows = ({"id": article.id, "text": article.text} for article in gold.articles)
    # Escaped, so that no letter can be lost on the way.
    texts.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="ascii")
    options = {"input": str(texts), "output": folder / "outputs", "model": model}
    return run(settings=make(options), progress=progress)
