import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import DAY, moment


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("83", 83),
        ("12.5", 12.5),
        ("83s", 83),
        ("1m23s", 83),
        ("1m23", 83),
        ("2m", 120),
        ("1h2m3s", 3723),
        ("1h3s", 3603),
        ("0", 0),
        ("", None),
        ("-1", None),
        ("nan", None),
        ("1e9", None),
        ("1:23", None),
        ("s", None),
        ("m", None),
        ("25h", None),
        ("٣", None),
    ],
)
def test_moments(text: str, seconds: float | None) -> None:
    assert moment(text) == seconds


@given(st.text(max_size=20))
def test_anything_else_is_no_moment_or_one_within_a_day(text: str) -> None:
    found = moment(text)
    assert found is None or (math.isfinite(found) and 0 <= found < DAY)
