"""The race of `tests/integration`, on SQLite and on PostgreSQL."""

import pytest

from tests.integration.learning.test_quiz_race import FAILED, PASSED, twenty_tabs
from tests.media.installation import Installation

pytestmark = pytest.mark.long


def test_twenty_tabs_begin_and_hand_in_one_attempt(installation: Installation) -> None:
    assert twenty_tabs(installation) in [PASSED, FAILED]
