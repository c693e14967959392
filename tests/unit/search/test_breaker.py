"""How long a server that failed is left alone, by a clock of our own."""

import threading

import pytest

from search.engines import breaker as module
from search.engines.breaker import Breaker


class Clock:
    now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


def test_it_waits_longer_after_each_failure_and_not_at_all_after_an_answer(clock: Clock) -> None:
    breaker, waits = Breaker(), []
    assert breaker.may_ask()
    for _failure in range(5):
        breaker.failed()
        began = clock.now
        while not breaker.may_ask():
            clock.now += 1
        waits.append(clock.now - began)
    assert waits == [5, 10, 20, 30, 30]
    breaker.worked()
    assert [breaker.may_ask(), breaker.may_ask()] == [True, True]


def test_of_many_that_failed_together_one_counts(clock: Clock) -> None:
    breaker = Breaker()
    for _caller in range(8):
        breaker.failed()
    clock.now += 5
    assert breaker.may_ask()


def test_when_the_time_is_over_one_tries_and_the_others_go_on_without(clock: Clock) -> None:
    breaker, start, may = Breaker(), threading.Barrier(8), list[bool]()
    breaker.failed()
    clock.now += 6

    def ask() -> None:
        start.wait(timeout=30)
        may.append(breaker.may_ask())

    threads = [threading.Thread(target=ask) for _caller in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(may) == [False] * 7 + [True]
    clock.now += 31  # who tried never came back
    assert breaker.may_ask()
