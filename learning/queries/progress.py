"""How far somebody is in a lesson: the best of its timelines decides."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from core.queries.prepared import PreparedRows
from learning.enums import LessonState
from learning.intervals import Interval, gaps
from learning.models import LessonProgress


@dataclass(frozen=True)
class Progress:
    """One lesson of one learner. Milliseconds of video; `share` is from 0 to 1, `rule` in per cent.

    `missing` is about the timeline that plays now, everything else about the best one.
    """

    rule: int
    duration: int
    covered: int = 0
    position: int = 0
    intervals: tuple[Interval, ...] = ()
    missing: tuple[Interval, ...] = ()
    completed_at: datetime | None = None
    seen_at: datetime | None = None

    @property
    def share(self) -> float:
        return min(1.0, self.covered / self.duration) if self.duration else float(self.completed_at is not None)

    @property
    def is_complete(self) -> bool:
        return self.completed_at is not None

    @property
    def needed(self) -> int:
        """How much has to be watched in all; rounded down, so that the sentence can be kept."""
        return self.duration * self.rule // 100

    @property
    def remaining(self) -> int:
        return 0 if self.is_complete else max(0, self.needed - self.covered)

    @property
    def resume(self) -> int:
        """Where to go on: the last second seen, the beginning for somebody who came to the end."""
        return 0 if self.position >= self.duration - 1000 else self.position

    @property
    def state(self) -> LessonState:
        if self.is_complete:
            return LessonState.DONE
        return LessonState.STARTED if self.covered or self.position else LessonState.OPEN


_rows = PreparedRows(
    LessonProgress, lambda user, lessons: LessonProgress.objects.filter(user=user, lesson_key__in=lessons).order_by("pk")
)


def rows_of(user: User | AnonymousUser, keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[LessonProgress]]:
    """Return the learner's rows by lesson. One query; none for a reader without an account."""
    found: dict[uuid.UUID, list[LessonProgress]] = {}
    if isinstance(user, User) and user.is_authenticated:
        for row in _rows(user.pk, sorted(set(keys))):
            found.setdefault(row.lesson_key, []).append(row)
    return found


def _pairs(values: Any) -> tuple[Interval, ...]:
    return tuple((start, end) for start, end in values)


def progress(rows: Iterable[LessonProgress], *, now_playing: str, duration: int, rule: int) -> Progress:
    """Sum up the rows of one lesson. `now_playing` names the timeline of the player, `duration` is its length."""
    rows = list(rows)
    current = next((row for row in rows if row.timeline == now_playing), None)
    missing = gaps(current.intervals if current else [], duration)
    if not rows:
        return Progress(rule=rule, duration=duration, missing=tuple(missing))
    best = max(rows, key=lambda row: (row.completed_at is not None, row.share, row is current, row.pk))
    latest = current or max(rows, key=lambda row: row.position_clock_ms)
    return Progress(
        rule=rule,
        duration=best.duration_ms,
        covered=best.covered_ms,
        position=latest.position_ms,
        intervals=_pairs(best.intervals),
        missing=tuple(missing),
        completed_at=min((row.completed_at for row in rows if row.completed_at), default=None),
        seen_at=max(row.updated_at for row in rows),
    )
