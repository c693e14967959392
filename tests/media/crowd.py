"""Many people at once in an installation of its own: `python -m tests.media.crowd COMMAND`; answers one line of JSON."""

import json
import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import django

django.setup()

from django.conf import settings
from django.core import mail
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from cms.home.models import HomePage
from learning.models import Cohort, CoursePage, Enrolment, Reminder
from learning.refusals import RefusedError
from learning.services.join_cohort import join_cohort
from learning.services.send_reminders import send_reminders
from tests.factories.enrolment import make_cohort, make_due_date, make_enrolment
from tests.factories.learning import make_catalogue, make_course, make_lesson, make_module
from tests.together import CROWD, together

ROUNDS = 5


def course() -> CoursePage:
    home: Page = HomePage.objects.get()
    made = make_course(make_catalogue(home))
    make_lesson(make_module(made))
    return made


def counted(work: Callable[[int], str]) -> dict[str, int]:
    """Run `work` for every one of the crowd in the same moment; count what they got."""
    return dict(Counter(together(work)))


def last_place() -> dict[str, object]:
    """All of the crowd want the last place of a cohort; and again, of other cohorts."""
    made = course()
    there, *users = [User.objects.create_user(f"wants{number}@example.org") for number in range(CROWD + 1)]
    return {"rounds": [_last_place(made, there, users) for _round in range(ROUNDS)]}


def _last_place(made: CoursePage, there: User, users: list[User]) -> dict[str, object]:
    cohort: Cohort = make_cohort(made, capacity=2)
    make_enrolment(there, made, cohort)

    def join(number: int) -> str:
        try:
            join_cohort(user=users[number], code=cohort.code, now=timezone.now())
        except RefusedError as refused:
            return refused.reason.value
        return "joined"

    got = counted(join)
    inside = Enrolment.objects.filter(cohort=cohort, left_at=None)
    return {"got": got, "inside": inside.count(), "left": inside.update(left_at=timezone.now())}


def one_person() -> dict[str, object]:
    """One person sends the form of two cohorts of one course, over and over."""
    made = course()
    cohorts: list[Cohort] = [make_cohort(made), make_cohort(made, "Spring group")]
    user = User.objects.create_user("one@example.org")

    def join(number: int) -> str:
        try:
            join_cohort(user=user, code=cohorts[number % 2].code, now=timezone.now())
        except RefusedError as refused:
            return refused.reason.value
        return "joined"

    return {"got": counted(join), "inside": Enrolment.objects.filter(left_at=None).count()}


def reminders() -> dict[str, object]:
    """Many workers look for reminders in the same moment."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    made = course()
    cohort = make_cohort(made)
    now = timezone.now().replace(hour=12)
    make_due_date(cohort, made.outline.lessons[0], now + timedelta(hours=20))
    for number in range(3):
        make_enrolment(User.objects.create_user(f"learner{number}@example.org"), made, cohort)
    got = counted(lambda _number: str(send_reminders(now=now)))
    sent = sum(int(count) * times for count, times in got.items() if count.isdigit())
    letters = sorted(address for letter in mail.outbox for address in letter.to)
    return {
        "sent": sent,
        "letters": letters,
        "rows": Reminder.objects.count(),
        "failed": [one for one in got if not one.isdigit()],
    }


COMMANDS = {"last-place": last_place, "one-person": one_person, "reminders": reminders}

if __name__ == "__main__":
    print(json.dumps(COMMANDS[sys.argv[1]]()))
