"""Ten learners for three seconds; two hundred for two minutes, on both databases, are in the long tests."""

from tests.media.heartbeats import nothing_acknowledged_is_lost
from tests.media.installation import Installation
from tests.media.installation import installation as installation


def test_ten_learners(installation: Installation) -> None:
    assert nothing_acknowledged_is_lost(installation, learners=10, seconds=3, pause=0.5) > 10
