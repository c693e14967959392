"""The product in front of the browser: what `make run` starts, with two small sizes of pictures where it has four."""

from config.settings.dev import *  # noqa: F403

MEDIA_LADDER = (180, 360)
