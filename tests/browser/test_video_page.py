"""The page of one video in the admin."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Product, log_in
from tests.browser.gate import Gate

pytestmark = pytest.mark.browser

PREVIEW = "document.querySelector('.video-preview video')"


def test_the_preview_of_a_restricted_video_plays_after_its_address_ended(tab: Page, product: Product) -> None:
    log_in(tab, product, "editor@example.org")
    gate = Gate(tab, "/admin/media/edit/")
    tab.goto("/admin/media/edit/1/")
    while not tab.locator(".video-preview video").count():  # the demo's films may still be made
        tab.wait_for_timeout(1000)
        tab.reload()
    gate.close()
    tab.evaluate(f"{{ {PREVIEW}.play().catch(() => null) }}")
    tab.wait_for_function(f"{PREVIEW}.currentTime > 0.2 && !{PREVIEW}.paused")
    tab.evaluate(f"{PREVIEW}.textTracks[0].mode = 'showing'")
    tab.wait_for_function(f"{PREVIEW}.textTracks[0].cues?.length > 0")
    assert (gate.token, gate.refused > 0) == (2, True)
