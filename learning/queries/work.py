"""What a lesson shows of the writing of its reader: reflection, worksheet or assignment."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import get_language

from accounts.models import User
from core.queries.nearest import nearest
from learning.enums import Activity, Handing
from learning.handed_files import ACCEPT, LARGEST, MOST_FILES, TYPES
from learning.models import LessonPage, Submission, WorkFile, Writing
from learning.queries.reviewer import is_nameless_in
from learning.queries.thread import Thread, thread
from learning.submission_states import SubmissionState, may_become
from learning.written import WrittenField, fields_of, word_count


@dataclass(frozen=True)
class FilledField:
    """A field with what is in it: `text`, or the ids of what is `ticked`."""

    field: WrittenField
    text: str = ""
    ticked: frozenset[str] = frozenset()

    @property
    def options(self) -> list[tuple[str, str, bool]]:
        return [(key, words, key in self.ticked) for key, words in self.field.options]


@dataclass(frozen=True)
class WorkView:
    """The fields as they were saved last, and what became of work that was handed in. `revision` is that of the draft."""

    lesson: LessonPage
    fields: list[FilledField]
    revision: int = 0
    saved_at: datetime | None = None
    submission: Submission | None = None
    files: Sequence[WorkFile] = ()
    thread: Thread = field(default_factory=Thread)
    is_nameless: bool = False  # a member of a school class, of whom nobody is told who they are

    @property
    def is_assignment(self) -> bool:
        return self.lesson.activity == Activity.ASSIGNMENT

    @property
    def is_open(self) -> bool:
        """Whether the learner may write: not while work waits for feedback, and not after it was accepted."""
        state = self.submission.state if self.submission else None
        return not self.is_assignment or may_become(state, SubmissionState.HANDED_IN)

    @property
    def is_returned(self) -> bool:
        return self.submission is not None and self.submission.state == SubmissionState.RETURNED

    @property
    def takes_files(self) -> bool:
        return self.is_assignment and self.lesson.handing != Handing.TEXT

    @property
    def accept(self) -> str:
        return ACCEPT

    @property
    def kinds(self) -> str:
        return ", ".join(TYPES)

    @property
    def most_files(self) -> int:
        return MOST_FILES

    @property
    def largest(self) -> int:
        """Megabytes."""
        return LARGEST // 1024**2

    @property
    def words(self) -> int:
        return sum(word_count(one.text) for one in self.fields)

    @property
    def missing(self) -> list[str]:
        """The questions of a worksheet that are still to be answered."""
        return [one.field.label for one in self.fields if one.field.is_required and not (one.text.strip() or one.ticked)]


def filled(fields: Sequence[WrittenField], answers: Mapping[str, Any]) -> list[FilledField]:
    """Put answers, stored or just typed, into their fields."""
    found = []
    for one in fields:
        answer = answers.get(one.name, "")
        is_text = isinstance(answer, str)
        found.append(FilledField(one, answer if is_text else "", frozenset() if is_text else frozenset(answer)))
    return found


def work_view(lesson: LessonPage, *, user: User | AnonymousUser) -> WorkView:
    """Return what `user` has written in `lesson`. One query; up to seven for an assignment, none without an account."""
    fields = fields_of(lesson)
    if not isinstance(user, User):
        return WorkView(lesson, filled(fields, {}))
    mine = {"user": user, "lesson_key": lesson.translation_key}
    row = Writing.objects.filter(**mine).first() or Writing(**mine)
    known = WorkView(lesson, filled(fields, row.answers), row.revision, row.saved_at)
    if not known.is_assignment:
        return known
    sent = Submission.objects.filter(**mine).first()
    files = list(WorkFile.objects.filter(**mine, revision=None))
    said = thread(sent, reader=user) if sent else Thread()
    return replace(known, submission=sent, files=files, thread=said, is_nameless=is_nameless_in(user, lesson))


def find_lesson(key: uuid.UUID) -> LessonPage | None:
    """Return the published lesson in the reader's language, or else in another one."""
    return nearest(LessonPage.objects.live().filter(translation_key=key), language=get_language() or "").get(key)
