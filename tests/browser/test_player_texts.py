"""Texts in the player: captions, descriptions, the transcript, chapters, the small pictures of the bar."""

import re
import sqlite3
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Product, log_in
from tests.browser.playing import pause, setting, start, until, value
from tests.browser.test_accessibility import LESSON

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("quiet")]

SHOWN = "[...VIDEO.textTracks].filter(t => t.mode === 'showing' && t.kind !== 'chapters').map(t => t.language)"
# Pieces of the bar that can be seen: after the last chapter the film may go on for a few hundredths of a second.
SEGMENTS = r"""[...document.querySelector('media-time-range').shadowRoot.querySelectorAll('#segments-clipping rect')]
.filter(piece => parseFloat(getComputedStyle(piece).width) > 2).length"""
# One picture of a storyboard: from, to, and which piece of which file.
PICTURE = re.compile(r"^([\d:.]+) --> ([\d:.]+)\n(\S+#xywh=(\d+),(\d+),(\d+),(\d+))$", re.M)
SMALL = "document.querySelector('media-preview-thumbnail').shadowRoot.querySelector('img')"
PORTFOLIO = "/en/learn/your-practice-as-a-young-artist/show-what-you-do/portfolio-in-an-afternoon/"
DESCRIBED = """WEBVTT

00:00.000 --> 00:04.000
Two people sit down at a long table.

00:04.000 --> 00:08.000
One of them <b>opens</b> a folder of prints.
"""


def test_captions_and_how_they_look_are_remembered(tab: Page) -> None:
    start(tab)
    assert value(tab, SHOWN) == []  # English is spoken, the page is English
    start(tab, LESSON.replace("/en/", "/ro/"))
    assert value(tab, SHOWN) == ["ro"]  # the page is Romanian
    start(tab)
    assert value(tab, SHOWN) == []  # nobody chose anything yet
    setting(tab, "captions").select_option(label="Română")
    setting(tab, "size").select_option("xl")
    setting(tab, "ground").select_option("none")
    start(tab)
    assert value(tab, SHOWN) == ["ro"]
    assert tab.locator("trellis-player").evaluate("e => [e.dataset.size, e.dataset.ground]") == ["xl", "none"]
    until(tab, "[...VIDEO.textTracks].some(t => t.mode === 'showing' && t.language === 'ro' && t.activeCues?.length)")
    tab.locator("[data-part=captions]").click()
    start(tab)
    assert value(tab, SHOWN) == []


def test_chapters_cut_the_bar_and_are_a_list(tab: Page) -> None:
    start(tab)
    pause(tab)
    tab.locator("[data-part=chapters]").click()
    chapters = tab.locator(".player__chapters button")
    expect(chapters.first).to_have_attribute("aria-current", "true")
    assert chapters.count() > 2
    until(tab, f"{SEGMENTS} === {chapters.count()}")  # media-chrome cuts the bar a moment later
    third = chapters.nth(2)
    minutes, seconds = (third.locator("time").text_content() or "").split(":")
    third.click()
    until(tab, f"Math.abs(VIDEO.currentTime - {int(minutes) * 60 + int(seconds)}) < 2")
    expect(tab.locator(".player__chapters")).to_be_hidden()
    expect(third).to_have_attribute("aria-current", "true")


def seconds(clock: str) -> float:
    """Read a time as WebVTT writes it."""
    return sum(float(part) * 60**place for place, part in enumerate(reversed(clock.split(":"))))


def test_pointing_at_the_bar_shows_a_small_picture(tab: Page) -> None:
    """The picture of that second, cut out of the demo's own storyboard."""
    start(tab)
    while not tab.locator("trellis-player[data-storyboard]").count():  # it comes with the last rung
        tab.wait_for_timeout(1000)
        start(tab)
    pause(tab)
    storyboard: str = tab.locator("trellis-player").evaluate("player => new URL(player.dataset.storyboard, location).href")
    pictures = PICTURE.findall(tab.request.get(storyboard).text())
    assert len(pictures) > 3
    tab.locator("media-time-range").hover()
    thumbnail = tab.locator("media-preview-thumbnail[slot=preview]")
    expect(thumbnail).to_have_attribute("mediapreviewcoords", re.compile(r"^\d+ \d+ \d+ \d+$"))
    pointed = float(tab.locator("media-preview-time-display").first.get_attribute("mediapreviewtime") or -1)
    [(address, *piece)] = [rest for begin, end, *rest in pictures if seconds(begin) <= pointed < seconds(end)]
    expect(thumbnail).to_have_attribute("mediapreviewcoords", " ".join(piece))
    expect(thumbnail).to_have_attribute("mediapreviewimage", storyboard.rpartition("/")[0] + "/" + address)
    until(tab, f"{SMALL}.complete && {SMALL}.naturalWidth > 0")
    left, top, width, height = (int(number) for number in piece)
    sheet = value(tab, f"[{SMALL}.naturalWidth, {SMALL}.naturalHeight]")
    assert (left + width <= sheet[0], top + height <= sheet[1], width > 100, height > 50) == (True, True, True, True)
    expect(thumbnail).to_be_visible()


def test_the_transcript_seeks_and_follows(tab: Page) -> None:
    start(tab)
    lines, now = tab.locator(".transcript__text a[data-second]"), tab.locator(".transcript__text [aria-current=true]")
    at = [float(second) for second in lines.evaluate_all("lines => lines.map(line => line.dataset.second)")]
    value(tab, "{ window.landed = []; VIDEO.addEventListener('seeked', () => landed.push(VIDEO.currentTime)); }")
    pause(tab)
    lines.nth(2).click()
    until(tab, "landed.length === 1")
    assert abs(value(tab, "landed[0]") - at[2]) < 0.05
    until(tab, "!VIDEO.paused")
    expect(lines.nth(2)).to_have_attribute("aria-current", "true")
    value(tab, f"VIDEO.currentTime = {at[3] - 0.5}")
    expect(lines.nth(3)).to_have_attribute("aria-current", "true")  # it plays on, and the mark goes with it
    assert value(tab, "VIDEO.currentTime") < at[4]
    expect(now).to_have_count(1)
    tab.locator("media-play-button").focus()
    tab.locator("media-play-button").hover()
    pause(tab)
    value(tab, f"VIDEO.currentTime = {at[-1] + 0.2}")
    expect(lines.last).to_have_attribute("aria-current", "true")
    expect(lines.last).to_be_in_viewport()  # the list has moved


def attach_descriptions(tab: Page, product: Product) -> None:
    """To a video whose texts no other test counts."""
    log_in(tab, product, "editor@example.org")
    with sqlite3.connect(product.data / "db.sqlite3") as database:
        [(video,)] = database.execute("SELECT id FROM media_pipeline_video WHERE title = 'Portfolio in an afternoon'")
    [token] = [cookie["value"] for cookie in tab.context.cookies() if "csrf" in cookie["name"]]
    file: Any = {"name": "en.vtt", "mimeType": "text/vtt", "buffer": DESCRIBED.encode()}
    values = {"csrfmiddlewaretoken": token, "kind": "descriptions", "language": "en", "file": file}
    answer = tab.request.post(f"/admin/videos/{video}/tracks/", multipart=values, max_redirects=0)
    assert answer.status == 302


def test_descriptions_are_written_and_spoken(tab: Page, product: Product) -> None:
    """An editor attaches them; whoever wants them chooses them once."""
    attach_descriptions(tab, product)
    line = tab.locator("trellis-player").get_by_role("status").and_(tab.locator("[data-part=described]"))

    start(tab, PORTFOLIO)
    pause(tab)
    value(tab, "VIDEO.currentTime = 1")
    expect(setting(tab, "descriptions")).to_have_value("")
    expect(line).to_have_text("")
    setting(tab, "descriptions").select_option("en")
    expect(line).to_have_text("Two people sit down at a long table.")
    expect(line).to_be_in_viewport(ratio=1)
    assert line.evaluate("line => [line.lang, getComputedStyle(line).opacity]") == ["en", "1"]
    for second, words in [(5, "One of them opens a folder of prints."), (20, "")]:
        value(tab, f"VIDEO.currentTime = {second}")
        expect(line).to_have_text(words)

    start(tab, PORTFOLIO)
    pause(tab)
    value(tab, "VIDEO.currentTime = 5")
    expect(line).to_have_text("One of them opens a folder of prints.")
    setting(tab, "descriptions").select_option("")
    expect(line).to_have_text("")
    assert value(tab, "localStorage.getItem('trellis.player.descriptions')") == ""
