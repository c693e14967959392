"""Twenty at once, on SQLite; PostgreSQL is in the long tests."""

from tests.media.crowded import last_place_is_taken_once
from tests.media.installation import Installation
from tests.media.installation import installation as installation


def test_twenty_want_the_last_place(installation: Installation) -> None:
    last_place_is_taken_once(installation)
