from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services.hold_account import hold_account
from learning.enums import Activity, Handing
from learning.models import LessonPage, Submission, SubmissionRevision, WorkFile, Writing
from learning.queries.timeline import targets
from learning.services.save_writing import StaleError, ask_leave
from learning.services.tell_of_work import tell_reviewers
from learning.submission_states import SubmissionState, check
from learning.written import TEXT


class NothingWrittenError(Exception):
    """There is nothing to hand in: no text, or no file where one is asked for."""


@transaction.atomic
def hand_in(*, user: User, lesson: LessonPage, revision: int, now: datetime) -> SubmissionRevision:
    """Hand in what is saved: text and files are frozen as the next version, and whoever gives feedback is told.

    `revision` is that of the draft which the learner saw. Raises LookupError where the lesson is no assignment,
    NothingWrittenError, StaleError, NotNowError, NotAdmittedError.
    """
    if lesson.activity != Activity.ASSIGNMENT:
        raise LookupError(lesson.translation_key)
    hold_account(user)
    ask_leave(user=user, lesson=lesson, now=now)
    key = lesson.translation_key
    draft, _is_new = Writing.objects.get_or_create(user=user, lesson_key=key)
    if draft.revision != revision:
        raise StaleError(draft)
    text = str(draft.answers.get(TEXT, "")) if lesson.handing != Handing.FILE else ""
    files = WorkFile.objects.filter(user=user, lesson_key=key, revision=None) if lesson.handing != Handing.TEXT else None
    if not (text.strip() or (files is not None and files.exists())):
        raise NothingWrittenError
    sent = _hand_over(user, lesson, now)
    made = SubmissionRevision.objects.create(submission=sent, number=sent.revisions.count() + 1, text=text, handed_in_at=now)
    if files is not None:
        files.update(revision=made)
    tell_reviewers(submission=sent, now=now, revision=made)
    return made


def _hand_over(user: User, lesson: LessonPage, now: datetime) -> Submission:
    key = lesson.translation_key
    sent = Submission.objects.select_for_update().filter(user=user, lesson_key=key).first()
    check(sent.state if sent else None, SubmissionState.HANDED_IN)
    course = targets([key])[key].course
    if course is None:
        raise LookupError(key)
    if sent is None:
        return Submission.objects.create(user=user, lesson_key=key, course_key=course, handed_in_at=now)
    sent.state, sent.course_key, sent.handed_in_at = SubmissionState.HANDED_IN.value, course, now
    sent.save(update_fields=["state", "course_key", "handed_in_at"])
    return sent
