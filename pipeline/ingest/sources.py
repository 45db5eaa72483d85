"""Finding the files that hold articles."""

import codecs
import glob
import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Final, Literal

import pandas as pd

from pipeline.errors import InputError
from pipeline.ingest.problems import Problem, table
from pipeline.settings import Settings
from pipeline.store import is_output

Format = Literal["text", "jsonl", "csv", "tsv", "parquet", "html"]

SUFFIXES: Final[dict[str, Format]] = {
    ".txt": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".html": "html",
    ".htm": "html",
}
ONE_ARTICLE: Final[frozenset[Format]] = frozenset({"text", "html"})
FORMATS_READ: Final = ", ".join(SUFFIXES) + ", and each of them with .gz"

# Files that tell about a collection and are no article of it.
_ABOUT = re.compile(r"(README|LICEN[CS]E).*|(?i:readme|licen[cs]e)(\.[A-Za-z.]+)?")


@dataclass(frozen=True)
class Source:
    """A file (or standard input) that holds one article or many.

    `name` is its posix path relative to the input folder; `read_id` is that without suffixes.
    `data` holds the bytes of standard input, which has no `path`.
    """

    name: str
    path: Path | None
    data: bytes | None
    format: Format
    gzipped: bool
    read_id: str


def discover(input: str, settings: Settings) -> tuple[list[Source], pd.DataFrame]:  # noqa: A002
    """Return the sources that `input` names, sorted by name, and the table `problems`.

    `input` is a file, a folder (with its subfolders), a glob or `-` for standard input. Files
    passed over are named in `problems`, except hidden ones, READMEs and licences, what a run has
    written, and the folders that browsers make beside saved pages. Nothing in
    `settings` bears on this yet. Raises InputError if there is no article file at all.
    """
    if input == "-":
        return [_standard_input(sys.stdin.buffer.read())], table([])
    path = Path(input).expanduser()
    if not input.strip():
        raise InputError("The input is empty. Name a file, a folder, a glob or - .")
    if path.is_dir():
        if is_output(path):
            raise InputError(
                f"The folder {input!r} holds the output of a run, no articles. "
                "Name the folder with the articles as the input."
            )
        found = list(_walk(path))
        nothing = f"The folder {input!r} holds no article file."
    elif os.path.lexists(path):
        return [_single(path)], table([])
    elif glob.has_magic(input):
        found = list(_expand(str(path)))
        nothing = f"The pattern {input!r} matches no article file."
    else:
        raise InputError(
            f"The input {input!r} does not exist (looked in {Path.cwd()}). "
            "Name a file, a folder, a glob such as 'news/*.txt', or - for standard input."
        )
    sources = [item for item in found if isinstance(item, Source)]
    problems = [item for item in found if isinstance(item, Problem)]
    if not sources:
        seen = "".join(f"\n  {problem.message}" for problem in problems[:5])
        raise InputError(f"{nothing} Formats read: {FORMATS_READ}.{seen}")
    sources.sort(key=lambda source: source.name)
    problems.sort(key=lambda problem: (problem.source, problem.problem))
    return settle_ids(sources), table(problems)


def settle_ids(sources: Iterable[Source]) -> list[Source]:
    """Return `sources` with a `read_id` each that no other article can come to share.

    Two files that differ in their suffix only keep it. A file of many articles whose rows
    (`file#row`) could be mistaken for another file gets a `~`.
    """
    sources = list(sources)
    ids = [source.read_id for source in sources]
    while len(set(ids)) < len(ids):
        count = Counter(ids)
        ids = [
            source.name if count[read_id] > 1 else read_id
            for source, read_id in zip(sources, ids, strict=True)
        ]
    if any("#" in read_id for read_id in ids):
        for position, source in enumerate(sources):
            others = ids[:position] + ids[position + 1 :]
            while source.format not in ONE_ARTICLE and any(
                other == ids[position] or other.startswith(ids[position] + "#") for other in others
            ):
                ids[position] += "~"
    return [replace(source, read_id=read_id) for source, read_id in zip(sources, ids, strict=True)]


def _single(path: Path) -> Source:
    found = _source(path, path.name)
    if isinstance(found, Problem):
        raise InputError(f"{found.message} Formats read: {FORMATS_READ}.")
    return found


def _standard_input(data: bytes) -> Source:
    rows = data.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{")
    return Source("stdin", None, data, "jsonl" if rows else "text", False, "stdin")


def _walk(root: Path) -> Iterator[Source | Problem]:
    """Yield what lies under `root`. Linked folders come last, and no folder comes twice."""
    seen: set[tuple[int, int]] = set()
    folders, linked = [root], list[Path]()
    while folders or linked:
        folder = folders.pop() if folders else linked.pop(0)
        name = _name(folder, root)
        try:
            status = folder.stat()
            entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
        except OSError as error:
            yield Problem(
                name,
                "error",
                "unreadable-folder",
                f"The folder {name} cannot be opened ({error.strerror}). Check its permissions.",
            )
            continue
        if (status.st_dev, status.st_ino) in seen:
            yield Problem(
                name,
                "skipped",
                "folder-seen-before",
                f"The folder {name} is a link to a folder that is read already, so it is left out.",
            )
            continue
        seen.add((status.st_dev, status.st_ino))
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                if not (is_output(entry) or _is_of_page(entry)):
                    (linked if entry.is_symlink() else folders).append(entry)
            elif not _ABOUT.fullmatch(entry.name):
                yield _source(entry, _name(entry, root))


def _is_of_page(folder: Path) -> bool:
    """Tell whether a browser made `folder` for the pictures and frames of a page that it saved."""
    for ending in ("_files", "_filer", "-filer"):
        page = folder.name.removesuffix(ending)
        if page != folder.name and any(
            folder.with_name(page + suffix).is_file() for suffix in (".html", ".htm")
        ):
            return True
    return False


def _expand(pattern: str) -> Iterator[Source | Problem]:
    """Yield the files that a glob matches, named relative to its part before the first wildcard."""
    parts = Path(pattern).parts
    plain = next(index for index, part in enumerate(parts) if glob.has_magic(part))
    root = Path(*parts[:plain])
    if "**" in parts:
        # Python's own search follows links in circles.
        for item in _walk(root):
            name = item.name if isinstance(item, Source) else item.source
            folder = isinstance(item, Problem) and item.problem == "unreadable-folder"
            if folder or _matches(PurePosixPath(name).parts, parts[plain:]):
                yield item
        return
    for path in map(Path, sorted(glob.glob(pattern))):
        if not path.is_dir() and not _ABOUT.fullmatch(path.name):
            yield _source(path, _name(path, root))


def _matches(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """Return whether a path fits a glob; `**` in it stands for any number of folders."""
    if not pattern:
        return not parts
    if pattern[0] == "**":
        return any(_matches(parts[place:], pattern[1:]) for place in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _matches(parts[1:], pattern[1:])


def _name(path: Path, root: Path) -> str:
    # File names are bytes; what is no UTF-8 in them is written as an escape, as Parquet demands.
    return path.relative_to(root).as_posix().encode("utf-8", "backslashreplace").decode()


def _source(path: Path, name: str) -> Source | Problem:
    """Return the file at `path` as a source, or why it is none."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return Problem(
            name,
            "skipped",
            "unreadable",
            f"{name} cannot be reached ({error.strerror}); it may be a link to nothing.",
        )
    if not stat.S_ISREG(mode):
        return Problem(
            name,
            "skipped",
            "not-a-file",
            f"{name} is no ordinary file but a pipe, socket or device, so it is not opened. "
            "Pipe its content in with - as the input.",
        )
    plain = PurePosixPath(name)
    gzipped = plain.suffix.lower() == ".gz"
    if gzipped:
        plain = plain.with_suffix("")
    kind = SUFFIXES.get(plain.suffix.lower())
    if kind is None:
        return Problem(
            name,
            "skipped",
            "unknown-format",
            f"{name} has a format that is not read here, so it is left out. "
            "Save it as plain text (.txt), a web page (.html), .csv or .jsonl to include it.",
        )
    return Source(name, path, None, kind, gzipped, plain.with_suffix("").as_posix())
