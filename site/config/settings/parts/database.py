"""The database and the cache. SQLite is tuned for one web and one worker process writing side by side."""

from config.env import CACHE_URL, DATABASE_URL

_SQLITE_OPTIONS = {
    "timeout": 20,
    # A write lock from the start of a transaction: two writers wait for each other instead of failing half-way.
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
}

DATABASES = {"default": dict(DATABASE_URL)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = _SQLITE_OPTIONS
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {"default": dict(CACHE_URL)}
