import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from wagtail.models import Locale

from cms.home.models import HomePage
from cms.news.models import NewsIndexPage


@pytest.fixture(scope="session", autouse=True)
def _data_folder() -> Iterator[None]:
    """The suite writes below a temporary DATA_DIR of its own, and takes it away afterwards."""
    yield
    shutil.rmtree(Path(settings.MEDIA_ROOT).parent, ignore_errors=True)


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
