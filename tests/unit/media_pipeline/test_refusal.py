from dataclasses import replace

import pytest

from media_pipeline.probing.refusal import RefusedError, check
from tests.unit.media_pipeline.test_ladder import INFO

TWELVE_HOURS = 12 * 3600


@pytest.mark.parametrize(
    ("seconds", "sentence"),
    [
        (TWELVE_HOURS + 60, "This video lasts 12:01:00; at most 12:00:00 is accepted."),
        (TWELVE_HOURS + 0.4, "This video lasts 12:00:01; at most 12:00:00 is accepted."),
    ],
)
def test_a_length_is_never_said_to_be_the_limit_that_it_breaks(seconds: float, sentence: str) -> None:
    check(replace(INFO, duration=TWELVE_HOURS, decodes=True))
    with pytest.raises(RefusedError) as refused:
        check(replace(INFO, duration=seconds, decodes=True))
    assert str(refused.value) == sentence
