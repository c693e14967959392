"""A reader whose browser runs no script, and one who prints."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import READY_WITHIN, Product
from tests.browser.test_accessibility import LESSON

pytestmark = pytest.mark.browser

PRACTICE = "/en/good-practices/goal-letter-before-the-first-meeting/"
PATIENCE = 60  # half seconds
STORY = "/en/stories/the-violinist-and-the-lighthouse-choir/"
# Text that nobody can read on white paper: lighter than 4.5 to 1.
PALE = """[...document.querySelectorAll('main *, .footer *')].filter(node => {
  const hasText = [...node.childNodes].some(child => child.nodeType === 3 && child.textContent.trim());
  if (!hasText || !node.checkVisibility()) return false;
  const paper = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  paper.fillStyle = 'white'; paper.fillRect(0, 0, 1, 1);
  paper.fillStyle = getComputedStyle(node).color; paper.fillRect(0, 0, 1, 1);
  const [r, g, b] = [...paper.getImageData(0, 0, 1, 1).data].slice(0, 3).map(
    part => part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05) < 4.5;
}).map(node => node.outerHTML.slice(0, 80))"""


@pytest.fixture
def plain(chromium: Browser, product: Product) -> Iterator[Page]:
    context = chromium.new_context(base_url=product.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_home_search_and_reading(plain: Page) -> None:
    plain.goto("/en/")
    expect(plain.locator("h1")).to_be_visible()
    plain.locator("main input[name=q]").fill("letter")
    plain.keyboard.press("Enter")
    results = plain.locator("main h3 a, main h2 a")
    for _attempt in range(PATIENCE):  # the demo may still be on its way into the search
        if results.count():
            break
        plain.wait_for_timeout(500)
        plain.reload()
    expect(results.first).to_be_visible()
    expect(plain.get_by_role("combobox")).to_have_count(0)
    plain.locator("#filters").get_by_role("checkbox").first.check()
    plain.locator("#filters").get_by_role("button", name="Show", exact=True).click()
    expect(plain.locator("#filters").get_by_role("checkbox").first).to_be_checked()
    plain.get_by_role("link", name="Map", exact=True).click()
    expect(plain.locator("svg.tilemap__map")).to_be_visible()
    plain.goto(PRACTICE)
    expect(plain.locator("main h2").first).to_be_visible()


def test_a_lesson_plays_with_its_captions(plain: Page) -> None:
    for _attempt in range(READY_WITHIN):
        plain.goto(f"{LESSON}?t=12")
        if plain.locator("trellis-player video").count():
            break
        plain.wait_for_timeout(1000)
    video = plain.locator("trellis-player video")
    expect(video).to_have_attribute("controls", "")
    expect(plain.locator(".player__start")).to_be_hidden()
    expect(plain.locator(".player__panel, media-controller")).to_have_count(0)
    texts = [(track.get_attribute("kind"), track.get_attribute("srclang")) for track in video.locator("track").all()]
    assert sorted(texts) == [("captions", "en"), ("chapters", "en"), ("subtitles", "ro")]
    plain.evaluate("() => { document.querySelector('video').play(); }")  # as the browser's own button does
    for _attempt in range(PATIENCE):
        if plain.evaluate("document.querySelector('video').currentTime") > 12.2:
            break
        plain.wait_for_timeout(500)
    source, second = plain.evaluate(
        "(({ currentSrc, currentTime }) => [currentSrc, currentTime])(document.querySelector('video'))"
    )
    assert re.search(r"/video-\d+p\.mp4", source)
    assert 12.2 < second < 60
    expect(plain.locator(".transcript__text li").first).to_be_visible()
    for other in plain.locator(".transcript__head a").all():
        assert "captions=" in (other.get_attribute("href") or "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_and_holds_the_whole_text(chromium: Browser, product: Product, scheme: str) -> None:
    context = chromium.new_context(base_url=product.url, color_scheme="dark" if scheme == "dark" else "light")
    tab = context.new_page()
    for path in [LESSON, PRACTICE, STORY]:
        tab.goto(path)
        tab.emulate_media(media="print")
        assert (path, tab.evaluate(PALE)) == (path, [])
        seen = "[...document.querySelectorAll('.masthead, .player, [popover]')].filter(node => node.checkVisibility()).length"
        assert (path, tab.evaluate(seen)) == (path, 0)
        cut = "[...document.querySelectorAll('.transcript__text')].filter(n => n.scrollHeight > n.clientHeight + 1).length"
        assert (path, tab.evaluate(cut)) == (path, 0)
    context.close()
