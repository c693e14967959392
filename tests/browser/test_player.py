"""The player in Chromium: what feeds it, what it remembers, its keys, and what it does when things fail."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.playing import NO_HLS, ONLY_OURS, PATIENCE, moves, pause, setting, start, start_whole, until, value
from tests.browser.test_accessibility import LESSON

pytestmark = pytest.mark.browser

TOLD = "window.told = []; document.addEventListener('engineerror', (event) => told.push(event.detail))"
SHOWN = "[...VIDEO.textTracks].filter(t => t.mode === 'showing' && t.kind !== 'chapters').map(t => t.language)"
# Pauses between attempts (up to 8 s) are cut short; the limits of a request (10 s and more) are not.
HURRY = """const later = setTimeout;
window.setTimeout = (act, wait, ...rest) => later(act, wait < 9000 ? Math.min(wait, 50) : wait, ...rest);"""


@pytest.mark.usefixtures("quiet")
def test_hls_js_plays_from_zero_seeks_and_switches(tab: Page) -> None:
    tab.add_init_script(TOLD)
    start_whole(tab, sizes=2)
    player = tab.locator("trellis-player")
    expect(player).to_have_attribute("data-engine", "hls.js")
    assert value(tab, "VIDEO.buffered.start(0)") == 0
    assert value(tab, "VIDEO.buffered.length") == 1
    meant = float(player.get_attribute("data-duration") or 0) / 1000
    assert abs(value(tab, "VIDEO.duration") - meant) < 0.1
    assert value(tab, "told") == []
    value(tab, "VIDEO.currentTime = VIDEO.duration / 2")
    moves(tab)
    for level in range(2):
        setting(tab, "quality").select_option(str(level))
        until(tab, f"document.querySelector('trellis-player').hls.currentLevel === {level}")
        moves(tab)
    # A jump and another level cancel the request that is under way.
    assert set(value(tab, "told")) <= {"aborted"}


def press(tab: Page, key: str, expression: str) -> Any:
    tab.keyboard.press(key)
    return value(tab, expression)


def play_and_move_by_keys(tab: Page) -> None:
    tab.locator("media-time-range").evaluate("bar => bar.range.focus()")  # on a button the space bar presses that
    for key, state in [(" ", "VIDEO.paused"), (" ", "!VIDEO.paused"), ("k", "VIDEO.paused")]:
        tab.keyboard.press(key)
        until(tab, state)
    assert press(tab, "Home", "VIDEO.currentTime") == 0
    places = [press(tab, key, "VIDEO.currentTime") for key in ["l", "ArrowRight", "j", "ArrowLeft"]]
    assert places == [10, 15, 5, 0]
    # The sound lasts some hundredths of a second longer than the picture; hls.js learns of it only then.
    assert press(tab, "End", "VIDEO.duration - VIDEO.currentTime") < 0.1
    tenths = [press(tab, str(digit), "10 * VIDEO.currentTime / VIDEO.duration") for digit in range(10)]
    assert tenths == pytest.approx(list(range(10)), abs=0.001)


@pytest.mark.usefixtures("quiet")
def test_the_keys(tab: Page) -> None:
    start(tab)
    play_and_move_by_keys(tab)
    assert [press(tab, "m", "VIDEO.muted") for _twice in range(2)] == [True, False]
    assert [press(tab, key, "VIDEO.volume") for key in ["ArrowDown", "ArrowDown", "ArrowUp"]] == [0.9, 0.8, 0.9]
    assert [press(tab, "c", SHOWN) for _twice in range(2)] == [["en"], []]
    value(tab, "{ window.asked = []; document.addEventListener('mediaenterpiprequest', e => asked.push(e.target.localName)) }")
    assert press(tab, "i", "asked") == ["media-pip-button"]
    tab.keyboard.press(">")
    expect(tab.locator(".player__said")).to_have_text("Speed 1.25")
    tab.keyboard.press("<")
    assert value(tab, "VIDEO.playbackRate") == 1
    tab.keyboard.press("f")
    until(tab, "document.fullscreenElement !== null")
    # The button hears of it a moment later, and until then another press would ask for the same again.
    expect(tab.locator("media-fullscreen-button")).to_have_attribute("mediaisfullscreen", "")
    tab.keyboard.press("f")
    until(tab, "document.fullscreenElement === null")
    tab.keyboard.press("?")
    expect(tab.locator(".player__keys")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.locator("#player-settings")).to_be_hidden()


@pytest.mark.usefixtures("quiet")
def test_keys_leave_controls_and_the_page_alone(tab: Page) -> None:
    start(tab)
    pause(tab)
    before = value(tab, "VIDEO.currentTime")
    setting(tab, "speed").focus()
    tab.keyboard.press("ArrowDown")
    assert value(tab, "VIDEO.currentTime") == before
    assert value(tab, "VIDEO.playbackRate") == 1.25
    tab.keyboard.press("Escape")
    tab.locator("[data-part=captions]").focus()
    tab.keyboard.press(" ")  # presses the button, does not play
    expect(tab.locator("[data-part=captions]")).to_have_attribute("aria-pressed", "true")
    assert value(tab, "VIDEO.paused")
    tab.locator(".transcript__text").focus()
    for key in ["k", "l", "m"]:
        tab.keyboard.press(key)
    assert value(tab, "[VIDEO.paused, VIDEO.currentTime, VIDEO.muted]") == [True, before, False]


@pytest.mark.usefixtures("quiet")
def test_speed_volume_and_data_saving_are_remembered(tab: Page) -> None:
    start(tab)
    setting(tab, "speed").select_option("1.5")
    value(tab, "VIDEO.volume = 0.4")
    setting(tab, "saves").check()
    until(tab, "document.querySelector('trellis-player').hls.autoLevelCapping === 0")
    start(tab)
    assert value(tab, "[VIDEO.playbackRate, VIDEO.volume]") == [1.5, 0.4]
    expect(setting(tab, "saves")).to_be_checked()
    until(tab, "document.querySelector('trellis-player').hls.currentLevel === 0")
    assert value(tab, "document.querySelector('trellis-player').hls.autoLevelCapping") == 0


def test_a_browser_that_saves_data_begins_small(tab: Page) -> None:
    tab.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    start(tab)
    expect(setting(tab, "saves")).to_be_checked()
    assert value(tab, "VIDEO.videoHeight") == 180


@pytest.mark.usefixtures("quiet")
def test_sound_only_goes_on_at_the_same_second(tab: Page) -> None:
    start(tab)
    value(tab, "VIDEO.currentTime = 20")
    moves(tab)
    setting(tab, "sound").check()
    until(tab, "VIDEO.videoWidth === 0 && VIDEO.currentTime > 20 && !VIDEO.paused")
    assert value(tab, "VIDEO.currentTime") < 30
    setting(tab, "sound").uncheck()
    until(tab, "VIDEO.videoWidth > 0 && VIDEO.currentTime > 20 && !VIDEO.paused")


@pytest.mark.usefixtures("quiet")
def test_a_link_to_this_second(tab: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    start(tab, f"{LESSON}?t=0m12s")
    pause(tab)
    assert 12 <= value(tab, "VIDEO.currentTime") < 14
    button = setting(tab, "link")
    expect(button).to_have_text(re.compile(r"Copy the link at 0:1[23]"))
    button.click()
    expect(tab.locator("#player-settings output")).to_contain_text("is copied")
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert re.search(rf"{LESSON}\?t=1[23]#player$", copied)
    tab.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    button.click()
    expect(tab).to_have_url(re.compile(r"\?t=1[23]#player$"))


@pytest.mark.usefixtures("quiet")
def test_every_name_is_in_the_words_of_the_page(tab: Page) -> None:
    """media-chrome follows `navigator.language` and has none of our languages: its words come from the page."""
    tab.add_init_script("""document.addEventListener('DOMContentLoaded', () => {
      const parts = document.querySelector('.player__parts');
      const words = JSON.parse(parts.dataset.words);
      for (const name of Object.keys(words)) words[name] = `§${words[name]}`;
      parts.dataset.words = JSON.stringify(words);
    })""")
    start(tab)
    for _twice in range(2):
        tab.locator("media-play-button").click()
        tab.locator("media-mute-button").click()
    pause(tab)
    names = value(
        tab,
        """[
      ...[...document.querySelectorAll('media-controller, media-controller > * [aria-label]:not(button):not([aria-hidden])')]
        .map(e => e.getAttribute('aria-label')),
      ...['media-time-range', 'media-volume-range'].map(n => document.querySelector(n).range.getAttribute('aria-label')),
      document.querySelector('media-time-range').range.getAttribute('aria-valuetext'),
    ]""",
    )
    assert len(names) >= 7
    assert [name for name in names if not name.startswith("§")] == []


@pytest.mark.parametrize(("script", "engine"), [(ONLY_OURS, "native"), (NO_HLS, "mp4")])
def test_without_media_source(tab: Page, script: str, engine: str) -> None:
    tab.add_init_script(script)
    start(tab)
    expect(tab.locator("trellis-player")).to_have_attribute("data-engine", engine)
    value(tab, "VIDEO.currentTime = VIDEO.duration / 2")
    moves(tab)


def test_an_error_is_said_and_can_be_tried_again(tab: Page) -> None:
    tab.route("**/*.m4s", lambda route: route.abort())
    tab.add_init_script(HURRY)
    tab.goto(LESSON)
    tab.locator(".player__start").click(timeout=PATIENCE)
    expect(tab.get_by_role("alert")).to_contain_text("The video stopped", timeout=60_000)
    expect(tab.locator(".player__retry")).to_be_focused()
    tab.unroute("**/*.m4s")
    tab.keyboard.press("Enter")
    until(tab, "VIDEO.currentTime > 0.2")
    expect(tab.get_by_role("alert")).to_be_hidden()
    expect(tab.locator("media-play-button")).to_be_focused()


class Lock:
    """A small server of restricted addresses: only the newest token opens, and the test says when it changes."""

    def __init__(self, tab: Page) -> None:
        self.token, self.refused, self.served = 0, 0, 0
        tab.route(re.compile("/media/signed/"), self.file)
        tab.route(re.compile("/media/access/"), self.renew)
        tab.add_init_script("""document.addEventListener('DOMContentLoaded', () => {
          const { dataset } = document.querySelector('trellis-player');
          for (const name of ['hls', 'mp4', 'audio']) dataset[name] = dataset[name].replace('/media/', '/media/signed/0/');
          dataset.renew = `/media/access/${dataset.video}`;
        })""")

    def file(self, route: Route) -> None:
        _before, token, _rest = re.split(r"/media/signed/(\d+)/", route.request.url)
        if int(token) != self.token:
            self.refused += 1
            route.fulfill(status=403, body="")  # as the server does
        else:
            self.served += 1
            route.continue_(url=route.request.url.replace(f"/signed/{token}", ""))

    def renew(self, route: Route) -> None:
        self.token += 1
        route.fulfill(json={"prefix": f"/media/signed/{self.token}/", "expires_in": 600})


def test_a_restricted_video_goes_on_with_new_addresses(tab: Page) -> None:
    lock = Lock(tab)
    tab.add_init_script(TOLD)
    start(tab)
    assert (lock.token, lock.refused) == (1, 0)  # the address in the page may be old: a new one is asked for first
    value(tab, "document.querySelector('trellis-player').hls.config.maxBufferLength = 4")
    lock.token += 1  # what the player holds is refused from now on
    value(tab, "VIDEO.currentTime = VIDEO.duration - 12")
    moves(tab)
    assert (lock.token, lock.refused >= 1) == (3, True)
    expect(tab.get_by_role("alert")).to_be_hidden()


def test_a_restricted_plain_file_goes_on_at_the_same_second(tab: Page) -> None:
    lock = Lock(tab)
    tab.add_init_script(NO_HLS)
    start(tab)
    value(tab, "VIDEO.currentTime = 30")
    moves(tab)
    lock.token += 1
    # As the browser does when a request for the next bytes is refused.
    value(tab, "VIDEO.dispatchEvent(new Event('error'))")
    until(tab, "VIDEO.currentSrc.includes('/signed/3/') && VIDEO.currentTime > 30.2")
    assert value(tab, "VIDEO.currentTime") < 40
