"""The tables of the search in a database of their own, in the place of the suite's own for as long as a test runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import dj_database_url
import pytest
import pytest_django
from django.apps import apps
from django.db import connections, transaction
from django.db.utils import load_backend

from tests.media.postgres import Postgres

# What a search reads and writes, and what `tests.factories.search` stands documents on.
TABLES = (
    *("search.IndexedDocument", "search.IndexedFacet", "search.IndexedPassage", "search.PendingChange"),
    *("search.UnsentDocument", "search.IndexState", "search.DocumentArrival", "search.QueryDay", "search.SynonymGroup"),
    "search.PromotedResult",
    *("search.TermForm", "search.FormTrigram", "core.Tag", "core.Term", "core.TermText"),
)
INDEXES = [import_module(f"search.migrations.{name}") for name in ("0002_sqlite_index", "0003_postgres_index")]


@contextmanager
def default_database(url: str, **more: Any) -> Iterator[None]:
    """For as long as this lasts, `url` is the default database of this thread; `more` as in DATABASES."""
    settings = connections.configure_settings({"default": {**dj_database_url.parse(url), **more}})["default"]
    kept = connections["default"]
    connections["default"] = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, "default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = kept


def make_tables() -> None:
    """Make the tables of the search alone in the default database; the whole site would take a minute to migrate."""
    with connections["default"].schema_editor() as editor:
        for name in TABLES:
            editor.create_model(apps.get_model(name))
        editor.deferred_sql = [one for one in editor.deferred_sql if "wagtailcore_page" not in str(one)]  # which is not here
        for index in INDEXES:
            index.create(apps, editor)


@pytest.fixture(scope="session")
def search_tables(postgres: Postgres, django_db_blocker: pytest_django.DjangoDbBlocker) -> str:
    """Return the address of a database with the tables of the search."""
    url = postgres.create("search")
    with django_db_blocker.unblock(), default_database(url):
        make_tables()
    return url


@pytest.fixture
def in_postgres(search_tables: str, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), default_database(search_tables), transaction.atomic():
        yield
        transaction.set_rollback(True)
