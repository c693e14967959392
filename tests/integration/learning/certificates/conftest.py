import os
import tempfile
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import User
from learning.models import Certificate, LessonPage
from learning.services.mark_read import mark_read
from tests.factories.learning import make_lesson, make_module
from tests.integration.learning.conftest import School

NOW = datetime(2026, 10, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def _fonts_are_made_once_a_machine() -> None:
    """Making fonts takes seconds: every run of the suite finds those that the first one made from the same packages."""
    code = (settings.BASE_DIR / "learning/printing/typefaces.py").read_bytes()
    state = sha256((settings.BASE_DIR / "package-lock.json").read_bytes() + code).hexdigest()[:16]
    shared = Path(tempfile.gettempdir()) / f"trellis-certificate-fonts-{os.getuid()}" / state
    shared.mkdir(mode=0o700, parents=True, exist_ok=True)
    cache = Path(settings.DATA_DIR) / "cache" / "certificate-fonts"
    cache.parent.mkdir(parents=True, exist_ok=True)
    if not cache.exists():
        cache.symlink_to(shared)


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
