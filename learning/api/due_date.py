"""Until when lessons are due."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, cast

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from accounts.models import User
from core.api.errors import example
from core.api.paging import Paged, PageParameters, paged
from learning.api import examples
from learning.api.rates import READS
from learning.models import DueDate, LessonPage, LessonProgress

router = Router()


class DueDateOut(Schema):
    """Until when a cohort asks for a lesson. Nothing closes then."""

    lesson: Annotated[uuid.UUID, Field(description="The key of the lesson.")]
    course: Annotated[uuid.UUID, Field(description="The key of its course.")]
    title: Annotated[str, Field(description="The title of the lesson, in the language it was made in.")]
    cohort: Annotated[str, Field(description="The name of the cohort.")]
    at: datetime
    done: Annotated[bool, Field(description="Whether the caller has completed the lesson.")]


class DueDateList(Paged[DueDateOut]):
    """Due dates."""


def _due(user: User) -> QuerySet[DueDate]:
    pages = LessonPage.objects.live().filter(translation_key=OuterRef("lesson_key")).order_by("pk")
    done = LessonProgress.objects.filter(user=user, lesson_key=OuterRef("lesson_key"), completed_at__isnull=False)
    mine = DueDate.objects.filter(cohort__enrolments__user=user, cohort__enrolments__left_at=None)
    named = mine.annotate(title=Subquery(pages.values("title")[:1]), done=Exists(done)).exclude(title=None)
    return named.select_related("cohort").order_by("at", "pk")


def _made(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [
        {
            "lesson": one.lesson_key,
            "course": one.cohort.course_key,
            "title": one.title,
            "cohort": one.cohort.name,
            "at": one.at,
            "done": one.done,
        }
        for one in rows
    ]


@router.get(
    "due-dates",
    response=DueDateList,
    url_name="due_dates",
    summary="My due dates",
    throttle=READS,
    openapi_extra=example(examples.paged(examples.DUE_DATE)),
)
def list_due_dates(request: HttpRequest, paging: PageParameters) -> dict[str, Any]:
    """List what the cohorts of the caller are asked to have done, the first date first, past ones too."""
    return paged(request, _due(cast(User, request.user)), paging, _made)
