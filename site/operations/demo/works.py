"""What a mentee of the demo has handed in, and what the mentor said of it."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from learning.models import Feedback, LessonPage, Submission, WorkLetter
from learning.services.forget_work import forget_work
from learning.services.give_feedback import give_feedback
from learning.services.hand_in import hand_in
from learning.services.save_writing import save_writing
from learning.submission_states import SubmissionState
from learning.written import TEXT
from operations.demo.content import Item, items
from operations.demo.ids import demo_id


@transaction.atomic
def put_works() -> int:
    """Hand in and return what is missing; return how many. The accounts and cohorts of the demo have to be there."""
    mentee, mentor = (User.objects.get(public_id=demo_id("account", role)) for role in ("mentee", "mentor"))
    return sum(_put_work(task, mentee, mentor) for task in items("tasks") if "work" in task.shared)


def _put_work(task: Item, mentee: User, mentor: User) -> int:
    key = demo_id("page", task.key)
    if Submission.objects.filter(user=mentee, lesson_key=key).exists():
        return 0
    lesson, now = LessonPage.objects.get(translation_key=key, locale__language_code="en"), timezone.now()
    words = task.shared["work"]
    draft = save_writing(user=mentee, lesson=lesson, answers={TEXT: words["text"].strip()}, revision=0, now=now)
    sent = hand_in(user=mentee, lesson=lesson, revision=draft.revision, now=now).submission
    verdict = SubmissionState.RETURNED.value
    give_feedback(submission=sent, author=mentor, text=words["feedback"], verdict=verdict, seen=1, now=timezone.now())
    WorkLetter.objects.filter(user__in=[mentee, mentor]).update(again_at=None)  # nobody waits for letters about the demo
    return 1


def remove_works(users: "list[User]") -> None:
    """Remove what `users` handed in and said of the work of others."""
    for user in users:
        forget_work(user=user)
    Feedback.objects.filter(author__in=users).delete()
