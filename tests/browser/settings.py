"""The product in front of the browser: what `make run` starts, with two small sizes of pictures where it has four."""

from config.settings.dev import *  # noqa: F403

MEDIA_LADDER = (180, 360)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a real one takes half a second for each log-in
