"""How many spellings of one name the transliteration key brings together, and how many names.

    python -m benchmarks.transliteration [--variants persons.txt] [--names names.csv]

Spellings: the given and family names of Wikidata as packed in rigour 0.14.3 (`persons.txt` in its
wheel, ``rigour/data/names``; MIT, the data CC0): a name a line, its spellings divided by commas,
then `=>` and the Wikidata id. Left out without `--variants`. From the Cyrillic spelling of a name
the script also makes the one of each norm; names are those for which Wikidata itself has the
English one. Different names: a CSV with the columns `name`, `type` (`male`, `female`, `surname`);
by default ``pipeline/gazetteer/person_names.csv``, if it is there.
"""

import argparse
import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Final

from pipeline.link.names import key
from pipeline.link.transliteration import candidate_key, same_by_norm, transliteration_key

OWN_NAMES: Final = Path(__file__).parents[1] / "pipeline" / "gazetteer" / "person_names.csv"
CYRILLIC: Final = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
# The norms, letter by letter in that order, for Russian.
NORMS: Final = {
    "no": "a b v g d e jo zj z i j k l m n o p r s t u f kh ts tsj sj sjtsj _ y _ e ju ja",
    "BGN": "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya",
    "ALA-LC": "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e iu ia",
    "ISO 9": "a b v g d e e ž z i j k l m n o p r s t u f h c č š šč _ y _ e ju ja",
    "Duden": "a b w g d e jo sch s i i k l m n o p r s t u f ch z tsch sch schtsch _ y _ e ju ja",
}
TELLING: Final = re.compile("[жчшщюя]|[иы]й$|ев")
SLAVIC: Final = re.compile(
    "(?:[оеё]ва?|ина?|[сц]кий|[сц]кая|ый|ая|ко|ич|[уюа]к|ян|ей|ий|[оеё]вна)$"
)
SERGEJ: Final = {"BGN": "Sergey", "ALA-LC": "Sergei", "ISO 9": "Sergej", "Duden": "Sergei"}
LATIN: Final = re.compile(r"[a-z\u00c0-\u024f\u1e00-\u1eff'ʼʹ’ -]+")
Pair = tuple[str, str]


def romanised(name: str, norm: str) -> str:
    """Return a Russian name in a norm; -ий and -ый as newspapers have them, е after a vowel je."""
    table = dict(zip(CYRILLIC, NORMS[norm].replace("_", "-").split(), strict=True))
    found = ""
    for before, letter in zip(" " + name, name, strict=False):
        sound = table[letter].replace("-", "")
        if letter == "е" and before in " аеёиоуыэюяьъ" and norm in ("no", "BGN"):
            sound = "ye" if norm == "BGN" else "je"
        found += sound
    if norm == "BGN":
        found = re.sub("[iy]y$", "y", found)
    return found


def groups(path: Path) -> Iterator[list[str]]:
    """Yield the spellings of each name of the file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield [spelling.strip() for spelling in line.split("=>")[0].split(",")]


def russian(path: Path) -> Iterator[str]:
    """Yield Cyrillic names of which Wikidata has the English spelling that the norm gives."""
    for spellings in groups(path):
        for name in spellings:
            if not set(name) <= set(CYRILLIC):
                continue
            if len(name) > 3 and TELLING.search(name) and SLAVIC.search(name):
                if romanised(name, "BGN") in spellings:
                    yield name
                break


def arabic(path: Path) -> Iterator[list[str]]:
    """Yield the Latin spellings of names that have Arabic spellings and no others beside."""
    for spellings in groups(path):
        latin = [name for name in spellings if LATIN.fullmatch(name)]
        others = [name for name in spellings if name not in latin]
        latin = [name for name in latin if re.fullmatch(r"\w+", name)]
        if len(latin) > 1 and others and all(re.search("[\u0600-\u06ff]", name) for name in others):
            yield latin


def recall(label: str, pairs: Iterable[Pair]) -> None:
    """Print for how many pairs of spellings the keys agree, and how many are said to be one."""
    rows = [(one, other) for one, other in pairs if key(one) != key(other)]
    agree = sum(transliteration_key(one) == transliteration_key(other) for one, other in rows)
    same = sum(same_by_norm(one, other) for one, other in rows)
    print(f"{label:34}{len(rows):7}{agree / len(rows):9.1%}{same / len(rows):9.1%}")


def together(names: Iterable[str], of: Callable[[str], str]) -> list[Pair]:
    """Return the pairs of names with one key."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        found[of(name)].append(name)
    return [pair for group in found.values() for pair in combinations(group, 2)]


def precision(label: str, names: Iterable[str]) -> None:
    """Print how many pairs of names have one key, are candidates, are said to be one name."""
    distinct = list({key(name): name for name in names}.values())
    keys, candidates = together(distinct, transliteration_key), together(distinct, candidate_key)
    same = [pair for pair in candidates if same_by_norm(*pair)]
    print(f"{label:34}{len(distinct):7}{len(keys):9}{len(candidates):11}{len(same):9}")


def main() -> None:
    """Measure what is there."""
    parser = argparse.ArgumentParser(description="Measure the transliteration key.")
    parser.add_argument("--variants", type=Path, help="persons.txt of rigour 0.14.3")
    parser.add_argument("--names", type=Path, default=OWN_NAMES, help="CSV with name, type")
    options = parser.parse_args()
    if options.variants:
        names = sorted(set(russian(options.variants)))
        print(f"{'one name in two spellings':34}{'pairs':>7}{'key':>9}{'norm':>9}")
        for norm in list(NORMS)[1:]:
            words = [(romanised(n, "no"), romanised(n, norm)) for n in names]
            recall(f"Russian, no – {norm}", words)
            full = [
                (f"Sergej {romanised(n, 'no')}", f"{SERGEJ[norm]} {romanised(n, norm)}")
                for n in names
            ]
            recall("  after Sergej", full)
        pairs = [pair for group in arabic(options.variants) for pair in combinations(group, 2)]
        recall("Arabic, single words", pairs)
    print(f"\n{'different names':34}{'names':>7}{'key':>9}{'candidates':>11}{'norm':>9}")
    if options.variants:
        precision("Russian, no", (romanised(name, "no") for name in names))
    if options.names.exists():
        by_type: defaultdict[str, list[str]] = defaultdict(list)
        with options.names.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(line for line in handle if not line.startswith("#")):
                by_type[row.get("type") or row.get("kind") or ""].append(row["name"])
        for kind, listed in sorted(by_type.items()):
            precision(f"Norway, {kind}", listed)


if __name__ == "__main__":
    main()
