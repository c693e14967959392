"""What a teacher sees of a class: how many have done each lesson, and never who."""

import uuid
from dataclasses import dataclass

from django.db.models import Count

from core.queries.nearest import nearest
from learning.models import Cohort, CoursePage, Enrolment, LessonPage, LessonProgress
from learning.queries.outline import outlines

FEWEST = 5  # fewer people than this could be told apart


@dataclass(frozen=True)
class LessonCount:
    """`done` is None where it would tell of single people: fewer than five have done the lesson (`is_few`), or have not."""

    page: LessonPage
    done: int | None
    percent: int
    is_few: bool = False


@dataclass(frozen=True)
class Classroom:
    """`members` is None where there are fewer than five; then no lesson tells anything."""

    cohort: Cohort
    course: CoursePage | None
    members: int | None
    chapters: list[tuple[str, list[LessonCount]]]

    @property
    def fewest(self) -> int:
        return FEWEST


def _count(page: LessonPage, done: int, members: int) -> LessonCount:
    if members < FEWEST or 0 < done < FEWEST:
        return LessonCount(page, None, 0, is_few=members >= FEWEST)
    if 0 < members - done < FEWEST:
        return LessonCount(page, None, 100)
    return LessonCount(page, done, done * 100 // members)


def _done(cohort: Cohort, lessons: list[uuid.UUID]) -> dict[uuid.UUID, int]:
    members = Enrolment.objects.filter(cohort=cohort, left_at=None).values("user")
    rows = LessonProgress.objects.filter(user__in=members, lesson_key__in=lessons).exclude(completed_at=None)
    counted = rows.order_by().values("lesson_key").annotate(people=Count("user", distinct=True))
    return dict(counted.values_list("lesson_key", "people"))


def classroom(cohort: Cohort, *, language: str) -> Classroom:
    """Return the class with the lessons of its course in `language`, or in another one where it is not translated.

    Five queries, however many pupils and lessons.
    """
    pages = CoursePage.objects.live().filter(translation_key=cohort.course_key)
    course = nearest(pages, language=language).get(cohort.course_key)
    members = Enrolment.objects.filter(cohort=cohort, left_at=None).count()
    chapters = outlines([course])[course.pk].chapters if course else []
    done = _done(cohort, [lesson.translation_key for chapter in chapters for lesson in chapter.lessons])
    counted = [
        (chapter.module.title, [_count(one, done.get(one.translation_key, 0), members) for one in chapter.lessons])
        for chapter in chapters
    ]
    return Classroom(cohort, course, members if members >= FEWEST else None, counted)
