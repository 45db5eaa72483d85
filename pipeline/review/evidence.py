"""Which names in the text a decision of linking is about."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
import pandas as pd

from pipeline.link.names import compound, genitive_bases, key
from pipeline.titles import is_title

_NONE: Final = np.empty(0, dtype=np.int64)


@lru_cache(maxsize=100_000)
def forms(text: str) -> tuple[str, ...]:
    """Return the keys of the names of which `text`, as it stands in an article, may be a form.

    >>> forms("president Putins")
    ('president putins', 'putins', 'putin')
    >>> forms("Nato-sjefen")
    ('nato sjefen', 'nato')
    """
    words = text.split()
    while len(words) > 1 and is_title(words[0]):
        words = words[1:]
    bare = " ".join(words)
    parts = compound(bare)
    bases = [base for base, _ in genitive_bases(bare)] + ([parts[0]] if parts else [])
    return tuple(dict.fromkeys(key(form) for form in (text, bare, *bases)))


class Mentions:
    """The mentions of a run, to be found by entity, name and rule. Rows are given by number."""

    def __init__(self, table: pd.DataFrame):
        """Take the table `mentions`."""
        self.table = table.reset_index(drop=True)
        spelt = self.table.assign(form=self.table["text"].map(forms), row=self.table.index)
        spelt = spelt[["entity_id", "form", "row"]].explode("form", ignore_index=True)
        numbers = spelt["row"].to_numpy(dtype=np.int64)
        self._called = {
            who: numbers[at] for who, at in spelt.groupby(["entity_id", "form"]).indices.items()
        }
        self._of_entity = {
            who: np.asarray(at) for who, at in self.table.groupby("entity_id").indices.items()
        }
        codes, rules = pd.factorize(self.table["rule"])
        self._rule_of = codes
        self._rules: Sequence[str] = list(rules)
        self._article_of, articles = pd.factorize(self.table["article_id"], sort=True)
        self._article_ids: Sequence[str] = list(articles)

    def of(self, entity_id: str) -> np.ndarray:
        """Return the rows of an entity."""
        return self._of_entity.get(entity_id, _NONE)

    def called(self, entity_id: str, name: str) -> np.ndarray:
        """Return the rows of an entity where it is called `name`, in any form."""
        return self._called.get((entity_id, key(name)), _NONE)

    def linked_by(self, rows: np.ndarray, rule: str, other: str) -> np.ndarray:
        """Return those of `rows` that `rule` has linked to `other`; if none, by `rule` at all."""
        codes = self._rule_of[rows]
        for step in (f"{rule}: {other}", rule):
            fits = [code for code in np.unique(codes) if _has_step(self._rules[code], step)]
            if fits:
                return rows[np.isin(codes, fits)]
        return _NONE

    def articles(self, rows: np.ndarray) -> tuple[str, ...]:
        """Return the ids of the articles of `rows`, sorted."""
        return tuple(self._article_ids[code] for code in np.unique(self._article_of[rows]))


def _has_step(rule: str, step: str) -> bool:
    """Tell whether `rule` of a mention has the step; without evidence, with any evidence."""
    return any(step in (one, one.partition(": ")[0]) for one in rule.split(" > "))
