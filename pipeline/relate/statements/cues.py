"""Which sentences can report a statement: told from their letters, before their words are split."""

import functools
import re
from typing import Final

from pipeline.relate.statements.saying import forms
from pipeline.relate.statements.sources import CUES

_LETTERS: Final = re.compile(r"[^\W\d_]+")


def may_report(text: str) -> bool:
    """Tell whether a sentence can have a clause of a verb of saying, or name a source.

    >>> may_report("– Bra, sa Moe."), may_report("Moe: – Bra."), may_report("Moe kom.")
    (True, True, False)
    """
    if ":" in text:
        return True
    return not _cues().isdisjoint(_LETTERS.findall(text.casefold()))


@functools.cache
def _cues() -> frozenset[str]:
    return frozenset(forms()) | CUES
