"""The product as `make run` starts it, once for all browser tests, and Chromium in front of it."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, expect, sync_playwright

from tests.media.gunicorn import free_port

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 300  # seconds; a hang, not a bar
PATIENCE = 90_000  # milliseconds; the encoders of other tests may keep the machine busy meanwhile
expect.set_options(timeout=PATIENCE / 3)
NOT_OURS = {"DATA_DIR", "TASKS_URL", "DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"}
PASSWORD = re.compile(r"password[^\n]*: (\S+)", re.I)
DRAFTS = "/admin/pages/"
REFUSED = "Failed to load resource: the server responded with a status of 400 (Bad Request)"
# The first is the same engine without a window system around it: a third less to do for the processors.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]


@dataclass(frozen=True)
class Product:
    url: str
    data: Path
    password: str

    def read(self, path: str) -> str:
        with urllib.request.urlopen(self.url + path, timeout=60) as answer:
            text: str = answer.read().decode()
            return text

    def addresses(self) -> list[str]:
        """Return the path of every live page, as the sitemap lists them."""
        return [
            re.sub(r"^https?://[^/]+", "", address) for address in re.findall(r"<loc>(.*?)</loc>", self.read("/sitemap.xml"))
        ]

    def one_of_each(self, locale: str = "en") -> list[str]:
        """Return one address for each kind of page: the first of every section and depth."""
        kinds: dict[tuple[str, int], str] = {}
        for path in sorted(self.addresses()):
            parts = path.strip("/").split("/")
            if parts[0] == locale:
                kinds.setdefault((parts[1] if len(parts) > 1 else "", len(parts)), path)
        searches = ("search/?q=mentor", "search/?view=map", "search/?q=mentor+zzyzx")
        views = (*searches, "accounts/login/", "accounts/signup/", "join/", "verify/")
        return [*kinds.values(), *(f"/{locale}/{view}" for view in views)]


@dataclass
class Watch:
    """What a browser said and asked for while it was watched."""

    heard: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    submitted: set[str] = field(default_factory=set)
    overtaken: list[str] = field(default_factory=list)

    @property
    def errors(self) -> list[str]:
        return [said for said in self.heard if said not in self.overtaken]

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.heard.append(str(error.error)))
        context.on("request", self._note)
        context.on("response", self._read_draft)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.heard.append(f"{message.text} at {message.location['url']}")

    def _read_draft(self, answer: Response) -> None:
        """Wagtail saves drafts by itself. It is right to refuse one that the form itself has overtaken; nothing else."""
        request = answer.request
        if answer.status != 400 or request.method != "POST" or request.resource_type != "fetch" or DRAFTS not in request.url:
            return
        if request.url in self.submitted:
            self.overtaken.append(f"{REFUSED} at {request.url}")
        else:
            self.heard.append(f"{answer.text()[:1000]} at {request.url}")

    def _note(self, request: Request) -> None:
        self.requests.append(request.url)
        if request.method == "POST" and request.is_navigation_request():
            self.submitted.add(request.url)

    def strangers(self, home: str) -> list[str]:
        """Return requests that left the product."""
        return [url for url in self.requests if not url.startswith((home, "data:", "blob:"))]


def start_product(data: Path, port: int) -> tuple[subprocess.Popen[bytes], str]:
    """Start web and worker; return the process and what it printed up to the accounts. The rest goes to `data`/run.log."""
    environment = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    environment |= {"DATA_DIR": str(data), "PORT": str(port), "DEBUG": "1", "PYTHONPATH": str(ROOT)}
    environment["DJANGO_SETTINGS_MODULE"] = "tests.browser.settings"
    log = data / "run.log"
    with log.open("wb") as printed:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "run"], cwd=ROOT, env=environment, stdout=printed, stderr=subprocess.STDOUT
        )
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        _before, ready, accounts = log.read_text().partition("Ready:")
        if ready and PASSWORD.search(accounts):
            return process, accounts
        time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    process.wait(timeout=60)
    raise AssertionError(f"The product did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def product(migrated: Path) -> Iterator[Product]:
    """Web and worker with the demo, in a data folder of their own, on a port of their own."""
    data, port = Path(tempfile.mkdtemp(prefix="trellis-browser-")), free_port()
    shutil.copy(migrated, data / "db.sqlite3")
    process, printed = start_product(data, port)
    try:
        found = PASSWORD.search(printed)
        assert found is not None, printed
        yield Product(f"http://127.0.0.1:{port}", data, found.group(1))
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
        shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """While it is open Playwright keeps an event loop on this thread; Django takes everything on it for asynchronous."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("Chromium is not installed.")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def quiet(watch: Watch) -> Iterator[None]:
    """After the test: nothing stood in the console."""
    yield
    assert watch.errors == []


@pytest.fixture
def context(chromium: Browser, product: Product, watch: Watch) -> Iterator[BrowserContext]:
    """A reader who has never been here, watched for errors and for requests to others."""
    context = chromium.new_context(base_url=product.url, viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    watch.over(context)
    yield context
    context.close()


@pytest.fixture
def tab(context: BrowserContext) -> Page:
    return context.new_page()


def log_in(tab: Page, product: Product, address: str) -> None:
    """Log in without looking at the form; `test_main_job` fills it in, `test_learning_journey` by keyboard alone."""
    form = product.url + "/en/accounts/login/"
    tab.request.get(form)
    [token] = [cookie["value"] for cookie in tab.context.cookies() if cookie["name"] == "csrftoken"]
    fields: dict[str, str | float | bool] = {"login": address, "password": product.password, "csrfmiddlewaretoken": token}
    answer = tab.request.post(form, form=fields, headers={"Referer": form}, max_redirects=0)
    assert answer.status == 302, "The form came back."
