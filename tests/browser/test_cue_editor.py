"""The cue editor, by keyboard alone; nothing that was typed is lost."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE, READY_WITHIN, Product, log_in
from tests.browser.gate import Gate

pytestmark = pytest.mark.browser
PLACE = "/admin/videos/{video}/cues/?kind=captions&language={language}"  # each test has a language of its own


def cues(tab: Page) -> list[tuple[str, str]]:
    """Return time and text of each row."""
    rows: Any = tab.eval_on_selector_all(
        ".cue",
        "rows => rows.map(row => [row.querySelector('.cue__time').textContent, row.querySelector('.cue__text').textContent])",
    )
    return [(time, text) for time, text in rows]


def press(tab: Page, *keys: str) -> None:
    for key in keys:
        tab.keyboard.press(key)


@pytest.fixture(scope="module")
def desk(chromium: Browser, product: Product) -> tuple[Any, str]:
    """An editor who has logged in, and the address of a video of the demo whose texts no other test looks at."""
    context = chromium.new_context(base_url=product.url)
    context.set_default_timeout(READY_WITHIN * 1000)
    tab = context.new_page()
    log_in(tab, product, "editor@example.org")
    tab.goto("/admin/media/")
    address = tab.get_by_role("link", name="Portfolio in an afternoon").first.get_attribute("href") or ""
    found = re.search(r"/admin/media/edit/(\d+)/", address)
    assert found is not None
    kept = context.storage_state()
    context.close()
    return kept, found.group(1)


@pytest.fixture
def editor(tab: Page, desk: tuple[Any, str], request: pytest.FixtureRequest) -> Page:
    tab.set_default_timeout(READY_WITHIN * 1000)
    kept, video = desk
    tab.context.add_cookies(kept["cookies"])
    tab.goto(PLACE.format(video=video, language=request.param))
    while not tab.locator("[data-part=video]").count():  # the demo's films may still be made
        tab.wait_for_timeout(1000)
        tab.reload()
    tab.wait_for_function("document.querySelector('[data-part=video]').readyState >= 1")
    return tab


def seek(tab: Page, second: float) -> None:
    tab.evaluate(
        "second => new Promise(done => { const video = document.querySelector('[data-part=video]');"
        " video.addEventListener('seeked', done, { once: true }); video.currentTime = second; })",
        second,
    )


def state(tab: Page) -> Any:
    return expect(tab.locator("[data-part=state]"))


def write(tab: Page, text: str, *, at: float) -> None:
    seek(tab, at)
    press(tab, "Alt+i")
    tab.keyboard.type(text)


@pytest.mark.parametrize("editor", ["nb"], indirect=True)
def test_writing_captions_with_the_keyboard(editor: Page) -> None:
    tab = editor
    write(tab, "God morgen, og velkommen", at=1)
    seek(tab, 4)
    press(tab, "Alt+e")
    assert cues(tab) == [("0:01.000", "God morgen, og velkommen")]
    seek(tab, 2)
    press(tab, "Home", *["ArrowRight"] * 11, "Alt+x", "Alt+ArrowDown")
    assert cues(tab) == [("0:01.000", "God morgen,"), ("0:02.000", "og velkommen")]
    press(tab, "Control+End")
    tab.keyboard.type(" æøå")
    press(tab, "Control+z", "Control+z")
    assert cues(tab) == [("0:01.000", "God morgen, og velkommen")]
    press(tab, "Control+y", "Control+y")
    assert cues(tab)[1] == ("0:02.000", "og velkommen æøå")
    tab.locator("[data-part=text]").focus()
    press(tab, "Alt+ArrowUp", "Alt+j")
    assert cues(tab) == [("0:01.000", "God morgen, og velkommen æøå")]


@pytest.mark.parametrize("editor", ["ro"], indirect=True)
def test_moving_all_cues_with_the_keyboard(editor: Page) -> None:
    tab = editor
    write(tab, "Bună ziua", at=1)
    write(tab, "tuturor", at=5)
    first, second = cues(tab)
    tab.locator(".cues__tools summary").focus()
    press(tab, "Enter", "Tab")
    expect(tab.locator("[data-part=delta]")).to_be_focused()
    press(tab, "Control+a")
    tab.keyboard.type("1.25")
    press(tab, "Tab", "Tab")
    expect(tab.get_by_role("button", name="All later", exact=True)).to_be_focused()
    press(tab, "Enter")
    assert [(first[0], second[0]), *cues(tab)] == [
        ("0:01.000", "0:05.000"),
        ("0:02.250", "Bună ziua"),
        ("0:06.250", "tuturor"),
    ]
    press(tab, "Shift+Tab", " ", " ")  # all earlier, twice; the first cue stops at zero
    assert [time for time, _text in cues(tab)] == ["0:00.000", "0:04.000"]
    press(tab, "Tab", "Tab", "Tab", "Enter")  # from the second cue on later
    assert [time for time, _text in cues(tab)] == ["0:00.000", "0:05.250"]
    press(tab, "Control+z", "Control+z", "Control+z", "Control+z")
    assert cues(tab) == [first, second]


@pytest.mark.parametrize("editor", ["sr-latn"], indirect=True)
def test_a_restricted_video_goes_on_with_a_new_address(editor: Page) -> None:
    """Beside the cues, too: what the page holds is refused, as after ten minutes."""
    tab = editor
    gate = Gate(tab, "/cues/?kind=captions&language=sr-latn")
    tab.reload()
    tab.wait_for_function("document.querySelector('[data-part=video]').readyState >= 1")
    assert (gate.token, gate.refused, gate.served > 0) == (0, 0, True)
    gate.close()
    video = tab.locator("[data-part=video]")
    video.evaluate("video => { video.currentTime = 60 }")
    went_on = "v => v.currentSrc.includes('/signed/2/') && v.readyState >= 2 && !v.seeking"
    tab.wait_for_function(went_on, arg=video.element_handle(), timeout=PATIENCE)
    assert video.evaluate("video => video.currentTime") == 60
    assert (gate.token, gate.refused > 0) == (2, True)


@pytest.mark.parametrize("editor", ["sl"], indirect=True)
def test_playing_saving_and_coming_back(editor: Page) -> None:
    tab = editor
    write(tab, "Dobro jutro", at=1)
    seek(tab, 2)
    press(tab, "Alt+e")
    seek(tab, 20)  # far from the cue
    tab.evaluate(
        """video => {
      window.played = [];
      for (const name of ["play", "pause"]) video.addEventListener(name, () => played.push([name, video.currentTime]));
    }""",
        tab.query_selector("[data-part=video]"),
    )
    press(tab, "Alt+p")
    tab.wait_for_function("played.length === 2", timeout=PATIENCE)
    [(begun, start), (ended, end)] = tab.evaluate("played")
    assert (begun, start, ended) == ("play", 1, "pause")
    assert 2 <= end < 10  # it stops with the cue, as soon as a busy machine lets it
    shown = tab.evaluate("[...document.querySelector('[data-part=video]').textTracks[0].cues].map(cue => cue.text)")
    assert shown == ["Dobro jutro"]
    state(tab).to_have_text("Not saved yet; a draft is kept in this browser.")
    press(tab, "Control+s")
    state(tab).to_have_text("Saved.")
    tab.reload()
    assert cues(tab) == [("0:01.000", "Dobro jutro")]
    tab.locator(".cue").focus()
    press(tab, "Enter")
    expect(tab.locator("[data-part=text]")).to_be_focused()
    press(tab, "Alt+Delete")
    assert cues(tab) == []
    press(tab, "Control+z")
    assert len(cues(tab)) == 1


@pytest.mark.parametrize("editor", ["hr"], indirect=True)
def test_a_draft_survives_and_two_people_do_not_overwrite_each_other(editor: Page) -> None:
    tab = editor
    write(tab, "Felles start", at=1)
    press(tab, "Control+s")
    state(tab).to_have_text("Saved.")
    other = tab.context.new_page()
    other.goto(tab.url)

    tab.locator("[data-part=text]").fill("Mine <b>ord")
    tab.on("dialog", lambda dialog: dialog.accept())
    tab.reload()
    assert cues(tab)[0][1] == "Mine ord"
    expect(tab.locator("[data-part=said]")).to_contain_text("Your unsaved text from")

    other.locator("[data-part=text]").fill("Andres ord")
    press(other, "Control+s")
    state(other).to_have_text("Saved.")
    other.close()

    tab.bring_to_front()
    press(tab, "Control+s")
    expect(tab.locator("dialog[open]")).to_contain_text("Somebody else saved this text meanwhile")
    with tab.expect_download() as kept:
        tab.get_by_role("button", name="Keep mine as a file").click()
    assert kept.value.path().read_text().endswith("Mine <b>ord\n")
    tab.get_by_role("button", name="Show what is saved").click()
    assert cues(tab)[0][1] == "Andres ord"
    press(tab, "Control+z", "Control+s")
    state(tab).to_have_text("Saved. Some signs cannot stand in such a text and were taken out.")
    expect(tab.locator("[data-part=text]")).to_have_value("Mine <b>ord</b>")


@pytest.mark.parametrize("editor", ["mk"], indirect=True)
def test_what_cannot_be_saved_is_said_at_its_cue(editor: Page) -> None:
    tab = editor
    press(tab, "Alt+i", "Control+s")
    expect(tab.get_by_role("alert")).to_have_text("Nothing was saved: some cues cannot be kept.")
    expect(tab.locator(".cue[aria-current=true]")).to_contain_text("There is no text.")
    expect(tab.locator(".cue[aria-current=true]")).to_be_focused()
    tab.locator("[data-part=start]").fill("x")
    press(tab, "Tab")
    expect(tab.locator("[data-part=remarks]")).to_have_text("Not a time. Write it like 1:02.500.")
    press(tab, "Control+z")
    tab.context.set_offline(True)
    press(tab, "Control+s")
    expect(tab.get_by_role("alert")).to_have_text("Not saved: the server did not answer. Your text is still here.")
    tab.context.set_offline(False)
