"""The cue editor, by keyboard alone; nothing that was typed is lost."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import READY_WITHIN, Product, log_in

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


def open_editor(tab: Page, language: str) -> None:
    """Open the editor beside a video of the demo whose texts no other test looks at."""
    tab.goto("/admin/media/")
    address = tab.get_by_role("link", name="Portfolio in an afternoon").first.get_attribute("href") or ""
    found = re.search(r"/admin/media/edit/(\d+)/", address)
    assert found is not None
    tab.goto(PLACE.format(video=found.group(1), language=language))
    while not tab.locator("[data-part=video]").count():  # the demo's films may still be made
        tab.wait_for_timeout(1000)
        tab.reload()
    tab.wait_for_function("document.querySelector('[data-part=video]').readyState >= 1")


@pytest.fixture
def editor(tab: Page, product: Product, request: pytest.FixtureRequest) -> Page:
    tab.set_default_timeout(READY_WITHIN * 1000)
    log_in(tab, product, "editor@example.org")
    open_editor(tab, request.param)
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


@pytest.mark.parametrize("editor", ["sl"], indirect=True)
def test_playing_saving_and_coming_back(editor: Page) -> None:
    tab = editor
    write(tab, "Dobro jutro", at=1)
    seek(tab, 2)
    press(tab, "Alt+e", "Alt+p")
    tab.wait_for_function("(v => v.paused && v.currentTime >= 2)(document.querySelector('[data-part=video]'))")
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
