import uuid
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.hold_account import hold_account
from learning.enums import Activity, Handing
from learning.handed_files import MOST_FILES, FileRefusedError, clean_name, kind_of
from learning.models import LessonPage, WorkFile
from learning.services.save_writing import ask_leave


@transaction.atomic
def keep_file(*, user: User, lesson: LessonPage, upload: "UploadedFile[Any]", now: datetime) -> WorkFile:
    """Put a file beside the draft of an assignment. Raises FileRefusedError, NotNowError, NotAdmittedError: nothing is kept."""
    hold_account(user)
    ask_leave(user=user, lesson=lesson, now=now)
    name = clean_name(upload.name or "")
    if lesson.activity != Activity.ASSIGNMENT or lesson.handing == Handing.TEXT:
        raise FileRefusedError(_("This task takes no files."))
    if WorkFile.objects.filter(user=user, lesson_key=lesson.translation_key, revision=None).count() >= MOST_FILES:
        raise FileRefusedError(
            _("“%(name)s” is one too many: %(most)s files are the most.") % {"name": name, "most": MOST_FILES}
        )
    kind = kind_of(upload, name=name, size=upload.size or 0)
    row = WorkFile(user=user, lesson_key=lesson.translation_key, name=name, kind=kind, size=upload.size or 0, added_at=now)
    row.file.save(name, upload)
    return row


@transaction.atomic
def drop_file(*, user: User, lesson: LessonPage, file: uuid.UUID, now: datetime) -> bool:
    """Take a file away from a draft; False where there is none like this. What was handed in stays."""
    hold_account(user)
    ask_leave(user=user, lesson=lesson, now=now)
    row = WorkFile.objects.filter(user=user, lesson_key=lesson.translation_key, revision=None, public_id=file).first()
    if row is None:
        return False
    remove_files([row])
    return True


def remove_files(rows: Iterable[WorkFile]) -> None:
    """Remove rows now, and their files once that is certain."""
    for row in rows:
        transaction.on_commit(partial(row.file.storage.delete, str(row.file.name)))
        row.delete()
