"""The race of `tests/integration`, on SQLite and on PostgreSQL."""

import pytest

from tests.integration.learning.test_quiz_race import twenty_tabs
from tests.integration.learning.test_work_race import ONE_VERSION, VERDICTS
from tests.media.installation import Installation

pytestmark = pytest.mark.long


def test_twenty_tabs_hand_in_one_version(installation: Installation) -> None:
    found = twenty_tabs(installation, "work_desk")
    assert found.pop("verdicts") in VERDICTS
    assert found == ONE_VERSION
