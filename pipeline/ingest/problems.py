"""What went wrong, or was changed, while reading: the rows of the table `problems`."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

import pandas as pd

from pipeline.tables import frame

Severity = Literal["error", "skipped", "warning"]


@dataclass(frozen=True)
class Problem:
    """One row of `problems`: `severity` error = not read, skipped = left out, warning = read.

    `problem` is a short code in kebab-case; `message` is a full sentence that says what to do.
    """

    source: str
    severity: Severity
    problem: str
    message: str
    row: int | None = None
    article_id: str | None = None


def table(problems: Iterable[Problem]) -> pd.DataFrame:
    """Return `problems` as the table `problems`, in their order."""
    return frame("problems", [asdict(problem) for problem in problems])
