"""What reports count is what learners did, whichever way it came to be known."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from core.registries.integrity import checks
from learning.intervals import Watched
from learning.models import CourseProgress, LessonPage, LessonProgress, Retention
from learning.services.fold_progress import fold_progress
from learning.services.mark_read import mark_read
from learning.services.record_progress import Report, record_progress
from tests.factories.learning import make_course, make_lesson, make_module
from tests.factories.media import make_version
from tests.integration.learning.conftest import School

NOW = timezone.now()


@pytest.fixture
def reading(school: School) -> LessonPage:
    page = make_lesson(make_module(school.course, "Texts"), "A text")
    LessonPage.objects.update(first_published_at=NOW - timedelta(days=1))
    return page


def watch(learner: User, school: School, start: int, end: int, *, version: int = 1) -> None:
    clock = int((NOW - timedelta(minutes=10)).timestamp() * 1000) + start * 1000
    watched = Watched(start * 1000, end * 1000, clock, clock + (end - start) * 1000)
    report = Report(school.lesson.translation_key, uuid.uuid4(), 1, school.video.public_id, version, watched)
    assert record_progress(user=learner, reports=[report], now=NOW).notices == []


def counted(learner: User) -> dict[str, Any]:
    one = CourseProgress.objects.get(user=learner)
    return {
        "done": one.lessons_done,
        "seconds": one.covered_ms / 1000,
        "finished": one.finished_at == NOW,
        "lessons": {key: done is not None for key, (_begun, done) in one.lessons.items()},
    }


def findings(*, mend: bool = False) -> list[str]:
    found = [finding for name in ("figures of courses", "retention curves") for finding in checks()[name]()]
    for finding in found if mend else []:
        assert finding.repair is not None
        finding.repair()
    return [finding.sentence for finding in found]


def test_beginning_and_completing_count_at_once_and_seconds_with_the_worker(
    school: School, reading: LessonPage, learner: User
) -> None:
    video, text = str(school.lesson.translation_key), str(reading.translation_key)
    watch(learner, school, 0, 20)
    begun = {"done": 0, "seconds": 20, "finished": False, "lessons": {video: False}}
    assert counted(learner) == begun
    watch(learner, school, 20, 40)
    assert counted(learner) == begun  # a heartbeat leaves it to the worker
    assert (fold_progress(), fold_progress()) == (1, 0)
    assert counted(learner) == begun | {"seconds": 40}
    watch(learner, school, 40, 60)
    assert counted(learner) == {"done": 1, "seconds": 60, "finished": False, "lessons": {video: True}}
    mark_read(user=learner, lesson=reading.translation_key, now=NOW)
    assert counted(learner) == {"done": 2, "seconds": 60, "finished": True, "lessons": {video: True, text: True}}
    assert findings() == []


def test_a_heartbeat_that_completes_nothing_writes_nothing_more(school: School, reading: LessonPage, learner: User) -> None:
    watch(learner, school, 0, 10)
    with CaptureQueriesContext(connection) as captured:
        watch(learner, school, 10, 20)
    wrote = [one["sql"].split()[1:3] for one in captured.captured_queries if one["sql"].startswith(("INSERT", "UPDATE"))]
    assert wrote == [['"learning_lessonprogress"', "SET"]]


def test_a_second_version_of_the_film_adds_no_seconds(school: School, reading: LessonPage, learner: User) -> None:
    watch(learner, school, 0, 20)
    make_version(school.video, duration=60.0)
    watch(learner, school, 30, 60, version=2)
    fold_progress()
    assert counted(learner)["seconds"] == 30
    curves = {one.timeline.rpartition("/")[2]: (one.learners, sum(one.counts)) for one in Retention.objects.all()}
    assert curves == {"1": (1, 33), "2": (1, 50)}  # of the 34th hundredth, up to 20.4 s, only a third was watched


def test_the_curve_counts_a_learner_once_a_bucket(
    school: School, reading: LessonPage, learner: User, other_learner: User
) -> None:
    for start, end in ((0, 30), (0, 30), (6, 36)):
        watch(learner, school, start, end)
        fold_progress()
    watch(other_learner, school, 0, 6)
    watch(other_learner, school, 54, 60)
    fold_progress()
    curve = Retention.objects.get()
    assert (curve.learners, curve.counts) == (2, [2] * 10 + [1] * 50 + [0] * 30 + [1] * 10)
    assert findings() == []


@pytest.mark.parametrize("way", ["unpublished", "moved away"])
def test_a_course_that_changes_is_counted_again(
    school: School,
    reading: LessonPage,
    learner: User,
    way: str,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    mark_read(user=learner, lesson=reading.translation_key, now=NOW)
    watch(learner, school, 0, 20)
    assert counted(learner)["done"] == 1
    with django_capture_on_commit_callbacks(execute=True):
        if way == "unpublished":
            reading.unpublish()
        else:
            reading.move(make_module(make_course(school.catalogue, "Another")), pos="last-child")
    mine = CourseProgress.objects.get(user=learner, course_key=school.course.translation_key)
    assert (mine.lessons_done, list(mine.lessons)) == (0, [str(school.lesson.translation_key)])
    assert CourseProgress.objects.exclude(pk=mine.pk).count() == (way == "moved away")
    fold_progress()
    assert findings() == []


def test_fsck_finds_and_mends_what_is_miscounted(school: School, reading: LessonPage, learner: User) -> None:
    watch(learner, school, 0, 60)
    fold_progress()
    CourseProgress.objects.update(lessons_done=7)
    Retention.objects.update(learners=9)
    course, lesson = school.course.translation_key, school.lesson.translation_key
    wrong = [
        f"The course {course} counts wrongly how far learners are: 1.",
        f"The retention curve of lesson {lesson} ({school.video.public_id}/1) is not what its learners have watched.",
    ]
    assert findings(mend=True) == wrong
    assert findings() == []
    CourseProgress.objects.all().delete()
    LessonProgress.objects.update(counted_buckets="")
    assert findings(mend=True) == wrong
    assert (findings(), counted(learner)["done"], sum(Retention.objects.get().counts)) == ([], 1, 100)


def test_what_is_not_folded_in_yet_is_no_finding(school: School, reading: LessonPage, learner: User) -> None:
    watch(learner, school, 0, 10)
    watch(learner, school, 10, 20)
    assert findings() == []
