from dataclasses import dataclass

import pytest

from accounts.models import User
from cms.home.models import HomePage
from learning.models import CataloguePage, CoursePage, LessonPage
from media_pipeline.models import Video
from tests.factories.learning import make_catalogue, make_course, make_lesson, make_module
from tests.factories.media import make_video


@dataclass(frozen=True)
class School:
    """A catalogue, a course, and a lesson with a video of 60 seconds."""

    catalogue: CataloguePage
    course: CoursePage
    lesson: LessonPage
    video: Video


@pytest.fixture
def school(home: HomePage) -> School:
    video = make_video(duration=60)
    catalogue = make_catalogue(home)
    course = make_course(catalogue)
    lesson = make_lesson(make_module(course), video=video)
    return School(catalogue, course, lesson, video)


@pytest.fixture
def learner(db: None) -> User:
    return User.objects.create_user("learner@example.org", "secret-enough")


@pytest.fixture
def other_learner(db: None) -> User:
    return User.objects.create_user("other@example.org", "secret-enough")
