"""The page in a real browser: from a name to the sentence and back, as its address remembers."""

from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.results import Results
from tests.export.explorer.browsing import (
    Open,
    Watched,
    alike,
    colour_of,
    completions,
    fragment_of,
    heading,
    picture,
    search,
    settled,
    slide,
    summary,
)


def test_search_by_keyboard_leads_to_a_node_its_tie_and_the_sentence(
    page: Page, seeds: Results
) -> None:
    search(page, "lavrov")
    expect(heading(page)).to_have_text("Sergej Lavrov")
    expect(heading(page)).to_be_focused()
    tie = page.locator("#details button.tie", has_text="Rex Tillerson")
    tie.focus()
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Sergej Lavrov – Rex Tillerson")
    passage = page.locator("#details .passage").first
    marked = [text.split()[-1] for text in passage.locator("mark").all_inner_texts()]
    assert set(marked) == {"Lavrov", "Tillerson"}
    source = passage.locator(".source").inner_text()
    article = next(row for _, row in seeds.articles.iterrows() if row["article_id"] in source)
    assert article["title"] in source
    assert article["date"] in source
    text = " ".join(article["text"].split())
    assert passage.locator(".text").inner_text() in text


def test_a_spelling_that_is_not_the_label_is_found(page: Page) -> None:
    page.locator("#search").fill("Sergei Lavrov")
    expect(completions(page)).to_have_count(1)
    expect(completions(page)).to_contain_text("Sergei Lavrov")
    completions(page).click()
    expect(heading(page)).to_have_text("Sergej Lavrov")


def test_a_statement_whose_speaker_stands_in_another_sentence_says_so(
    open_page: Open, seeds_page: Path
) -> None:
    page = open_page(seeds_page, "tie=Q1065|Q159")
    rejected = page.locator("#details .passage", has_text="demilitarisert sone")
    expect(rejected).to_contain_text("the speaker is not named in this passage")
    page = open_page(seeds_page, "tie=Q58217|Q159")
    expect(page.locator("#details .passage", has_text="Lavrov").first).to_be_visible()
    expect(page.locator("#details")).not_to_contain_text("the speaker is not named")


@pytest.mark.parametrize("text", ["lavrov sergej", "Sergej  Lav", "q58217"])
def test_words_in_another_order_and_an_id_find_a_name_too(page: Page, text: str) -> None:
    page.locator("#search").fill(text)
    expect(completions(page)).to_have_count(1)
    expect(completions(page)).to_contain_text("Sergej Lavrov")


def test_a_search_that_finds_nothing_or_is_left_changes_nothing(page: Page) -> None:
    before = page.url
    page.locator("#search").fill("ingen heter dette")
    expect(page.locator("#completions")).to_have_text("0 names fit")
    expect(completions(page)).to_have_count(0)
    page.keyboard.press("Enter")
    page.locator("#search").fill("lav")
    expect(completions(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#completions")).to_be_hidden()
    expect(page.locator("#details")).to_be_hidden()
    assert page.url == before


def test_who_a_node_is_stands_in_its_panel(page: Page) -> None:
    search(page, "nato")
    expect(heading(page)).to_have_text("NATO")
    panel = page.locator("#details")
    expect(panel).to_contain_text("organisation")
    expect(panel.locator("dl")).to_contain_text("Nato")
    link = panel.get_by_role("link", name="Q7184")
    expect(link).to_have_attribute("href", "https://www.wikidata.org/wiki/Q7184")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(panel.locator(".over-time svg rect").first).to_be_attached()


def test_back_and_forward_lead_through_what_was_looked_at(page: Page) -> None:
    search(page, "lavrov")
    page.locator("#details button.tie", has_text="Rex Tillerson").click()
    expect(heading(page)).to_have_text("Sergej Lavrov – Rex Tillerson")
    page.go_back()
    expect(heading(page)).to_have_text("Sergej Lavrov")
    page.go_back()
    expect(page.locator("#details")).to_be_hidden()
    page.go_forward()
    page.go_forward()
    expect(heading(page)).to_have_text("Sergej Lavrov – Rex Tillerson")


def test_a_bookmarked_view_is_restored_with_the_same_picture(
    page: Page, open_page: Open, seeds_page: Path
) -> None:
    page.locator("#type-organisation").uncheck()
    slide(page, "from", 4)
    slide(page, "least", 1)
    page.locator("#colour").select_option("community")
    page.locator("#theme").select_option("dark")
    page.locator("#language").select_option("nb")
    search(page, "tillerson")
    expect(heading(page)).to_have_text("Rex Tillerson")
    page.locator("#play").focus()  # no ring of the focus in either picture
    fragment = fragment_of(page)
    assert {"hidden", "from", "least", "colour", "theme", "language", "node"} <= {
        one.partition("=")[0] for one in fragment.split("&")
    }
    other = open_page(seeds_page, fragment)
    assert summary(other) == summary(page)
    expect(heading(other)).to_have_text("Rex Tillerson")
    expect(other.locator("#type-organisation")).not_to_be_checked()
    expect(other.locator("#from")).to_have_value("4")
    for chosen, value in (("colour", "community"), ("theme", "dark"), ("language", "nb")):
        expect(other.locator(f"#{chosen}")).to_have_value(value)
    assert fragment_of(other) == fragment
    settled(other)
    assert alike(picture(page), picture(other))


def test_a_bookmark_in_the_middle_of_the_network_shows_the_same_part(
    page: Page, open_page: Open, seeds_page: Path
) -> None:
    page.locator("#plot").focus()
    for key in ("+", "+", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
    page.wait_for_function("() => location.hash.includes('camera')")
    page.locator("#play").focus()
    other = open_page(seeds_page, fragment_of(page))
    settled(other)
    # The address rounds to five digits: edges of things may differ by a shade, no more.
    assert np.abs(picture(page) - picture(other)).mean() < 0.002
    assert np.abs(picture(page) - picture(open_page(seeds_page))).mean() > 0.02


def test_copy_link_copies_the_address_of_the_view(page: Page) -> None:
    page.locator("#type-country").uncheck()
    page.locator("#share").click()
    expect(page.locator("#announced")).to_contain_text("copied")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.partition("#")[2] == "hidden=country"
    assert copied == page.url


def test_the_theme_changes_every_colour(page: Page) -> None:
    paper, ink = colour_of(page, "body", "background-color"), colour_of(page, "body", "color")
    light = picture(page)
    assert np.allclose(light[5, 5], 1, atol=0.01)
    page.locator("#theme").select_option("dark")
    assert colour_of(page, "body", "background-color") != paper
    assert colour_of(page, "body", "color") != ink
    settled(page)
    assert picture(page)[5, 5].max() < 0.2
    page.locator("#theme").select_option("light")
    settled(page)
    assert alike(picture(page), light)


def test_who_has_a_dark_machine_gets_a_dark_page(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page, color_scheme="dark")
    assert picture(page)[5, 5].max() < 0.2
    page.emulate_media(color_scheme="light")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    settled(page)
    assert picture(page)[5, 5].min() > 0.98


def test_the_language_changes_every_word(page: Page) -> None:
    expect(page.locator("#summary")).to_contain_text("names")
    page.locator("#language").select_option("nb")
    expect(page.locator("html")).to_have_attribute("lang", "nb")
    expect(page.locator("#summary")).to_contain_text("navn")
    expect(page.locator("#types")).to_contain_text("personer")
    expect(page.locator("#play")).to_have_attribute("aria-label", "Spill av")


@pytest.mark.parametrize(("locale", "language"), [("nn-NO", "nb"), ("nb-NO", "nb"), ("de", "en")])
def test_the_language_is_at_first_that_of_the_browser(
    open_page: Open, seeds_page: Path, locale: str, language: str
) -> None:
    page = open_page(seeds_page, locale=locale)
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_without_javascript_the_page_says_what_it_needs(open_page: Open, seeds_page: Path) -> None:
    page = open_page(seeds_page, ready=False, java_script_enabled=False)
    expect(page.locator("noscript")).to_be_visible()
    assert "needs JavaScript" in page.locator("noscript").inner_html()


def test_whatever_goes_wrong_in_a_page_is_seen_by_these_tests(
    browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "wrong.html"
    policy = "default-src 'none'; script-src 'unsafe-inline'; img-src http:"
    file.write_text(
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<img src="http://127.0.0.1:9/a.png"><script>alert(1); console.warn("hm");'
        "fetch('http://127.0.0.1:9/b'); throw new Error('oh')</script>"
    )
    watched = Watched(browser.new_context(), file.as_uri())
    watched.watch()
    page = watched.context.new_page()
    page.goto(file.as_uri())
    settled(page)
    watched.context.close()
    assert watched.asked == ["http://127.0.0.1:9/a.png"]
    for problem in ("error: ran", "warning: hm", "error: oh", "error: policy: connect-src"):
        assert any(one.startswith(problem) for one in watched.problems), watched.problems
    with pytest.raises(AssertionError):
        watched.check()
