"""Every setting of a deployment, read from the environment once.

A wrong value stops the start with the variable's name. `docs/operators.md` lists the same variables in one table, and a
test keeps the two equal.
"""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError, validate

ROOT = Path(__file__).resolve().parents[2]
# From the least work to the most; the others of x264 are for experiments.
PRESETS = ("ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow")

_env = Env(eager=False)

DEBUG: bool = _env.bool("DEBUG", False)
SECRET_KEY: str = _env.str("SECRET_KEY", "")
DATA_DIR = Path(_env.str("DATA_DIR", str(ROOT / "var"))).resolve()
PORT: int = _env.int("PORT", 8000, validate=validate.Range(1, 65535, error="Say a port from 1 to 65535."))
BASE_URL: str = _env.str("BASE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
ALLOWED_HOSTS: list[str] = _env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
DATABASE_URL: dict[str, object] = _env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR}/db.sqlite3")
SEARCH_STATISTICS: bool = _env.bool("SEARCH_STATISTICS", True)
SEARCH_URL: str = _env.str(
    "SEARCH_URL",
    "",
    validate=validate.Regexp(
        r"^(|sqlite:|postgres:|(elasticsearch|opensearch)(\+https)?://[^/?#\s]+(/[a-z][a-z0-9_.-]*)?/?)$",
        error="Say sqlite:, postgres:, or elasticsearch://host:9200/index (opensearch, +https and user:password@ as well).",
    ),
)
if not SEARCH_URL:  # the words of the search stand in the database, whichever that is
    SEARCH_URL = "postgres:" if str((DATABASE_URL or {}).get("ENGINE")).endswith("postgresql") else "sqlite:"
TASKS_URL: str = _env.str("TASKS_URL", "database:", validate=validate.OneOf(["database:", "immediate:"]))
CACHE_URL: dict[str, object] = _env.dj_cache_url("CACHE_URL", "locmem://trellis")
EMAIL_URL: dict[str, object] = _env.dj_email_url("EMAIL_URL", "console:")
EMAIL_FROM: str = _env.str("EMAIL_FROM", "Trellis <trellis@localhost>")
ACCEL_PREFIX: str = _env.str("ACCEL_PREFIX", "", validate=validate.Regexp(r"^(/.+/)?$"))
AV1: bool = _env.bool("AV1", False)
FFMPEG: str = _env.str("FFMPEG", "")
LOG_LEVEL: str = _env.str("LOG_LEVEL", "INFO", validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR"]))
PRESET: str = _env.str("PRESET", "faster", validate=validate.OneOf(PRESETS))
UPLOAD_MAX_GB: int = _env.int("UPLOAD_MAX_GB", 20, validate=validate.Range(min=1))
UPLOAD_QUOTA_GB: int = _env.int("UPLOAD_QUOTA_GB", 100, validate=validate.Range(min=1))
HTTPS: bool = _env.bool("HTTPS", BASE_URL.startswith("https:"))

try:
    _env.seal()
except EnvError as error:
    raise ImproperlyConfigured(f"The environment is not right: {error}") from error

VARIABLES: tuple[str, ...] = tuple(sorted(_env.dump()))
