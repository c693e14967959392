"""Where a learner stands in a course, from counters alone. Pure: no queries."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.enums import LearnerState


@dataclass(frozen=True)
class Step:
    """A lesson that something completes, in the order of its course."""

    key: uuid.UUID
    title: str


@dataclass(frozen=True)
class Counters:
    """What a row of `CourseProgress` says; `lessons` as there."""

    started_at: datetime
    seen_at: datetime
    finished_at: datetime | None
    lessons_done: int
    covered_ms: int
    lessons: dict[str, list[int | None]]


@dataclass(frozen=True)
class Stuck:
    """What keeps somebody: `is_used_up` for the attempts at a quiz, otherwise nothing was done for `days`."""

    lesson: Step | None
    days: int
    is_used_up: bool

    @property
    def words(self) -> str:
        title = self.lesson.title if self.lesson else "–"
        if self.is_used_up:
            return _("all attempts used at “%(lesson)s”") % {"lesson": title}
        days = ngettext("nothing for %(count)s day", "nothing for %(count)s days", self.days) % {"count": self.days}
        return _("%(days)s, at “%(lesson)s”") % {"days": days, "lesson": title}


@dataclass(frozen=True)
class Learner:
    """Somebody who takes part in a course. `done` never exceeds the lessons that there are."""

    public_id: uuid.UUID
    name: str
    email: str
    cohort: str
    enrolled_at: datetime
    counters: Counters | None
    done: int
    has_certificate: bool
    state: LearnerState
    stuck: Stuck | None


def place(steps: Sequence[Step], counters: Counters) -> Step | None:
    """Return the lesson that somebody is at: the one begun last that is not done, otherwise the first that is not."""
    marks = {key: (begun or 0, done) for key, (begun, done) in counters.lessons.items()}
    undone = [step for step in steps if marks.get(str(step.key), (0, None))[1] is None]
    begun = [step for step in undone if str(step.key) in marks]
    return max(begun, key=lambda step: marks[str(step.key)][0], default=next(iter(undone), None))


def standing(
    steps: Sequence[Step], counters: Counters | None, *, used_up: Step | None, quiet: timedelta, now: datetime
) -> tuple[LearnerState, Stuck | None]:
    """Return where somebody stands, and what keeps them. `used_up` is a quiz whose attempts are used without passing.

    Who has begun, has not finished, and did nothing for `quiet` is stuck; so is who may not try a quiz again.
    """
    if counters is None:
        return LearnerState.NOT_STARTED, None
    if counters.finished_at is not None or (steps and counters.lessons_done >= len(steps)):
        return LearnerState.FINISHED, None
    days = (now - counters.seen_at).days
    if used_up is not None:
        return LearnerState.STUCK, Stuck(used_up, days, is_used_up=True)
    if now - counters.seen_at >= quiet:
        return LearnerState.STUCK, Stuck(place(steps, counters), days, is_used_up=False)
    return LearnerState.LEARNING, None
