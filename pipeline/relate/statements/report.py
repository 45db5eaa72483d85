"""A reporting clause, as the readers of verbs and of sources hand it on."""

from dataclasses import dataclass
from typing import Final

from pipeline.relate.statements.words import Speaker

TAG: Final = "tag"  # `…, sier X`
AT: Final = "at"  # `X sier at …`
CLAUSE: Final = "clause"  # `X mener Y vinner`
COLON: Final = "colon"  # `X sier: …`
QUOTE: Final = "quote"  # `X skrev «…»`
PASSIVE: Final = "passive"  # `det ble sagt av X at …`
THAT: Final = "that"  # `Det skriver X.`
SOURCE: Final = "source"  # `ifølge X`
OPINION: Final = "opinion"  # `etter Xs mening`
DOCUMENT: Final = "document"  # `heter det i en uttalelse fra X`
LABEL: Final = "label"  # `X: – …`


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting clause: who says it by which verb, and where in the sentence what is said stands.

    `at` is the token of the verb or preposition. `start` and `end` are offsets into the text; both
    are equal where nothing of the sentence is said: then the speech stands before (`before`, a tag
    that begins its sentence) or after it (a colon that ends it). `direct` tells that quotation
    marks or a dash in the sentence show direct speech.
    """

    pattern: str
    label: str
    at: int
    speaker: Speaker
    start: int
    end: int
    direct: bool = False
    before: bool = False
    span: tuple[int, int] | None = None
