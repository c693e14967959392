"""Twenty at once, on SQLite; PostgreSQL is in the long tests."""

import pytest

from tests.races import RACES, run


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize("race", RACES)
def test_it_holds_for_twenty(race: str) -> None:
    run(race)
