from urllib.parse import urlsplit

from django.conf import settings
from django.utils.module_loading import import_string

from search.engines.base import Engine

_ENGINES = {
    "sqlite": "search.engines.sqlite.SqliteEngine",
    "postgres": "search.engines.postgres.PostgresEngine",
    "elasticsearch": "search.engines.elasticsearch.ElasticsearchEngine",
    "opensearch": "search.engines.elasticsearch.ElasticsearchEngine",
}


def engine() -> Engine:
    """Return the engine that `SEARCH_URL` picks."""
    chosen: Engine = import_string(_ENGINES[scheme()])()
    return chosen


def scheme() -> str:
    """Return what stands before the colon, without `+https`."""
    return urlsplit(settings.SEARCH_URL).scheme.removesuffix("+https")
