"""One key for the Norwegian, English and other spellings of a name from a foreign script.

The rules follow the Norwegian norm for Russian and Ukrainian names (Språkrådet: Tsj, Sj, Zj, J, Kh)
and the English one (BGN/PCGN 1947: Ch, Sh, Zh, Y, Kh), both mapped onto one sign a sound. They are
applied in order to the lower-cased name. Equal keys make two names candidates, no more.
"""

import functools
import re
from typing import Final

from pipeline.link.names import key as plain_key

_RULES: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"shch|sjtsj|schtsch|szcz", "5"),  # щ
        (r"tsch|tsj|tch|cz", "4"),  # ч: Janukovytsj, Yanukovych (ch: below)
        (r"(?<=[aeiouy])ch\b", "4"),  # -vich, -vych
        (r"zh|zj", "6"),  # ж: Prigozjin, Prigozhin
        (r"sch|sh|sj", "7"),  # ш: Sjojgu, Shoigu
        (r"ch(?=[aeiouy])", "4"),  # Tsjernobyl, Chernobyl; Turtsjynov, Turchynov
        (r"(?<=[45])ev\b", "ov"),  # Gorbatsjov, Gorbachev; Khrusjtsjov, Khrushchev
        (r"kh", "h"),  # х: Khrusjtsjov
        (r"ck", "k"),
        (r"ts|tz", "c"),  # ц
        (r"x", "ks"),  # Alexander, Aleksander
        (r"ph", "f"),
        (r"w", "v"),
        (r"ou", "u"),
        (r"ovsk(?:ij|iy|yj|yi|y|i)\b", "ovski"),
        (r"(?:ij|iy|yj|yi|yy|ii)", "i"),  # -skij, -skyj, -skyy
        (r"(?<=[aeou])[jy]", "i"),  # Sergej, Sergey, Sergei
        (r"[jy](?=[aeou])", "i"),  # Jurij, Yuri
        (r"ks(?=andr)", "ks"),
        (r"andr\b", "ander"),  # Aleksandr, Alexander
        (r"y", "i"),
        (r"(?:off|ow)\b", "ov"),
        (r"jo|yo|io", "io"),
        (r"(?<=[bdfgklmnprstvz])ie(?=\w*va?\b)", "e"),  # Medvedev, Medviediev; Siem is not Sem
    )
)


@functools.lru_cache(maxsize=200_000)
def transliteration_key(name: str) -> str:
    """Return what the spellings of a transliterated `name` share.

    >>> transliteration_key("Sergej Sjojgu") == transliteration_key("Sergey Shoigu")
    True
    >>> transliteration_key("Volodymyr Zelenskyj") == transliteration_key("Volodymyr Zelensky")
    True
    >>> transliteration_key("Sergej") == transliteration_key("Serge")
    False
    """
    text = plain_key(name)
    for pattern, sound in _RULES:
        text = pattern.sub(sound, text)
    return text
