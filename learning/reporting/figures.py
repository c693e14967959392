"""The figures of a report, from its learners. Pure: no queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from django.utils.translation import gettext as _

from learning.enums import LearnerState
from learning.reporting.learner import Learner, Step

DAY = 86_400


@dataclass(frozen=True)
class FunnelStep:
    """`percent` is of those who are enrolled, rounded down."""

    label: str
    count: int
    percent: int


@dataclass(frozen=True)
class LessonFigures:
    """`median_days` from joining to having done the lesson, of those who have; None where nobody has."""

    step: Step
    started: int
    done: int
    median_days: float | None


def _percent(count: int, whole: int) -> int:
    return count * 100 // whole if whole else 0


def funnel(learners: Sequence[Learner], lessons: int) -> list[FunnelStep]:
    """Return how many came how far; half is reached with half of the `lessons`, or by having finished."""
    finished = sum(one.state == LearnerState.FINISHED for one in learners)
    half = sum(one.state == LearnerState.FINISHED or (one.counters is not None and 2 * one.done >= lessons) for one in learners)
    counts = [
        (_("Enrolled"), len(learners)),
        (_("Started"), sum(one.counters is not None for one in learners)),
        (_("Half done"), half),
        (_("Finished"), finished),
        (_("Certificate"), sum(one.has_certificate for one in learners)),
    ]
    return [FunnelStep(label, count, _percent(count, len(learners))) for label, count in counts]


def lesson_figures(learners: Iterable[Learner], steps: Sequence[Step]) -> list[LessonFigures]:
    started = {str(step.key): 0 for step in steps}
    days: dict[str, list[float]] = {key: [] for key in started}
    for learner in learners:
        joined = learner.enrolled_at.timestamp()
        for key, (_begun, done) in learner.counters.lessons.items() if learner.counters else ():
            if key in started:
                started[key] += 1
                if done is not None:
                    days[key].append(max(0.0, (done - joined) / DAY))
    return [
        LessonFigures(step, started[key], len(days[key]), round(median(days[key]), 1) if days[key] else None)
        for step, key in ((step, str(step.key)) for step in steps)
    ]
