"""What every installation wants, behind HTTPS or not. The secret key is made once where none is given."""

import contextlib
import secrets
from pathlib import Path

from config.env import ALLOWED_HOSTS as ALLOWED_HOSTS
from config.env import BASE_URL, DATA_DIR, HTTPS
from config.env import SECRET_KEY as _GIVEN_KEY


def _kept_key(file: Path) -> str:
    """Return the key in `file`, made first if there is none; only the owner can read it."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):
            file.hardlink_to(draft)  # the first of two processes that start together wins; both read the same key
        draft.unlink()
    return file.read_text()


SECRET_KEY = _GIVEN_KEY or _kept_key(DATA_DIR / "secret_key")

CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
# Believed only where the proxy that speaks HTTPS writes it; without one anybody could.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # the previews of the admin allow their own frames
