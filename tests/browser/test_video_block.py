"""An editor puts a video into an article with the block's picker, and a reader plays it there."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import READY_WITHIN, Product, Watch, log_in
from tests.browser.test_accessibility import id_of

pytestmark = pytest.mark.browser

ARTICLE = "/en/news/partners-meet-in-tromsfjord-one-page-each/"
VIDEO = "Portfolio in an afternoon"


def test_a_video_is_chosen_published_and_played(tab: Page, product: Product, watch: Watch) -> None:
    log_in(tab, product, "editor@example.org")
    tab.goto(f"/admin/pages/{id_of(tab, ARTICLE)}/edit/")
    body = tab.locator("[data-contentpath=body]")
    before = body.locator("[data-streamfield-child]").count()
    body.get_by_role("button", name=re.compile("insert a block", re.I)).last.click()
    tab.get_by_role("option", name=re.compile("^Video")).click()
    expect(body.locator("[data-streamfield-child]")).to_have_count(before + 1)
    body.get_by_role("button", name=re.compile("choose .*(video|media)", re.I)).last.click()
    tab.locator(".modal").get_by_role("link", name=VIDEO).click()
    expect(tab.locator(".modal")).to_have_count(0)
    expect(body.locator("[data-streamfield-child]").last).to_contain_text(VIDEO)
    tab.get_by_role("button", name="More actions").click()
    tab.get_by_role("button", name="Publish", exact=True).click()
    expect(tab.locator(".messages, .w-messages").first).to_contain_text("published", ignore_case=True)

    tab.goto(ARTICLE)
    player = tab.locator("figure trellis-player").first
    expect(tab.locator("figure figcaption", has_text=VIDEO).first).to_be_visible()
    player.locator(".player__start").click(timeout=READY_WITHIN * 1000)
    tab.wait_for_function("document.querySelector('trellis-player video').currentTime > 0.3")
    expect(player).to_have_attribute("data-engine", "hls.js")
    tab.goto(f"{ARTICLE}?t=0m20s#{player.get_attribute('id')}")
    player.locator(".player__start").click()
    tab.wait_for_function("document.querySelector('trellis-player video').currentTime > 20")
    assert (watch.errors, watch.strangers(product.url)) == ([], [])
