"""Versions that were handed in, with their files, and the messages about them, in the order of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from learning.models import Feedback, SubmissionRevision, WorkFile
from learning.queries.reviewer import learner_name


@dataclass(frozen=True)
class ShownFile:
    file: WorkFile
    name: str


@dataclass(frozen=True)
class Entry:
    """A version or a message. `who` is what the reader may know of its author; `is_mine` that they wrote it themselves."""

    who: str
    is_mine: bool
    message: Feedback | None = None
    revision: SubmissionRevision | None = None
    files: tuple[ShownFile, ...] = ()

    @property
    def is_gone(self) -> bool:
        """Whether the message went with the account of its author."""
        return self.message is not None and not self.message.text and self.message.author.anonymised_at is not None


@dataclass(frozen=True)
class Thread:
    entries: Sequence[Entry] = ()

    @property
    def newest(self) -> int:
        """The number of the newest version, 0 before the first."""
        return max((one.revision.number for one in self.entries if one.revision), default=0)


def thread(submission: Any, *, reader: User) -> Thread:
    """Return everything about `submission` in its order. Three queries.

    For others than the learner it has to be of `described`: a member of a school class has no name, nor have their files.
    """
    is_mine = submission.user_id == reader.pk
    learner = _("You") if is_mine else learner_name(submission)
    is_nameless = not is_mine and submission.is_nameless
    found = []
    for one in submission.revisions.prefetch_related("files"):
        files = tuple(ShownFile(file, shown_name(file, number, is_nameless)) for number, file in enumerate(one.files.all(), 1))
        found.append((one.handed_in_at, 0, Entry(learner, is_mine, revision=one, files=files)))
    for message in submission.feedback.select_related("author"):
        wrote = message.author_id == reader.pk
        who = learner if message.author_id == submission.user_id else _("You") if wrote else _reviewer(message.author)
        found.append((message.written_at, 1, Entry(who, wrote, message=message)))
    return Thread([entry for _moment, _kind, entry in sorted(found, key=lambda one: one[:2])])


def _reviewer(author: User) -> str:
    return author.get_full_name() or _("Your mentor")


def shown_name(file: WorkFile, number: int, is_nameless: bool) -> str:
    """Return what a file is called for its reader: the name that a pupil gave it may tell who they are."""
    return _("File %(number)s") % {"number": number} + f".{file.kind}" if is_nameless else file.name
