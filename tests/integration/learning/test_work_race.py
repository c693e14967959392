from tests.integration.learning.test_quiz_race import twenty_tabs
from tests.media.installation import Installation

ONE_VERSION = {
    "handed_in": [302, 409],
    "versions": [1],
    "is_whole": True,
    "letters": 1,
    "decided": [302, 422],
    "state": "accepted",
}
VERDICTS = [["accepted"], ["accepted", "returned"]]  # work may be returned before it is accepted; neither happens twice


def test_twenty_tabs_hand_in_one_version(installation: Installation) -> None:
    """One of two texts wins, whole; who typed the other is told. Of twenty decisions each is taken once at most."""
    found = twenty_tabs(installation, "work_desk")
    assert found.pop("verdicts") in VERDICTS
    assert found == ONE_VERSION
