"""Twenty people watch one film while some of them count; one of them reads twenty texts."""

import uuid
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from cms.home.models import HomePage
from core.registries.integrity import checks
from learning.intervals import Watched
from learning.models import CourseCompletion, CourseProgress, LessonPage, Retention
from learning.services.fold_progress import fold_progress
from learning.services.mark_read import mark_read
from learning.services.record_progress import Report, record_progress
from media_pipeline.models import Video
from tests.factories.learning import make_catalogue, make_course, make_lesson, make_module
from tests.factories.media import make_video
from tests.races.together import CROWD, together


def _halves(film: LessonPage, video: Video, now: datetime) -> list[Report]:
    """Return the two halves of a film of a minute, watched in the last ninety seconds."""
    began = int(now.timestamp() * 1000) - 90_000
    halves = [Watched(start, start + 30_000, began + start, began + start + 30_000) for start in (0, 30_000)]
    return [Report(film.translation_key, uuid.uuid4(), 1, video.public_id, 1, half) for half in halves]


def figures_are_exact() -> None:
    course = make_course(make_catalogue(HomePage.objects.get()))
    module = make_module(course)
    video, now = make_video(duration=60), timezone.now()
    film = make_lesson(module, "Film", video=video)
    texts = [make_lesson(module, f"Text {number}") for number in range(CROWD)]
    LessonPage.objects.update(first_published_at=now - timedelta(days=1))
    users = [User.objects.create_user(f"learner{number}@example.org") for number in range(CROWD)]

    def watch(number: int) -> str:
        for half in _halves(film, video, now):
            record_progress(user=users[number], reports=[half], now=now)
            if number % 4 == 0:
                fold_progress()
        return "watched"

    watched = together(watch)
    assert set(watched) == {"watched"}, watched
    read = together(lambda number: mark_read(user=users[0], lesson=texts[number].translation_key, now=now))
    assert set(read) == {True}, read
    fold_progress()
    _are_exact()


def _are_exact() -> None:
    """Everybody saw the film; the first of them read the texts too, and has finished."""
    curve = Retention.objects.get()
    assert (curve.learners, set(curve.counts)) == (CROWD, {CROWD})
    best, *others = CourseProgress.objects.order_by("-lessons_done")
    assert (best.lessons_done, best.covered_ms, best.finished_at is not None) == (CROWD + 1, 60_000, True)
    assert {(one.lessons_done, one.covered_ms, one.finished_at) for one in others} == {(1, 60_000, None)}
    assert (len(others), CourseCompletion.objects.count()) == (CROWD - 1, 1)
    names = ("figures of courses", "retention curves", "progress", "finished courses")
    assert [finding.sentence for name in names for finding in checks()[name]()] == []
