from django.conf import settings
from django.utils.module_loading import import_string

from search.engines.base import Engine


def engine() -> Engine:
    """Return the engine that `SEARCH_URL` picks."""
    chosen: Engine = import_string(settings.SEARCH_ENGINE)()
    return chosen
