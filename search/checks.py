from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection


@register(Tags.database)
def engine_fits_database(**kwargs: Any) -> list[CheckMessage]:
    """The embedded engine lives in the database file, so it needs one."""
    if settings.SEARCH_ENGINE.endswith("SqliteEngine") and connection.vendor != "sqlite":
        return [Error("SEARCH_URL=sqlite: needs DATABASE_URL to be SQLite.", id="search.E001")]
    return []
