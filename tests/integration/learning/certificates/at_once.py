"""Twenty requests at one moment finish a course and ask for the first key: run as a program on a database of its own."""

import json
import threading
from collections.abc import Callable

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.models import User
from cms.home.models import HomePage
from learning.models import Certificate, CourseCompletion, SigningKey
from learning.services.issue_certificate import issue_certificate
from learning.services.mark_read import mark_read
from learning.services.rotate_keys import key_in_use
from tests.factories.learning import make_catalogue, make_course, make_lesson, make_module

THREADS = 20


def together(what: Callable[[], object]) -> list[str]:
    """Do `what` in as many threads at once; return the errors."""
    start, errors = threading.Barrier(THREADS), list[str]()

    def run() -> None:
        try:
            connection.ensure_connection()  # so that all of them begin with the question, not with opening a file
            start.wait(timeout=60)
            what()
        except Exception as error:  # whatever it is, the test shows it
            errors.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return errors


def main() -> None:
    call_command("migrate", verbosity=0, skip_checks=True)
    user = User.objects.create_user("learner@example.org", None, first_name="Vesna", last_name="Ilić")
    course = make_course(make_catalogue(HomePage.objects.get()))
    lesson = make_lesson(make_module(course))
    now, key = timezone.now(), course.translation_key
    errors = together(lambda: mark_read(user=user, lesson=lesson.translation_key, now=now))
    errors += together(lambda: issue_certificate(user=user, course_key=key, kind="participation", now=now))
    errors += together(lambda: key_in_use(now=now))
    kinds = sorted(Certificate.objects.values_list("kind", flat=True))
    counts = [CourseCompletion.objects.count(), SigningKey.objects.count()]
    print(json.dumps({"errors": errors, "certificates": kinds, "completions and keys": counts}))


if __name__ == "__main__":
    main()
