from datetime import UTC, datetime

import pytest

from accounts.models import User
from learning.models import Certificate, LessonPage
from learning.services.mark_read import mark_read
from tests.factories.learning import make_lesson, make_module
from tests.integration.learning.conftest import School

NOW = datetime(2026, 10, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def reading(school: School) -> LessonPage:
    """A course that asks for nothing but one text."""
    school.lesson.unpublish()
    return make_lesson(make_module(school.course, "Texts"), "A text")


@pytest.fixture
def named(learner: User) -> User:
    learner.first_name, learner.last_name = "Ștefania", "Ionescu"
    learner.save()
    return learner


@pytest.fixture
def certificate(reading: LessonPage, named: User) -> Certificate:
    """What `named` got for finishing the course."""
    assert mark_read(user=named, lesson=reading.translation_key, now=NOW)
    return Certificate.objects.get()


@pytest.fixture
def coordinator(db: None) -> User:
    return User.objects.create_superuser("coordinator@example.org", "secret-enough")
