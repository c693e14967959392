"""Lessons of a course that an editor has scheduled and that are not there yet."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, CharField, Min, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Cast
from wagtail.models import Revision

from learning.local_time import local_day
from learning.models import LessonPage


@dataclass(frozen=True)
class ComingLesson:
    """Its name, and from when on it is there; no more than that leaves the server."""

    title: str
    at: datetime
    zone: str

    @property
    def day(self) -> str:
        return local_day(self.at, zone=self.zone)


def live_or_coming(lessons: QuerySet[LessonPage], *, now: datetime) -> QuerySet[LessonPage]:
    """Return the published lessons, and the scheduled ones with `coming_at`, the moment from which they are published."""
    page = {"base_content_type__app_label": "wagtailcore", "base_content_type__model": "page"}
    scheduled = Revision.objects.filter(**page, object_id=Cast(OuterRef("pk"), CharField()), approved_go_live_at__gt=now)
    first = scheduled.order_by().values("object_id").annotate(first=Min("approved_go_live_at")).values("first")
    known = lessons.annotate(coming_at=Case(When(live=False, then=Subquery(first))))
    return known.filter(Q(live=True) | ~Q(coming_at=None))


def coming(lessons: list[LessonPage], *, zone: str) -> list[ComingLesson]:
    return [ComingLesson(one.draft_title, one.coming_at, zone) for one in lessons if one.coming_at]
