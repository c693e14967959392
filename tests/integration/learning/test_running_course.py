"""Lessons are added, moved and removed while people are in the middle of a course, or through it."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from cms.home.models import HomePage
from core.services.bin import move_to_bin
from learning.enums import Activity
from learning.models import CourseCompletion, CoursePage, LessonPage, LessonProgress, ModulePage
from learning.queries.completion import completions_of
from learning.queries.outline import Chapter, Outline
from learning.queries.progress import rows_of
from learning.queries.standing import CourseStanding, standing
from learning.services.finish_courses import settle_course
from learning.services.mark_read import mark_read
from tests.factories.learning import make_catalogue, make_course, make_lesson, make_module

NOW = timezone.now()


def stands(user: User, course: CoursePage) -> CourseStanding:
    fresh = CoursePage.objects.get(pk=course.pk)
    rows = rows_of(user, [one.translation_key for one in fresh.outline.lessons])
    return standing(fresh, fresh.outline, rows, completions_of(user, [course.translation_key]).get(course.translation_key))


def summary(user: User, course: CoursePage) -> tuple[int, int, list[str], list[str]]:
    now = stands(user, course)
    return now.percent, now.done, [one.page.title for one in now.missing], [one.page.title for one in now.new]


@pytest.fixture
def course(home: HomePage) -> CoursePage:
    return make_course(make_catalogue(home))


def test_a_running_course_can_be_changed(
    course: CoursePage,
    learner: User,
    other_learner: User,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    """One is half-way, one has finished. A lesson is added, one moved to another module, one taken away."""
    half, through = learner, other_learner
    first, second = make_module(course, "First"), make_module(course, "Second")
    lessons = [make_lesson(module, title) for module, title in ((first, "A"), (first, "B"), (second, "C"), (second, "D"))]
    for user, read in ((half, lessons[:2]), (through, lessons)):
        for lesson in read:
            assert mark_read(user=user, lesson=lesson.translation_key, now=NOW)
    assert [summary(one, course) for one in (half, through)] == [(50, 2, ["C", "D"], []), (100, 4, [], [])]
    done_then = CourseCompletion.objects.get()

    added = make_lesson(first, "E")
    assert [summary(one, course) for one in (half, through)] == [(40, 2, ["E", "C", "D"], []), (100, 4, [], ["E"])]

    LessonPage.objects.get(pk=lessons[0].pk).move(ModulePage.objects.get(pk=second.pk), pos="last-child")
    assert [one.page.title for one in stands(half, course).lessons] == ["B", "E", "C", "D", "A"]
    assert [summary(one, course) for one in (half, through)] == [(40, 2, ["E", "C", "D"], []), (100, 4, [], ["E"])]

    with django_capture_on_commit_callbacks(execute=True):
        move_to_bin(page=LessonPage.objects.get(pk=lessons[2].pk), user=None)
    assert [summary(one, course) for one in (half, through)] == [(50, 2, ["E", "D"], []), (100, 3, [], ["E"])]

    with django_capture_on_commit_callbacks(execute=True):
        mark_read(user=half, lesson=lessons[3].translation_key, now=NOW + timedelta(days=1))
        LessonPage.objects.get(pk=added.pk).unpublish()  # the last lesson that was missing goes: that finishes the course
    assert [summary(one, course) for one in (half, through)] == [(100, 3, [], []), (100, 3, [], [])]
    kept = CourseCompletion.objects.get(user=through)
    assert (kept.completed_at, kept.edition) == (done_then.completed_at, done_then.edition)
    client.force_login(half)
    assert client.get(course.url).context["view"].standing.is_complete


STEPS = st.lists(st.tuples(st.sampled_from(["add", "read", "remove", "move"]), st.integers(0, 9)), min_size=1, max_size=25)


@settings(max_examples=30)
@given(steps=STEPS)
def test_percentages_are_honest_and_completion_never_shrinks(steps: list[tuple[str, int]]) -> None:
    """Whatever is done to the course in whatever order: 0 to 100, what was finished stays so, what is done stays done."""
    course, module = CoursePage(title="Course", share_watched=90), ModulePage(title="Module")
    lessons: list[LessonPage] = []
    rows: dict[uuid.UUID, list[LessonProgress]] = {}
    completion: CourseCompletion | None = None
    for step, place in steps:
        at = place % len(lessons) if lessons else 0
        if step == "add":
            lessons.insert(at, LessonPage(title=str(place), activity=Activity.READING, translation_key=uuid.uuid4()))
        elif lessons and step == "read":
            key = lessons[at].translation_key
            rows[key] = [LessonProgress(lesson_key=key, timeline="reading", completed_at=NOW, updated_at=NOW)]
        elif lessons and step == "remove":
            lessons.pop(at)
        elif lessons:
            lessons.insert(0, lessons.pop(at))
        now = standing(course, Outline([Chapter(module, list(lessons))]), rows, completion)
        assert now.done == sum(lesson.translation_key in rows for lesson in lessons)
        assert 0 <= now.percent <= 100
        assert now.percent == 100 or completion is None
        if completion is None and now.is_complete:
            completion = CourseCompletion(edition=[{"lesson": str(one.translation_key)} for one in lessons])
        if completion is not None:
            assert {str(one.page.translation_key) for one in now.new}.isdisjoint(completion.lesson_keys)


def test_a_course_without_lessons_is_not_finished(course: CoursePage, learner: User) -> None:
    make_module(course)
    assert summary(learner, course) == (0, 0, [], [])
    assert settle_course(course=course.translation_key, now=NOW) == 0
