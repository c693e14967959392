"""axe-core on every kind of page, in turn by day on a desk and by night on a phone; `tests/long` has each on every screen."""

import re
from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import Any, Literal, NamedTuple

import pytest
from playwright.sync_api import Page, expect

from operations.demo.ids import demo_id
from tests.browser.conftest import READY_WITHIN, ROOT, Product, Watch, log_in

pytestmark = pytest.mark.browser

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text() if (ROOT / "node_modules/axe-core").exists() else ""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Scheme = Literal["light", "dark"]
Screen = tuple[int, Scheme]  # the width in pixels, and what the reader prefers
Turns = Iterator[Sequence[Screen]]  # for each page the screens on which it is looked at
DESK_BY_DAY: Screen = (1440, "light")
PHONE_BY_NIGHT: Screen = (320, "dark")
# Colours that change slowly have arrived; what never ends stands still.
SETTLE = "document.getAnimations().forEach(move => { try { move.finish() } catch { move.cancel() } })"


class Excuse(NamedTuple):
    """A rule that need not hold, only where the selector of what axe found has `place` in it."""

    rule: str
    place: str
    why: str

    def covers(self, rule: str, target: str) -> bool:
        return rule == self.rule and self.place in target


# What axe cannot decide by itself, and why it is right all the same.
UNDECIDED = (
    Excuse(
        "color-contrast",
        "",
        "text on gradients, pictures and shadows, and single signs: axe does not judge them; the tokens pass AA",
    ),
    Excuse("aria-valid-attr-value", "wagtail-userbar", "Wagtail's bar points to its menu, which is there once it is open"),
)
# The same for the admin, and what it finds in markup that is Wagtail's alone.
UNDECIDED_IN_ADMIN = (
    *UNDECIDED,
    Excuse("aria-valid-attr-value", "placeholder-", "Draftail points to its placeholder, which is gone once there is text"),
)
WAGTAILS_OWN = (
    Excuse(
        "scrollable-region-focusable",
        ".DraftEditor-root",
        "on a phone its placeholder is longer than Draftail's empty box; the first letter takes it away",
    ),
)
LESSON = "/en/learn/your-practice-as-a-young-artist/meet-your-mentor/your-first-mentoring-meeting/"
COURSE = "/en/learn/your-practice-as-a-young-artist/"
QUIZ = "/en/learn/your-practice-as-a-young-artist/meet-your-mentor/what-stays-with-you/"
LETTER = "/en/learn/your-practice-as-a-young-artist/meet-your-mentor/your-first-letter/"
LOOK_BACK = "/en/learn/your-practice-as-a-young-artist/meet-your-mentor/look-back/"
OPEN_HOUR = "/en/learn/your-practice-as-a-young-artist/meet-your-mentor/the-open-hour/"
SEARCHES = ("/en/search/saved/", "/en/search/saved/new/?q=mentor")
DESK = ("/en/my/notes/", "/en/my/bookmarks/", "/en/my/settings/", "/en/my/data/", "/en/my/data/erased/", *SEARCHES)


def findings(tab: Page) -> dict[str, list[tuple[str, list[str]]]]:
    """Run axe in the page; return its `violations` and `incomplete` as (rule, places)."""
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(AXE)
    result: Any = tab.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations', 'incomplete']})", TAGS
    )
    return {
        kind: [(found["id"], [str(node["target"]) for node in found["nodes"]]) for found in result[kind]]
        for kind in ("violations", "incomplete")
    }


def left(found: list[tuple[str, list[str]]], excuses: Sequence[Excuse]) -> list[str]:
    """Return what no excuse covers, place by place."""
    return [
        f"{rule} at {place}"
        for rule, places in found
        for place in places
        if not any(one.covers(rule, place) for one in excuses)
    ]


def show(tab: Page, screen: Screen) -> None:
    width, scheme = screen
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme=scheme)


def audit(tab: Page, where: str, screens: Sequence[Screen], *, is_admin: bool = False) -> list[str]:
    """Return what is wrong with the page at its present state on each screen, as sentences."""
    wrong: list[str] = []
    undecided, excused = (UNDECIDED_IN_ADMIN, WAGTAILS_OWN) if is_admin else (UNDECIDED, ())
    for screen in screens:
        show(tab, screen)
        tab.evaluate(SETTLE)
        at, found = f"{where} at {screen}", findings(tab)
        wrong += [f"{at}: {one}" for one in left(found["violations"], excused)]
        wrong += [f"{at}: undecided {one}" for one in left(found["incomplete"], undecided)]
        wrong += overflow(tab, at)
    return wrong


def audit_loaded(tab: Page, path: str, screens: Sequence[Screen], *, status: int = 200, is_admin: bool = False) -> list[str]:
    """Load a page afresh for each screen, and audit it. Wagtail's forms go on building themselves after they have loaded."""
    wrong: list[str] = []
    for screen in screens:
        show(tab, screen)
        answer = tab.goto(path, wait_until="networkidle" if is_admin else "load")
        assert answer is not None
        assert (path, answer.status) == (path, status)
        if not is_admin:
            assert (path, tab.locator("h1").count()) == (path, 1)
        wrong += audit(tab, path, [screen], is_admin=is_admin)
    return wrong


@pytest.fixture(scope="module")
def turns() -> Turns:
    return cycle([[DESK_BY_DAY], [PHONE_BY_NIGHT]])


def overflow(tab: Page, where: str) -> list[str]:
    wide = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{where}: scrolls sideways by {wide} px"] if wide > 0 else []


def id_of(tab: Page, path: str) -> str:
    """Return the id of a page, as the editor's bar on it links to its form."""
    found = re.search(r"/admin/pages/(\d+)/edit/", tab.request.get(path).text())
    assert found is not None, path
    return found.group(1)


@pytest.mark.usefixtures("quiet")
def test_public_pages(tab: Page, product: Product, turns: Turns, watch: Watch) -> None:
    """Nor does any of them say something in the console, or ask somebody else; in Romanian, see `test_pages`."""
    wrong: list[str] = []
    for path in [*product.one_of_each(), QUIZ, LETTER, LOOK_BACK, OPEN_HOUR, "/sl/news/", "/en/my/", "/api/docs"]:
        wrong += audit_loaded(tab, path, next(turns))
    assert (wrong, watch.strangers(product.url)) == ([], [])


def test_a_page_that_is_not_there(tab: Page, turns: Turns) -> None:
    assert audit_loaded(tab, "/en/nothing-here/", next(turns), status=404) == []


def test_the_pages_of_a_learner(tab: Page, product: Product, turns: Turns) -> None:
    log_in(tab, product, "learner@example.org")
    wrong: list[str] = []
    for path in ["/en/my/", *DESK, "/en/", COURSE, LESSON, LETTER, LOOK_BACK, OPEN_HOUR, QUIZ]:
        wrong += audit_loaded(tab, path, next(turns))
    tab.get_by_role("button", name="Begin the quiz").click()
    expect(tab.get_by_role("button", name="Hand in")).to_be_visible()
    tab.wait_for_load_state()
    wrong += audit(tab, "the questions", next(turns))
    tab.get_by_role("button", name="Hand in").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Not passed yet")
    tab.wait_for_load_state()
    wrong += audit(tab, "the result", next(turns))
    assert wrong == []


def test_work_that_was_handed_in(tab: Page, product: Product, turns: Turns) -> None:
    """The demo's letter, for the mentee who wrote it, for the mentor, and in the list of coordinators."""
    log_in(tab, product, "mentee@example.org")
    wrong = audit_loaded(tab, LETTER, next(turns))
    tab.context.clear_cookies()
    log_in(tab, product, "coordinator@example.org")
    wrong += audit_loaded(tab, "/admin/learning/work/", next(turns), is_admin=True)
    tab.get_by_role("link", name="Your first letter").click()
    expect(tab.get_by_role("button", name="Accept")).to_be_visible()
    tab.wait_for_load_state()
    wrong += audit(tab, "the work", next(turns))
    assert wrong == []


def test_the_reports_of_a_teacher(tab: Page, product: Product, turns: Turns) -> None:
    log_in(tab, product, "mentor@example.org")
    wrong = audit_loaded(tab, f"/en/my/cohorts/{demo_id('cohort', 'cycle-3')}/", next(turns))
    expect(tab.get_by_role("listitem").filter(has_text="all attempts used")).to_be_visible()
    wrong += audit_loaded(tab, f"/en/my/sessions/{demo_id('session', 'held')}/", next(turns))
    expect(tab.locator("main").get_by_role("checkbox")).to_have_count(7)
    expect(tab.locator("main").get_by_role("checkbox", checked=True)).to_have_count(3)
    wrong += audit_loaded(tab, OPEN_HOUR, next(turns))  # who leads it sees the link
    assert wrong == []


def test_the_reports_in_the_admin(tab: Page, product: Product, turns: Turns) -> None:
    log_in(tab, product, "coordinator@example.org")
    course = demo_id("page", "young-artist")
    wrong: list[str] = []
    for path in ["/admin/learning/reports/", f"/admin/learning/reports/{course}/"]:
        wrong += audit_loaded(tab, path, next(turns), is_admin=True)
    assert wrong == []


def test_our_views_in_the_admin(tab: Page, product: Product, turns: Turns) -> None:
    log_in(tab, product, "editor@example.org")
    lesson, practices = id_of(tab, LESSON), id_of(tab, "/en/good-practices/")
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
        wrong += audit_loaded(tab, path, next(turns), is_admin=True)
    assert wrong == []


def test_the_queue_of_videos(tab: Page, product: Product, turns: Turns) -> None:
    log_in(tab, product, "admin@example.org")
    tab.route("**/admin/videos/queue/state/", lambda route: route.fulfill(status=204))  # else it changes under axe's eyes
    assert audit_loaded(tab, "/admin/videos/queue/", next(turns), is_admin=True) == []


def test_the_admin_of_the_search(tab: Page, product: Product, turns: Turns) -> None:
    log_in(tab, product, "editor@example.org")
    lists = ["/admin/snippets/search/promotedresult/", "/admin/snippets/search/synonymgroup/"]
    wrong: list[str] = []
    for path in ["/admin/search-insight/report/", *lists, *(f"{path}add/" for path in lists)]:
        wrong += audit_loaded(tab, path, next(turns), is_admin=True)
    tab.get_by_role("textbox", name="Words").fill("letter\nnote")
    tab.get_by_label("A search to try").fill("letter")
    tab.get_by_role("button", name="Look").click()
    expect(tab.get_by_role("heading", name="After")).to_be_visible()
    wrong += audit(tab, "the preview", next(turns), is_admin=True)
    # Wagtail's form of a snippet names it in the breadcrumbs alone, so there is no first heading to begin from.
    assert [one for one in wrong if "page-has-heading-one" not in one and "undecided heading-order" not in one] == []


def test_the_player_and_its_menus(tab: Page, turns: Turns) -> None:
    tab.goto(LESSON)
    tab.locator(".player__start").click(timeout=READY_WITHIN * 1000)  # the demo’s films may still be made
    expect(tab.locator("trellis-player")).to_have_attribute("data-state", "playing")
    expect(tab.locator(".player__start")).to_be_hidden()
    wrong = audit(tab, "playing", next(turns))
    tab.evaluate("document.querySelector('video').pause()")
    for panel in ("chapters", "settings"):
        tab.locator(f"[data-part={panel}]").click()
        expect(tab.locator(f"#player-{panel}")).to_be_visible()
        wrong += audit(tab, f"{panel} open", next(turns))
        tab.keyboard.press("Escape")
    tab.keyboard.press("?")
    expect(tab.locator(".player__keys")).to_be_visible()
    wrong += audit(tab, "keys open", next(turns))
    tab.keyboard.press("Escape")
    tab.evaluate("document.querySelector('trellis-player').fail()")
    wrong += audit(tab, "an error is shown", next(turns))
    assert wrong == []


def test_the_axe_run_finds_a_planted_fault(tab: Page, product: Product) -> None:
    """A run without findings counts only if the same run finds what is really wrong."""
    tab.goto("/en/")
    tab.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/static/identity/mark.svg\">')")
    found = findings(tab)["violations"]
    assert [rule for rule, _places in found] == ["image-alt"]
    [place] = found[0][1]
    assert left(found, [Excuse("image-alt", "elsewhere", ""), Excuse("label", "", "")]) == [f"image-alt at {place}"]
    assert left(found, [Excuse("image-alt", "img", "")]) == []
