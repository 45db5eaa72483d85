"""Making one entity of FollowTheMoney: its id, its properties, and its line of JSON."""

import hashlib
import json
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import SettingsError
from pipeline.export.text import plain

if TYPE_CHECKING:
    from followthemoney import EntityProxy

_TEXTUAL: Final = frozenset({"name", "string", "text", "address"})


def require() -> None:
    """Raise SettingsError if the package followthemoney is not installed."""
    if find_spec("followthemoney") is None:
        raise SettingsError(
            "--ftm needs the package followthemoney, which is not installed. In the folder of "
            "Navnenett, with a network:  pip install '.[ftm]'"
        )


def make(schema: str, *key: str, **values: Any) -> "EntityProxy":
    """Return an entity of `schema` whose id tells of `key`, with the properties `values`.

    A value is a text, a number, a list of them, or null. Text comes through
    :func:`pipeline.export.text.plain` but keeps its lines where the property is of running text;
    what is too long for the property is cut, what it cannot hold (a language that the model does
    not know) left out.
    """
    from followthemoney import model

    proxy = model.make_entity(schema)
    proxy.id = entity_id(*key)
    for name, value in values.items():
        prop = proxy.schema.get(name)
        if prop is None:
            raise ValueError(f"{schema} has no property {name}")
        for one in value if isinstance(value, list) else [value]:
            said = text_of(one)
            if prop.type.name not in _TEXTUAL:
                proxy.add(prop, said)
                continue
            running = prop.type.name == "text"
            lines = said.splitlines() if running else [said]
            clean = "\n".join(plain(row) for row in lines).strip()
            for fitting in _cut(clean, prop.type.max_length, running):
                if prop.type.validate(fitting):
                    proxy.add(prop, fitting, cleaned=True)
    return proxy


def entity_id(*key: str) -> str:
    """Return the id of what `key` tells of, as the model allows ids.

    >>> entity_id("entity", "Q20")
    'navnenett-6a42f4e60fda4f495f7a30ebaba01635e47e4644'
    """
    digest = hashlib.sha256(json.dumps(key).encode()).hexdigest()
    return f"navnenett-{digest[:40]}"


def line(proxy: "EntityProxy") -> bytes:
    """Return `proxy` as one line of JSON."""
    return (json.dumps(proxy.to_dict(), ensure_ascii=False, sort_keys=True) + "\n").encode()


def text_of(value: object) -> str:
    """Return `value` as text; empty for null."""
    return "" if value is None or value != value else str(value)


def seen(first: object, last: object) -> str:
    """Return the time from `first` to `last` in words, after a comma; empty for null."""
    days = list(dict.fromkeys(day for day in (text_of(first), text_of(last)) if day))
    return f", {' to '.join(days)}" if days else ""


def number(count: int, thing: str) -> str:
    """Return `count` of `thing` in words.

    >>> number(1, "article"), number(2, "time")
    ('1 article', '2 times')
    """
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _cut(text: str, longest: int, in_parts: bool) -> Iterator[str]:
    """Yield `text` no longer than `longest`: what is more as further parts, or left out."""
    if len(text) <= longest or not in_parts:
        yield text if len(text) <= longest else f"{text[: longest - 1]}…"
        return
    while text:
        end = len(text) if len(text) <= longest else text.rfind("\n", 1, longest) + 1 or longest
        yield text[:end]
        text = text[end:]
