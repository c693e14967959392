"""axe-core on every kind of page, by day and by night, on a phone and on a desk."""

import itertools

import pytest

from tests.browser import test_accessibility as short
from tests.browser.test_accessibility import *  # noqa: F403 - the same tests, on all four screens

pytestmark = [pytest.mark.long, pytest.mark.browser]


@pytest.fixture(scope="module")
def screens() -> list[short.Screen]:
    return list(itertools.product((1440, 320), ("light", "dark")))
