"""What can be watched in a lesson: for each version of its video a timeline, and the rule that completes it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from learning.enums import Activity
from learning.models import CoursePage, LessonPage
from media_pipeline.models import RenditionSet


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


def courses(lessons: Iterable[LessonPage]) -> dict[str, tuple[int, uuid.UUID]]:
    """Return the share to watch, in per cent, and the key of the courses around `lessons`, by their path. One query."""
    paths = {course_path(lesson) for lesson in lessons}
    found = CoursePage.objects.filter(path__in=paths).values_list("path", "share_watched", "translation_key")
    return {path: (share, key) for path, share, key in found}


def course_path(lesson: LessonPage) -> str:
    """Return the path in the page tree of the course around `lesson`."""
    path: str = lesson.path
    return path[: -2 * LessonPage.steplen]


def targets(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, Target]:
    """Return the published lessons among `keys`. Translations are one lesson; the gentlest of their rules holds.

    Three queries.
    """
    versions = list(LessonPage.objects.live().filter(translation_key__in=set(keys)).select_related("video"))
    around = courses(versions)
    durations: dict[int, dict[str, int]] = {}
    published = RenditionSet.objects.filter(video__in={one.video_id for one in versions if one.video_id}, duration__gt=0)
    for one in published.exclude(published_at=None).select_related("video"):
        name = timeline(one.video.public_id, one.version)
        durations.setdefault(one.video_id, {})[name] = round(one.duration * 1000)
    found: dict[uuid.UUID, Target] = {}
    for lesson in versions:
        before = found.get(lesson.translation_key)
        share, course = around.get(course_path(lesson), (90, None))
        dates = [lesson.first_published_at, *([before.published_at] if before else [])]
        watched = durations.get(lesson.video_id or 0, {}) if lesson.counts_watching else {}
        found[lesson.translation_key] = Target(
            key=lesson.translation_key,
            share=min(lesson.share_watched or share, before.share if before else 100),
            published_at=min((date for date in dates if date), default=None),
            durations={**watched, **(before.durations if before else {})},
            reads=lesson.activity == Activity.READING or bool(before and before.reads),
            course=before.course if before and before.course else course,
        )
    return found
