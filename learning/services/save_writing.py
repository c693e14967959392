from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services.hold_account import hold_account
from learning.enums import Activity
from learning.models import LessonPage, Submission, Writing
from learning.services.complete_lesson import complete_lesson
from learning.services.enrol_learner import admit_to_lesson
from learning.submission_states import SubmissionState, may_become
from learning.written import Answers, is_done


class StaleError(Exception):
    """Another tab or device has saved something else meanwhile: `stored`. Nothing was changed."""

    def __init__(self, stored: Writing) -> None:
        super().__init__(stored)
        self.stored = stored


class NotNowError(Exception):
    """The work waits for feedback, or is accepted: it takes nothing now. `state` says which."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = SubmissionState(state)


def ask_leave(*, user: User, lesson: LessonPage, now: datetime) -> None:
    """Raise NotAdmittedError where the course is not open to `user`, NotNowError where the work takes nothing now."""
    admit_to_lesson(user=user, lesson=lesson.translation_key, now=now)
    if lesson.activity == Activity.ASSIGNMENT:
        sent = Submission.objects.filter(user=user, lesson_key=lesson.translation_key).first()
        if sent is not None and not may_become(sent.state, SubmissionState.HANDED_IN):
            raise NotNowError(sent.state)


@transaction.atomic
def save_writing(*, user: User, lesson: LessonPage, answers: Answers, revision: int, now: datetime) -> Writing:
    """Keep what `user` has written in `lesson`; complete it where that is enough. Safe to repeat.

    `revision` is the one that the writer had before them. Raises StaleError, NotNowError, NotAdmittedError; fields that
    are not in `answers`, as another language may have them, stay as they are.
    """
    hold_account(user)
    ask_leave(user=user, lesson=lesson, now=now)
    row, _is_new = Writing.objects.get_or_create(user=user, lesson_key=lesson.translation_key)
    wanted = {**row.answers, **answers}
    if wanted != row.answers:
        if row.revision != revision:
            raise StaleError(row)
        row.answers, row.revision, row.saved_at = wanted, row.revision + 1, now
        row.save(update_fields=["answers", "revision", "saved_at"])
    if is_done(lesson, row.answers):
        complete_lesson(user=user, lesson=lesson.translation_key, timeline=lesson.activity, now=now)
    return row
