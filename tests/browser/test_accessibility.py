"""axe-core on every kind of page, by day and by night, on a phone and on a desk."""

import re
from collections.abc import Collection, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import READY_WITHIN, ROOT, Product, log_in

pytestmark = pytest.mark.browser

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text() if (ROOT / "node_modules/axe-core").exists() else ""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 1440)
SCHEMES = ("light", "dark")
# What axe cannot decide by itself, and why it is right all the same.
UNDECIDED = {
    "color-contrast": "text on gradients, pictures and shadows, and single signs: axe does not judge them; the tokens pass AA",
}
# The same for the admin, and what it finds in markup that is Wagtail's alone.
UNDECIDED_IN_ADMIN = UNDECIDED | {
    "aria-valid-attr-value": "Wagtail's site summary and Draftail point to a title and a placeholder that are not always there",
}
WAGTAILS_OWN = {
    "landmark-unique": "the side bar's search has no name to tell it from the search of the home screen",
    "aria-input-field-name": "Draftail, Wagtail's rich text editor, gives its editable area no name",
}
LESSON = "/en/learn/your-practice-as-a-young-artist/meet-your-mentor/your-first-mentoring-meeting/"
COURSE = "/en/learn/your-practice-as-a-young-artist/"


def findings(tab: Page, kind: str) -> list[tuple[str, list[str]]]:
    """Run axe in the page; return (rule, places) of `violations` or `incomplete`."""
    tab.evaluate(AXE)
    result: Any = tab.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations', 'incomplete']})", TAGS
    )
    return [(found["id"], [str(node["target"]) for node in found["nodes"]]) for found in result[kind]]


def audit(tab: Page, where: str, undecided: Collection[str] = UNDECIDED, excused: Collection[str] = ()) -> list[str]:
    """Return what is wrong with the page at its present state, as sentences."""
    found = [f"{where}: {rule} at {places}" for rule, places in findings(tab, "violations") if rule not in excused]
    open_ends = [
        f"{where}: undecided {rule} at {places}" for rule, places in findings(tab, "incomplete") if rule not in undecided
    ]
    return found + open_ends + overflow(tab, where)


def overflow(tab: Page, where: str) -> list[str]:
    wide = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{where}: scrolls sideways by {wide} px"] if wide > 0 else []


@pytest.fixture(
    params=[(width, scheme) for width in WIDTHS for scheme in SCHEMES], ids=lambda screen: f"{screen[0]}-{screen[1]}"
)
def screen(request: pytest.FixtureRequest, chromium: Browser, product: Product) -> Iterator[Page]:
    width, scheme = request.param
    context = chromium.new_context(base_url=product.url, viewport={"width": width, "height": 900}, color_scheme=scheme)
    yield context.new_page()
    context.close()


def id_of(tab: Page, path: str) -> str:
    """Return the id of a page, as the editor's bar on it links to its form."""
    found = re.search(r"/admin/pages/(\d+)/edit/", tab.request.get(path).text())
    assert found is not None, path
    return found.group(1)


def test_public_pages(screen: Page, product: Product) -> None:
    wrong: list[str] = []
    for path in [*product.one_of_each(), "/sl/news/", "/en/my/", "/en/nothing-here/"]:
        screen.goto(path)
        wrong += audit(screen, path)
    assert wrong == []


def test_the_player_and_its_menus(screen: Page) -> None:
    screen.goto(LESSON)
    screen.locator(".player__start").click(timeout=READY_WITHIN * 1000)  # the demo’s films may still be made
    expect(screen.locator("trellis-player")).to_have_attribute("data-state", "playing")
    expect(screen.locator(".player__start")).to_be_hidden()
    wrong = audit(screen, "playing")
    screen.evaluate("document.querySelector('video').pause()")
    for panel in ("chapters", "settings"):
        screen.locator(f"[data-part={panel}]").click()
        expect(screen.locator(f"#player-{panel}")).to_be_visible()
        wrong += audit(screen, f"{panel} open")
        screen.keyboard.press("Escape")
    screen.keyboard.press("?")
    expect(screen.locator(".player__keys")).to_be_visible()
    wrong += audit(screen, "keys open")
    screen.keyboard.press("Escape")
    screen.evaluate("document.querySelector('trellis-player').fail()")
    wrong += audit(screen, "an error is shown")
    assert wrong == []


def test_the_pages_of_a_learner(screen: Page, product: Product) -> None:
    log_in(screen, product, "learner@example.org")
    wrong: list[str] = []
    for path in ["/en/my/", "/en/", COURSE, LESSON]:
        screen.goto(path)
        wrong += audit(screen, path)
    assert wrong == []


def test_our_views_in_the_admin(screen: Page, product: Product) -> None:
    log_in(screen, product, "editor@example.org")
    lesson, practices = id_of(screen, LESSON), id_of(screen, "/en/good-practices/")
    wrong: list[str] = []
    for path in [
        "/admin/",
        "/admin/media/",
        "/admin/media/edit/1/",
        "/admin/videos/1/cues/?kind=captions&language=en",
        "/admin/videos/1/cues/?kind=subtitles&language=hr&beside=1",
        "/admin/videos/upload/",
        f"/admin/pages/{lesson}/edit/",
        f"/admin/pages/add/practices/goodpracticepage/{practices}/",
    ]:
        answer = screen.goto(path, wait_until="networkidle")
        assert answer is not None
        assert (path, answer.status) == (path, 200)
        wrong += audit(screen, path, UNDECIDED_IN_ADMIN, WAGTAILS_OWN)
    assert wrong == []


def test_the_queue_of_videos(screen: Page, product: Product) -> None:
    log_in(screen, product, "admin@example.org")
    answer = screen.goto("/admin/videos/queue/", wait_until="domcontentloaded")
    assert answer is not None
    assert (answer.status, screen.url.endswith("/queue/")) == (200, True)
    assert audit(screen, "queue", UNDECIDED_IN_ADMIN, WAGTAILS_OWN) == []


def test_the_axe_run_finds_a_planted_fault(tab: Page, product: Product) -> None:
    """A run without findings counts only if the same run finds what is really wrong."""
    tab.goto("/en/")
    tab.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/static/identity/mark.svg\">')")
    assert [rule for rule, _places in findings(tab, "violations")] == ["image-alt"]
