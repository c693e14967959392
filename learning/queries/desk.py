from dataclasses import dataclass

from accounts.models import User
from learning.models import Certificate, CoursePage, LessonPage, LessonProgress
from learning.queries.certificate import certificates_of
from learning.queries.completion import completions_of
from learning.queries.outline import outlines
from learning.queries.progress import rows_of
from learning.queries.standing import CourseStanding, LessonStanding, seen, standing


@dataclass(frozen=True)
class Desk:
    """What a learner finds on the desk: where to go on, the courses begun, the lessons done (the newest first)."""

    courses: list[CourseStanding]
    finished: list[LessonStanding]
    going_on: tuple[CourseStanding, LessonStanding] | None
    certificates: list[Certificate]


def _begun(user: User, language: str) -> list[CoursePage]:
    """Return the courses that hold a lesson the learner has touched, in `language`; two queries."""
    keys = LessonProgress.objects.filter(user=user).values("lesson_key")
    paths = LessonPage.objects.live().filter(translation_key__in=keys, locale__language_code=language).values_list("path")
    wanted = {path[: -2 * LessonPage.steplen] for (path,) in paths}
    return list(CoursePage.objects.live().filter(path__in=wanted).order_by("path").prefetch_related("themes"))


def desk(user: User, *, language: str) -> Desk:
    """Return the desk of `user`. The same number of queries for one course and for fifty."""
    courses = _begun(user, language)
    read = outlines(courses)
    rows = rows_of(user, [lesson.translation_key for outline in read.values() for lesson in outline.lessons])
    finished = completions_of(user, [course.translation_key for course in courses])
    standings = [standing(course, read[course.pk], rows, finished.get(course.translation_key)) for course in courses]
    touched = [(course, lesson) for course in standings for lesson in course.lessons if lesson.progress.seen_at]
    open_ = [pair for pair in touched if not pair[1].progress.is_complete]
    done = sorted((lesson for _course, lesson in touched if lesson.progress.is_complete), key=seen, reverse=True)
    following = [(course, course.following) for course in standings if course.following is not None]
    going_on = max(open_, key=lambda pair: seen(pair[1]), default=None)
    if going_on is None and following:
        course, lesson = following[0]
        going_on = (course, lesson) if lesson else None
    return Desk(standings, done, going_on, certificates_of(user))
