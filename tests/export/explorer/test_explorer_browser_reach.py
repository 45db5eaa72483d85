"""Who can use the page: the rules of axe-core in each view, narrow windows, the Tab key."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.export.explorer.browsing import Open, completions, heading, middle, search, summary
from tests.npm_packages import package

GRAVE = {"serious", "critical"}
# Each view, by its fragment.
VIEWS = {
    "network": "",
    "node": "node=Q7184",
    "own network": "only=Q7184&node=Q7184",
    "tie": "tie=Q159|Q7184",
    "nodes": "view=nodes",
    "ties": "view=ties&node=Q7184",
    "a short time": "from=2019-Q1&to=2019-Q3&colour=community",
}
NARROW = {"width": 640, "height": 400}  # what a window of 1280 by 800 has at 200 %


def grave(page: Page) -> list[dict[str, Any]]:
    """Return what axe-core finds serious or critical in the page as it is."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate((package("axe-core") / "axe.min.js").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("async () => (await axe.run()).violations")
    return [
        {"rule": one["id"], "where": [node["html"][:200] for node in one["nodes"][:3]]}
        for one in found
        if one["impact"] in GRAVE
    ]


def cut_off(page: Page) -> list[str]:
    """Return what can be used but stands beyond the left or the right edge of the window."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("button, select, input, a, h1, h2, p, dd, td, li")]
          .filter((one) => one.checkVisibility({ visibilityProperty: true })
            && !one.closest(".off-screen, .skip, #tables .scroll"))
          .filter((one) => {
            const { left, right, width } = one.getBoundingClientRect();
            return width > 0 && (left < -1 || right > document.documentElement.clientWidth + 1);
          })
          .map((one) => one.outerHTML.slice(0, 120))"""
    )
    return found


def test_axe_finds_what_is_wrong(open_page: Open, tmp_path: Path) -> None:
    file = tmp_path / "wrong.html"
    file.write_text('<!doctype html><html lang="en"><title>t</title><button></button>')
    page = open_page(file, ready=False)
    assert [one["rule"] for one in grave(page)] == ["button-name"]


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "nb")])
def test_axe_finds_nothing_grave_in_any_view(
    open_page: Open, seeds_page: Path, scheme: Any, language: str
) -> None:
    page = open_page(seeds_page, f"language={language}", color_scheme=scheme)
    address = page.url.partition("#")[0]
    for view, fragment in VIEWS.items():
        page.goto(f"{address}#language={language}&{fragment}")
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("#details")).to_be_visible(
            visible="node=" in fragment or "tie=" in fragment
        )
        assert grave(page) == [], view


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_grave_in_the_search_and_the_help(
    open_page: Open, seeds_page: Path, scheme: Any
) -> None:
    page = open_page(seeds_page, color_scheme=scheme)
    page.locator("#search").fill("a")
    expect(page.get_by_role("listbox", name="Names that fit")).to_be_visible()
    assert grave(page) == []
    page.locator("#help").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert grave(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#help")).to_be_focused()


@pytest.mark.parametrize("language", ["en", "nb"])
def test_at_200_percent_nothing_is_cut_off_and_the_page_scrolls_one_way_alone(
    open_page: Open, seeds_page: Path, language: str
) -> None:
    page = open_page(seeds_page, viewport=NARROW)
    address = page.url.partition("#")[0]
    for view, fragment in VIEWS.items():
        page.goto(f"{address}#language={language}&{fragment}")
        expect(page.locator("html")).to_have_attribute("lang", language)
        inner, outer = page.evaluate(
            "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert inner <= outer, view
        assert cut_off(page) == [], view
        if language == "en":  # the words are those of the tests above
            assert grave(page) == [], view


def test_at_200_percent_the_way_from_a_name_to_the_sentence_is_the_same(
    open_page: Open, seeds_page: Path
) -> None:
    page = open_page(seeds_page, viewport=NARROW)
    search(page, "lavrov")
    expect(heading(page)).to_be_focused()
    expect(heading(page)).to_be_in_viewport()
    page.locator("#details button.tie", has_text="Rex Tillerson").click()
    expect(heading(page)).to_have_text("Sergej Lavrov – Rex Tillerson")
    expect(page.locator("#details .passage mark").first).to_be_visible()


def test_the_whole_page_can_be_walked_through_by_the_tab_key(page: Page) -> None:
    seen: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("() => document.activeElement.id"))
        ring = page.evaluate(
            "() => getComputedStyle(document.activeElement).outlineStyle !== 'none'"
            " || document.activeElement === document.body"
        )
        assert ring, page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)")
        if seen[-1] == "all-time":
            break
    wanted = ["search", "share", "theme", "language", "help", "type-person", "least", "relation"]
    wanted += ["community", "colour", "plot", "closer", "png", "svg", "play", "from", "to"]
    assert [one for one in seen if one in wanted] == wanted


def test_the_first_stop_of_the_tab_key_skips_to_the_content(
    open_page: Open, seeds_page: Path
) -> None:
    page = open_page(seeds_page, "hidden=country")
    before = (page.url, summary(page))
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#type-person")).to_be_focused()
    assert (page.url, summary(page)) == before


def test_forced_colours_keep_what_is_marked_apart(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page, "tie=Q159|Q7184", forced_colors="active")
    expect(page.locator("#details mark").first).to_be_visible()
    assert grave(page) == []


def test_where_the_panel_lies_below_a_click_brings_it_into_sight(
    open_page: Open, seeds_page: Path
) -> None:
    page = open_page(seeds_page, "camera=9999,9999,1", viewport=NARROW)
    search(page, "nato")  # which moves the picture there
    page.keyboard.press("Escape")
    page.evaluate("scrollTo(0, 0)")
    page.mouse.click(*middle(page))
    expect(heading(page)).to_have_text("NATO")
    expect(heading(page)).to_be_in_viewport()


def test_a_finger_takes_a_completion_where_it_is_lifted(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page, viewport=NARROW, has_touch=True)
    page.locator("#search").tap()
    page.keyboard.type("nato")
    first = completions(page).first
    first.dispatch_event(
        "pointerdown", {"pointerType": "touch"}
    )  # which may begin to scroll the list
    expect(page.locator("#details")).to_be_hidden()
    first.tap()
    expect(heading(page)).to_have_text("NATO")


def test_who_reads_by_keyboard_never_loses_the_place(page: Page) -> None:
    search(page, "lavrov")
    page.locator("#details button.tie", has_text="Rex Tillerson").press("Enter")
    expect(heading(page)).to_have_text("Sergej Lavrov – Rex Tillerson")
    expect(heading(page)).to_be_focused()
    page.locator("#details .close").press("Enter")
    expect(page.locator("#plot")).to_be_focused()
    page.locator('[data-view="nodes"]').click()
    page.locator("#table").get_by_role("button", name="Jens Stoltenberg").press("Enter")
    expect(heading(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#tables .scroll")).to_be_focused()
