from config.settings.dev import *  # noqa: F403

ROOT_URLCONF = "bench.nothing.urls"
