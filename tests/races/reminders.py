"""Twenty workers look for reminders."""

from datetime import timedelta

from django.core import mail
from django.test import override_settings
from django.utils import timezone

from accounts.models import User
from cms.home.models import HomePage
from learning.models import Reminder
from learning.services.send_reminders import send_reminders
from tests.factories.enrolment import make_cohort, make_due_date, make_enrolment
from tests.factories.learning import make_catalogue, make_course, make_lesson, make_module
from tests.races.together import together


@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
def everybody_is_reminded_once() -> None:
    mail.outbox = []
    course = make_course(make_catalogue(HomePage.objects.get()))
    lesson = make_lesson(make_module(course))
    cohort = make_cohort(course)
    now = timezone.now().replace(hour=12)
    make_due_date(cohort, lesson, now + timedelta(hours=20))
    for number in range(3):
        make_enrolment(User.objects.create_user(f"learner{number}@example.org"), course, cohort)
    sent = together(lambda _number: send_reminders(now=now))
    assert [one for one in sent if not isinstance(one, int)] == []
    assert sum(sent) == 3, sent
    reached = sorted(address for letter in mail.outbox for address in letter.to)
    assert reached == [f"learner{number}@example.org" for number in range(3)], reached
    assert Reminder.objects.count() == 3
