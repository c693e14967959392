"""The catalogue: what everybody may read of courses on their pages."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone, translation
from ninja import Query, Router, Schema
from pydantic import Field

from core.api.errors import example
from core.api.paging import Paged, PageParameters, paged
from learning.api import examples
from learning.api.rates import READS
from learning.enums import Activity, Admission, Level
from learning.models import CoursePage
from learning.queries.gate import conditions, gate
from learning.queries.outline import Outline, outlines

router = Router()
Language = Annotated[str | None, Query(max_length=10, description="The language of the pages, such as `en` or `sr-latn`.")]


class CourseOut(Schema):
    """A course in one language."""

    key: Annotated[uuid.UUID, Field(description="The key of the course, the same in every language.")]
    language: str
    title: str
    lead: str
    url: Annotated[str, Field(description="The address of its page.")]
    level: Level
    hours: Annotated[float | None, Field(description="How long it takes in all, as its editors say.")]
    seconds: Annotated[float, Field(description="How long its films and texts take.")]
    lessons: Annotated[int, Field(description="How many there are.")]
    themes: Annotated[list[str], Field(description="Codes of its themes.")]
    admission: Annotated[Admission, Field(description="Who may learn in it.")]
    opens_at: datetime | None
    closes_at: datetime | None
    condition: Annotated[str, Field(description="What it asks of its learners, in words; empty where it asks nothing.")]


class CourseList(Paged[CourseOut]):
    """Courses."""


class LessonOut(Schema):
    """A lesson in the outline of its course."""

    key: Annotated[uuid.UUID, Field(description="The key of the lesson, the same in every language.")]
    title: str
    lead: str
    url: str
    activity: Annotated[Activity, Field(description="What completes it.")]
    seconds: Annotated[float, Field(description="How long it takes; 0 where nobody knows yet.")]


class ModuleOut(Schema):
    """A part of a course."""

    title: str
    lessons: list[LessonOut]


class CourseDetail(CourseOut):
    """A course with what is in it, and whether it is open to the caller."""

    outcomes: Annotated[list[str], Field(description="What one is able to do afterwards.")]
    modules: list[ModuleOut]
    refusal: Annotated[str | None, Field(description="Why the caller may not learn in it now; null where they may.")]
    refusal_message: Annotated[str, Field(description="The same as a sentence.")]


def _course_out(course: CoursePage, outline: Outline, condition: str, request: HttpRequest) -> dict[str, Any]:
    return {
        "key": course.translation_key,
        "language": course.locale.language_code,
        "title": course.title,
        "lead": course.lead,
        "url": course.get_url(request) or "",
        "level": course.level,
        "hours": course.hours,
        "seconds": outline.seconds,
        "lessons": len(outline.lessons),
        "themes": sorted(theme.code for theme in course.themes.all()),
        "admission": course.admission,
        "opens_at": course.opens_at,
        "closes_at": course.closes_at,
        "condition": condition,
    }


def _courses_out(courses: Iterable[CoursePage], request: HttpRequest) -> list[dict[str, Any]]:
    courses = list(courses)
    read, asked = outlines(courses), conditions(courses, now=timezone.now())
    return [_course_out(one, read[one.pk], asked[one.pk], request) for one in courses]


def _published(language: str | None) -> Any:
    """Return the courses that everybody may read; a page that asks for a password is not among them."""
    found = CoursePage.objects.live().public().select_related("locale").prefetch_related("themes").order_by("path")
    return found.filter(locale__language_code=language) if language else found


@router.get(
    "courses",
    auth=None,
    response=CourseList,
    url_name="courses",
    summary="Courses",
    throttle=READS,
    openapi_extra=example(examples.paged(examples.COURSE_IN_LIST)),
)
def list_courses(request: HttpRequest, paging: PageParameters, language: Language = None) -> dict[str, Any]:
    """List the published courses, in the order of the catalogue; without `language` in all of them."""
    return paged(request, _published(language), paging, lambda courses: _courses_out(courses, request))


@router.get(
    "courses/{uuid:course}",
    auth=None,
    response=CourseDetail,
    url_name="course",
    summary="One course",
    throttle=READS,
    openapi_extra=example(examples.COURSE_ALONE),
)
def show_course(request: HttpRequest, course: uuid.UUID, language: Language = None) -> dict[str, Any]:
    """Show the outline of a course.

    With a session it also says whether the course is open to the caller. Without `language` it is shown in the one that was
    made first.
    """
    found = _published(language).filter(translation_key=course).order_by("pk").first()
    if found is None:
        raise Http404
    outline, stands = found.outline, gate(found, user=request.user)
    with translation.override(found.locale.language_code):
        shown = _course_out(found, outline, found.condition, request)
    return {
        **shown,
        "outcomes": [str(one.value) for one in found.outcomes],
        "modules": [
            {
                "title": chapter.module.title,
                "lessons": [
                    {
                        "key": lesson.translation_key,
                        "title": lesson.title,
                        "lead": lesson.lead,
                        "url": lesson.get_url(request) or "",
                        "activity": lesson.activity,
                        "seconds": lesson.seconds,
                    }
                    for lesson in chapter.lessons
                ],
            }
            for chapter in outline.chapters
        ],
        "refusal": stands.refusal.value if stands.refusal else None,
        "refusal_message": stands.sentence,
    }
