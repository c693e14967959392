from collections.abc import Iterator

import pytest
from pytest_django import Settings

from search import remembered
from search.engines import breaker, database_engine
from search.engines.base import Engine
from search.queries import promoted, synonyms
from tests.search.postgres import in_postgres as in_postgres
from tests.search.postgres import search_tables as search_tables


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=[pytest.mark.services, pytest.mark.xdist_group("postgres")])])
def engine(request: pytest.FixtureRequest, settings: Settings, db: None) -> Engine:
    """The engine under test, empty, and the one that the site uses meanwhile."""
    if request.param == "postgres":
        request.getfixturevalue("in_postgres")
    settings.SEARCH_URL = f"{request.param}:"
    return database_engine()


@pytest.fixture(autouse=True)
def _closed_breakers() -> None:
    """Each test meets a server that never failed."""
    breaker.reading.reset()
    breaker.writing.reset()


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What one test had is not known to the next: its rows go without a signal. Within a test nothing grows too old."""
    monkeypatch.setattr(remembered, "SECONDS", 3600)
    promoted.table.forget()
    synonyms.saved.forget()
    yield
    promoted.table.forget()
    synonyms.saved.forget()
