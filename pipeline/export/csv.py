r"""The tables as CSV.

UTF-8 with a byte order mark, because Excel takes a file without one for Windows-1252 and shows
`Ã¸` for `ø`. Gephi (since issue gephi/gephi#1815, version 0.9.3) and pandas skip the mark; with
Python's csv module, open the file as `utf-8-sig`. Commas between cells, `\n` after rows, quotes
only where needed, null as an empty cell. pandas takes the text `NA` (Namibia in ISO 3166) for null
too, unless told otherwise: `read_csv(path, keep_default_na=False, na_values=[""])`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

import pandas as pd

from pipeline.export.text import cell
from pipeline.tables import columns as columns_of

BOM: Final = b"\xef\xbb\xbf"
_ROWS_AT_ONCE: Final = 50_000


def table(
    name: str, frames: Iterable[pd.DataFrame], columns: Sequence[str] | None = None
) -> Iterator[bytes]:
    """Yield the rows of `frames`, parts of the table `name`, as one CSV file piece by piece.

    `columns` are the columns to write, in order (all of the table if None). Text cells come
    through :func:`pipeline.export.text.cell`: one line, nothing hidden, no formulas; numbers are
    written as they are. Raises KeyError if a frame lacks a column.
    """
    return write(columns_of(name) if columns is None else list(columns), frames, cell)


def write(
    header: Sequence[str], frames: Iterable[pd.DataFrame], text: Callable[[str], str]
) -> Iterator[bytes]:
    """Yield `header` and the rows of `frames` as CSV, each text cell as `text` makes it."""
    yield BOM + (",".join(header) + "\n").encode()
    for rows in frames:
        for first in range(0, len(rows), _ROWS_AT_ONCE):
            part = rows[list(header)].iloc[first : first + _ROWS_AT_ONCE]
            cells = pd.DataFrame({name: _cells(part[name], text) for name in header})
            yield cells.to_csv(index=False, header=False, lineterminator="\n").encode()


def _cells(column: pd.Series, text: Callable[[str], str]) -> pd.Series:
    """Return `column` as it is if it holds numbers or flags, else with every text made safe."""
    if pd.api.types.is_numeric_dtype(column):
        return column
    values = [text(value) if isinstance(value, str) else None for value in column.tolist()]
    return pd.Series(values, index=column.index, dtype="str")
