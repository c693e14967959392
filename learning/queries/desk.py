from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from learning.models import Bookmark, Certificate, Cohort, CoursePage, Enrolment, LessonPage, LessonProgress, Note
from learning.queries.certificate import certificates_of
from learning.queries.completion import completions_of
from learning.queries.due import DueLesson, due_dates, due_lessons
from learning.queries.outline import outlines
from learning.queries.progress import rows_of
from learning.queries.standing import CourseStanding, LessonStanding, seen, standing, with_due_dates


@dataclass(frozen=True)
class Desk:
    """What a learner finds on the desk: where to go on, the courses begun, the lessons done (the newest first)."""

    courses: list[CourseStanding]
    finished: list[LessonStanding]
    going_on: tuple[CourseStanding, LessonStanding] | None
    certificates: list[Certificate]
    due: list[DueLesson]
    taught: list[Cohort]
    notes: int
    bookmarks: int

    @property
    def is_new(self) -> bool:
        """Whether there is nothing yet that could stand on it."""
        return not (self.courses or self.certificates or self.taught or self.notes or self.bookmarks)


def _mine(user: User, language: str) -> list[CoursePage]:
    """Return the courses that the learner takes part in, or has touched and not left, in `language`. Three queries."""
    parts = dict(
        Enrolment.objects.filter(user=user).order_by(F("left_at").asc(nulls_last=True)).values_list("course_key", "left_at")
    )
    joined = {key for key, left_at in parts.items() if left_at is None}
    keys = LessonProgress.objects.filter(user=user).values("lesson_key")
    paths = LessonPage.objects.live().filter(translation_key__in=keys, locale__language_code=language).values_list("path")
    wanted = {path[: -2 * LessonPage.steplen] for (path,) in paths}
    touched = Q(path__in=wanted) & ~Q(translation_key__in=parts.keys() - joined)
    mine = Q(translation_key__in=joined, locale__language_code=language)
    return list(CoursePage.objects.live().filter(touched | mine).order_by("path").prefetch_related("themes"))


def _kept(user: User) -> tuple[int, int]:
    """Return how many notes and how many bookmarks there are. One query."""
    counts = [
        Coalesce(Subquery(model.objects.filter(user=OuterRef("pk")).values("user").values(count=Count("pk"))), 0)
        for model in (Note, Bookmark)
    ]
    notes, bookmarks = User.objects.filter(pk=user.pk).values_list(*counts).get()
    return notes, bookmarks


def _open_first(standing: CourseStanding) -> tuple[bool, float]:
    """What is not finished comes first, what was seen last before the others."""
    return standing.is_complete, -max((seen(lesson) for lesson in standing.lessons), default=0.0)


def desk(user: User, *, language: str) -> Desk:
    """Return the desk of `user`. The same number of queries for one course and for fifty."""
    courses = _mine(user, language)
    read = outlines(courses)
    rows = rows_of(user, [lesson.translation_key for outline in read.values() for lesson in outline.lessons])
    finished = completions_of(user, [course.translation_key for course in courses])
    due = due_dates(user)
    standings = [
        with_due_dates(standing(course, read[course.pk], rows, finished.get(course.translation_key)), due) for course in courses
    ]
    standings.sort(key=_open_first)
    touched = [(course, lesson) for course in standings for lesson in course.lessons if lesson.progress.seen_at]
    open_ = [pair for pair in touched if not pair[1].progress.is_complete]
    done = sorted((lesson for _course, lesson in touched if lesson.progress.is_complete), key=seen, reverse=True)
    following = [(course, course.following) for course in standings if course.following is not None]
    going_on = max(open_, key=lambda pair: seen(pair[1]), default=None)
    if going_on is None and following:
        course, lesson = following[0]
        going_on = (course, lesson) if lesson else None
    taught = list(Cohort.objects.filter(teacher=user, is_class=True))
    return Desk(
        standings,
        done,
        going_on,
        certificates_of(user),
        due_lessons(standings),
        taught,
        *_kept(user),
    )
