"""Which files make one part of the corpus."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.ingest import Source

_MOST_FILES: Final = 256
_MOST_BYTES: Final = 4_000_000
_CUT: Final = 64  # a part ends behind one file in so many


def groups(sources: Sequence[Source]) -> Iterator[list[Source]]:
    """Yield the sources in parts. A file of many articles is a part of its own.

    Where a part ends depends on the name of its last file alone (or on its being full), so that a
    file that is added or taken away changes one part and no other.
    """
    group: list[Source] = []
    size = 0
    for source in sources:
        alone = source.format not in ("text", "html")
        n_bytes = _size(source)
        if group and (alone or size + n_bytes > _MOST_BYTES):
            yield group
            group, size = [], 0
        group.append(source)
        size += n_bytes
        cut = int(hashlib.sha256(source.name.encode()).hexdigest()[:8], 16) % _CUT == 0
        if alone or cut or len(group) == _MOST_FILES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _size(source: Source) -> int:
    try:
        return len(source.data) if source.path is None else source.path.stat().st_size  # type: ignore[arg-type]
    except OSError:
        return 0


def digest(source: Source) -> str:
    """Return a SHA-256 over the bytes of the file, or why it cannot be read."""
    try:
        if source.path is None:
            return hashlib.sha256(source.data or b"").hexdigest()
        with source.path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError as error:
        return f"unreadable: {error.strerror}"
