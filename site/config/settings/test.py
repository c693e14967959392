"""The suite: a data folder of its own for each process, quick passwords, work done at once unless a test starts the worker."""

import os
import tempfile

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="trellis-test-")
os.environ.setdefault("TASKS_URL", "immediate:")

from config.settings.base import *

DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_RATE_LIMITS = False
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
