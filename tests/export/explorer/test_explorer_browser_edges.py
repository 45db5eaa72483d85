"""Networks that are odd: without dates, ties or types, of long texts, and of more than fits."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from benchmarks import large_network
from pipeline.export.explorer.selection import NODES, PASSAGES, TIES
from pipeline.results import Results
from tests.export.explorer.browsing import (
    Open,
    camera_of,
    content_of,
    heading,
    saved,
    search,
    shown,
    slide,
    table_of,
)
from tests.export.explorer.told_runs import page_of

NAMES = {"PER": ["Sergej Lavrov", "Rex Tillerson"], "GPE_LOC": ["Norge", "USA"], "ORG": ["NATO"]}
TEXT = (
    "Sergej Lavrov møtte Rex Tillerson i dag. Norge og NATO ventet.\n\nRex Tillerson dro til USA."
)
DATED = "Et møte\n\nPublisert: {day}. januar {year}\n\n"


def test_without_dates_there_is_no_slider_and_all_is_shown(open_page: Open, tmp_path: Path) -> None:
    page = open_page(page_of(tmp_path, {"a.txt": TEXT, "b.txt": "NATO og USA.\n"}, NAMES))
    expect(page.locator("#time")).to_be_hidden()
    assert shown(page) == [5, 5, 4, 4]
    search(page, "lavrov")
    page.locator("#details button.tie").click()
    expect(page.locator("#details .passage")).to_have_count(1)
    expect(page.locator("#details .passage .source")).to_contain_text("undated")
    expect(page.locator("#details .over-time")).to_have_count(0)
    assert "from" not in page.url


def test_one_article_of_one_period_has_no_slider(open_page: Open, tmp_path: Path) -> None:
    file = page_of(tmp_path, {"a.txt": DATED.format(day=3, year=2022) + TEXT}, NAMES)
    page = open_page(file)
    assert content_of(file)["periods"]["names"] == ["2022-01"]
    expect(page.locator("#time")).to_be_hidden()
    assert shown(page) == [5, 5, 3, 3]
    search(page, "lavrov")
    expect(page.locator("#details dl")).to_contain_text("2022-01-03")
    expect(page.locator("#details .over-time")).to_have_count(0)


def test_two_periods_can_be_told_apart(open_page: Open, tmp_path: Path) -> None:
    articles = {
        f"{year}.txt": DATED.format(day=3, year=year) + text
        for year, text in ((2021, "Norge og NATO."), (2022, "Norge og USA."))
    }
    page = open_page(page_of(tmp_path, articles, NAMES, period="year"))
    assert shown(page) == [3, 3, 2, 2]
    slide(page, "to", 0)
    expect(page.locator("#time-value")).to_have_text("2021")
    assert shown(page) == [2, 3, 1, 2]


def test_a_network_without_ties_says_so_and_works(open_page: Open, tmp_path: Path) -> None:
    file = page_of(tmp_path, {"a.txt": "Norge ventet. USA ventet.\n"}, NAMES)
    page = open_page(file)
    assert shown(page) == [0, 0, 0, 0]
    expect(page.locator("#notes")).to_contain_text("This network has no ties")
    page.locator("#plot").focus()
    for key in ("+", "-", "ArrowLeft", "0", "n", "p", "Escape"):
        page.keyboard.press(key)
    saved(page, "#svg")
    saved(page, "#png")
    for view in ("nodes", "ties"):
        page.locator(f"[data-view={view}]").click()
        expect(page.locator("#table tbody tr")).to_have_count(0)
        assert len(table_of(saved(page, "#save-table"))) == 1
    page.locator("#search").fill("norge")
    expect(page.locator("#completions")).to_have_text("0 names fit")


def test_a_single_tie_of_a_single_type_stands_in_the_middle(
    open_page: Open, tmp_path: Path
) -> None:
    page = open_page(page_of(tmp_path, {"a.txt": "Norge og USA.\n"}, NAMES))
    assert shown(page) == [2, 2, 1, 1]
    expect(page.locator("#types input")).to_have_count(1)
    nodes = content_of(tmp_path / "out" / "explorer.html")["nodes"]
    assert camera_of(page)["x"] == pytest.approx(sum(nodes["x"]) / 2, abs=1)
    assert camera_of(page)["y"] == pytest.approx(sum(nodes["y"]) / 2, abs=1)
    assert 0 < camera_of(page)["scale"] < 100


def test_windows_of_whole_articles_show_their_long_texts(open_page: Open, tmp_path: Path) -> None:
    middle = "\n\n".join(f"Dette er avsnitt {number} av mange. Og mer." for number in range(300))
    text = f"Sergej Lavrov kom.\n\n{middle}\n\nRex Tillerson dro.\n"
    page = open_page(page_of(tmp_path, {"a.txt": text}, NAMES, window="article"))
    expect(page.locator("#read")).to_contain_text(
        "From 1 article; names are tied when they share an"
    )
    search(page, "lavrov")
    page.locator("#details button.tie").click()
    passage = page.locator("#details .passage")
    expect(passage).to_contain_text("Sergej Lavrov kom.")
    expect(passage).to_contain_text("avsnitt 299 av mange")
    expect(passage.locator("mark").last).to_have_text("Rex Tillerson")
    box = passage.bounding_box()
    assert box is not None
    assert box["height"] < 800  # the text scrolls by itself


def test_another_weight_than_counts_is_that_of_the_whole_time(
    open_page: Open, tmp_path: Path
) -> None:
    articles = {
        f"{year}.txt": DATED.format(day=3, year=year) + f"{TEXT} Det var i {year}, og året gikk."
        for year in (2020, 2021, 2022)
    } | {"2023.txt": DATED.format(day=3, year=2023) + "Norge og USA. Norge. USA. NATO."}
    page = open_page(page_of(tmp_path, articles, NAMES, weight="npmi", period="year"))
    expect(page.locator("#read")).to_contain_text("1 + NPMI")
    before = shown(page)
    search(page, "lavrov")
    page.locator("#details button.tie").click()
    expect(page.locator("#details")).to_contain_text("(1 + NPMI)")
    weight = page.locator("#details dt", has_text="Weight").locator("+ dd").inner_text()
    slide(page, "to", 1)
    assert page.locator("#details dt", has_text="Weight").locator("+ dd").inner_text() == weight
    assert shown(page)[2] < before[2]
    expect(page.locator("#details .passage")).to_have_count(2)


@pytest.fixture(scope="module")
def large(seeds: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a network with more nodes, ties and passages than a page holds."""
    network = large_network.made(seeds, NODES + 100, TIES + 900, PASSAGES + 2_000)
    with pytest.MonkeyPatch.context() as patch:  # where they are drawn does not matter here
        patch.setattr(
            "pipeline.graph.positions",
            lambda nodes, edges, seed: {
                one: (at % 50 * 40.0, at // 50 * 40.0) for at, one in enumerate(nodes["entity_id"])
            },
        )
        file = tmp_path_factory.mktemp("large") / "explorer.html"
        file.write_bytes(large_network.page(network))
    return file


def test_a_network_of_more_than_fits_says_what_is_left_out(open_page: Open, large: Path) -> None:
    assert large.stat().st_size < 15_000_000
    content = content_of(large)
    assert len(content["nodes"]["id"]) == NODES
    assert 0.9 * TIES < sum(count > 0 for count in content["ties"]["count"]) <= TIES
    shown_passages = sum(map(len, content["evidence"]))
    assert 0.9 * PASSAGES < shown_passages <= PASSAGES
    page = open_page(large)
    nodes, of_nodes, ties, of_ties = shown(page)
    assert of_nodes == NODES
    assert of_ties == sum(count > 0 for count in content["ties"]["count"])
    assert 0 < ties <= 1500
    left = content["left_out"]
    assert left["nodes"] == 100
    assert left["ties"] == TIES + 900 - of_ties
    notes = page.locator("#notes").inner_text().replace(",", "")
    assert f"{left['nodes']} names and {left['ties']} ties" in notes
    assert f"{left['passages']} passages" in notes
    assert "Least weight" in notes
    assert 0 < nodes <= NODES


def test_all_of_a_large_network_can_be_drawn_searched_and_listed(
    open_page: Open, large: Path
) -> None:
    page = open_page(large)
    slide(page, "least", 0)
    assert shown(page)[0] == shown(page)[1]
    assert shown(page)[2] == shown(page)[3]
    label = content_of(large)["nodes"]["label"][-1]
    search(page, label)
    expect(heading(page)).to_have_text(label)
    page.locator("[data-view=ties]").click()
    expect(page.locator("#table tbody tr")).to_have_count(100)
    assert len(table_of(saved(page, "#save-table"))) == shown(page)[3] + 1
