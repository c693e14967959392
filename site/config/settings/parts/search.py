"""The public search. Wagtail's own search stays for the admin (`parts/wagtail.py`)."""

from config.env import SEARCH_URL

_ENGINES = {"sqlite": "search.engines.sqlite.SqliteEngine"}

SEARCH_ENGINE = _ENGINES[SEARCH_URL.partition(":")[0]]
