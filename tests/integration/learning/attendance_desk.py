"""Twenty lists of one session at once, on a database of its own: `python -m tests.integration.learning.attendance_desk`."""

import json
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.test import Client
from django.utils import timezone

from accounts.models import User
from cms.home.models import HomePage
from learning.models import Attendance, CourseCompletion, LessonProgress
from tests.factories.enrolment import make_cohort, make_enrolment
from tests.factories.learning import make_catalogue, make_course, make_module
from tests.factories.live import make_live_lesson, make_session
from tests.together import CROWD, together


def main() -> dict[str, Any]:
    """Half of the lists have the first two of four people on them, half the last two."""
    course = make_course(make_catalogue(HomePage.objects.get()))
    lesson = make_live_lesson(make_module(course))
    teacher = User.objects.create_user("teacher@example.org")
    cohort = make_cohort(course, teacher=teacher)
    people = [User.objects.create_user(f"{number}@example.org") for number in range(4)]
    for one in people:
        make_enrolment(one, course, cohort)
    session = make_session(lesson, timezone.now() - timedelta(hours=1), cohort=cohort)
    keys = [str(one.public_id) for one in people]
    forms = [{"shown": keys, "there": keys[:2]}, {"shown": keys, "there": keys[2:]}]
    tabs = [Client(SERVER_NAME="127.0.0.1") for _tab in range(CROWD)]
    for tab in tabs:
        tab.force_login(teacher)
    address = f"/en/my/sessions/{session.public_id}/"
    answers = together(lambda number: tabs[number].post(address, forms[number % 2]).status_code)
    return {
        "answers": sorted(set(map(str, answers)) - {"302"}) or [302],
        "rows": list(Attendance.objects.order_by("user").values_list("was_there", flat=True)),
        "completed": LessonProgress.objects.exclude(completed_at=None).count(),
        "finished": CourseCompletion.objects.count(),
        "even": [True, True, False, False],
        "odd": [False, False, True, True],
    }


if __name__ == "__main__":
    print(json.dumps(main()))
