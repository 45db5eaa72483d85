"""What leaves the page: tables to the clipboard and as CSV, the picture as PNG and SVG."""

from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from lxml import etree
from playwright.sync_api import Page, expect

from pipeline.results import Results
from tests.export.explorer.browsing import (
    Open,
    camera_of,
    content_of,
    fragment_of,
    heading,
    pixels,
    saved,
    search,
    shown,
    table_of,
)

SVG = "{http://www.w3.org/2000/svg}"


def column(page: Page, name: str) -> list[str]:
    """Return the cells of a column of the table in view."""
    heads = [one.split(" ▼")[0].split(" ▲")[0].strip() for one in cells(page, "thead th")]
    return cells(page, f"tbody tr > :nth-child({heads.index(name) + 1})")


def cells(page: Page, selector: str) -> list[str]:
    """Return the texts of the elements of the table in view."""
    return page.locator(f"#table {selector}").all_inner_texts()


def test_the_table_of_nodes_sorts_by_any_column(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page, "view=nodes")
    expect(page.locator("#plot")).to_be_hidden()
    page.locator("#table").get_by_role("button", name="Mentions").click()
    numbers = [int(one) for one in column(page, "Mentions")]
    assert len(numbers) == 100
    assert numbers == sorted(numbers, reverse=True)
    head = page.locator("#table th", has_text="Mentions")
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(head.get_by_role("button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    numbers = [int(one) for one in column(page, "Mentions")]
    assert numbers == sorted(numbers)
    page.locator("#table thead button").first.click()
    page.locator("#more-rows").click()
    names = column(page, "Name")
    assert len(names) == shown(page)[0] > 100
    # As Norwegians sort, whatever the case of the letters: å last.
    assert [one[0] for one in names if one[0] in "AaZzØø"] == sorted(
        (one[0] for one in names if one[0] in "AaZzØø"), key="aAzZøØ".index
    )


def test_a_table_filters_as_the_search_does_and_opens_what_is_clicked(
    open_page: Open, seeds_page: Path
) -> None:
    page = open_page(seeds_page, "view=nodes")
    page.locator("#table-filter").fill("lavrov PERSON")
    expect(page.locator("#table-count")).to_have_text("1 row")
    page.locator("#table tbody button").click()
    expect(heading(page)).to_have_text("Sergej Lavrov")
    page.locator("[data-view=ties]").click()
    page.locator("#table-filter").fill("lavrov tillerson")
    page.locator("#table tbody button").first.click()
    expect(heading(page)).to_have_text("Sergej Lavrov – Rex Tillerson")


def test_the_table_of_nodes_as_csv_is_that_of_the_run(
    open_page: Open, seeds_page: Path, seeds: Results
) -> None:
    page = open_page(seeds_page, "view=nodes")
    download = saved(page, "#save-table")
    assert download.suggested_filename == "nodes.csv"
    heads, *rows = table_of(download)
    wanted = seeds.nodes.set_index("entity_id")
    assert {row[heads.index("Id")] for row in rows} == set(wanted.index)
    for row in rows:
        told = dict(zip(heads, row, strict=True))
        node = wanted.loc[told["Id"]]
        assert told["Name"] == node["label"]
        assert [int(told[name]) for name in ("Mentions", "Articles", "Ties")] == [
            node[name] for name in ("mentions", "articles", "degree")
        ]


def test_the_table_of_ties_as_csv_is_that_of_the_run(
    open_page: Open, seeds_page: Path, seeds: Results
) -> None:
    page = open_page(seeds_page, "view=ties")
    heads, *rows = table_of(saved(page, "#save-table"))
    labels = seeds.nodes.set_index("entity_id")["label"]
    edges = seeds.table("graph_edges")
    wanted = sorted(
        (labels[source], labels[target], str(count))
        for source, target, count in zip(
            edges["source_id"], edges["target_id"], edges["count"], strict=True
        )
    )
    together = heads.index("Together")
    assert sorted((row[0], row[1], row[together]) for row in rows) == wanted


def test_a_table_is_copied_as_it_is_shown(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page, "view=ties")
    page.locator("#table-filter").fill("lavrov")
    page.locator("#copy-table").click()
    expect(page.locator("#announced")).to_contain_text("copied")
    text = page.evaluate("() => navigator.clipboard.readText()")
    heads, *rows = (line.split("\t") for line in text.splitlines())
    assert heads[:3] == ["One", "Other", "Together"]
    assert [row[0] for row in rows] == column(page, "One")
    assert [row[1] for row in rows] == column(page, "Other")
    assert {len(row) for row in rows} == {len(heads)}


def svg_of(page: Page) -> Any:
    """Save the picture as SVG and return it, read by lxml."""
    download = saved(page, "#svg")
    assert download.suggested_filename == "network.svg"
    return etree.parse(download.path(), etree.XMLParser(resolve_entities=False)).getroot()


def test_the_svg_has_each_node_and_tie_that_is_shown_and_says_what_it_shows(page: Page) -> None:
    page.locator("#type-country").uncheck()
    nodes, _, ties, _ = shown(page)
    root = svg_of(page)
    inside = root.find(f"{SVG}g")
    assert len(inside.findall(f"{SVG}path")) == nodes
    assert len(inside.findall(f"{SVG}line")) == ties
    below = " ".join("".join(one.itertext()) for one in root.findall(f"{SVG}text"))
    assert page.locator("#summary").inner_text() in below
    assert "persons" in below
    assert "countries" not in below


def test_no_two_names_in_the_svg_cover_each_other(
    page: Page, open_page: Open, tmp_path: Path
) -> None:
    file = tmp_path / "network.svg"
    saved(page, "#svg").save_as(file)
    drawing = open_page(file, ready=False)
    boxes = drawing.evaluate(
        """() => [...document.querySelectorAll("g text")].map((one) => {
          const { x, y, width, height } = one.getBBox();
          return [one.textContent, x, y + height * 0.15, x + width, y + height * 0.85];
        })"""
    )
    assert len(boxes) > 60
    for one, other in combinations(boxes, 2):
        apart = one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2]
        assert apart, (one[0], other[0])


def test_the_png_is_the_picture_three_times_as_large(page: Page, seeds_page: Path) -> None:
    root = svg_of(page)
    wide, high = (round(float(root.get(name))) for name in ("width", "height"))
    download = saved(page, "#png")
    assert download.suggested_filename == "network.png"
    picture = pixels(Path(download.path()).read_bytes())
    assert picture.shape == (3 * high, 3 * wide, 3)
    assert len(np.unique(np.rint(picture * 255).astype(int) @ [65536, 256, 1])) > 500
    content, camera = content_of(seeds_page)["nodes"], camera_of(page)
    box = page.locator("#plot").evaluate("(one) => [one.clientWidth, one.clientHeight]")
    assert content["type"][0] == "country"
    across = ((content["x"][0] - camera["x"]) * camera["scale"] + box[0] / 2) * 3
    along = (box[1] / 2 - (content["y"][0] - camera["y"]) * camera["scale"]) * 3
    assert np.rint(picture[round(along), round(across)] * 255).tolist() == [0xE6, 0x9F, 0]


def test_a_picture_of_a_dark_page_is_dark_and_shows_what_is_looked_at(page: Page) -> None:
    page.locator("#theme").select_option("dark")
    search(page, "lavrov")
    expect(heading(page)).to_have_text("Sergej Lavrov")
    assert "theme=dark" in fragment_of(page)
    picture = pixels(Path(saved(page, "#png").path()).read_bytes())
    assert picture[3, 3].max() < 0.2
    faint = [one for one in svg_of(page).find(f"{SVG}g") if float(one.get("opacity", 1)) < 1]
    assert len(faint) > 20
