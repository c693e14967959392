"""An editor puts a video into an article with the block's picker, and a reader plays it there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import READY_WITHIN, Product, Watch, log_in
from tests.browser.test_accessibility import id_of
from tests.media.clips import clip

pytestmark = pytest.mark.browser

ARTICLE = "/en/news/partners-meet-in-tromsfjord-one-page-each/"
VIDEO = "A moment ago"
OFTEN = "const every = setInterval; window.setInterval = (act, wait, ...rest) => every(act, Math.min(wait, 250), ...rest);"


def put_into(tab: Page, article: str, video: str) -> None:
    """Put a video at the end of an article with the picker, and publish that."""
    tab.goto(f"/admin/pages/{id_of(tab, article)}/edit/")
    body = tab.locator("[data-contentpath=body]")
    before = body.locator("[data-streamfield-child]").count()
    body.get_by_role("button", name=re.compile("insert a block", re.I)).last.click()
    tab.get_by_role("option", name=re.compile("^Video")).click()
    expect(body.locator("[data-streamfield-child]")).to_have_count(before + 1)
    body.get_by_role("button", name=re.compile("choose .*(video|media)", re.I)).last.click()
    tab.locator(".modal").get_by_role("link", name=video).click()
    expect(tab.locator(".modal")).to_have_count(0)
    expect(body.locator("[data-streamfield-child]").last).to_contain_text(video)
    tab.get_by_role("button", name="More actions").click()
    tab.get_by_role("button", name="Publish", exact=True).click()
    expect(tab.locator(".messages, .w-messages").first).to_contain_text("published", ignore_case=True)


@pytest.fixture
def paused(tab: Page, product: Product) -> Iterator[Page]:
    """The desk of an admin who has stopped the queue; it goes on after the test."""
    log_in(tab, product, "admin@example.org")
    tab.goto("/admin/videos/queue/")
    tab.get_by_role("button", name="Pause", exact=True).click()
    yield tab
    tab.goto("/admin/videos/queue/")
    if tab.get_by_role("button", name="Resume", exact=True).count():
        tab.get_by_role("button", name="Resume", exact=True).click()


def test_a_video_is_chosen_published_and_played_as_soon_as_it_is_ready(
    paused: Page, chromium: Browser, product: Product, watch: Watch, tmp_path: Path
) -> None:
    """Whoever opened the page while the video waited does nothing but wait."""
    desk = paused
    desk.goto("/admin/media/video/add/")
    desk.get_by_label("Title").fill(VIDEO)
    desk.locator("input[type=file]").set_input_files(clip(tmp_path / "moment.mp4", seconds=24, rate="10"))
    desk.locator("main").get_by_role("button", name=re.compile("save|upload|add", re.I)).first.click()
    expect(desk.locator("tr", has_text=VIDEO)).to_contain_text("Waiting")
    put_into(desk, ARTICLE, VIDEO)

    context = chromium.new_context(base_url=product.url)
    watch.over(context)
    context.add_init_script(OFTEN)
    reader = context.new_page()
    reader.goto(ARTICLE)
    expect(reader.locator("figure figcaption", has_text=VIDEO).first).to_be_visible()
    expect(reader.locator("figure .player__state")).to_contain_text("waits to be prepared")
    desk.goto("/admin/videos/queue/")
    desk.get_by_role("button", name="Resume", exact=True).click()
    player = reader.locator("figure trellis-player").first
    player.locator(".player__start").click(timeout=READY_WITHIN * 1000)
    reader.wait_for_function("document.querySelector('trellis-player video').currentTime > 0.3")
    expect(player).to_have_attribute("data-engine", "hls.js")
    reader.goto(f"{ARTICLE}?t=0m20s#{player.get_attribute('id')}")
    player.locator(".player__start").click()
    reader.wait_for_function("document.querySelector('trellis-player video').currentTime > 20")
    context.close()
    assert (watch.errors, watch.strangers(product.url)) == ([], [])
