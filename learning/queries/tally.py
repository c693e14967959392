"""How far learners are in a course, counted from what they did: what the counters of reports have to say."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from learning.models import CourseCompletion, CoursePage, CourseProgress, LessonPage, LessonProgress
from learning.queries.completion import asked_for

Marks = dict[str, list[int | None]]


class _Row(NamedTuple):
    """What is read of `LessonProgress`: there may be many, and no more of them is needed."""

    user_id: int
    lesson_key: uuid.UUID
    started_at: datetime
    updated_at: datetime
    completed_at: datetime | None
    covered_ms: int


@dataclass
class Tally:
    """One learner in one course; the fields are those of `CourseProgress`."""

    started_at: datetime
    seen_at: datetime
    finished_at: datetime | None = None
    covered: dict[uuid.UUID, int] = field(default_factory=dict)
    lessons: Marks = field(default_factory=dict)

    def add(self, row: _Row) -> None:
        begun, done = self.lessons.get(str(row.lesson_key), (None, None))
        begins, ends = _seconds(row.started_at), _seconds(row.completed_at)
        self.lessons[str(row.lesson_key)] = [_first(begun, begins), _first(done, ends)]
        self.covered[row.lesson_key] = max(self.covered.get(row.lesson_key, 0), row.covered_ms)
        self.started_at = min(self.started_at, row.started_at)
        self.seen_at = max(self.seen_at, row.updated_at)

    @property
    def done(self) -> int:
        return sum(done is not None for _begun, done in self.lessons.values())

    def as_fields(self) -> dict[str, Any]:
        return {
            "started_at": self.started_at,
            "seen_at": self.seen_at,
            "finished_at": self.finished_at,
            "lessons_done": self.done,
            "covered_ms": sum(self.covered.values()),
            "lessons": self.lessons,
        }


def _seconds(moment: datetime | None) -> int | None:
    return int(moment.timestamp()) if moment else None


def _first(one: int | None, other: int | None) -> int | None:
    return min((moment for moment in (one, other) if moment is not None), default=None)


def lessons_counted(course: uuid.UUID) -> set[uuid.UUID]:
    """Return the lessons that any published language of a course asks for; none for a course that is not published."""
    return {uuid.UUID(one["lesson"]) for _key, edition in asked_for(course) for one in edition}


def tallies(course: uuid.UUID, *, lessons: Collection[uuid.UUID], users: Collection[int]) -> dict[int, Tally]:
    """Return the figures of those among `users` who have begun one of `lessons`. Two queries."""
    found: dict[int, Tally] = {}
    rows = LessonProgress.objects.filter(user__in=users, lesson_key__in=lessons).order_by()
    for row in map(_Row._make, rows.values_list(*_Row._fields)):
        found.setdefault(row.user_id, Tally(row.started_at, row.updated_at)).add(row)
    for done in CourseCompletion.objects.filter(course_key=course, user__in=users).only("user_id", "completed_at"):
        if done.user_id in found:
            found[done.user_id].finished_at = done.completed_at
    return found


def course_keys(lessons: Iterable[uuid.UUID]) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Return by lesson the courses around it. Two queries."""
    places = LessonPage.objects.live().filter(translation_key__in=set(lessons)).values_list("translation_key", "path")
    above = {path[: -2 * LessonPage.steplen] for _key, path in places}
    courses = dict(CoursePage.objects.live().filter(path__in=above).values_list("path", "translation_key"))
    found: dict[uuid.UUID, set[uuid.UUID]] = {}
    for key, path in places:
        if course := courses.get(path[: -2 * LessonPage.steplen]):
            found.setdefault(key, set()).add(course)
    return found


def learners_of(course: uuid.UUID, lessons: Collection[uuid.UUID]) -> list[int]:
    """Return everybody who is counted in a course or has begun one of its `lessons`. Two queries that read every row."""
    counted = CourseProgress.objects.filter(course_key=course).values_list("user", flat=True)
    begun = LessonProgress.objects.filter(lesson_key__in=lessons).order_by().values_list("user", flat=True).distinct()
    return sorted({*counted, *begun})


def miscounted(course: uuid.UUID, *, lessons: Collection[uuid.UUID], users: Collection[int]) -> list[int]:
    """Return those among `users` whose counters differ from what they did. Four queries.

    What was watched and is not folded in yet does not differ: the worker is about to count it.
    """
    right = tallies(course, lessons=lessons, users=users)
    stored = {row.user_id: row for row in CourseProgress.objects.filter(course_key=course, user__in=users)}
    late = set(LessonProgress.objects.filter(user__in=users, is_counted=False).values_list("user", flat=True))
    wrong = [user for user in users if (user in right) != (user in stored)]
    for user, row in stored.items():
        expected = right[user].as_fields() if user in right else {}
        lagging = {"covered_ms", "seen_at"} if user in late else set()
        if any(getattr(row, name) != value for name, value in expected.items() if name not in lagging):
            wrong.append(user)
    return sorted(set(wrong))
