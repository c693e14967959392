"""What tests do with the player of a page: start it, wait for it, ask it."""

from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import READY_WITHIN
from tests.browser.test_accessibility import LESSON

PATIENCE = READY_WITHIN * 1000  # milliseconds; the demo’s films may still be made
VIDEO = "document.querySelector('trellis-player video')"
ONLY_OURS = "delete window.MediaSource; delete window.ManagedMediaSource;"
NO_HLS = f"""{ONLY_OURS}
const can = HTMLMediaElement.prototype.canPlayType;
HTMLMediaElement.prototype.canPlayType = function (type) {{ return /mpegurl/i.test(type) ? '' : can.call(this, type); }};"""


def value(tab: Page, expression: str) -> Any:
    return tab.evaluate(expression.replace("VIDEO", VIDEO))


def until(tab: Page, condition: str) -> None:
    tab.wait_for_function(condition.replace("VIDEO", VIDEO), timeout=60_000)


def start(tab: Page, path: str = LESSON) -> None:
    """Open the lesson, press play, and wait until the picture moves."""
    tab.goto(path)
    tab.locator(".player__start").click(timeout=PATIENCE)
    moves(tab)


def start_whole(tab: Page, *, sizes: int) -> None:
    """Play the lesson once its film is there in all its sizes: the smallest is published while the others are made."""
    start(tab)
    while setting(tab, "quality").locator("option").count() < sizes + 1:  # and the one that the player chooses by itself
        tab.wait_for_timeout(500)
        start(tab)


def moves(tab: Page) -> None:
    second = value(tab, "VIDEO.currentTime")
    tab.wait_for_function(f"second => {{ const v = {VIDEO}; return !v.seeking && v.currentTime > second + 0.2 }}", arg=second)


def pause(tab: Page) -> None:
    value(tab, "VIDEO.pause()")
    until(tab, "VIDEO.paused")


def setting(tab: Page, name: str) -> Any:
    if not tab.locator("#player-settings").is_visible():
        tab.locator("[data-part=settings]").click()
    return tab.locator(f"#player-settings [name={name}]")
