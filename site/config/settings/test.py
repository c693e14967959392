"""The suite: a data folder of its own for each process, quick passwords, work done at once unless a test starts the worker."""

import os
import tempfile

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="trellis-test-")
os.environ.setdefault("TASKS_URL", "immediate:")
os.environ.setdefault("PRESET", "superfast")  # the same kinds of pictures as those of `faster`, in less than half the time

from config.settings.base import *
from config.settings.parts.wagtail import WAGTAILSEARCH_BACKENDS as ADMIN_SEARCH

DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_RATE_LIMITS = False
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]

# The search of the admin's own lists: keeping it takes a fifth of what a test spends on saving pages, and few ask it.
WAGTAILSEARCH_BACKENDS = {"default": {**ADMIN_SEARCH["default"], "AUTO_UPDATE": False}}
