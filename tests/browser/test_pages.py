"""What holds for every page: no error in the console, nobody else asked, one h1, no cookie, valid HTML."""

import re
import shutil
import subprocess
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import ROOT, Product, Watch, log_in
from tests.browser.test_accessibility import OPEN_HOUR

pytestmark = pytest.mark.browser

VALIDATOR = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
# Pages whose form needs its protection against forgery.
AT_ONCE = 8  # tabs: each waits for half a second of silence
WITH_FORM = re.compile(r"/accounts/|/join/")


def test_readers_meet_no_error_and_nobody_else(context: BrowserContext, product: Product, watch: Watch) -> None:
    """In Romanian; in English axe is there as well, in `test_accessibility`."""
    paths = product.one_of_each("ro")
    for number in range(0, len(paths), AT_ONCE):
        tabs = {path: context.new_page() for path in paths[number : number + AT_ONCE]}
        for path, tab in tabs.items():
            tab.goto(path, wait_until="commit")
        for path, tab in tabs.items():
            tab.wait_for_load_state("networkidle")
            assert (path, tab.locator("h1").count()) == (path, 1)
            tab.close()
    assert (watch.errors, watch.strangers(product.url)) == ([], [])


def test_only_pages_with_a_form_set_a_cookie(product: Product) -> None:
    baked = set()
    for path in [*product.one_of_each("en"), *product.one_of_each("ro")]:
        with urllib.request.urlopen(product.url + path) as answer:
            baked |= {path} if "Set-Cookie" in answer.headers else set()
    assert {"/en/accounts/login/", "/ro/accounts/login/"} <= baked
    assert [path for path in baked if not WITH_FORM.search(path)] == []


def test_an_editor_in_the_admin_meets_no_error_and_nobody_else(tab: Page, product: Product, watch: Watch) -> None:
    log_in(tab, product, "editor@example.org")
    for path in ["", "pages/", "images/", "documents/", "media/", "snippets/", "account/"]:
        answer = tab.goto(f"/admin/{path}", wait_until="networkidle")
        assert answer is not None
        assert (path, answer.status) == (path, 200)
    assert (watch.errors, watch.strangers(product.url)) == ([], [])


def test_a_request_to_somebody_else_would_be_seen(tab: Page, product: Product, watch: Watch) -> None:
    tab.goto("/en/")
    tab.evaluate("fetch('http://127.0.0.2:9/planted').catch(() => null)")
    assert watch.strangers(product.url) == ["http://127.0.0.2:9/planted"]


def test_the_html_is_valid(product: Product, tmp_path: Path) -> None:
    if shutil.which("java") is None:
        pytest.skip("The Nu HTML checker needs Java.")
    for number, path in enumerate([*product.one_of_each("en"), *product.one_of_each("ro"), OPEN_HOUR, "/api/docs"]):
        (tmp_path / f"{number:02}{re.sub(r'[^a-z0-9]+', '-', path)}.html").write_text(product.read(path))
    checked = subprocess.run(
        ["java", "-jar", str(VALIDATOR), "--errors-only", "--format", "text", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.stderr, checked.returncode) == ("Document checking completed. No errors found.\n", 0)


def test_the_focus_is_seen_in_filters_that_are_taller_than_the_window(tab: Page) -> None:
    tab.set_viewport_size({"width": 1440, "height": 500})
    tab.goto("/en/search/?q=mentor")
    show = tab.locator(".facets").get_by_role("button", name="Show", exact=True)
    show.focus()
    expect(show).to_be_in_viewport(ratio=1)
