"""Opening a source, and saying what is wrong with one that cannot be read."""

import gzip
import io
import zlib
from typing import IO, Final, cast

from pipeline.ingest.problems import Problem
from pipeline.ingest.sources import Source

UNREADABLE: Final = (OSError, EOFError, zlib.error)


def open_bytes(source: Source) -> IO[bytes]:
    """Return the bytes of `source`, unzipped, as a stream. It and its reads raise UNREADABLE."""
    if source.path is None:
        stream: IO[bytes] = io.BytesIO(source.data or b"")
    else:
        stream = source.path.open("rb")
    return cast(IO[bytes], gzip.GzipFile(fileobj=stream)) if source.gzipped else stream


def unreadable(source: Source, error: Exception, row: int | None = None) -> Problem:
    """Return what `error`, one of UNREADABLE, means; `row` is the last one read before."""
    where = f" after row {row}; the rows before are read" if row else ""
    if isinstance(error, FileNotFoundError):
        code, message = (
            "vanished",
            f"{source.name} is gone: it was deleted or moved after the run began. Run again.",
        )
    elif isinstance(error, gzip.BadGzipFile | EOFError | zlib.error):
        code, message = (
            "broken-gzip",
            f"{source.name} is no complete gzip file: it breaks off or is damaged{where}. "
            "Fetch or pack it again.",
        )
    else:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        code, message = (
            "unreadable",
            f"{source.name} cannot be read ({reason}){where}. Check its permissions.",
        )
    return Problem(source.name, "error", code, message, row)
