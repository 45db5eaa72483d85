"""What the reader chooses: types, weight, relation, community, time; counted by other means."""

from collections.abc import Callable, Hashable
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from pipeline.results import Results
from tests.export.explorer.browsing import heading, search, shown, slide

Row = dict[Hashable, Any]


@pytest.fixture
def ties(seeds: Results) -> list[Row]:
    """The ties of the run, each with the types and communities of its ends."""
    facts = seeds.nodes.set_index("entity_id")[["type", "community"]]
    rows = seeds.table("graph_edges")
    for end in ("source", "target"):
        rows = rows.join(facts.add_prefix(f"{end}_"), on=f"{end}_id")
    return rows.to_dict("records")


def expect_shown(page: Page, ties: list[Row], fits: Callable[[Row], bool]) -> None:
    """Fail unless the page shows the ties that fit, and those nodes that they bind."""
    left = [row for row in ties if fits(row)]
    nodes = {row[end] for row in left for end in ("source_id", "target_id")}
    assert 0 < len(left) < len(ties)
    assert (shown(page)[0], shown(page)[2]) == (len(nodes), len(left))


def test_everything_is_shown_at_first(page: Page, ties: list[Row], seeds: Results) -> None:
    nodes = len(seeds.nodes)
    assert shown(page) == [nodes, nodes, len(ties), len(ties)]
    expect(page.locator("#reset")).to_be_hidden()


def test_a_type_that_is_switched_off_goes_with_its_ties_and_comes_back(
    page: Page, ties: list[Row]
) -> None:
    before = shown(page)
    page.locator("#type-person").focus()
    page.keyboard.press("Space")
    expect_shown(page, ties, lambda row: "person" not in (row["source_type"], row["target_type"]))
    expect(page.locator("#type-person")).to_be_focused()
    page.locator("#type-country").uncheck()
    expect_shown(page, ties, lambda row: row["source_type"] == row["target_type"] == "organisation")
    page.locator("#reset").click()
    assert shown(page) == before


def test_the_least_weight_leaves_the_stronger_ties(page: Page, ties: list[Row]) -> None:
    slide(page, "least", 2)
    least = sorted({row["weight"] for row in ties})[2]
    expect(page.locator("#least-value")).to_have_text(f"{least:g}")
    expect_shown(page, ties, lambda row: row["weight"] >= least)


@pytest.mark.parametrize("relation", ["meets", "role"])
def test_a_relation_leaves_the_ties_of_which_it_is_told_as_a_fact(
    page: Page, ties: list[Row], relation: str
) -> None:
    offered = page.locator("#relation option").evaluate_all("(all) => all.map((one) => one.text)")
    (label,) = [text for text in offered if text.startswith(relation)]
    page.locator("#relation").select_option(label=label)

    def told(row: Row) -> bool:
        return any(one.startswith(f"{relation}:") for one in str(row["relations"]).split(";"))

    expect_shown(page, ties, told)
    assert f"({sum(map(told, ties))})" in label


def test_a_community_leaves_the_ties_within_it(page: Page, ties: list[Row]) -> None:
    page.locator("#community").select_option(index=2)
    chosen = int(page.locator("#community").input_value())
    expect_shown(
        page, ties, lambda row: row["source_community"] == row["target_community"] == chosen
    )


def test_the_own_network_of_a_node_is_its_ties_and_those_among_its_neighbours(
    page: Page, seeds: Results
) -> None:
    own = nx.ego_graph(seeds.graph, seeds.find("Erna Solberg")["entity_id"])
    before = shown(page)
    search(page, "erna solberg")
    page.get_by_role("button", name="Own network").click()
    assert 1 < len(own) < before[0]
    assert (shown(page)[0], shown(page)[2]) == (len(own), own.number_of_edges())
    page.get_by_role("button", name="Whole network").click()
    assert shown(page) == before


def in_time(seeds: Results, first: str, last: str) -> tuple[int, int]:
    """Return how many nodes and ties there are from one period to another."""
    rows = seeds.table("edges_by_period")
    rows = rows[(rows["period"] >= first) & (rows["period"] <= last)]
    ends = pd.concat([rows["source_id"], rows["target_id"]])
    return ends.nunique(), len(rows[["source_id", "target_id"]].drop_duplicates())


def test_the_sliders_of_time_leave_what_is_told_in_that_time(page: Page, seeds: Results) -> None:
    names = seeds.table("periods")["period"].dropna().tolist()
    slide(page, "from", 2)
    expect(page.locator("#time-value")).to_have_text(f"{names[2]} – {names[-1]}")
    assert (shown(page)[0], shown(page)[2]) == in_time(seeds, names[2], names[-1])
    slide(page, "to", 5)
    assert (shown(page)[0], shown(page)[2]) == in_time(seeds, names[2], names[5])
    slide(page, "from", 8)  # takes the other end along
    expect(page.locator("#to")).to_have_value("8")
    expect(page.locator("#time-value")).to_have_text(names[8])
    page.locator("#all-time").click()
    assert shown(page)[0] == shown(page)[1]


def test_play_goes_through_the_time_to_its_end(page: Page, seeds: Results) -> None:
    names = seeds.table("periods")["period"].dropna().tolist()
    last = len(names) - 1
    slide(page, "to", last - 2)
    slide(page, "from", last - 2)
    page.locator("#play").click()
    expect(page.locator("#play")).to_have_accessible_name("Pause")
    expect(page.locator("#time-value")).to_have_text(names[last - 1])
    assert (shown(page)[0], shown(page)[2]) == in_time(seeds, names[last - 1], names[last - 1])
    expect(page.locator("#time-value")).to_have_text(names[last])
    expect(page.locator("#play")).to_have_accessible_name("Play")


def test_play_shows_one_period_after_the_other_and_can_be_stopped(
    page: Page, seeds: Results
) -> None:
    names = seeds.table("periods")["period"].dropna().tolist()
    page.locator("#play").click()
    expect(page.locator("#time-value")).to_have_text(names[0])
    expect(page.locator("#time-value")).to_have_text(names[1])
    page.locator("#play").click()
    expect(page.locator("#play")).to_have_accessible_name("Play")


def test_play_passes_over_periods_without_an_article(page: Page, seeds: Results) -> None:
    periods = seeds.table("periods").dropna(subset="period")
    names, articles = periods["period"].tolist(), periods["articles"].tolist()
    empty = articles.index(0)
    following = next(place for place in range(empty, len(names)) if articles[place])
    slide(page, "to", empty - 1)
    slide(page, "from", empty - 1)
    page.locator("#play").click()
    expect(page.locator("#time-value")).to_have_text(names[following])
    page.locator("#play").click()


def test_the_panel_tells_of_the_time_chosen(page: Page, seeds: Results) -> None:
    search(page, "nato")
    page.locator("#details button.tie", has_text="Russland").first.click()
    expect(heading(page)).to_contain_text("NATO")
    of_tie = page.locator("#details h3", has_text="Sentences").locator(".count")
    before = int(of_tie.inner_text())
    names = seeds.table("periods")["period"].dropna().tolist()
    slide(page, "from", len(names) - 3)
    after = int(of_tie.inner_text())
    assert after < before
    expect(page.locator("#details")).to_contain_text(f"{after} of {before}")


def test_choices_that_nothing_fits_say_so_and_can_be_taken_back(page: Page) -> None:
    for kind in ("person", "country", "organisation"):
        page.locator(f"#type-{kind}").uncheck()
    expect(page.locator("#notes")).to_contain_text("No tie fits")
    assert shown(page)[::2] == [0, 0]
    page.locator("#reset").click()
    expect(page.locator("#notes")).to_be_empty()
    assert shown(page)[0] == shown(page)[1]


def test_a_slider_that_is_dragged_to_and_fro_leaves_the_page_and_its_address_right(
    page: Page, seeds: Results
) -> None:
    names = seeds.table("periods")["period"].dropna().tolist()
    page.locator("#from").evaluate(
        """(slider) => {
          for (let turn = 0; turn < 210; turn += 1) {
            slider.value = turn % 2 ? 3 : 9;
            slider.dispatchEvent(new Event("input"));
          }
        }"""
    )
    assert (shown(page)[0], shown(page)[2]) == in_time(seeds, names[3], names[-1])
    page.wait_for_function("(name) => location.hash === `#from=${name}`", arg=names[3])
    slide(page, "from", 4)  # not yet in the address when the panel makes a step
    search(page, "nato")
    page.go_back()
    expect(page.locator("#details")).to_be_hidden()
    expect(page.locator("#from")).to_have_value("4")
