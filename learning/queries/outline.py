"""The modules and lessons of courses, read for any number of courses in the same number of queries."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone

from learning.enums import Activity
from learning.models import CoursePage, LessonPage, ModulePage
from learning.queries.coming import live_or_coming


@dataclass(frozen=True)
class Chapter:
    """A module, its published lessons, and those that are `coming`: scheduled, with nothing to read yet."""

    module: ModulePage
    lessons: list[LessonPage] = field(default_factory=list)
    coming: list[LessonPage] = field(default_factory=list)


@dataclass(frozen=True)
class Outline:
    chapters: list[Chapter]

    @property
    def lessons(self) -> list[LessonPage]:
        return [lesson for chapter in self.chapters for lesson in chapter.lessons]

    @property
    def live(self) -> list[uuid.UUID]:
        """The keys of the lessons that are held live."""
        return [lesson.translation_key for lesson in self.lessons if lesson.activity == Activity.LIVE]

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
    lessons = LessonPage.objects.filter(below).select_related("video__collection").defer_streamfields()
    found = live_or_coming(lessons, now=timezone.now())
    for lesson in found.order_by("path"):
        if (chapter := chapters.get(lesson.path[: -LessonPage.steplen])) is not None:
            (chapter.lessons if lesson.live else chapter.coming).append(lesson)
    return {
        course.pk: Outline([one for path, one in chapters.items() if path[: -LessonPage.steplen] == course.path])
        for course in courses
    }
