"""Many people at once in an installation of its own: `python -m tests.media.crowd COMMAND`; answers one line of JSON."""

import json
import sys
import uuid
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
from core.registries.integrity import checks
from learning.intervals import Watched
from learning.models import Cohort, CourseCompletion, CoursePage, CourseProgress, Enrolment, LessonPage, Reminder, Retention
from learning.refusals import RefusedError
from learning.services.fold_progress import fold_progress
from learning.services.join_cohort import join_cohort
from learning.services.mark_read import mark_read
from learning.services.record_progress import Report, record_progress
from learning.services.send_reminders import send_reminders
from tests.factories.enrolment import make_cohort, make_due_date, make_enrolment
from tests.factories.learning import make_catalogue, make_course, make_lesson, make_module
from tests.factories.media import make_video
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


def figures() -> dict[str, object]:
    """Everybody watches the same film while some of them fold; then one of them reads every text in the same moment."""
    made = course()
    module = make_module(made, "More")
    video, now = make_video(duration=60), timezone.now()
    film = make_lesson(module, "Film", video=video)
    texts = [*made.outline.lessons[:1], *(make_lesson(module, f"Text {number}") for number in range(CROWD - 1))]
    LessonPage.objects.update(first_published_at=now - timedelta(days=1))
    users = [User.objects.create_user(f"learner{number}@example.org") for number in range(CROWD)]

    def watch(number: int) -> str:
        for start in (0, 30):
            clock = int(now.timestamp() * 1000) - 90_000 + start * 1000
            seen = Watched(start * 1000, (start + 30) * 1000, clock, clock + 30_000)
            report = Report(film.translation_key, uuid.uuid4(), 1, video.public_id, 1, seen)
            record_progress(user=users[number], reports=[report], now=now)
            if number % 4 == 0:
                fold_progress()
        return "watched"

    def read(number: int) -> str:
        return str(mark_read(user=users[0], lesson=texts[number].translation_key, now=now))

    got = [counted(watch), counted(read)]
    fold_progress()
    curve, mine = Retention.objects.get(), CourseProgress.objects.order_by("-lessons_done")[0]
    names = ("figures of courses", "retention curves", "progress", "finished courses")
    return {
        "got": got,
        "curve": [curve.learners, sorted(set(curve.counts))],
        "done": [mine.lessons_done, mine.covered_ms, mine.finished_at is not None],
        "finished": CourseCompletion.objects.count(),
        "counted": CourseProgress.objects.filter(lessons_done=1, covered_ms=60_000).count(),
        "wrong": [finding.sentence for name in names for finding in checks()[name]()],
    }


COMMANDS = {"figures": figures, "last-place": last_place, "one-person": one_person, "reminders": reminders}

if __name__ == "__main__":
    print(json.dumps(COMMANDS[sys.argv[1]]()))
