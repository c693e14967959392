"""axe-core on every kind of page, by day and by night, on a phone and on a desk."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import ROOT, Product

pytestmark = pytest.mark.browser

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text() if (ROOT / "node_modules/axe-core").exists() else ""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 1440)
SCHEMES = ("light", "dark")
# What axe cannot decide by itself, and why it is right all the same.
UNDECIDED = {
    "color-contrast": "text over a woven cover or a video frame: axe cannot read the pixels behind it; checked by eye",
    "video-caption": "captions are WebVTT tracks that axe does not load",
    "aria-hidden-focus": "the player's controls are drawn by slots that axe cannot follow",
    "aria-valid-attr-value": "ids inside the shadow root of the player's menus",
    "skip-link": "the first link of every page; its target is the main element",
}


def findings(tab: Page, kind: str) -> list[tuple[str, list[str]]]:
    """Run axe in the page; return (rule, places) of `violations` or `incomplete`."""
    tab.evaluate(AXE)
    result: Any = tab.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations', 'incomplete']})", TAGS
    )
    return [(found["id"], [str(node["target"]) for node in found["nodes"]]) for found in result[kind]]


def audit(tab: Page, path: str) -> list[str]:
    """Return what is wrong with the page at its present state, as sentences."""
    wrong = [f"{path}: {rule} at {places}" for rule, places in findings(tab, "violations")]
    undecided = [
        f"{path}: undecided {rule} at {places}" for rule, places in findings(tab, "incomplete") if rule not in UNDECIDED
    ]
    return wrong + undecided


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_public_pages(chromium: Browser, product: Product, width: int, scheme: Any) -> None:
    context = chromium.new_context(base_url=product.url, viewport={"width": width, "height": 900}, color_scheme=scheme)
    tab = context.new_page()
    wrong: list[str] = []
    for path in [*product.one_of_each(), "/sl/news/"]:
        tab.goto(path)
        wrong += audit(tab, path)
        overflow = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wrong += [f"{path}: scrolls sideways by {overflow} px at {width}"] if overflow > 0 else []
    context.close()
    assert wrong == []


def test_the_axe_run_finds_a_planted_fault(tab: Page, product: Product) -> None:
    """A run without findings counts only if the same run finds what is really wrong."""
    tab.goto("/en/")
    tab.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/static/identity/mark.svg\">')")
    assert [rule for rule, _places in findings(tab, "violations")] == ["image-alt"]
