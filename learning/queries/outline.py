"""The modules and lessons of courses, read for any number of courses in the same number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Q

from learning.models import CoursePage, LessonPage, ModulePage


@dataclass(frozen=True)
class Chapter:
    module: ModulePage
    lessons: list[LessonPage] = field(default_factory=list)


@dataclass(frozen=True)
class Outline:
    chapters: list[Chapter]

    @property
    def lessons(self) -> list[LessonPage]:
        return [lesson for chapter in self.chapters for lesson in chapter.lessons]

    @property
    def seconds(self) -> float:
        return sum(lesson.seconds for lesson in self.lessons)


def outlines(courses: Iterable[CoursePage]) -> dict[int, Outline]:
    """Return the published modules and lessons by the id of the course. Two queries."""
    courses = list(courses)
    if not courses:
        return {}
    below = reduce(or_, (Q(path__startswith=course.path) for course in courses))
    modules = ModulePage.objects.live().filter(below).order_by("path")
    chapters = {module.path: Chapter(module) for module in modules}
    for lesson in (
        LessonPage.objects.live().filter(below).select_related("video__collection").defer_streamfields().order_by("path")
    ):
        if (chapter := chapters.get(lesson.path[: -LessonPage.steplen])) is not None:
            chapter.lessons.append(lesson)
    return {
        course.pk: Outline([one for path, one in chapters.items() if path[: -LessonPage.steplen] == course.path])
        for course in courses
    }
