"""Histories of watching over tabs and devices, whatever happens to them on the way, and a model of where they end."""

import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from hypothesis import strategies as st

from learning.models import LessonProgress
from tests.integration.learning.conftest import School

STEP = 500  # milliseconds of the clock; everything begins and ends at one
FILM = 60_000
TABS = [str(uuid.UUID(int=number + 1)) for number in range(3)]  # of a phone and of two windows of a laptop


@dataclass(frozen=True)
class Stretch:
    """`steps` of a tab's clock from `clock` on, while the film went on by `pace` milliseconds in each from `start` on."""

    tab: str
    clock: int
    start: int
    steps: int
    pace: int

    @property
    def end(self) -> int:
        return self.start + self.steps * self.pace

    @property
    def clock_end(self) -> int:
        return self.clock + self.steps * STEP

    def halves(self, at: int) -> list["Stretch"]:
        """Return the same in two stretches, the first one `at` steps long."""
        first, rest = replace(self, steps=at), replace(self, steps=self.steps - at)
        return [first, replace(rest, clock=first.clock_end, start=first.end)]


STRETCHES = st.builds(
    Stretch,
    tab=st.sampled_from(TABS),
    clock=st.integers(0, 400).map(lambda number: number * STEP),
    start=st.integers(0, 80).map(lambda number: number * STEP),
    steps=st.integers(0, 40),
    pace=st.sampled_from([STEP // 2, STEP, 2 * STEP]),
)
HISTORIES = st.lists(STRETCHES, min_size=1, max_size=8)


@st.composite
def journeys(draw: st.DrawFn) -> tuple[list[Stretch], list[list[Stretch]]]:
    """Draw a history, and the batches in which it arrives: cut, doubled, mixed, sent again after a lost answer."""
    history = draw(HISTORIES)
    pieces: list[Stretch] = []
    for one in history:
        at = draw(st.integers(0, one.steps))
        pieces += one.halves(at) if 0 < at < one.steps else [one]
    pieces = draw(st.permutations(pieces + draw(st.lists(st.sampled_from(pieces), max_size=3))))
    batches: list[list[Stretch]] = []
    while pieces:
        size = draw(st.integers(1, len(pieces)))
        batches += [pieces[:size]] * draw(st.sampled_from([1, 1, 2]))
        pieces = pieces[size:]
    return history, batches


def model(history: list[Stretch]) -> dict[str, Any]:
    """Say where a history ends, with nothing but sets of steps of a quarter of a second."""
    seen: set[int] = set()
    clocks: set[tuple[str, int]] = set()
    position = (0, 0)
    for one in history:
        end = min(one.end, FILM)
        seen |= set(range(min(one.start, FILM), end, 250))
        clocks |= {(one.tab, moment) for moment in range(one.clock, one.clock_end, 250)}
        position = max(position, (one.clock_end, end))
    edges = sorted(seen ^ {step + 250 for step in seen})
    counted = min(250 * len(seen), 2 * 250 * len(clocks))
    return {
        "intervals": [[edges[at] / 1000, edges[at + 1] / 1000] for at in range(0, len(edges), 2)],
        "covered": counted / 1000,
        "position": position[1] / 1000,
        "completed": counted >= FILM * 0.9,
    }


def as_sent(one: Stretch, number: int, school: School, epoch: int) -> dict[str, Any]:
    return {
        "lesson": str(school.lesson.translation_key),
        "client": one.tab,
        "sequence": number,
        "video": str(school.video.public_id),
        "version": 1,
        "start": one.start / 1000,
        "end": one.end / 1000,
        "clock_start": epoch + one.clock,
        "clock_end": epoch + one.clock_end,
    }


def arrives_at_the_model(browser: Client, school: School, history: list[Stretch], batches: list[list[Stretch]]) -> None:
    cache.clear()
    LessonProgress.objects.all().delete()
    epoch = int(timezone.now().timestamp() * 1000) - 3_600_000
    for number, batch in enumerate(batches):
        sent = [as_sent(one, number * 100 + place, school, epoch) for place, one in enumerate(batch)]
        answer = browser.post("/api/learning/progress", {"intervals": sent}, content_type="application/json")
        assert (answer.status_code, answer.json()["accepted"]) == (200, len(batch)), answer.content
    told = browser.get(f"/api/learning/progress/{school.lesson.translation_key}").json()
    assert {name: told[name] for name in ("intervals", "covered", "position", "completed")} == model(history)
    row = LessonProgress.objects.get()
    assert (row.covered_ms, row.completed_at is not None) == (round(told["covered"] * 1000), told["completed"])
