"""Whether the name of a seat of power means the place or those who govern there."""

import re
from typing import Final

from pipeline.link.terms import Found

# Not `mot`, `mellom`, `med` or `for`: these mostly tell of dealings with a government.
_LOCATIVE: Final = (
    "i inne ute på til fra frå ved utenfor utanfor innenfor innanfor nær rundt omkring over "
    "gjennom via nord sør aust øst vest forlate forlater forlot besøke besøkte besøkje"
)
_WHERE: Final = re.compile(
    rf"\b(?:{'|'.join(_LOCATIVE.split())})\s+"
    r"(?:(?:den|det|hele|heile|selve|sjølve|gamle|sentrale|indre|ytre|nordlige|nordlege|sørlige"
    r"|sørlege|østlige|austlege|vestlige|vestlege|\w+s)\s+){0,2}"  # i det sentrale, i Russlands
    r"(?:\w*(?:by|byen|hovedstad|hovedstaden|hovudstad|hovudstaden|forstad|forstaden|bydelen"
    r"|distriktet|fylket|metropolen|storbyen)\s+)?\Z",
    re.IGNORECASE,
)
# A name of the same row: `i Moskva og` (Beijing). What stands there may have a hyphen or dots.
_AND: Final = re.compile(r"(?:^|(?<=\s))[^\W\d_a-zæøå][\w.'’-]*(?:,|,?\s+(?:og|eller|samt))\s+\Z")
_NUMBER: Final = re.compile(r"\d[A-Za-z]?,?\s+\Z")  # 0150 Oslo; Pilestredet 8, Oslo
_LINE_BEGINS: Final = re.compile(r"(?:\A|\n)\s*[–—-]?\s*\Z")
_DATELINE: Final = re.compile(r"\s*(?:\(|:|/|[.,]?\s*[–—]\s|,\s*\d)")
_FAR: Final = 4  # names in a row


def stands_for_government(name: Found) -> bool:
    """Tell whether the seat of power `name` means a government: nothing says that it is a place.

    A place it is after a preposition of place, also in a row of names (`i Moskva og Beijing`), in
    an address, and in a dateline (`MOSKVA (NTB):`).
    """
    before = name.before
    if _LINE_BEGINS.search(before) and _DATELINE.match(name.after):
        return False
    if _NUMBER.search(before):
        return False
    for _ in range(_FAR):
        if _WHERE.search(before):
            return False
        row = _AND.search(before)
        if row is None:
            break
        before = before[: row.start()]
    return True
