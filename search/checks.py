from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from search.engines import scheme

_DATABASES = {"sqlite": ("sqlite", "SQLite"), "postgres": ("postgresql", "PostgreSQL")}


@register(Tags.database)
def engine_fits_database(**kwargs: Any) -> list[CheckMessage]:
    """An engine inside the database needs the database that it was written for."""
    vendor, name = _DATABASES.get(scheme(), (connection.vendor, ""))
    if connection.vendor != vendor:
        return [Error(f"SEARCH_URL={scheme()}: needs DATABASE_URL to be {name}.", id="search.E001")]
    return []
