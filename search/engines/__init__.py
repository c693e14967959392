"""Who answers: the database, or the search server of `SEARCH_URL` with the database behind it (decision 0099)."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from search.engines.base import Answering
from search.engines.database import DatabaseEngine
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.guarded import GuardedEngine
from search.engines.postgres import PostgresEngine
from search.engines.sqlite import SqliteEngine

_DATABASES: dict[str, type[DatabaseEngine]] = {"sqlite": SqliteEngine, "postgresql": PostgresEngine}
_SERVERS = {"elasticsearch", "opensearch"}


def engine() -> Answering:
    """Return what answers a question. To change what it holds is for `search.services` alone."""
    server = server_engine()
    return GuardedEngine(server, database_engine()) if server is not None else database_engine()


def database_engine() -> DatabaseEngine:
    """Return the engine inside the database; it holds everything whatever `SEARCH_URL` says, and is written with the rows."""
    return _DATABASES[connection.vendor]()


def server_engine() -> ElasticsearchEngine | None:
    """Return the search server's engine, if `SEARCH_URL` names one."""
    return ElasticsearchEngine() if scheme() in _SERVERS else None


def scheme() -> str:
    """Return what stands before the colon, without `+https`."""
    return urlsplit(settings.SEARCH_URL).scheme.removesuffix("+https")
