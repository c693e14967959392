"""The product in front of the browser: what `make run` starts, with two sizes of pictures where it has four."""

from config.settings.dev import *  # noqa: F403

MEDIA_LADDER = (360, 720)
