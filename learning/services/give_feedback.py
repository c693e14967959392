from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.hold_account import hold_account
from learning.enums import Activity
from learning.models import Feedback, Submission, SubmissionRevision
from learning.queries.reviewer import may_review
from learning.services.complete_lesson import complete_lesson
from learning.services.enrol_learner import admit_to_lesson
from learning.services.tell_of_work import tell_learner, tell_reviewers
from learning.submission_states import SubmissionState, check, may_become

LONGEST = 10_000  # characters of a message


class FeedbackRefusedError(Exception):
    """Nothing was stored; the message is a sentence for the writer."""


EMPTY = _("Write a message, or choose what is to happen.")
REASON = _("Say what is to be done again.")
NEWER = _("There is a newer version by now. Look at it first: nothing has been decided.")
DECIDED = _("Somebody has decided about this work already. Nothing has been changed.")
TOO_LONG = _("The message is too long: 10,000 characters are the most.")


@transaction.atomic
def give_feedback(*, submission: Submission, author: User, text: str, verdict: str, seen: int, now: datetime) -> Feedback:
    """Write to the learner, and return or accept their work where `verdict` says so; accepting completes the lesson.

    `seen` is the number of the version that the author has read. Raises PermissionError for who may not give feedback,
    FeedbackRefusedError otherwise. That the course has closed meanwhile does not matter: what came in time is looked at.
    """
    hold_account(submission.user)
    row = Submission.objects.select_for_update(of=("self",)).select_related("user").get(pk=submission.pk)
    if not may_review(author, row):
        raise PermissionError
    text = _message(text)
    target = SubmissionState(verdict) if verdict else None
    if not text and target != SubmissionState.ACCEPTED:
        raise FeedbackRefusedError(REASON if target else EMPTY)
    if target is not None:
        _decide(row, target, seen, now)
    made = Feedback.objects.create(submission=row, author=author, text=text, verdict=verdict, written_at=now)
    tell_learner(feedback=made, now=now)
    return made


@transaction.atomic
def answer_feedback(*, submission: Submission, text: str, now: datetime) -> Feedback:
    """The learner writes to whoever gives feedback. Raises FeedbackRefusedError, NotAdmittedError."""
    admit_to_lesson(user=submission.user, lesson=submission.lesson_key, now=now)
    text = _message(text)
    if not text:
        raise FeedbackRefusedError(_("Write a message first."))
    made = Feedback.objects.create(submission=submission, author=submission.user, text=text, written_at=now)
    tell_reviewers(submission=submission, now=now, feedback=made)
    return made


def _message(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    if len(text) > LONGEST:
        raise FeedbackRefusedError(TOO_LONG)
    return text


def _decide(row: Submission, target: SubmissionState, seen: int, now: datetime) -> None:
    newest = SubmissionRevision.objects.filter(submission=row).order_by("-number").values_list("number", flat=True).first()
    if newest != seen:
        raise FeedbackRefusedError(NEWER)
    if not may_become(row.state, target):
        raise FeedbackRefusedError(DECIDED)
    check(row.state, target)
    row.state = target.value
    row.save(update_fields=["state"])
    if target == SubmissionState.ACCEPTED:
        complete_lesson(user=row.user, lesson=row.lesson_key, timeline=Activity.ASSIGNMENT, now=now)
