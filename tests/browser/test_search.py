"""The search box and the page of results as somebody uses them: keys, focus, what is said aloud, the way back."""

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import READY_WITHIN, Product, Watch
from tests.browser.test_accessibility import DESK_BY_DAY, PHONE_BY_NIGHT, audit, overflow
from tests.media.installation import until

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("quiet")]

LETTERS = 2  # hits, from which the demo has arrived in the search


@pytest.fixture(autouse=True)
def _indexed(product: Product) -> None:
    """The demo is on its way into the search when the product is ready."""
    address = "/api/search?q=letter&kind=practice&ui=en"
    until(lambda: json.loads(product.read(address))["total"] >= LETTERS, why="the demo is found", patience=READY_WITHIN)


def test_suggestions_are_chosen_with_the_keyboard(tab: Page) -> None:
    tab.goto("/en/")
    field, options = tab.get_by_role("combobox"), tab.get_by_role("option")
    field.press_sequentially("lett")
    expect(field).to_have_attribute("aria-expanded", "true")
    count = options.count()
    expect(tab.locator("trellis-suggest [role=status]")).to_have_text(f"{count} suggestion{'s' if count > 1 else ''}")
    assert audit(tab, "suggestions", [DESK_BY_DAY, PHONE_BY_NIGHT]) == []
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    field.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    field.press("Escape")
    expect(options).to_have_count(0)
    assert (field.get_attribute("aria-expanded"), field.input_value()) == ("false", "lett")
    field.press_sequentially("e")
    field.press("ArrowDown")
    expect(options.first).to_be_visible()
    field.press("ArrowDown")
    address = options.first.get_attribute("data-address") or ""
    field.press("Enter")
    tab.wait_for_url(address)


def test_enter_asks_what_was_typed(tab: Page) -> None:
    tab.goto("/en/news/")
    field = tab.get_by_role("combobox")
    field.press_sequentially("letter")
    expect(tab.get_by_role("option").first).to_be_visible()
    field.press("Enter")
    tab.wait_for_url("/en/search/?q=letter")
    field.press("End")
    field.press_sequentially("s")
    expect(tab.get_by_role("option").first).to_be_visible()
    field.press("Tab")
    expect(tab.get_by_role("option")).to_have_count(0)


def test_a_filter_swaps_the_results_and_the_way_back_leads_back(tab: Page) -> None:
    tab.goto("/en/search/?q=mentor")
    heading, said = tab.locator("#found"), tab.locator("#results-said")
    before = heading.inner_text()
    tab.evaluate("window.isTheSame = true")
    choice = tab.locator("#filters .choice").first
    count = choice.locator("small").inner_text()
    box = choice.get_by_role("checkbox")
    name = box.get_attribute("id")
    box.check()
    tab.wait_for_url(re.compile(r"\?q=mentor&theme="))
    expect(heading).to_have_text(re.compile(rf"^{count} results? for “mentor”"))
    expect(said).to_have_text(heading.inner_text())
    assert tab.evaluate("[document.activeElement.id, window.isTheSame]") == [name, True]
    tab.locator("ul.chips a").nth(1).click()
    tab.wait_for_url(re.compile("kind="))
    assert tab.evaluate("window.isTheSame") is True
    expect(tab.locator("ul.chips a[aria-current]")).to_be_focused()
    tab.get_by_role("link", name="Map", exact=True).click()
    expect(tab.get_by_role("link", name="Map", exact=True)).to_have_attribute("aria-current", "true")
    tab.evaluate("history.go(-3)")
    tab.wait_for_url(re.compile(r"\?q=mentor$"))
    expect(heading).to_have_text(before)
    expect(tab.locator(f"[id='{name}']")).not_to_be_checked()


def test_on_a_phone_the_button_asks(tab: Page) -> None:
    tab.set_viewport_size({"width": 320, "height": 700})
    tab.goto("/en/search/?q=mentor")
    tab.get_by_role("button", name="Filters", exact=True).click()
    tab.locator("#filters").get_by_role("checkbox").first.check()
    assert tab.url.endswith("?q=mentor")
    tab.get_by_role("button", name="Show", exact=True).click()
    tab.wait_for_url(re.compile("theme="))
    expect(tab.locator("#filters")).to_be_hidden()
    expect(tab.locator("#found")).to_be_focused()
    assert overflow(tab, "results") == []


def test_the_next_page_begins_at_its_heading(tab: Page) -> None:
    tab.goto("/en/search/?q=mentor")
    following = tab.get_by_role("link", name="Next")
    if following.count():
        following.click()
        tab.wait_for_url(re.compile("page=2"))
        expect(tab.locator("#found")).to_be_focused()


def test_what_cannot_be_swapped_is_loaded(tab: Page, watch: Watch) -> None:
    """The network fails for what htmx asks; the page is loaded as it is without it."""

    def fail(route: Route) -> None:
        route.abort() if route.request.resource_type == "xhr" else route.continue_()

    tab.goto("/en/search/?q=mentor")
    tab.route("**/search/**", fail)
    tab.locator("ul.chips a").nth(1).click()
    tab.wait_for_url(re.compile("kind="))
    expect(tab.locator("#found")).to_be_visible()
    watch.heard.clear()  # the browser and htmx say what we did to them
