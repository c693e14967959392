"""Twenty at once, on SQLite; PostgreSQL is in the long tests."""

from tests.media.crowded import figures_are_exact, last_place_is_taken_once
from tests.media.installation import Installation
from tests.media.installation import installation as installation


def test_twenty_want_the_last_place(installation: Installation) -> None:
    last_place_is_taken_once(installation)


def test_twenty_watch_and_are_counted(installation: Installation) -> None:
    figures_are_exact(installation)
