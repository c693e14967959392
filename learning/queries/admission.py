"""May somebody learn in a course now, and if not, why not: asked by every page, the API and every service in this one place."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from accounts.models import User
from core.queries.prepared import PreparedRows
from learning.enums import Admission, Refusal
from learning.intervals import ALWAYS, Interval
from learning.models import CourseCompletion, CoursePage, Enrolment

_MISSING = {Admission.CODE.value: Refusal.NEEDS_CODE, Admission.LIST.value: Refusal.NEEDS_LIST}


@dataclass(frozen=True)
class Policy:
    """Who may learn in a course, and when. Of the languages of a course the one published first decides for all."""

    course: uuid.UUID
    admission: str = Admission.OPEN.value
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    required: tuple[uuid.UUID, ...] = ()


@dataclass(frozen=True)
class Entry:
    """How somebody stands before a course. `missing` are the courses to finish first.

    `window` says between which moments (epoch milliseconds) watching counts; None if it never does. A course that closed,
    or that somebody left, still takes what was watched before: when it arrives does not matter.
    """

    policy: Policy
    refusal: Refusal | None = None
    missing: tuple[uuid.UUID, ...] = ()
    enrolment: Enrolment | None = None
    left_at: datetime | None = None
    window: Interval | None = ALWAYS

    def counts(self, start: int, end: int) -> bool:
        """Whether anything between two moments of a reader's clock, in epoch milliseconds, may count."""
        return self.window is not None and start < self.window[1] and end >= self.window[0]


@dataclass(frozen=True)
class _Known:
    enrolments: dict[uuid.UUID, list[Enrolment]] = field(default_factory=dict)
    finished: frozenset[uuid.UUID] = frozenset()


def _courses_named(keys: Sequence[uuid.UUID]) -> QuerySet[CoursePage, Any]:
    """Ask for the published languages of courses, each with the courses that come before it: one row a prerequisite."""
    names = ("pk", "translation_key", "admission", "opens_at", "closes_at")
    before = ("prerequisites__translation_key", "prerequisites__live")
    courses = CoursePage.objects.live().filter(translation_key__in=keys).order_by("pk", "prerequisites__pk")
    return courses.values_list(*names, *before)


_enrolments = PreparedRows(
    Enrolment, lambda user, courses: Enrolment.objects.filter(user=user, course_key__in=courses).order_by("pk")
)


def policies(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, Policy]:
    """Return the policies of the published courses among `keys`. One query.

    A course that has to be finished first asks nothing more once it is unpublished: nobody could finish it.
    """
    found: dict[uuid.UUID, Policy] = {}
    deciding: dict[uuid.UUID, int] = {}
    for pk, key, admission, opens_at, closes_at, required, is_live in _courses_named(sorted(set(keys))):
        if deciding.setdefault(key, pk) == pk:
            known = found.get(key) or Policy(key, admission, opens_at, closes_at)
            found[key] = replace(known, required=(*known.required, required)) if is_live else known
    return found


def _known(user: User | AnonymousUser, found: Mapping[uuid.UUID, Policy]) -> _Known:
    if not isinstance(user, User) or not user.is_authenticated:
        return _Known()
    enrolments: dict[uuid.UUID, list[Enrolment]] = {}
    for one in _enrolments(user.pk, sorted(found)):
        enrolments.setdefault(one.course_key, []).append(one)
    required = {key for policy in found.values() for key in policy.required}
    finished = CourseCompletion.objects.filter(user=user, course_key__in=required) if required else []
    return _Known(enrolments, frozenset(one.course_key for one in finished))


def _milliseconds(moment: datetime | None, default: int) -> int:
    return int(moment.timestamp() * 1000) if moment else default


def _entry(policy: Policy, known: _Known, now: datetime) -> Entry:
    enrolments = known.enrolments.get(policy.course, [])
    enrolment = next((one for one in enrolments if one.left_at is None), None)
    left_at = max((one.left_at for one in enrolments if one.left_at), default=None)
    belongs = policy.admission == Admission.OPEN or enrolment is not None
    missing = tuple(key for key in policy.required if key not in known.finished)
    refusal: Refusal | None = None
    if policy.opens_at and now < policy.opens_at:
        refusal = Refusal.NOT_YET_OPEN
    elif policy.closes_at and now >= policy.closes_at:
        refusal = Refusal.CLOSED
    elif not belongs:
        refusal = _MISSING[policy.admission]
    elif missing:
        refusal = Refusal.NEEDS_COURSE
    end = min(_milliseconds(policy.closes_at, ALWAYS[1]), ALWAYS[1] if belongs else _milliseconds(left_at, 0))
    never = missing or refusal == Refusal.NOT_YET_OPEN or not (belongs or left_at)
    window = None if never else (_milliseconds(policy.opens_at, ALWAYS[0]), end)
    return Entry(policy, refusal, missing, enrolment, left_at, window)


def entries(user: User | AnonymousUser, keys: Iterable[uuid.UUID], *, now: datetime) -> dict[uuid.UUID, Entry]:
    """Return how `user` stands before the published courses among `keys`. One to three queries, however many courses."""
    return entries_by(policies(keys), user, now=now)


def entries_by(found: Mapping[uuid.UUID, Policy], user: User | AnonymousUser, *, now: datetime) -> dict[uuid.UUID, Entry]:
    """Return how `user` stands before courses whose policies are known. One or two queries."""
    known = _known(user, found)
    return {key: _entry(policy, known, now) for key, policy in found.items()}


def entry(user: User | AnonymousUser, key: uuid.UUID, *, now: datetime) -> Entry:
    """Return how `user` stands before one course; a course that is not published asks nothing: its pages are not there."""
    return entries(user, [key], now=now).get(key) or Entry(Policy(key))
