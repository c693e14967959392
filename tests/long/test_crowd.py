"""Twenty at once, on both databases."""

from collections.abc import Callable

import pytest

from tests.media.crowded import (
    everybody_is_reminded_once,
    figures_are_exact,
    last_place_is_taken_once,
    one_person_is_in_one_group,
)
from tests.media.installation import Installation

pytestmark = [pytest.mark.long, pytest.mark.services]


@pytest.mark.parametrize(
    "holds", [last_place_is_taken_once, one_person_is_in_one_group, everybody_is_reminded_once, figures_are_exact]
)
def test_twenty_at_once(installation: Installation, holds: Callable[[Installation], None]) -> None:
    holds(installation)
