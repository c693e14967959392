"""An editor drops three films, pauses, closes the page, comes back and goes on."""

import base64
import hashlib
import os
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Request, expect

from tests.browser.conftest import Product, log_in
from tests.browser.test_accessibility import DESK_BY_DAY, PHONE_BY_NIGHT, audit
from tests.media.clips import clip

pytestmark = pytest.mark.browser

MB = 1024**2
PATIENCE = 30_000  # milliseconds
PAGE = "/admin/videos/upload/"
ON_ITS_WAY = re.compile(r"^\d+ % · [\d.,]+ (kB|MB) a second · \d+ s left$")
PENDING = "JSON.parse(document.getElementById('upload-configuration').textContent).pending"
DROP = """([input, zone]) => {
  const dropped = new DataTransfer();
  for (const file of input.files) dropped.items.add(file);
  for (const type of ["dragover", "drop"])
    zone.dispatchEvent(new DragEvent(type, { dataTransfer: dropped, bubbles: true, cancelable: true }));
}"""


def padded(target: Path, *, megabytes: int) -> Path:
    """Make a film of a second with so much beside the picture, in bytes that no other file has."""
    size = megabytes * MB
    short = clip(target, seconds=1).read_bytes()
    target.write_bytes(short + (size + 8).to_bytes(4, "big") + b"free" + os.urandom(size))
    return target


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three films that play, each with 5 MB beside the picture that no other file has."""
    folder = tmp_path_factory.mktemp("films")
    return [padded(folder / f"{name}_day.mp4", megabytes=5) for name in ("first", "second", "third")]


def drop(tab: Page, films: list[Path]) -> None:
    """Drop files as from the computer's desk."""
    tab.evaluate("document.body.insertAdjacentHTML('beforeend', '<input type=file multiple id=desk hidden>')")
    tab.locator("#desk").set_input_files([str(film) for film in films])
    tab.evaluate(DROP, [tab.locator("#desk").element_handle(), tab.locator("#upload-zone").element_handle()])


class Network:
    """The network of one page: as fast as is said, or gone."""

    def __init__(self, context: BrowserContext, tab: Page) -> None:
        self.session = context.new_cdp_session(tab)

    def carry(self, bytes_a_second: int, *, is_gone: bool = False) -> None:
        limits = {"offline": is_gone, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes_a_second}
        self.session.send("Network.emulateNetworkConditions", limits)


def said(request: Request) -> dict[str, str]:
    """Return what the beginning of an upload says of its file."""
    pairs = (pair.split() for pair in request.headers["upload-metadata"].split(",") if " " in pair.strip())
    return {key: base64.b64decode(value).decode() for key, value in pairs}


def kept(product: Product) -> set[str]:
    """Return the digests of all originals that came through uploads."""
    with sqlite3.connect(product.data / "db.sqlite3") as database:
        return {digest for (digest,) in database.execute("SELECT original_sha256 FROM media_pipeline_renditionset")} - {""}


def test_three_films_survive_a_reload(tab: Page, context: BrowserContext, product: Product, films: list[Path]) -> None:
    log_in(tab, product, "editor@example.org")
    tab.goto(PAGE)
    network = Network(context, tab)
    network.carry(2 * MB)
    drop(tab, films)
    rows = tab.locator(".upload-row")
    expect(rows).to_have_count(3)
    pause_half_way(tab, rows, network)
    tab.on("dialog", lambda dialog: dialog.accept())  # "Files are still on their way"
    tab.reload()
    expect(rows.first).to_have_attribute("data-state", "fileless")
    first = rows.filter(has_text="first_day.mp4")
    assert 0 < first.locator("progress").evaluate("bar => bar.value") < 100
    known = {one["name"]: one for one in tab.evaluate(PENDING)}
    remove(tab, rows.filter(has_text="second_day.mp4"), known["second_day.mp4"]["id"])
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    tab.on("request", note)
    network.carry(-1)
    drop(tab, films)
    for film in films:
        expect(rows.filter(has_text=film.name)).to_have_attribute("data-state", "finished", timeout=PATIENCE)
    assert {hashlib.sha256(film.read_bytes()).hexdigest() for film in films} <= kept(product)
    check_resumed(asked, known["first_day.mp4"])
    first.get_by_role("link", name="Open “first day”").click()
    expect(tab.locator("#id_title")).to_have_value("first day")


def pause_half_way(tab: Page, rows: Locator, network: Network) -> None:
    """Look at three files on their way, and pause the first two."""
    expect(rows.nth(0).get_by_label("Title")).to_have_value("first day")
    expect(rows.nth(2)).to_have_attribute("data-state", "waiting")  # two travel at once
    rows.nth(2).get_by_label("Title").fill("The third one")
    expect(rows.nth(0).locator(".upload-row__words")).to_have_text(ON_ITS_WAY, timeout=PATIENCE)
    for row in (rows.nth(0), rows.nth(1)):
        expect(row.locator("progress")).not_to_have_js_property("value", 0, timeout=PATIENCE)
    network.carry(MB // 32)  # the second one is still on its way when all this has been looked at
    rows.nth(1).get_by_role("button", name="Pause").press("Enter")  # two travel at once: now the third one does
    expect(rows.nth(1)).to_contain_text("Paused at")
    pause_and_go_on(tab, rows.nth(0))


def pause_and_go_on(tab: Page, row: Locator) -> None:
    """Pause it, look at the page while it stands still, let it go on, and pause it again."""
    row.get_by_role("button", name="Pause").press("Enter")
    expect(row).to_contain_text("Paused at")
    expect(tab.locator("#upload-said")).to_contain_text("first_day.mp4: Paused at")
    assert audit(tab, PAGE, [DESK_BY_DAY, PHONE_BY_NIGHT], is_admin=True) == []
    row.get_by_role("button", name="Go on").press("Enter")
    expect(row).to_have_attribute("data-state", "sending", timeout=PATIENCE)
    row.get_by_role("button", name="Pause").press("Enter")
    expect(row).to_contain_text("Paused at")


def remove(tab: Page, row: Locator, number: str) -> None:
    """Have the server forget what it has of a file."""
    with tab.expect_response(lambda answer: answer.request.method == "DELETE") as removal:
        row.get_by_role("button", name="Remove").press("Enter")
    assert (removal.value.status, number in removal.value.url) == (204, True)
    expect(row).to_have_count(0)


def check_resumed(asked: list[Request], known: dict[str, Any]) -> None:
    """What is half here was not begun again: its first piece began where the server's part ended. What was removed was."""
    posted = [request for request in asked if "upload-metadata" in request.headers]
    begun = [said(request)["filename"] for request in posted if request.method == "POST"]
    assert ("second_day.mp4" in begun, known["name"] in begun) == (True, False)
    sent = [request for request in asked if request.method == "PATCH" and known["id"] in request.url]
    assert int(sent[0].headers["upload-offset"]) == known["offset"] > 0


def test_a_lost_network_is_waited_for(tab: Page, context: BrowserContext, product: Product, films: list[Path]) -> None:
    film = films[0].with_name("fourth.mp4")
    film.write_bytes(films[0].read_bytes()[:-1] + b"\0")
    log_in(tab, product, "editor@example.org")
    tab.goto(PAGE)
    network = Network(context, tab)
    network.carry(MB // 2)
    tab.locator("#upload-files").set_input_files(str(film))
    row = tab.locator(".upload-row", has_text="fourth.mp4")
    expect(row).to_contain_text("a second", timeout=PATIENCE)
    network.carry(0, is_gone=True)
    expect(row).to_contain_text("The connection is lost", timeout=PATIENCE)
    network.carry(-1)
    expect(row).to_have_attribute("data-state", "finished", timeout=PATIENCE)
    tab.goto(PAGE)
    film.rename(film.with_name("again.mp4"))
    tab.locator("#upload-files").set_input_files(str(film.with_name("again.mp4")))
    row = tab.locator(".upload-row", has_text="again.mp4")
    expect(row).to_contain_text("The same file is here already, as “fourth”.", timeout=PATIENCE)
    row.get_by_role("button", name="Use the one that is here").click()
    expect(row).to_have_attribute("data-state", "finished")
