"""Answers that may be a few seconds old."""

from collections.abc import Iterable

import pytest

from core.queries import recent
from core.queries.recent import Recent


class Lines:
    """Knows everything but 9, and notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    def __call__(self, keys: Iterable[int]) -> dict[int, str]:
        self.asked.append(sorted(keys))
        return {key: f"{key}, answer {len(self.asked)}" for key in self.asked[-1] if key != 9}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr("core.queries.recent.monotonic", lambda: now[0])
    return now


def test_only_what_is_not_known_is_asked_until_it_is_too_old(clock: list[float]) -> None:
    lines = Lines()
    known = Recent(lines, seconds=5)
    assert known([1, 2]) == {1: "1, answer 1", 2: "2, answer 1"}
    clock[0] += 4
    assert known([2, 3]) == {2: "2, answer 1", 3: "3, answer 2"}
    clock[0] += 2
    assert known([2, 3]) == {2: "2, answer 3", 3: "3, answer 2"}
    assert lines.asked == [[1, 2], [3], [2]]


def test_what_has_no_answer_is_asked_each_time_and_what_is_forgotten_again(clock: list[float]) -> None:
    lines = Lines()
    known = Recent(lines, seconds=5)
    assert [known([9]), known([9]), known([1])] == [{}, {}, {1: "1, answer 3"}]
    known.forget()
    assert known([1]) == {1: "1, answer 4"}
    assert known.now([1]) == {1: "1, answer 5"}
    assert known([1]) == {1: "1, answer 5"}


def test_it_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    monkeypatch.setattr(recent, "MOST", 2)
    lines = Lines()
    known = Recent(lines, seconds=5)
    for key in (1, 2, 3, 4):
        known([key])
    assert [known([key])[key] for key in (4, 1)] == ["4, answer 4", "1, answer 5"]
