"""The picture of the network: what is painted where, and what pointer, wheel and keys do to it."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.export.explorer.browsing import (
    Open,
    alike,
    camera_of,
    content_of,
    heading,
    middle,
    picture,
    search,
    settled,
)

# Okabe and Ito (2008), as style.css has them for the light theme.
COLOURS = {"person": "#0072b2", "country": "#e69f00", "organisation": "#009e73"}
SCALE = 2.0  # pixels for each unit of the layout: nodes stand far apart

Point = tuple[float, float]


@pytest.fixture
def nodes(seeds_page: Path) -> list[dict[str, Any]]:
    """The nodes of the page, the strongest first."""
    columns = content_of(seeds_page)["nodes"]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def near(page: Page, point: dict[str, Any], other: dict[str, Any], scale: float) -> Point:
    """Return where `other` is in the window when `point` is in the middle of the picture."""
    across, along = middle(page)
    return across + (other["x"] - point["x"]) * scale, along - (other["y"] - point["y"]) * scale


def at(point: dict[str, Any], scale: float = SCALE) -> str:
    """Return the fragment that looks at `point`."""
    return f"camera={point['x']},{point['y']},{scale}"


def colours(page: Page, *places: Point) -> list[set[str]]:
    """Return the colours of the pixels around places of the window."""
    whole = np.rint(picture(page, "body") * 255).astype(int)
    around = [
        whole[round(along) - 2 : round(along) + 3, round(across) - 2 : round(across) + 3]
        for across, along in places
    ]
    return [
        {"#{:02x}{:02x}{:02x}".format(*pixel) for pixel in one.reshape(-1, 3)} for one in around
    ]


@pytest.mark.parametrize("kind", list(COLOURS))
def test_the_strongest_of_each_type_is_painted_in_its_colour_where_the_layout_has_it(
    open_page: Open, seeds_page: Path, nodes: list[dict[str, Any]], kind: str
) -> None:
    node = next(one for one in nodes if one["type"] == kind)
    page = open_page(seeds_page, at(node))
    settled(page)
    assert colours(page, middle(page)) == [{COLOURS[kind]}]


def test_the_axes_of_the_picture_are_those_of_the_layout(
    open_page: Open, seeds_page: Path, nodes: list[dict[str, Any]]
) -> None:
    centre, scale = nodes[0], 0.7
    page = open_page(seeds_page, at(centre, scale))
    settled(page)
    strong = [(one, near(page, centre, one, scale)) for one in nodes[:20]]
    picked = [(one, where) for one, where in strong if inside(page, where)]
    assert len(picked) > 7
    painted = colours(page, *(where for _, where in picked))
    for (one, _), found in zip(picked, painted, strict=True):
        assert COLOURS[one["type"]] in found, one["label"]


def inside(page: Page, where: Point) -> bool:
    """Return whether a point of the window lies well within the picture."""
    box = page.locator("#plot").bounding_box()
    assert box is not None
    across, along = where[0] - box["x"], where[1] - box["y"]
    return 90 < across < box["width"] - 150 and 40 < along < box["height"] - 60


def test_pointing_at_a_node_says_who_it_is_and_a_click_opens_it(
    open_page: Open, seeds_page: Path, nodes: list[dict[str, Any]]
) -> None:
    page = open_page(seeds_page, at(nodes[0]))
    page.mouse.move(*middle(page))
    expect(page.locator("#tip")).to_contain_text(nodes[0]["label"])
    page.mouse.click(*middle(page))
    expect(heading(page)).to_have_text(nodes[0]["label"])
    page.mouse.move(5, 5)
    expect(page.locator("#tip")).to_be_hidden()


def test_pointing_at_a_tie_says_whom_it_binds_and_a_click_opens_it(
    open_page: Open, seeds_page: Path, nodes: list[dict[str, Any]]
) -> None:
    point, source, target = lonely(content_of(seeds_page))
    page = open_page(seeds_page, at(point))
    names = f"{nodes[source]['label']} – {nodes[target]['label']}"
    page.mouse.move(*middle(page))
    expect(page.locator("#tip")).to_contain_text(names)
    page.mouse.click(*middle(page))
    expect(heading(page)).to_have_text(names)


def lonely(content: dict[str, Any]) -> tuple[dict[str, float], int, int]:
    """Return the middle of the tie that has most room around it there, and its two ends."""
    xs, ys = np.array(content["nodes"]["x"]), np.array(content["nodes"]["y"])
    drawn = [at for at, count in enumerate(content["ties"]["count"]) if count]
    source, target = (np.array(content["ties"][end])[drawn] for end in ("source", "target"))
    start, end = np.array([xs[source], ys[source]]), np.array([xs[target], ys[target]])
    best, found = -1.0, 0
    for tie in range(len(drawn)):
        point = (start[:, tie] + end[:, tie]) / 2
        along = end - start
        share = ((point[:, None] - start) * along).sum(0) / np.maximum((along**2).sum(0), 1e-9)
        away = np.hypot(*(start + along * share.clip(0, 1) - point[:, None]))
        away[tie] = math.inf
        room = min(away.min(), np.hypot(xs - point[0], ys - point[1]).min())
        if room > best:
            best, found = room, tie
    x, y = (start[:, found] + end[:, found]) / 2
    return {"x": float(x), "y": float(y)}, int(source[found]), int(target[found])


def test_a_click_beside_everything_closes_the_panel(page: Page) -> None:
    search(page, "nato")
    expect(heading(page)).to_have_text("NATO")
    box = page.locator("#plot").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 8, box["y"] + 8)
    expect(page.locator("#details")).to_be_hidden()


def test_dragging_and_the_wheel_move_the_picture(page: Page) -> None:
    whole = camera_of(page)
    across, along = middle(page)
    page.mouse.move(across, along + 250)
    page.mouse.down()
    page.mouse.move(across + 60, along + 250, steps=4)
    page.mouse.move(across + 120, along + 250, steps=4)
    page.mouse.up()
    moved = camera_of(page)
    assert moved["x"] == pytest.approx(whole["x"] - 120 / whole["scale"], rel=0.05)
    assert moved["y"] == pytest.approx(whole["y"], abs=1)
    expect(page.locator("#details")).to_be_hidden()
    page.mouse.wheel(0, -300)
    expect_camera(page, lambda now: now["scale"] > moved["scale"] * 1.05)


def expect_camera(page: Page, fits: Any) -> None:
    """Fail unless the picture comes to look so."""
    for _ in range(100):
        if fits(camera_of(page)):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"the picture looks so: {camera_of(page)}")


def test_keys_move_and_zoom_the_picture_and_bring_it_back(page: Page) -> None:
    before = picture(page)
    whole = camera_of(page)
    page.locator("#plot").focus()
    page.keyboard.press("ArrowRight")
    assert camera_of(page)["x"] > whole["x"]
    page.keyboard.press("ArrowUp")
    assert camera_of(page)["y"] > whole["y"]
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    assert camera_of(page) == pytest.approx(whole, abs=1e-6)
    page.keyboard.press("+")
    assert camera_of(page)["scale"] == pytest.approx(whole["scale"] * 1.25)
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert camera_of(page)["scale"] == pytest.approx(whole["scale"] * 0.8)
    page.keyboard.press("0")
    assert camera_of(page) == pytest.approx(whole)
    page.locator("#play").focus()
    settled(page)
    assert alike(picture(page), before)


def test_nobody_gets_lost_far_from_the_network(page: Page) -> None:
    whole = camera_of(page)
    page.locator("#plot").focus()
    for key, times in (("-", 40), ("ArrowRight", 40), ("ArrowUp", 40)):
        for _ in range(times):
            page.keyboard.press(key)
    expect_camera(page, lambda now: now["scale"] >= whole["scale"] / 4 * 0.999)
    reach = middle(page)[0] / whole["scale"]
    expect_camera(page, lambda now: abs(now["x"] - whole["x"]) <= reach)
    for _ in range(40):
        page.keyboard.press("+")
    expect_camera(page, lambda now: now["scale"] <= whole["scale"] * 100 * 1.001)


def test_the_buttons_zoom_as_the_keys_do(page: Page) -> None:
    whole = camera_of(page)
    page.get_by_role("button", name="Zoom in").click()
    assert camera_of(page)["scale"] > whole["scale"]
    page.get_by_role("button", name="Zoom out").click()
    assert camera_of(page) == pytest.approx(whole)
    page.get_by_role("button", name="Zoom out").click()
    page.locator("#fit").click()
    assert camera_of(page) == pytest.approx(whole)


def test_n_and_p_go_from_name_to_name_and_escape_closes_the_panel(
    page: Page, nodes: list[dict[str, Any]]
) -> None:
    page.locator("#plot").focus()
    for key, place in (("n", 0), ("n", 1), ("n", 2), ("p", 1), ("p", 0), ("p", -1)):
        page.keyboard.press(key)
        expect(heading(page)).to_have_text(nodes[place]["label"])
        expect(page.locator("#announced")).to_contain_text(nodes[place]["label"])
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_be_hidden()
    expect(page.locator("#plot")).to_be_focused()


def test_slash_leads_to_the_search_from_anywhere(page: Page) -> None:
    for place in ("#plot", "#least", "#type-person", "#theme", "#png"):
        page.locator(place).focus()
        page.keyboard.press("/")
        expect(page.locator("#search")).to_be_focused()
        expect(page.locator("#search")).to_have_value("")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_have_value("/")


def test_a_window_of_another_size_has_the_whole_network_too(page: Page) -> None:
    wide = camera_of(page)
    page.set_viewport_size({"width": 1100, "height": 600})
    expect_camera(page, lambda now: now["scale"] < wide["scale"] * 0.9)
    assert camera_of(page)["x"] == pytest.approx(wide["x"], abs=1e-6)


def test_what_moves_out_of_the_picture_leaves_nothing_at_its_edges(
    open_page: Open, seeds_page: Path
) -> None:
    page = open_page(seeds_page)
    across, along = middle(page)
    for right, down in ((0, 0), (900, 0), (0, 900)):  # across the left and the upper edge, and away
        page.mouse.move(across, along)
        page.mouse.down()
        page.mouse.move(across - right, along - down, steps=8)
        page.mouse.up()
    settled(page)
    edges = picture(page)
    for edge in (edges[:2].reshape(-1, 3), edges[:, :2].reshape(-1, 3)):
        assert len(np.unique(edge, axis=0)) == 1
