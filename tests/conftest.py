import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.utils import translation
from wagtail.models import Locale

from cms.home.models import HomePage
from cms.news.models import NewsIndexPage

pytest_plugins = ["tests.database", "tests.media.samples", "tests.media.installation", "tests.media.postgres"]

LONGEST_ID = 100
# A test does not time itself: a busy machine is no defect.
hypothesis.settings.register_profile("trellis", deadline=None)
hypothesis.settings.load_profile("trellis")


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser in front of the product keeps to one worker, encoders to another: two of a kind would wait for each other."""
    for item in items:
        if "product" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("product"))
        elif item.get_closest_marker("ffmpeg") or item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("ffmpeg"))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A file of two megabytes is no name for a test, nor are bytes that are others each time: workers compare the names."""
    return argname if isinstance(val, str | bytes) and len(val) > LONGEST_ID else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With REQUIRE_SERVICES=1 nothing may be left out quietly: a skip or an expected failure is a failure."""
    report = yield
    if os.environ.get("REQUIRE_SERVICES") == "1" and (report.skipped or hasattr(report, "wasxfail")):
        report.outcome = "failed"
        report.longrepr = f"Left out although REQUIRE_SERVICES=1: {report.longrepr}"
    return report


@pytest.fixture(scope="session", autouse=True)
def _data_folder() -> Iterator[None]:
    """The suite writes below a temporary DATA_DIR of its own, and takes it away afterwards."""
    yield
    shutil.rmtree(Path(settings.DATA_DIR), ignore_errors=True)


@pytest.fixture(autouse=True)
def _own_language() -> None:
    """Every test begins in the site's language; a request to a page in another one leaves that active."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def english(db: None) -> Locale:
    locale: Locale = Locale.objects.get(language_code="en")
    return locale


@pytest.fixture
def romanian(db: None) -> Locale:
    locale: Locale = Locale.objects.get(language_code="ro")
    return locale


@pytest.fixture
def home(db: None) -> HomePage:
    """The English home page that the first migration makes."""
    page: HomePage = HomePage.objects.get()
    return page


@pytest.fixture
def news_section(home: HomePage) -> NewsIndexPage:
    page = NewsIndexPage(title="News", slug="news")
    home.add_child(instance=page)
    return page
