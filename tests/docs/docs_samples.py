"""The pages as a reader sees them: their text, their code, the commands they tell to type."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (
        ROOT / "README.md",
        *sorted(ROOT.glob("docs/*.md")),
        ROOT / "seeds" / "README.md",
        ROOT / "outputs" / "README.md",
        ROOT / "pipeline" / "models" / "README.md",
    )
}
_BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```", re.S | re.M)


def blocks(text: str, *languages: str) -> list[str]:
    """Return the code blocks in these languages, those of a list without their indentation."""
    return [
        "".join(line.removeprefix(indent) for line in code.splitlines(keepends=True))
        for indent, language, code in _BLOCK.findall(text)
        if language in languages
    ]


def code(text: str) -> Iterator[str]:
    """Yield the lines of code blocks, and code within a line, which may go over its end."""
    for _, _, block in _BLOCK.findall(text):
        yield from block.splitlines()
    prose = _BLOCK.sub("", text)
    yield from (line.strip() for line in prose.splitlines() if line.startswith("    "))
    yield from (" ".join(span.split()) for span in re.findall(r"`([^`]+)`", prose))


def commands(lines: Iterator[str] | list[str]) -> list[list[str]]:
    """Return the words of each command of Navnenett, without `python -m pipeline`."""
    found = (re.search(r"python -m pipeline ([^#…]+)", line) for line in lines)
    return [shlex.split(match[1].split("&&")[0]) for match in found if match]


def examples(text: str) -> list[tuple[str, str]]:
    """Return the commands after `$` with what they print."""
    return re.findall(r"^```\n\$ python -m pipeline ([^\n]+)\n(.*?)^```", text, re.S | re.M)
