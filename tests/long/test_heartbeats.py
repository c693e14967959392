"""200 learners watch for two minutes at once, on both databases: `make test-long ARGS="-k heartbeats"`.

SECONDS (120) and LEARNERS (200) make it smaller.
"""

import os

import pytest

from tests.media.heartbeats import nothing_acknowledged_is_lost
from tests.media.installation import Installation

pytestmark = [pytest.mark.long, pytest.mark.services]


def test_two_hundred_learners(installation: Installation) -> None:
    learners, seconds = int(os.environ.get("LEARNERS", "200")), float(os.environ.get("SECONDS", "120"))
    assert nothing_acknowledged_is_lost(installation, learners=learners, seconds=seconds, pause=10) > learners
