"""Parquet files, read batch by batch."""

from collections.abc import Iterator, Sequence
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.ingest.columns import choose
from pipeline.ingest.opening import UNREADABLE, open_bytes, unreadable
from pipeline.ingest.problems import Problem
from pipeline.ingest.rows import Row
from pipeline.ingest.sources import Source
from pipeline.settings import Settings

_BATCH: Final = 200


def read_parquet(source: Source, settings: Settings) -> Iterator[Sequence[str] | Row | Problem]:
    """Yield the column names of a Parquet file, then its rows with the columns that are used."""
    number = 0
    try:
        with open_bytes(source) as stream:
            # A zipped stream cannot be read from its end, as Parquet must be.
            file = pq.ParquetFile(
                pa.BufferReader(stream.read()) if source.gzipped or source.path is None else stream
            )
            names = list(file.schema_arrow.names)
            yield names
            chosen = choose(names, settings)
            used = {chosen.text, chosen.title, chosen.date, chosen.id, chosen.source} - {None}
            for batch in file.iter_batches(batch_size=_BATCH, columns=sorted(map(str, used))):
                for values in batch.to_pylist():
                    number += 1
                    yield Row(number, values)
    except (pa.ArrowException, UnicodeDecodeError, OverflowError) as error:
        yield _broken(source, error, number)
    except UNREADABLE as error:
        # pyarrow reports damaged data as OSError too, without an errno.
        if isinstance(error, OSError) and error.errno is None and not source.gzipped:
            yield _broken(source, error, number)
        else:
            yield unreadable(source, error, number)


def _broken(source: Source, error: Exception, number: int) -> Problem:
    where = f" after row {number}; the rows before are read" if number else ""
    reason = (str(error).splitlines() or [type(error).__name__])[0]
    return Problem(
        source.name,
        "error",
        "broken-parquet",
        f"{source.name} is no complete Parquet file ({reason[:200]}){where}. Write it again.",
        number or None,
    )
