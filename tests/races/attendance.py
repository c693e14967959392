"""Twenty lists of who was at one session."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from cms.home.models import HomePage
from learning.models import Attendance, CourseCompletion, LessonProgress
from tests.factories.enrolment import make_cohort, make_enrolment
from tests.factories.learning import make_catalogue, make_course, make_module
from tests.factories.live import make_live_lesson, make_session
from tests.races.quiz import tab
from tests.races.together import CROWD, together


def lists_come_one_after_the_other() -> None:
    """Half of the lists have the first two of four people on them, half the last two: one of the two holds at the end."""
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
    tabs = [tab(teacher) for _tab in range(CROWD)]
    address = f"/en/my/sessions/{session.public_id}/"
    answers = together(lambda number: tabs[number].post(address, forms[number % 2]).status_code)
    assert set(answers) == {302}, answers
    there = list(Attendance.objects.order_by("user").values_list("was_there", flat=True))
    assert there in ([True, True, False, False], [False, False, True, True]), there
    done = (LessonProgress.objects.exclude(completed_at=None).count(), CourseCompletion.objects.count())
    assert done == (4, 4), done  # who was on a list once has been there: what is complete stays so
