"""The report of a course, or of one cohort in it. It reads counters, a row a learner, and never their progress."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from learning.enums import Activity, CertificateKind
from learning.models import Certificate, Cohort, CoursePage, CourseProgress, Enrolment, LessonPage, Retention
from learning.queries.outline import outlines
from learning.queries.quiz_figures import QuizFigures, Taken, quiz_figures, taken
from learning.reporting.figures import FunnelStep, LessonFigures, funnel, lesson_figures
from learning.reporting.learner import Counters, Learner, Step, standing

QUIET_DAYS = 14  # whoever did nothing for so long is asked after
FEWEST_ON_A_CURVE = 5  # a curve of fewer tells of single people


@dataclass(frozen=True)
class Scope:
    """Who is in a report: all who take part in the course or in one cohort, and joined from `since` to `until`, both included.

    Members of classes are never in it: nobody may know them.
    """

    course: uuid.UUID
    cohort: Cohort | None = None
    since: date | None = None
    until: date | None = None
    quiet_days: int = QUIET_DAYS


@dataclass(frozen=True)
class CourseReport:
    scope: Scope
    course: CoursePage | None
    steps: list[Step]
    learners: list[Learner]
    funnel: list[FunnelStep]
    lessons: list[LessonFigures]
    quizzes: list[QuizFigures]
    curves: set[uuid.UUID] = field(default_factory=set)

    @property
    def stuck(self) -> list[Learner]:
        """Who is stuck, those who wait longest first."""
        waiting = [(one.stuck.days, one) for one in self.learners if one.stuck is not None]
        return [one for _days, one in sorted(waiting, key=lambda pair: -pair[0])]


def page_of(course: uuid.UUID, language: str) -> CoursePage | None:
    """Return the published page of a course in `language`, or in the one that came first. One query."""
    pages = CoursePage.objects.live().filter(translation_key=course).select_related("locale")
    return min(pages, key=lambda page: (page.locale.language_code != language, page.pk), default=None)


def enrolled(scope: Scope) -> QuerySet[Enrolment]:
    named = Q(cohort=None) | Q(cohort__is_class=False)
    there = Enrolment.objects.filter(named, course_key=scope.course, left_at=None)
    if scope.cohort is not None:
        there = there.filter(cohort=scope.cohort)
    if scope.since is not None:
        there = there.filter(enrolled_at__date__gte=scope.since)
    if scope.until is not None:
        there = there.filter(enrolled_at__date__lte=scope.until)
    return there


def _counters(scope: Scope, there: QuerySet[Enrolment]) -> dict[int, Counters]:
    names = ("user", "started_at", "seen_at", "finished_at", "lessons_done", "covered_ms", "lessons")
    rows = CourseProgress.objects.filter(course_key=scope.course, user__in=Subquery(there.order_by().values("user")))
    return {user: Counters(*rest) for user, *rest in rows.values_list(*names)}


def _people(scope: Scope, there: QuerySet[Enrolment], now: datetime) -> list[tuple[Enrolment, User, bool]]:
    given = Certificate.objects.valid(now).filter(
        user=OuterRef("user"), course_key=scope.course, kind=CertificateKind.COMPLETION
    )
    fields = ("enrolled_at", "user__public_id", "user__first_name", "user__last_name", "user__email", "cohort__name")
    rows = there.annotate(has_certificate=Exists(given)).select_related("user", "cohort").only(*fields)
    return [(one, one.user, bool(getattr(one, "has_certificate"))) for one in rows.order_by("pk")]  # noqa: B009  annotated


def learners(scope: Scope, steps: list[Step], found: list[Taken], *, now: datetime) -> list[Learner]:
    """Return who is in the report, by name. Two queries."""
    there = enrolled(scope)
    counted, titles = _counters(scope, there), {step.key: step for step in steps}
    used_up = {one.user: titles[one.lesson] for one in found if one.is_used_up and one.lesson in titles}
    listed: list[Learner] = []
    for one, user, has_certificate in _people(scope, there, now):
        mine = counted.get(user.pk)
        state, stuck = standing(steps, mine, used_up=used_up.get(user.pk), quiet=timedelta(days=scope.quiet_days), now=now)
        listed.append(
            Learner(
                public_id=user.public_id,
                name=str(user),
                email=user.email,
                cohort=one.cohort.name if one.cohort else "",
                enrolled_at=one.enrolled_at,
                counters=mine,
                done=min(mine.lessons_done, len(steps)) if mine else 0,
                has_certificate=has_certificate,
                state=state,
                stuck=stuck,
            )
        )
    return sorted(listed, key=lambda one: one.name.casefold())


def counting(course: CoursePage | None) -> list[LessonPage]:
    """Return the published lessons of a page that something completes, in their order. Two queries."""
    lessons = outlines([course])[course.pk].lessons if course else []
    return [one for one in lessons if one.activity != Activity.NONE]


def course_report(scope: Scope, *, language: str, now: datetime) -> CourseReport:
    """Return the report, with titles in `language` or the next best one. Seven queries, however many learners and lessons."""
    course = page_of(scope.course, language)
    lessons = counting(course)
    steps = [Step(one.translation_key, one.title) for one in lessons]
    found = taken(enrolled(scope), lessons)
    people = learners(scope, steps, found, now=now)
    drawn = Retention.objects.filter(lesson_key__in=[step.key for step in steps], learners__gte=FEWEST_ON_A_CURVE)
    return CourseReport(
        scope=scope,
        course=course,
        steps=steps,
        learners=people,
        funnel=funnel(people, len(steps)),
        lessons=lesson_figures(people, steps),
        quizzes=quiz_figures(found, lessons),
        curves=set(drawn.values_list("lesson_key", flat=True)),
    )
