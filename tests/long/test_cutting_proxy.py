"""An upload from Chromium through a proxy that cuts it off again and again, to a server that is restarted meanwhile."""

import hashlib
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PATIENCE, Product, log_in
from tests.browser.test_upload import MB, PAGE, kept, padded
from tests.media.forwarder import forwarding
from tests.media.gunicorn import Gunicorn
from tests.media.installation import until

pytestmark = [pytest.mark.long, pytest.mark.browser]


def test_it_arrives_all_the_same(chromium: Browser, product: Product, tmp_path: Path) -> None:
    """The first pieces of 2 MB and 1 MB are too large for the proxy; those of 512 kB take longer than its patience."""
    film, web = padded(tmp_path / "loom.mp4", megabytes=4), Gunicorn(product.data, environment={"DEBUG": "1"})
    web.start()
    with forwarding(web.port, largest=700_000, bytes_a_second=MB // 2, patience=0.8) as proxy:
        context = chromium.new_context(base_url=proxy.url)
        tab = context.new_page()
        asked: list[tuple[str, str]] = []
        tab.on("request", lambda request: asked.append((request.method, request.url)))
        log_in(tab, product, "editor@example.org")
        tab.goto(PAGE)
        tab.locator("#upload-files").set_input_files(str(film))
        row = tab.locator(".upload-row")
        expect(row).to_contain_text("The connection is lost", timeout=PATIENCE)
        until(lambda: tab.evaluate("1") and proxy.cut >= 2, why="the proxy cuts twice")
        web.kill()
        before = len(asked)
        until(
            lambda: tab.evaluate("1") and any(method == "HEAD" for method, _address in asked[before:]),
            why="the page asks the server that is not there",
        )
        expect(row).to_contain_text("The connection is lost")
        web.start()
        expect(row).to_have_attribute("data-state", "finished", timeout=PATIENCE)
        context.close()
    web.kill()
    assert (proxy.refused >= 2, proxy.cut >= 3) == (True, True)
    assert [method for method, address in asked if address.endswith("/uploads/")] == ["POST"], "the file was begun once"
    assert hashlib.sha256(film.read_bytes()).hexdigest() in kept(product)
