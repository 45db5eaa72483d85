"""Tables and documents on disk: complete or absent, and always the same bytes for the same rows."""

import hashlib
import io
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from spacy.tokens import DocBin

from pipeline import tables

TABLES = "tables"  # the folder of everything here, in the output folder of a run
DONE = "done"  # in it, the markers of finished work
DOCS = "docs"  # the one thing that stages exchange besides tables: spaCy documents

Piece = pd.DataFrame | DocBin


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes the place of `path` once it is written whole; else nothing changes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = tempfile.NamedTemporaryFile(  # noqa: SIM115
        dir=path.parent, prefix=".", suffix=".part", delete=False
    )
    try:
        with handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        os.chmod(handle.name, 0o666 & ~_umask())  # a temporary file is for its maker alone
        os.replace(handle.name, path)
    except BaseException:
        Path(handle.name).unlink(missing_ok=True)
        raise


def is_output(folder: Path) -> bool:
    """Tell whether a run of this program has written into `folder`."""
    return (folder / TABLES / DONE).is_dir()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write(folder: Path, name: str, piece: Piece) -> Path:
    """Write the table `name`, or documents, into `folder` and return the file.

    Its name is a digest of its bytes: equal rows, wherever they come from, are one file.
    """
    content = piece.to_bytes() if isinstance(piece, DocBin) else _parquet(name, piece)
    suffix = ".spacy" if isinstance(piece, DocBin) else ".parquet"
    path = folder / f"{hashlib.sha256(content).hexdigest()[:24]}{suffix}"
    if not path.is_file():
        with replacing(path) as handle:
            handle.write(content)
    return path


def _parquet(name: str, rows: pd.DataFrame) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(tables.to_arrow(name, rows), buffer, compression="zstd")
    return buffer.getvalue()


def read(
    name: str, paths: Iterable[Path], where: tuple[str, Sequence[str]] | None = None
) -> pd.DataFrame:
    """Return the table `name` from the files at `paths`, in that order.

    With `where` = (column, values) only the rows that have one of the values are read.
    """
    rows = where and pc.field(where[0]).isin(pa.array(where[1], pa.string()))
    parts = [pq.read_table(path, filters=rows) for path in paths]
    whole = pa.concat_tables(parts) if parts else tables.SCHEMAS[name].empty_table()
    return tables.from_arrow(name, whole)


def n_rows(path: Path) -> int:
    """Return the number of rows in the Parquet file at `path`."""
    return int(pq.read_metadata(path).num_rows)
