"""Articles, names, ids and addresses that would be code if they could: all is text and stays so.

`open_page` fails each of these tests if anything runs (`ran`), if the policy of the page has to
stop something, or if the page asks for anything.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from lxml import etree
from playwright.sync_api import Page, expect

from tests.export.explorer.browsing import (
    Open,
    completions,
    content_of,
    heading,
    middle,
    saved,
    shown,
    summary,
    table_of,
)
from tests.export.explorer.told_runs import HOSTILE, NATIVE, page_of

FOLDER = "--><b id=bold onclick=ran()>&amp;"
TITLE = "</title><script>ran()</script> ]]> Møte <img src=x onerror=ran()>"
# Elements and attributes that nothing in the page has but what an article would have made.
SMUGGLED = (
    "img, iframe, object, embed, form, #bold, [onerror], [onload], [onclick], [onmouseover], "
    "a:not(.skip):not([href^='https://www.wikidata.org/wiki/Q'])"
)
OVERRIDE = "\u202e"
RIGHT_TO_LEFT = f"משה {OVERRIDE}exe.gpj"
ODD_ID = "a|b%7C&node=<i>#"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of an article full of hostile names, title and text."""
    names = [*HOSTILE.values(), *NATIVE]
    text = "\n\n".join(
        f"Norge møtte {name} i dag. Ja,\u2028{name} og {other} var enige."
        for name, other in zip(names, [*names[1:], "Norge"], strict=True)
    )
    article = f"{TITLE}\n\nPublisert: 12. januar 2022\n\n{text}\n"
    return page_of(
        tmp_path_factory.mktemp("hostile"),
        {
            "<script>ran()<.txt": article,
            "b\u202etxt.exe'.txt": f"Norge møtte {RIGHT_TO_LEFT} og NATO.\n",
        },
        {
            "GPE_LOC": ["Norge"],
            "ORG": ["NATO", *HOSTILE.values()],
            "PER": NATIVE,
        },
        entities=[
            *({"label": name, "type": "organisation"} for name in HOSTILE.values()),
            *({"label": name, "type": "person", "entity_id": name} for name in NATIVE),
            {"label": "Norge", "type": "country", "entity_id": ODD_ID},
        ],
        title=FOLDER,
        languages="all",
    )


@pytest.fixture(scope="module")
def labels(hostile: Path) -> list[str]:
    """The names of the nodes of that page; all the hostile ones are there."""
    found: list[str] = content_of(hostile)["nodes"]["label"]
    for name in (HOSTILE["script"], HOSTILE["end"], HOSTILE["template"], *NATIVE):
        assert name in found
    for part in ("onerror=ran()", "javascript:ran", "onmouseover=", "u003cscript", "<!--", "&#0;"):
        assert any(part in name for name in found), part
    assert len(found) == len(HOSTILE) + len(NATIVE) + 2
    return found


def check(page: Page) -> None:
    """Fail if anything in the page is more than text."""
    assert page.locator(SMUGGLED).count() == 0
    assert page.locator("script").count() == 5
    assert page.evaluate("() => ({}).polluted === undefined && [].every.call({}, Boolean)")


def test_the_page_opens_and_says_what_was_read(open_page: Open, hostile: Path) -> None:
    page = open_page(hostile)
    assert page.title() == f"Navnenett: {FOLDER}"
    expect(page.locator("h1")).to_have_text(f"Navnenett {FOLDER}")
    assert shown(page)[0] == shown(page)[1] > 10
    check(page)


def test_every_name_can_be_found_opened_and_told_in_the_address(
    open_page: Open, hostile: Path, labels: list[str]
) -> None:
    page = open_page(hostile)
    for label in labels:
        page.locator("#search").fill(label)
        expect(completions(page).first).to_contain_text(label)
        page.keyboard.press("Enter")
        expect(heading(page)).to_have_text(label)
        address = page.url
        page.keyboard.press("Escape")
        expect(page.locator("#details")).to_be_hidden()
        page.goto(address)
        expect(heading(page)).to_have_text(label)
        check(page)


def test_the_sentences_title_and_file_are_shown_as_they_are_written(
    open_page: Open, hostile: Path, labels: list[str]
) -> None:
    page = open_page(hostile)
    page.locator("#search").fill("Norge")
    page.keyboard.press("Enter")
    ties = page.locator("#details button.tie")
    names = [text.rsplit("\n")[0] for text in ties.all_inner_texts()]
    assert len(names) == len(labels) - 1
    for place in range(len(names)):
        ties.nth(place).click()
        passage = page.locator("#details .passage").first
        expect(passage.locator(".text")).to_contain_text("Norge møtte")
        assert set(passage.locator("mark").all_inner_texts()) >= {"Norge"}
        if "NATO" in heading(page).inner_text():
            # Nothing turns the direction of what stands around it.
            text = passage.locator(".text").inner_text()
            assert text == f"Norge møtte {RIGHT_TO_LEFT.replace(OVERRIDE, '')} og NATO."
        else:
            expect(passage.locator("cite")).to_have_text(TITLE)
            expect(passage.locator(".source")).to_contain_text("<script>ran()<")
        check(page)
        page.go_back()


def test_the_tables_show_and_save_the_names_as_text(
    open_page: Open, hostile: Path, labels: list[str]
) -> None:
    page = open_page(hostile, "view=nodes")
    assert set(page.locator("#table tbody th").all_inner_texts()) == set(labels)
    check(page)
    heads, *rows = table_of(saved(page, "#save-table"))
    found = {row[heads.index("Name")] for row in rows}
    # What a spreadsheet would run gets an apostrophe before it, and nothing else changes.
    assert found == {f"'{name}" if name.startswith("=") else name for name in labels}
    assert any(name.startswith("'=") for name in found)
    page.locator("[data-view=ties]").click()
    page.locator("#table-filter").fill("onerror=ran()")
    assert page.locator("#table tbody tr").count() > 1
    check(page)


def test_the_picture_names_them_as_text(open_page: Open, hostile: Path, labels: list[str]) -> None:
    page = open_page(hostile)
    page.locator("#plot").focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    page.keyboard.press("0")
    root = etree.parse(saved(page, "#svg").path(), etree.XMLParser(resolve_entities=False))
    names = {"".join(one.itertext()) for one in root.getroot().find("{*}g").findall("{*}text")}
    assert len(names) > 8
    shortened = {name if len(name) <= 40 else f"{name[:39]}…" for name in labels}
    assert names <= shortened
    tags = {etree.QName(one).localname for one in root.iter(etree.Element)}
    assert tags <= {"svg", "title", "rect", "clipPath", "g", "line", "path", "text"}
    saved(page, "#png")
    check(page)


def test_the_tip_of_a_hostile_name_is_text(open_page: Open, hostile: Path) -> None:
    nodes = content_of(hostile)["nodes"]
    at = nodes["label"].index(HOSTILE["script"])
    page = open_page(hostile, f"camera={nodes['x'][at]},{nodes['y'][at]},1")
    page.mouse.move(*middle(page))
    expect(page.locator("#tip")).to_contain_text(HOSTILE["script"])
    check(page)


def fragments() -> Iterator[str]:
    """Yield addresses that no reader would make."""
    keys = ("node", "tie", "only", "view", "hidden", "community", "relation", "least", "from", "to")
    for value in (*HOSTILE.values(), "", "-1", "NaN", "1e999", "-1e999"):
        yield urlencode(dict.fromkeys((*keys, "colour", "theme", "language", "camera"), value))
    for value in NATIVE:  # which are ids of nodes here
        yield urlencode(dict.fromkeys((*keys[3:], "colour", "theme", "language", "camera"), value))
    yield from (
        "%",
        "%E0%A4%A",
        "node=%FF%00",
        "=&&=&",
        "?",
        "#",
        "node",
        "__proto__=1",
        "a" * 9000,
    )
    yield "__proto__[polluted]=1&constructor.prototype.polluted=1"
    yield from ("tie=|", "tie=%7C", "tie=||", f"tie={'|' * 50}", "tie=__proto__|constructor")
    for camera in (
        *("NaN,0,1", "0,0,0", "0,0,-1", "1,2", "1,2,3,4", ",,", "Infinity,0,1"),
        *("1e308,1e308,1", "0,0,1e-308", "0,0,1e308", "-1e200,5,1e-200"),
    ):
        yield f"camera={camera}"


def test_hostile_addresses_change_nothing(open_page: Open, hostile: Path) -> None:
    page = open_page(hostile)
    address, whole = page.url, summary(page)
    for fragment in fragments():
        page.goto(f"{address}#{fragment}")
        expect(page.locator("#summary")).to_have_text(whole)
        assert page.locator("#network").is_visible()
    page.goto(f"{address}#view=nodes")
    expect(page.locator("#table tbody tr").first).to_be_visible()
    check(page)


@pytest.mark.parametrize("value", ["%E0%A4%A", "1e999", "NaN", "<img src=x onerror=ran()>"])
def test_a_page_opened_at_a_hostile_address_is_the_whole_page(
    open_page: Open, hostile: Path, value: str
) -> None:
    keys = ("node", "tie", "only", "least", "from", "to", "camera", "view", "theme")
    page = open_page(hostile, "&".join(f"{key}={value}" for key in keys))
    assert shown(page)[0] == shown(page)[1] > 10
    assert shown(page)[2] == shown(page)[3] > 10
    expect(page.locator("#details")).to_be_hidden()
    check(page)
