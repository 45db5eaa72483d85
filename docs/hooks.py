"""What MkDocs does not do by itself: links out of docs/, pages that lie elsewhere, search offline.

The pages link to files of the repository (``../seeds/README.md``) as a repository host shows them.
In the site, those of them that are pages for a reader are taken in (`TAKEN_IN`), and links to them
lead there; a link to any other file, which the site does not have, becomes its path as code.
"""

import posixpath
import re
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT: Final = Path(__file__).parent.parent
# Pages outside docs/ → their place in the site.
TAKEN_IN: Final = {
    "seeds/README.md": "seeds.md",
    "outputs/README.md": "outputs.md",
    "notebooks/README.md": "notebooks.md",
    "benchmarks/README.md": "benchmarks.md",
    "benchmarks/gold/GUIDELINES.md": "gold-guidelines.md",
    "pipeline/models/README.md": "bundled-model.md",
    "pipeline/gazetteer/README.md": "gazetteer.md",
    "training/README.md": "training.md",
    "CHANGELOG.md": "changelog.md",
}
_FENCE = re.compile(r"^ {0,3}```.*?^ {0,3}```[ \t]*$", re.S | re.M)
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s#]+)(?P<anchor>#[^)\s]*)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take in the pages that lie outside docs/."""
    for path, name in TAKEN_IN.items():
        files.append(File.generated(config, name, abs_src_path=str(ROOT / path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn the links of a page into those of the site."""
    known = {name: path for path, name in TAKEN_IN.items()}
    here = known.get(page.file.src_uri, f"docs/{page.file.src_uri}")
    return links(markdown, here)


def links(markdown: str, here: str) -> str:
    """Return a page of the repository, at the path `here` in it, with its links as in the site.

    >>> links("[how](../seeds/README.md#x), [rules](../pipeline/link/rules.py)", "docs/linking.md")
    '[how](seeds.md#x), `pipeline/link/rules.py`'
    """

    def turned(link: re.Match[str]) -> str:
        target = link["target"]
        if re.match(r"[a-z]+:", target):
            return link[0]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(here), target))
        if path == "docs" or path == "README.md":
            return f"[{link['text']}](index.md)"
        place = TAKEN_IN.get(path) or TAKEN_IN.get(f"{path}/README.md")
        if place is None and path.startswith("docs/"):
            place = path.removeprefix("docs/")
        if place is not None:
            return f"[{link['text']}]({place}{link['anchor'] or ''})"
        return _as_code(link["text"], path)

    pieces, end = [], 0
    for fence in _FENCE.finditer(markdown):
        pieces += [_LINK.sub(turned, markdown[end : fence.start()]), fence[0]]
        end = fence.end()
    return "".join([*pieces, _LINK.sub(turned, markdown[end:])])


def _as_code(text: str, path: str) -> str:
    """Return a link to a file that the site does not have: the words, and where it lies."""
    words = text.strip("`")
    return f"`{path}`" if words in path or words == "rules" else f"{text} (`{path}`)"
