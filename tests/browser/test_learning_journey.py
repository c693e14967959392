"""A learner takes a course on a phone with nothing but the keyboard: from the first look to the certificate.

The network goes while the film plays and comes back, two tabs play at once, and what counts is what both have seen.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, ViewportSize, expect

from tests.browser.conftest import READY_WITHIN, ROOT, Product, Watch
from tests.browser.playing import moves, pause, until, value
from tests.browser.test_accessibility import LESSON, overflow
from tests.media.installation import until as wait_until

pytestmark = pytest.mark.browser

NEEDED = 9  # seconds of the film that complete the lesson
PHONE: ViewportSize = {"width": 320, "height": 640}
LENGTH = re.compile(r'data-duration="([1-9]\d*)"')  # milliseconds; 0 until the film has been made
SYNC = "document.querySelector('trellis-player').sync"


@pytest.fixture
def journey(product: Product) -> dict[str, str]:
    """The paths of a course whose lesson asks for nine seconds of the demo's film, and then a quiz."""
    wait_until(lambda: LENGTH.search(product.read(LESSON)), why="the demo's film can be watched", patience=READY_WITHIN)
    page = product.read(LESSON)
    found = re.search(r'data-video="([0-9a-f-]{36})"', page), LENGTH.search(page)
    assert found[0] is not None
    assert found[1] is not None
    share = NEEDED * 100_000 // int(found[1].group(1))
    own = {"DATA_DIR": str(product.data), "DJANGO_SETTINGS_MODULE": "config.settings.dev", "PYTHONPATH": f"{ROOT}/site:{ROOT}"}
    kept = {name: text for name, text in os.environ.items() if name not in {"TASKS_URL", "DATABASE_URL"}}
    command = [sys.executable, "-m", "tests.media.journey", found[0].group(1), str(share)]
    said = subprocess.run(command, cwd=ROOT, env=kept | own, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr[-3000:]
    paths: dict[str, str] = json.loads(said.stdout.splitlines()[-1])
    return paths


def reach(tab: Page, wanted: Locator) -> Locator:
    """Press Tab until the focus is on `wanted`, as somebody without a mouse does."""
    expect(wanted).to_be_visible()
    for _press in range(150):
        if wanted.evaluate("one => one === document.activeElement"):
            return wanted
        tab.keyboard.press("Tab")
    raise AssertionError(f"The keyboard never gets to {wanted}")


def press(tab: Page, wanted: Locator, key: str = "Enter") -> None:
    reach(tab, wanted)
    tab.keyboard.press(key)


def send(tab: Page) -> int:
    """Have what was not yet sent go now; return how many stretches wait afterwards."""
    waiting: int = tab.evaluate(f"async () => {{ await {SYNC}.send(); return {SYNC}.waiting; }}")
    return waiting


def progress(tab: Page) -> dict[str, Any]:
    address = tab.locator("section#progress").get_attribute("data-state-address")
    assert address is not None
    told: dict[str, Any] = tab.request.get(address).json()
    return told


def covers(told: dict[str, Any], second: float) -> bool:
    return any(start <= second < end for start, end in told["intervals"])


def look_around(tab: Page, journey: dict[str, str]) -> None:
    """Without an account: the course, its film, captions, and a line of the transcript that leads to its second."""
    tab.goto(journey["course"])
    press(tab, tab.locator("main").get_by_role("link", name="The film").first)
    press(tab, tab.locator(".player__start"))
    moves(tab)
    tab.keyboard.press("c")
    until(tab, "[...VIDEO.textTracks].some(track => track.mode === 'showing')")
    pause(tab)
    line = tab.locator(".transcript__text a[data-second]").nth(2)
    press(tab, line)
    second = float(line.get_attribute("data-second") or "")
    until(tab, f"!VIDEO.seeking && VIDEO.currentTime >= {second} && VIDEO.currentTime < {second} + 2")
    pause(tab)
    assert tab.context.cookies() == []


def log_in(tab: Page, product: Product) -> None:
    press(tab, tab.locator("main").get_by_role("link", name="With an account"))
    for field, text in (("#id_login", "learner@example.org"), ("#id_password", product.password)):
        reach(tab, tab.locator(field))
        tab.keyboard.type(text)
    tab.keyboard.press("Enter")


def play_over_a_lost_network(tab: Page, context: BrowserContext) -> None:
    """What is in the browser plays on without a network; what was seen meanwhile arrives when it is back."""
    press(tab, tab.locator(".player__start"))
    moves(tab)
    value(tab, "VIDEO.playbackRate = 2")
    began = value(tab, "VIDEO.currentTime")
    until(tab, f"VIDEO.buffered.length && VIDEO.buffered.end(VIDEO.buffered.length - 1) > {began} + 3")
    context.set_offline(True)
    until(tab, f"VIDEO.currentTime > {began} + 2.5")
    pause(tab)
    assert send(tab) > 0
    assert not covers(progress(tab), began + 1.5)  # asked beside the page, which has no network
    with tab.expect_response(lambda answer: answer.url.endswith("/api/learning/progress") and answer.ok):
        context.set_offline(False)
    assert covers(progress(tab), began + 1.5)


def play_in_two_tabs(tab: Page, context: BrowserContext, journey: dict[str, str]) -> None:
    """The second tab plays another part meanwhile; both count, and the lesson is done with what they have seen together."""
    other = context.new_page()
    other.goto(journey["lesson"])
    press(other, other.locator(".player__start"))
    moves(other)
    for one, second in ((other, 12), (tab, 20)):
        value(one, f"{{ VIDEO.muted = true; VIDEO.playbackRate = 2; VIDEO.currentTime = {second}; VIDEO.play(); }}")
    for one, reached in ((other, 16.5), (tab, 24.5)):
        one.bring_to_front()
        until(one, f"VIDEO.currentTime > {reached}")
        pause(one)
        send(one)
        until(one, f"{SYNC}.waiting === 0")
    told = progress(tab)
    assert (covers(told, 14), covers(told, 22), covers(told, 18), told["completed"]) == (True, True, False, True)
    other.close()
    tab.bring_to_front()
    tab.reload()
    expect(tab.locator("section#progress [data-part=done]")).to_be_visible()


def pass_the_quiz(tab: Page, journey: dict[str, str]) -> None:
    tab.goto(journey["quiz"])
    press(tab, tab.get_by_role("button", name="Begin the quiz"))
    expect(tab.locator(".question")).to_have_count(2)
    for question in tab.locator(".question").all():
        first = question.get_by_role("radio").first
        reach(tab, first)
        tab.keyboard.press("Space")
        while not question.get_by_role("radio", name="Yes").is_checked():
            tab.keyboard.press("ArrowDown")
    press(tab, tab.get_by_role("button", name="Hand in"))
    expect(tab.get_by_role("heading", level=1)).to_have_text("Passed")


def show_the_certificate(tab: Page, journey: dict[str, str]) -> None:
    """It came by itself, its sheet can be printed, and anybody can check it."""
    tab.goto(journey["course"])
    sheet = tab.locator("main a[href$='.pdf']").first
    address = sheet.get_attribute("href")
    assert address is not None
    assert tab.request.get(address).body().startswith(b"%PDF-")
    code = Path(address).stem
    badge = tab.request.get(address.replace(".pdf", ".jwt"))
    assert (badge.status, badge.headers["content-type"]) == (200, "application/vc+jwt")
    tab.goto(f"/en/verify/{code}/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("This certificate is genuine")


def test_from_the_first_look_to_the_certificate(
    tab: Page, context: BrowserContext, product: Product, journey: dict[str, str], watch: Watch
) -> None:
    tab.set_viewport_size(PHONE)
    look_around(tab, journey)
    wide = overflow(tab, "the lesson")
    log_in(tab, product)
    expect(tab.locator("section#progress")).to_have_attribute("data-token", re.compile("."))
    play_over_a_lost_network(tab, context)
    play_in_two_tabs(tab, context, journey)
    pass_the_quiz(tab, journey)
    wide += overflow(tab, "the result of the quiz")
    show_the_certificate(tab, journey)
    wide += overflow(tab, "the certificate")
    lost = [said for said in watch.errors if "ERR_INTERNET_DISCONNECTED" not in said]
    assert (wide, lost, watch.strangers(product.url)) == ([], [], [])
