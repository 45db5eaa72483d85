"""What is known of word forms beforehand: frequency, capitals, name lists, word vectors.

A :class:`Lexicon` is learned from running text and name lists (``training/lexicon.py``) and travels
inside the model's own bytes.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final

import numpy as np
import srsly  # type: ignore[import-untyped, unused-ignore]

from pipeline.neural.arrays import Floats, Ints, Keys

CLASSES: Final = (
    "trained",  # lower-cased form that stood in the training texts
    "given_name",
    "surname",
    "public_given",  # first and last words of politicians' names
    "public_surname",
    "country",
    "nationality",  # adjectives and demonyms
    "city",
    "norwegian_place",
    "world_city",
    "party",
    "media",
    "company",
    "authority",  # intergovernmental organisations, ministries, agencies
    "group",  # armed groups, non-governmental organisations
    "in_organisation",  # capitalised word inside a longer organisation name
    "title",
    "small_country_word",  # word inside a longer country name
)
"""What the bits of :attr:`Lexicon.classes` mean, lowest first."""


@dataclass(eq=False)
class Lexicon:
    """Rows of what is known, one for each of `forms` (cased, unique).

    `vectors` is rows × width as int8 with one `scale` for each column; a row of zeros is no vector.
    `counts` and `lowered` are the natural logarithms of one plus the frequency, times ten, of the
    form as it is and in lower case; `capitals` the share, of 255, of capitals off the beginning of
    sentences. `classes` holds one bit for each of :data:`CLASSES`.
    """

    forms: Sequence[str] = ()
    vectors: Ints = field(default_factory=lambda: np.zeros((0, 0), np.int8))
    scale: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    counts: Ints = field(default_factory=lambda: np.zeros(0, np.uint8))
    lowered: Ints = field(default_factory=lambda: np.zeros(0, np.uint8))
    capitals: Ints = field(default_factory=lambda: np.zeros(0, np.uint8))
    classes: Keys = field(default_factory=lambda: np.zeros(0, np.uint32))

    def __post_init__(self) -> None:
        """Index the forms; vectors without a scale are as they are."""
        if not len(self.scale):
            self.scale = np.ones(self.width, np.float32)
        self.row = {form: number for number, form in enumerate(self.forms)}

    @property
    def width(self) -> int:
        """Length of the vectors."""
        return int(self.vectors.shape[1])

    def to_bytes(self) -> bytes:
        """Return the lexicon as bytes: MessagePack, packed with zlib."""
        content: dict[str, Any] = {f.name: getattr(self, f.name) for f in fields(self)}
        content["forms"] = "\n".join(self.forms)
        return zlib.compress(srsly.msgpack_dumps(content), 9)

    @classmethod
    def from_bytes(cls, packed: bytes) -> "Lexicon":
        """Return the lexicon that `to_bytes` packed."""
        content = srsly.msgpack_loads(zlib.decompress(packed))
        content["forms"] = content["forms"].split("\n") if content["forms"] else []
        return cls(**content)
