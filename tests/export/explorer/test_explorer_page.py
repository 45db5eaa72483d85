"""The page is one file of fixed bytes that runs its own scripts alone and loads nothing."""

import base64
import hashlib
import json
import re
from typing import Any, Final

import lxml.html
import pytest

from pipeline.export.explorer import document
from pipeline.export.explorer.page import SCRIPTS
from tests.export.explorer.explorer_tables import blocks

HOSTILE: Final = [
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "<![CDATA[ ]]>",
    "\u2028\u2029\\u003c\\",
    "&lt;/script&gt; &amp;",
    '"><img src=x onerror=alert(1)>',
    "<!--scripts--> <!--title--> <!--policy--> /*style*/",
    "baklengs \u202egpj.exe 😀 æøå",
]
ABOUT: Final = {
    "title": "seeds",
    "version": "1",
    "articles": 3,
    "window": "sentence",
    "weight": "count",
}


def _page(content: dict[str, Any] | None = None, **about: Any) -> bytes:
    return b"".join(document({**ABOUT, **about}, content or {}))


def _parsed(page: bytes) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page.decode())


def _scripts(page: bytes) -> list[str]:
    """Return the text of the scripts that run."""
    return [one.text for one in _parsed(page).xpath("//script[not(@type)]")]


def _policy(page: bytes) -> dict[str, list[str]]:
    (policy,) = _parsed(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    directives = (one.split() for one in policy.split(";"))
    return {name: sources for name, *sources in directives}


def test_the_policy_allows_the_scripts_of_the_page_by_their_digests_and_no_others() -> None:
    page = _page()
    digests = [base64.b64encode(hashlib.sha256(s.encode()).digest()) for s in _scripts(page)]
    assert len(digests) == 2
    assert _policy(page)["script-src"] == [f"'sha256-{one.decode()}'" for one in digests]


def test_the_policy_forbids_everything_that_it_does_not_name() -> None:
    policy = _policy(_page())
    assert policy["default-src"] == ["'none'"]
    assert policy["base-uri"] == policy["form-action"] == ["'none'"]
    assert "connect-src" not in policy
    for name, sources in policy.items():
        assert not any("unsafe-eval" in one or "http" in one or "*" in one for one in sources), name
        assert name == "style-src" or "'unsafe-inline'" not in sources
    assert _policy(_page()).keys() == {
        *("default-src", "script-src", "style-src", "img-src", "font-src", "base-uri"),
        "form-action",
    }


def test_the_policy_stands_before_all_that_it_is_about() -> None:
    head = _page().decode()
    policy = head.index("Content-Security-Policy")
    assert policy < min(head.index(one) for one in ("<style", "<script", "<link", "<title"))


def test_nothing_is_loaded_from_elsewhere() -> None:
    parsed = _parsed(_page())
    assert not parsed.xpath("//*[@src or @srcset or @action or @background or @poster]")
    assert all(one.startswith(("data:", "#")) for one in parsed.xpath("//*/@href"))
    assert not parsed.xpath("//iframe | //object | //embed | //base")
    (style,) = parsed.xpath("//style")
    assert not re.search(r"@import|url\((?!['\"]?data:)", style.text)


def test_no_element_carries_code_of_its_own() -> None:
    names = {str(name) for one in _parsed(_page()).iter("*") for name in one.attrib}
    assert "style" not in names
    assert not [name for name in names if name.startswith("on")]


def test_scripts_hold_nothing_that_ends_or_hides_them() -> None:
    for script in _scripts(_page()):
        assert not re.search(r"</script|<script|<!--", script, re.I)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_the_content_holds_it_stays_in_its_block(text: str) -> None:
    content = {"passages": [[0, text]], text: text}
    page = _page(content, title=text)
    found = blocks(page)
    assert found["content"] == content
    assert len(_scripts(page)) == 2
    plain = len(list(_parsed(_page()).iter("*")))
    assert len(list(_parsed(page).iter("*"))) == plain


@pytest.mark.parametrize("text", HOSTILE)
def test_the_title_is_text_wherever_it_stands(text: str) -> None:
    parsed = _parsed(_page(title=text))
    shown = text.replace("\u2028\u2029", " ").replace("\u202e", "")
    assert parsed.findtext(".//title") == f"Navnenett: {shown}"
    assert parsed.findtext(".//h1/span") == shown
    assert len(parsed.xpath("//style")) == 1


def test_a_title_with_bytes_that_are_no_text_is_written() -> None:
    page = _page(title="mappe\udce5")  # how Python reads a file name that is not UTF-8
    assert blocks(page)["about"]["title"] == "mappe"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_a_number_that_json_has_not_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        _page({"ties": {"npmi": [value]}})


def test_the_same_content_makes_the_same_bytes() -> None:
    content = {"nodes": {"label": ["Ærlig"]}}
    assert _page(content) == _page(json.loads(json.dumps(content)))


def test_every_word_is_there_in_both_languages() -> None:
    words = blocks(_page())["words"]
    assert words["en"].keys() == words["nb"].keys()
    for key, text in words["en"].items():
        assert set(re.findall(r"\{\d\}", text)) == set(re.findall(r"\{\d\}", words["nb"][key])), key
        assert text.strip()
        assert words["nb"][key].strip()


def test_every_word_that_the_page_asks_for_is_there() -> None:
    page = _page()
    words = blocks(page)["words"]["en"]
    asked = set(_parsed(page).xpath("//*/@data-t | //*/@data-label"))
    asked |= set(re.findall(r'\bt\("([^"]+)"', _scripts(page)[1]))
    assert len(asked) > 50
    assert asked <= words.keys()
    several = set(re.findall(r'\bcounted\("([^"]+)"', _scripts(page)[1]))
    assert several
    assert {f"{key}.{form}" for key in several for form in ("one", "many")} <= words.keys()


def test_every_script_of_the_page_is_in_it_once() -> None:
    from importlib.resources import files

    folder = files("pipeline.export.explorer").joinpath("assets")
    there = {one.name.removesuffix(".js") for one in folder.iterdir() if one.name.endswith(".js")}
    assert there == set(SCRIPTS)
    assert len(SCRIPTS) == len(there)
