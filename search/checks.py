from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from search.engines import scheme
from search.engines.server import server

_DATABASES = {"sqlite": ("sqlite", "SQLite"), "postgres": ("postgresql", "PostgreSQL")}


@register(Tags.database)
def engine_fits_database(**kwargs: Any) -> list[CheckMessage]:
    """An engine inside the database needs the database that it was written for."""
    vendor, name = _DATABASES.get(scheme(), (connection.vendor, ""))
    if connection.vendor != vendor:
        return [Error(f"SEARCH_URL={scheme()}: needs DATABASE_URL to be {name}.", id="search.E001")]
    return []


@register()
def server_can_be_asked(**kwargs: Any) -> list[CheckMessage]:
    """A search server needs an address that can be read, and its package. Nothing is asked of it here."""
    try:
        if scheme() not in _DATABASES:
            server(settings.SEARCH_URL)
    except ImproperlyConfigured as error:
        return [Error(str(error), id="search.E002")]
    return []
