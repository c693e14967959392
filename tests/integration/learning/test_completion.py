"""A course is finished once, as it was then; a change of the course takes nothing away and leaves nobody waiting."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from core.registries.integrity import checks
from core.services.bin import move_to_bin
from learning.intervals import Watched
from learning.models import CourseCompletion, LessonPage, LessonProgress
from learning.services.mark_read import mark_read
from learning.services.record_progress import Report, record_progress
from tests.factories.learning import make_lesson, make_module
from tests.integration.learning.conftest import School

NOW = timezone.now()


@pytest.fixture
def reading(school: School) -> LessonPage:
    return make_lesson(make_module(school.course, "Texts"), "A text")


def watch(learner: User, school: School, seconds: int) -> None:
    LessonPage.objects.update(first_published_at=NOW - timedelta(days=1))
    clock = int((NOW - timedelta(minutes=5)).timestamp() * 1000)
    watched = Watched(0, seconds * 1000, clock, clock + seconds * 1000)
    report = Report(school.lesson.translation_key, uuid.uuid4(), 1, school.video.public_id, 1, watched)
    assert record_progress(user=learner, reports=[report], now=NOW).notices == []


def noted() -> list[dict[str, Any]]:
    fields = ("user_id", "course_key", "completed_at", "edition")
    return [{field: getattr(one, field) for field in fields} for one in CourseCompletion.objects.order_by("pk")]


def finished(learner: User, school: School, *lessons: LessonPage) -> list[dict[str, Any]]:
    asked = [
        {"lesson": str(one.translation_key), "activity": one.activity, "share": 90 if one.video_id else 100} for one in lessons
    ]
    return [{"user_id": learner.pk, "course_key": school.course.translation_key, "completed_at": NOW, "edition": asked}]


def test_the_last_lesson_finishes_the_course_and_says_what_was_asked_for(
    school: School, reading: LessonPage, learner: User, other_learner: User
) -> None:
    watch(learner, school, 54)
    assert noted() == []
    assert mark_read(user=other_learner, lesson=reading.translation_key, now=NOW)
    assert noted() == []
    assert mark_read(user=learner, lesson=reading.translation_key, now=NOW)
    assert noted() == finished(learner, school, school.lesson, reading)
    assert mark_read(user=learner, lesson=reading.translation_key, now=NOW + timedelta(days=1))
    watch(learner, school, 60)
    assert noted() == finished(learner, school, school.lesson, reading)


def test_watching_may_come_last_too(school: School, reading: LessonPage, learner: User) -> None:
    mark_read(user=learner, lesson=reading.translation_key, now=NOW)
    watch(learner, school, 54)
    assert noted() == finished(learner, school, school.lesson, reading)


def test_a_lesson_that_is_added_later_is_new_and_takes_nothing_away(client: Client, school: School, learner: User) -> None:
    watch(learner, school, 60)
    later = make_lesson(make_module(school.course, "Texts"), "A later text")
    client.force_login(learner)
    answer = client.get(school.course.url)
    standing = answer.context["view"].standing
    assert (standing.done, standing.percent, standing.is_complete, standing.missing) == (1, 100, True, [])
    assert [one.page for one in standing.new] == [later]
    assert "1 lesson is new since you finished." in answer.content.decode()
    mark_read(user=learner, lesson=later.translation_key, now=NOW)
    assert client.get(school.course.url).context["view"].standing.new == []
    assert noted() == finished(learner, school, school.lesson)


@pytest.mark.parametrize("way", ["unpublished", "deleted", "asks for nothing", "module unpublished"])
def test_a_lesson_that_is_gone_finishes_the_course_for_who_has_done_the_rest(
    school: School,
    reading: LessonPage,
    learner: User,
    other_learner: User,
    way: str,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    watch(learner, school, 60)
    mark_read(user=other_learner, lesson=reading.translation_key, now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        if way == "unpublished":
            reading.unpublish()
        elif way == "deleted":
            move_to_bin(page=reading, user=None)
        elif way == "asks for nothing":
            reading.activity = "none"
            reading.save_revision().publish()
        else:
            reading.get_parent().specific.unpublish()
    assert [(one["user_id"], one["edition"]) for one in noted()] == [
        (learner.pk, finished(learner, school, school.lesson)[0]["edition"])
    ]


def findings(*, mend: bool = False) -> list[str]:
    found = [finding for name in ("progress", "finished courses") for finding in checks()[name]()]
    for finding in found if mend else []:
        assert finding.repair is not None
        finding.repair()
    return [finding.sentence for finding in found]


def test_fsck_counts_again_and_finds_who_has_finished(school: School, learner: User) -> None:
    watch(learner, school, 60)
    assert findings() == []
    row = LessonProgress.objects.get()
    CourseCompletion.objects.all().delete()
    LessonProgress.objects.update(covered_ms=1)
    wrong = [
        f"Progress {row.pk} counts 1 ms; its intervals and clocks make 60000.",
        f"The course {school.course.translation_key} is finished without its being noted, learners: 1.",
    ]
    assert findings(mend=True) == wrong
    assert (findings(), LessonProgress.objects.get().covered_ms, len(noted())) == ([], 60_000, 1)
