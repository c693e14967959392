"""What can be watched in a lesson: for each version of its video a timeline, and the rule that completes it."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Length, Substr

from learning.enums import Activity
from learning.models import CoursePage, LessonPage


def timeline(public_id: object, version: int) -> str:
    """Name one version of one video: progress on it never mixes with that on another."""
    return f"{public_id}/{version}"


@dataclass(frozen=True)
class Target:
    """A lesson, whatever its language. `durations` maps its timelines to milliseconds; `share` is in per cent."""

    key: uuid.UUID
    share: int
    published_at: datetime | None
    durations: dict[str, int]
    reads: bool
    course: uuid.UUID | None = None


def course_path(lesson: str) -> str:
    """Return the path of the course around a lesson, whose path is given."""
    return lesson[: -2 * LessonPage.steplen]


def courses(lessons: Iterable[LessonPage]) -> dict[str, tuple[int, uuid.UUID]]:
    """Return the share to watch, in per cent, and the key of the courses around `lessons`, by their path. One query."""
    paths = {course_path(lesson.path) for lesson in lessons}
    found = CoursePage.objects.filter(path__in=paths).values_list("path", "share_watched", "translation_key")
    return {path: (share, key) for path, share, key in found}


def _lessons_named(keys: Sequence[uuid.UUID]) -> QuerySet[LessonPage, Any]:
    """Ask for the published languages of lessons, with their course and each version of their video: one row a version."""
    length = Length(OuterRef("path")) - 2 * LessonPage.steplen
    around = CoursePage.objects.filter(path=Substr(OuterRef("path"), 1, length))
    course = {name: Subquery(around.values(name)[:1]) for name in ("translation_key", "share_watched")}
    own = ("translation_key", "activity", "recording_counts", "share_watched", "first_published_at")
    versions = ("version", "duration", "published_at")
    return (
        LessonPage.objects.live()
        .filter(translation_key__in=keys)
        .order_by("pk")
        .annotate(course=course["translation_key"], course_share=course["share_watched"])
        .values_list(*own, "course", "course_share", "video__public_id", *(f"video__rendition_sets__{one}" for one in versions))
    )


def targets(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, Target]:
    """Return the published lessons among `keys`. Translations are one lesson; the gentlest of their rules holds.

    One query.
    """
    found: dict[uuid.UUID, Target] = {}
    for key, activity, recording, own, first_published_at, course, share, video, version, duration, published in _lessons_named(
        sorted(set(keys))
    ):
        before = found.get(key)
        dates = [first_published_at, *([before.published_at] if before else [])]
        counts = activity == Activity.VIDEO or (activity == Activity.LIVE and recording)
        watched = {timeline(video, version): round(duration * 1000)} if counts and published and duration else {}
        found[key] = Target(
            key=key,
            share=min(own or share or 90, before.share if before else 100),
            published_at=min((date for date in dates if date), default=None),
            durations={**watched, **(before.durations if before else {})},
            reads=activity == Activity.READING or bool(before and before.reads),
            course=before.course if before and before.course else course,
        )
    return found
