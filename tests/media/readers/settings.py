"""The product with one rule more about who may watch."""

from config.settings.dev import *  # noqa: F403
from config.settings.dev import INSTALLED_APPS as PRODUCT

INSTALLED_APPS = [*PRODUCT, "tests.media.readers"]
