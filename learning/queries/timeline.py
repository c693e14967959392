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


def shares(lessons: Iterable[LessonPage]) -> dict[int, int]:
    """Return the share to watch, in per cent, by the id of the lesson. One query."""
    lessons = list(lessons)
    step = LessonPage.steplen
    paths = {lesson.path[: -2 * step] for lesson in lessons}
    rules = dict(CoursePage.objects.filter(path__in=paths).values_list("path", "share_watched"))
    return {one.pk: one.share_watched or rules.get(one.path[: -2 * step], 90) for one in lessons}


def targets(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, Target]:
    """Return the published lessons among `keys`. Translations are one lesson; the gentlest of their rules holds.

    Three queries.
    """
    versions = list(LessonPage.objects.live().filter(translation_key__in=set(keys)).select_related("video"))
    rule = shares(versions)
    durations: dict[int, dict[str, int]] = {}
    published = RenditionSet.objects.filter(video__in={one.video_id for one in versions if one.video_id}, duration__gt=0)
    for one in published.exclude(published_at=None).select_related("video"):
        name = timeline(one.video.public_id, one.version)
        durations.setdefault(one.video_id, {})[name] = round(one.duration * 1000)
    found: dict[uuid.UUID, Target] = {}
    for lesson in versions:
        before = found.get(lesson.translation_key)
        dates = [lesson.first_published_at, *([before.published_at] if before else [])]
        watched = durations.get(lesson.video_id or 0, {}) if lesson.activity == Activity.VIDEO else {}
        found[lesson.translation_key] = Target(
            key=lesson.translation_key,
            share=min(rule[lesson.pk], before.share if before else 100),
            published_at=min((date for date in dates if date), default=None),
            durations={**watched, **(before.durations if before else {})},
            reads=lesson.activity == Activity.READING or bool(before and before.reads),
        )
    return found
