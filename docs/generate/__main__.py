"""Write the generated parts of the pages anew: ``python -m docs.generate``.

With ``--check`` nothing is written, and the exit status is 1 if a page is not what it would be.
"""

import sys

from docs.generate.pages import DOCS, made, stale


def main(words: list[str]) -> int:
    """Write the pages that are stale, with ``--check`` only name them; return the exit status."""
    if set(words) - {"--check"}:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    old = stale()
    for page in old:
        if not words:
            (DOCS / page).write_text(made(page), encoding="utf-8")
        sys.stdout.write(f"{'stale' if words else 'written'}: docs/{page}\n")
    return 1 if words and old else 0


raise SystemExit(main(sys.argv[1:]))
