"""Lessons that are held live, and their sessions."""

from datetime import UTC, datetime, timedelta
from typing import Any

from learning.enums import Activity
from learning.models import LessonPage, LiveSession, ModulePage
from tests.factories.learning import make_lesson

LINK = "https://meet.example.org/canary-room"
STARTS = datetime(2027, 3, 28, 16, 0, tzinfo=UTC)  # in the evening of the day on which the clocks are put forward


def make_live_lesson(module: ModulePage, title: str = "Talk live", **values: Any) -> LessonPage:
    return make_lesson(module, title, activity=Activity.LIVE, **values)


def make_session(lesson: LessonPage, starts_at: datetime = STARTS, **values: Any) -> LiveSession:
    known = {
        "lesson_key": lesson.translation_key, "starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=90),
        "time_zone": "Europe/Oslo", "join_link": LINK, **values,
    }  # fmt: skip
    made: LiveSession = LiveSession.objects.create(**known)
    return made
