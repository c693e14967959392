"""A restricted video in Chromium, from the real server: its addresses have run out, and the player asks for others."""

import re
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, Response, Route, expect

from accounts.models import User
from media_pipeline import signed_address
from tests.browser.conftest import PATIENCE, Product, log_in
from tests.browser.playing import NO_HLS, moves, setting, start, until, value
from tests.browser.test_accessibility import LESSON
from tests.media.gunicorn import Gunicorn

pytestmark = pytest.mark.browser

READER = "learner@example.org"
ROOM = "SELECT id FROM wagtailcore_collection WHERE name = ? AND depth = 2"


@dataclass
class Restricted:
    """The video of the demo's lesson while only some may watch it; `expired` is what its reader's address began with."""

    product: Product
    web: Gunicorn
    expired: str


def aged(product: Product, *, video: str, reader: int) -> str:
    """Return the prefix that the server gave to `reader` eleven minutes ago."""
    now = time.time
    with override_settings(SECRET_KEY=(product.data / "secret_key").read_text().strip()), pytest.MonkeyPatch.context() as clock:
        clock.setattr(time, "time", lambda: now() - signed_address.LIFETIME - 60)
        return signed_address.prefix(UUID(video), user=User(pk=reader))


@pytest.fixture(scope="module")
def restricted(product: Product) -> Iterator[Restricted]:
    web = Gunicorn(product.data, "tests.media.readers.settings", {"DEBUG": "1"})
    web.start()
    found = re.search(r'data-video="([0-9a-f-]{36})"', product.read(LESSON))
    assert found is not None
    video = found.group(1)
    move = f"UPDATE media_pipeline_video SET collection_id = ({ROOM}) WHERE public_id = ?"
    with sqlite3.connect(product.data / "db.sqlite3", timeout=30) as database:
        [(reader,)] = database.execute("SELECT id FROM accounts_user WHERE email = ?", [READER]).fetchall()
        assert database.execute(move, ["Restricted", UUID(video).hex]).rowcount == 1
    yield Restricted(product, web, aged(product, video=video, reader=reader))
    with sqlite3.connect(product.data / "db.sqlite3", timeout=30) as database:
        database.execute(move, ["Public", UUID(video).hex])
    web.kill()


@pytest.fixture
def context(chromium: Browser, restricted: Restricted) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=restricted.web.home, viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@dataclass
class Answers:
    """What the server says to a player whose first address is an old one."""

    restricted: Restricted
    asked: int = 0
    said: list[tuple[int, str]] = field(default_factory=list)

    def over(self, tab: Page) -> None:
        tab.route(re.compile("/media/access/"), self._renew)
        tab.on("response", self._note)

    def _renew(self, route: Route) -> None:
        self.asked += 1
        answer = route.fetch()
        change = {"prefix": self.restricted.expired} if self.asked == 1 else {}
        route.fulfill(response=answer, json=answer.json() | change)

    def _note(self, response: Response) -> None:
        if "/media/" in response.url and "/media/access/" not in response.url:
            self.said.append((response.status, response.url))

    def statuses(self, name: str) -> list[int]:
        return [status for status, address in self.said if re.search(name, address)]


@pytest.mark.parametrize(
    ("script", "engine", "file"), [("", "hls.js", r"/master\.m3u8"), (NO_HLS, "mp4", r"/v\d+/video")], ids=["hls.js", "mp4"]
)
def test_it_plays_past_the_end_of_its_address(tab: Page, restricted: Restricted, script: str, engine: str, file: str) -> None:
    tab.goto(LESSON)
    expect(tab.locator("trellis-player")).to_have_count(0)  # without an account
    log_in(tab, restricted.product, READER)
    answers = Answers(restricted)
    answers.over(tab)
    tab.add_init_script(script)
    start(tab)
    expect(tab.locator("trellis-player")).to_have_attribute("data-engine", engine)
    expect(tab.get_by_role("alert")).to_be_hidden()
    assert answers.asked == 2, "once at the beginning, once when that address was refused"
    assert (403 in answers.statuses("/signed/"), answers.statuses(file)[-1] in (200, 206)) == (True, True)
    value(tab, "VIDEO.currentTime = VIDEO.duration / 2")
    moves(tab)

    # A text that is wanted later, with an address from before.
    tab.evaluate(
        """prefix => document.querySelectorAll('trellis-player track').forEach(
          (track) => { track.src = track.src.replace(/^.*?\\/signed\\/[^/]+\\//, prefix); })""",
        restricted.expired,
    )
    setting(tab, "captions").select_option(label="Română")
    until(tab, "[...VIDEO.textTracks].some(t => t.mode === 'showing' && t.language === 'ro' && t.cues?.length)")
    assert answers.asked == 2, "a good address is known already"
    assert (403 in answers.statuses("/tracks/"), answers.statuses("/tracks/subtitles-ro")[-1]) == (True, 200)
    assert {address.startswith(f"{restricted.web.home}/media/signed/") for _status, address in answers.said} == {True}
