"""How far the demo's people have watched its films. A film can be watched once it has been made playable, not before."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from learning.intervals import Watched
from learning.models import LessonProgress
from learning.queries.report import newest
from learning.queries.timeline import Target, targets
from learning.services.fold_progress import fold_progress
from learning.services.record_progress import Report, record_progress
from operations.demo.content import items, read
from operations.demo.ids import demo_id

SINCE = timedelta(hours=1)  # so long ago they stopped watching


def is_film(video: UUID) -> bool:
    return video in {demo_id("video", lesson.key) for lesson in items("lessons")}


def put_watching() -> int:
    """Have the people watch what they have not begun and what can be played; return how many films were begun."""
    now = timezone.now()
    lessons = targets(demo_id("page", lesson.key) for lesson in items("lessons"))
    made = sum(
        _watch(user, lessons[demo_id("page", film)], percent, now)
        for key, data in read("learners").items()
        for user in User.objects.filter(public_id=demo_id("account", key))
        for film, percent in data["watched"].items()
        if demo_id("page", film) in lessons
    )
    if made:
        fold_progress()
    return made


@transaction.atomic
def _watch(user: User, lesson: Target, percent: int, now: datetime) -> int:
    name, duration = newest(lesson)
    if not name or LessonProgress.objects.filter(user=user, lesson_key=lesson.key).exists():
        return 0
    video, _slash, version = name.rpartition("/")
    end, stopped = duration * percent // 100, int((now - SINCE).timestamp() * 1000)
    seen = Watched(start=0, end=end, clock_start=stopped - end, clock_end=stopped)
    tab = demo_id("tab", f"{user.public_id}/{lesson.key}")
    report = Report(lesson=lesson.key, client=tab, sequence=1, video=UUID(video), version=int(version), watched=seen)
    record_progress(user=user, reports=[report], now=now)
    return 1
