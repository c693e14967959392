"""Progress without an account comes along; notes at their second; what belongs to others on a shared computer stays theirs."""

import re
import uuid
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import READY_WITHIN, Product
from tests.browser.playing import moves, pause, until, value
from tests.browser.test_accessibility import LESSON

pytestmark = pytest.mark.browser

PASSWORD = "a-quiet-loom-2026"
QUESTION = "#merge"
# Keeps stretches of one second each as the player would have: `[owner, from, to]` in seconds, all within the last hour.
KEEP = """async ([film, stretches]) => {
  const { keep } = await import('/static/js/learning/store.js');
  const begun = Date.now() - 3_600_000;
  for (const [owner, client, from, to] of stretches) for (let second = from; second < to; second++) await keep({
    owner, client, sequence: second, lesson: film.lesson, video: film.video, version: Number(film.version),
    start: second, end: second + 1, clock_start: begun + second * 1000, clock_end: begun + second * 1000 + 1000 });
}"""
HELD = """async (owner) => {
  const { held } = await import('/static/js/learning/store.js');
  const { intervals, readings } = await held(owner);
  return [intervals.length, readings.length];
}"""
READ = "async (lesson) => (await import('/static/js/learning/store.js')).markRead('', lesson)"


@pytest.fixture
def film(tab: Page) -> dict[str, str]:
    """The lesson's film, as soon as it plays."""
    tab.goto(LESSON)
    player = tab.locator("trellis-player:has(video)")
    player.wait_for(timeout=READY_WITHIN * 1000)  # the demo’s films may still be made
    return dict(player.evaluate("player => ({ ...player.dataset })"))


def keep(tab: Page, film: dict[str, str], *stretches: tuple[str, int, int]) -> None:
    tab.evaluate(KEEP, [film, [[owner, str(uuid.uuid4()), start, end] for owner, start, end in stretches]])


def sign_up(tab: Page, path: str = "/en/accounts/signup/") -> str:
    address = f"{uuid.uuid4().hex}@example.org"
    tab.goto(path)
    tab.locator("#id_email").fill(address)
    tab.locator("#id_password1").fill(PASSWORD)
    return address


def create(tab: Page) -> None:
    tab.locator("main").get_by_role("button", name="Create an account").click()
    tab.wait_for_url(lambda url: "/signup" not in url)


def enter(tab: Page, address: str) -> None:
    tab.goto("/en/accounts/login/")
    tab.locator("#id_login").fill(address)
    tab.locator("#id_password").fill(PASSWORD)
    tab.locator("main").get_by_role("button", name="Log in").click()
    tab.wait_for_url(lambda url: "/login" not in url)


def server(tab: Page, film: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = tab.request.get(f"/api/learning/progress/{film['lesson']}").json()
    return {name: found[name] for name in ("covered", "position")}


def log_out(tab: Page) -> None:
    tab.goto("/en/accounts/logout/")
    tab.locator("main").get_by_role("button", name="Log out").click()
    tab.wait_for_url(lambda url: "/logout" not in url)


def test_what_was_watched_without_an_account_comes_along_at_sign_up(tab: Page, film: dict[str, str], quiet: None) -> None:
    """Four hundred stretches of forty seconds, reported by ten tabs: three batches, and each second counts once."""
    keep(tab, film, *[("", 0, 40)] * 10)
    tab.evaluate(READ, film["lesson"])
    sign_up(tab, f"/en/accounts/signup/?next={LESSON}")
    door = tab.locator("fieldset[data-door]")
    expect(door).to_contain_text("Watched: 0:40. Lessons: 1. Texts marked as read: 1.")
    expect(door.get_by_role("checkbox")).to_be_checked()
    create(tab)
    expect(tab.locator(QUESTION)).to_contain_text("is in your account now")
    expect(tab.locator("#progress [data-part=sentence]")).to_contain_text("40")
    assert server(tab, film) == {"covered": 40, "position": 40}
    tab.goto("/en/my/")
    expect(tab.get_by_role("heading", name="Your first mentoring meeting")).to_be_visible()
    expect(tab.locator(QUESTION)).to_be_hidden()
    owner = tab.locator(QUESTION).get_attribute("data-owner") or ""
    assert [tab.evaluate(HELD, one) for one in ("", owner)] == [[0, 0], [0, 0]]


def test_on_a_shared_computer_everybody_keeps_their_own(tab: Page, context: BrowserContext, film: dict[str, str]) -> None:
    sign_up(tab)
    create(tab)
    first = tab.locator(QUESTION).get_attribute("data-owner") or ""
    log_out(tab)
    keep(tab, film, (first, 0, 30), ("", 30, 40))  # the first one’s last half minute was never sent
    sign_up(tab)
    tab.get_by_role("checkbox").uncheck()
    create(tab)
    tab.goto("/en/my/")
    expect(tab.get_by_role("heading", name="Nothing begun yet")).to_be_visible()
    assert server(tab, film) == {"covered": 0, "position": 0}
    assert [tab.evaluate(HELD, owner) for owner in (first, "")] == [[30, 0], [10, 0]]
    keep(tab, film, ("", 50, 52))  # of an hour ago: what was said no to is not asked about again
    tab.reload()
    tab.wait_for_load_state("networkidle")
    expect(tab.locator(QUESTION)).to_be_hidden()
    log_out(tab)
    tab.goto("/en/my/")
    device = tab.locator("section[data-device]")
    expect(device).to_contain_text("Watched: 0:12. Lessons: 1.")
    device.get_by_role("button", name="Forget it").click()
    expect(device).to_contain_text("has forgotten it")
    assert [tab.evaluate(HELD, owner) for owner in (first, "")] == [[30, 0], [0, 0]]


def test_at_log_in_two_tabs_ask_and_one_answer_is_enough(
    tab: Page, context: BrowserContext, chromium: Browser, product: Product, film: dict[str, str]
) -> None:
    elsewhere = chromium.new_context(base_url=product.url)
    other = elsewhere.new_page()
    address = sign_up(other)
    create(other)
    elsewhere.close()
    keep(tab, film, ("", 5, 25))
    enter(tab, address)
    expect(tab.locator(QUESTION)).to_contain_text("Watched: 0:20. Lessons: 1.")
    second = context.new_page()
    second.goto("/en/learn/")
    expect(second.locator(QUESTION)).to_be_visible()
    context.set_offline(True)
    tab.get_by_role("button", name="Yes, add it to my account").click()
    expect(tab.locator(QUESTION)).to_contain_text("please try again")
    context.set_offline(False)
    tab.get_by_role("button", name="Yes, add it to my account").click()
    expect(tab.locator(QUESTION)).to_contain_text("is in your account now")
    expect(second.locator(QUESTION)).to_be_hidden()
    assert server(tab, film) == {"covered": 20, "position": 25}
    assert tab.evaluate(HELD, "") == [0, 0]


def test_a_note_by_keyboard_while_the_film_stays(tab: Page, film: dict[str, str]) -> None:
    sign_up(tab)
    create(tab)
    tab.goto(LESSON)
    tab.locator(".player__start").click()
    moves(tab)
    pause(tab)
    value(tab, "VIDEO.currentTime = 2.4")
    until(tab, "!VIDEO.seeking && VIDEO.currentTime > 2")
    tab.keyboard.press("n")
    text = tab.locator(".notes__new textarea")
    expect(text).to_be_focused()
    expect(tab.locator(".notes__new input[name=at]")).to_have_value("0:02")
    text.fill("no keys of the player: k j l")
    tab.keyboard.press("Control+Enter")
    note = tab.locator(".note")
    expect(note).to_contain_text("0:02")
    expect(tab.locator(".notes__said")).to_contain_text("Your note is kept.")
    assert value(tab, "VIDEO.currentTime > 2")  # the page was not left
    value(tab, "VIDEO.currentTime = 4.5")
    note.get_by_role("link", name=re.compile("Play from 0:02")).click()
    until(tab, "VIDEO.currentTime < 4")


def test_notes_without_scripts(tab: Page, chromium: Browser, product: Product, film: dict[str, str]) -> None:
    sign_up(tab)
    create(tab)
    plain = chromium.new_context(base_url=product.url, java_script_enabled=False, storage_state=tab.context.storage_state())
    page = plain.new_page()
    page.goto(LESSON)
    for at, text in [("1:05", "By hand"), ("0:02", "Before")]:
        page.locator(".notes__new input[name=at]").fill(at)
        page.locator(".notes__new textarea").fill(text)
        page.get_by_role("button", name="Keep the note").click()
    expect(page.locator(".note__text")).to_have_text(["Before", "By hand"])
    page.locator(".note summary").first.click()
    page.get_by_role("button", name="Delete the note").first.click()
    expect(page.locator(".note__text")).to_have_text(["By hand"])
    plain.close()


def test_a_log_in_that_ended_takes_no_text_away(tab: Page, film: dict[str, str]) -> None:
    address = sign_up(tab, f"/en/accounts/signup/?next={LESSON}")
    create(tab)
    tab.locator(".notes__new textarea").fill("Half a thought")
    tab.context.clear_cookies()
    tab.get_by_role("button", name="Keep the note").click()
    tab.wait_for_url(lambda url: LESSON not in url)
    enter(tab, address)
    tab.goto(LESSON)
    expect(tab.locator(".notes__new textarea")).to_have_value("Half a thought")
