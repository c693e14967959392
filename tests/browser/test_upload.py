"""An editor drops three films, pauses, closes the page, comes back and goes on."""

import hashlib
import os
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Product, log_in
from tests.browser.test_accessibility import audit
from tests.media.clips import clip

pytestmark = pytest.mark.browser

MB = 1024**2
PATIENCE = 30_000  # milliseconds
PAGE = "/admin/videos/upload/"
DROP = """([input, zone]) => {
  const dropped = new DataTransfer();
  for (const file of input.files) dropped.items.add(file);
  for (const type of ["dragover", "drop"])
    zone.dispatchEvent(new DragEvent(type, { dataTransfer: dropped, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three films that play, each with 5 MB beside the picture that no other file has."""
    folder = tmp_path_factory.mktemp("films")
    short = clip(folder / "short.mp4", seconds=1).read_bytes()
    made = [folder / f"{name}_day.mp4" for name in ("first", "second", "third")]
    for film in made:
        film.write_bytes(short + (5 * MB + 8).to_bytes(4, "big") + b"free" + os.urandom(5 * MB))
    return made


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
    expect(rows.nth(0).get_by_label("Title")).to_have_value("first day")
    expect(rows.nth(2)).to_have_attribute("data-state", "waiting")  # two travel at once
    rows.nth(2).get_by_label("Title").fill("The third one")
    expect(rows.nth(0)).to_contain_text("a second", timeout=PATIENCE)  # the speed
    expect(rows.nth(0).locator("progress")).not_to_have_js_property("value", 0, timeout=PATIENCE)
    rows.nth(0).get_by_role("button", name="Pause").press("Enter")
    expect(rows.nth(0)).to_contain_text("Paused at")
    expect(tab.locator("#upload-said")).to_contain_text("first_day.mp4: Paused at")
    assert audit(tab, PAGE, is_admin=True) == []
    tab.on("dialog", lambda dialog: dialog.accept())  # "Files are still on their way"
    tab.reload()
    expect(rows.first).to_have_attribute("data-state", "fileless")
    first = rows.filter(has_text="first_day.mp4")
    offset = first.locator("progress").evaluate("bar => bar.value")
    assert 0 < offset < 100
    network.carry(-1)
    drop(tab, films)
    for film in films:
        expect(rows.filter(has_text=film.name)).to_have_attribute("data-state", "finished", timeout=PATIENCE)
    assert {hashlib.sha256(film.read_bytes()).hexdigest() for film in films} <= kept(product)
    first.get_by_role("link", name="Open “first day”").click()
    expect(tab.locator("#id_title")).to_have_value("first day")


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
