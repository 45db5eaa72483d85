"""From bytes to text: which encoding a file has, and whether it is text at all."""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

# What Norwegian text has beyond ASCII. An encoding that gives hardly anything else is right:
# Windows (with Latin-1 in it), old Mac, DOS. charset-normalizer takes short texts for cp1250.
_NORWEGIAN: Final = frozenset("æøåÆØÅéÉèÈêòóôáàäÄöÖüÜçñ«»–—“”‘’…·§°©½\xad\xa0€")
_IN_NORWAY: Final = ("cp1252", "mac_roman", "cp850")
_ELSEWHERE: Final = ("cp1252", "cp1250", "cp1251", "cp1257", "iso8859_2", "iso8859_10", "koi8_r")
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_JUNK = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_CONTROLS: Final = bytes({*range(32), 127} - set(b"\t\n\v\f\r"))
# All bytes but those that begin a letter beyond ASCII in UTF-8.
_NOT_LEADING: Final = bytes({*range(256)} - {*range(0xC2, 0xF5)})
_MOST_JUNK: Final = 0.02
_SAMPLE: Final = 1 << 16
_SURROGATE = re.compile("[\ud800-\udfff]")


class NotTextError(Exception):
    """The bytes are not text in any encoding known here."""


@dataclass(frozen=True)
class Encoding:
    """How to decode a file: arguments of `bytes.decode`, and what the reader should be told."""

    name: str
    errors: str = "strict"
    warning: str | None = None


def decode(data: bytes) -> tuple[str, str | None]:
    """Return the text of `data` without its byte order mark, and a warning or None.

    Newlines stay as they are. Raises NotTextError for what is not text.
    """
    encoding = detect([data])
    text = data.decode(encoding.name, encoding.errors)
    if not is_text(text):
        raise NotTextError
    return text, encoding.warning


def detect(chunks: Iterable[bytes]) -> Encoding:
    """Return the encoding of the bytes in `chunks`: UTF-8 unless they say or show otherwise.

    Raises NotTextError if no encoding fits.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    beyond_ascii = 0
    last = b""
    for number, chunk in enumerate(chunks):
        if number == 0:
            for mark, name in _BOMS:
                if chunk.startswith(mark):
                    return Encoding(name, "replace")
            if _is_binary(chunk[:_SAMPLE]):
                raise NotTextError
        try:
            decoder.decode(chunk)
            beyond_ascii += len(chunk.translate(None, _NOT_LEADING))
        except UnicodeDecodeError:
            return _other(chunk, beyond_ascii)
        last = chunk
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _other(last, beyond_ascii)
    return Encoding("utf-8")


def is_text(text: str) -> bool:
    """Return whether `text` is writing: no NUL, and hardly any other control characters."""
    return "\0" not in text and len(_JUNK.findall(text)) <= max(1, _MOST_JUNK * len(text))


def without_surrogates(text: str) -> tuple[str, bool]:
    r"""Return `text` with U+FFFD for halves of surrogate pairs, and whether there were any.

    >>> without_surrogates("a\ud800b")
    ('a�b', True)
    """
    clean, count = _SURROGATE.subn("\ufffd", text)
    return clean, count > 0


def _is_binary(sample: bytes) -> bool:
    junk = len(sample) - len(sample.translate(None, _CONTROLS))
    return junk > max(1, _MOST_JUNK * len(sample))


def _other(data: bytes, beyond_ascii: int) -> Encoding:
    """Return the encoding of `data`, which is not (all) UTF-8, after so many UTF-8 letters."""
    as_utf8 = data.decode("utf-8", "replace")
    broken = as_utf8.count("\ufffd")
    good = sum(letter > "\x7f" for letter in as_utf8) - broken
    if beyond_ascii + good > broken:
        return Encoding(
            "utf-8",
            "replace",
            "holds bytes that are no UTF-8; each is replaced by � in the text. "
            "Check the words around them.",
        )
    first = next((place for place, byte in enumerate(data) if byte > 0x7F), 0)
    sample = data[max(0, first - _SAMPLE // 2) :][:_SAMPLE]
    name = _guess(sample)
    return Encoding(
        name,
        "replace",
        f"is not UTF-8; it is read as {name}. If letters such as æ, ø and å come out wrong, "
        "save the file as UTF-8.",
    )


def _guess(sample: bytes) -> str:
    for name in _IN_NORWAY:
        letters = [letter for letter in sample.decode(name, "replace") if letter > "\x7f"]
        if sum(letter in _NORWEGIAN for letter in letters) >= 0.9 * len(letters):
            return name
    best = from_bytes(sample, cp_isolation=list(_ELSEWHERE)).best()
    if best is None:
        raise NotTextError
    return best.encoding
