"""A course, its film and many learners in an installation: `python -m tests.media.school COUNT`; answers one line of JSON."""

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from cms.home.models import HomePage
from learning.models import LessonPage
from tests.factories.learning import make_catalogue, make_course, make_lesson, make_module
from tests.factories.media import make_upload, make_version

LESSONS = 5
SECONDS = 3600.0


def session_of(user: User) -> str:
    """Log somebody in as a browser would be; return the value of the cookie."""
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def main(count: int) -> dict[str, object]:
    home: Page = HomePage.objects.get()
    module = make_module(make_course(make_catalogue(home)))
    made = [
        (make_lesson(module, f"Lesson {number}", video=version.video), version.video)
        for number in range(LESSONS)
        for version in [make_version(make_upload(), duration=SECONDS)]
    ]
    LessonPage.objects.update(first_published_at=timezone.now() - timedelta(days=30))
    learners = [User.objects.create_user(f"learner{number}@example.org") for number in range(count)]
    return {
        "lessons": [[str(lesson.translation_key), str(video.public_id)] for lesson, video in made],
        "learners": [[user.pk, session_of(user)] for user in learners],
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
