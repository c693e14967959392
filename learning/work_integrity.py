"""Whether work handed in agrees with its files and with what is noted of it, for `manage.py fsck`."""

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.db.models import Exists, OuterRef
from django.utils import timezone

from core.registries.integrity import Finding
from learning.enums import Activity
from learning.models import LessonProgress, Submission, WorkFile
from learning.services.complete_lesson import complete_lesson
from learning.submission_states import SubmissionState

YOUNG = 24 * 3600  # seconds; nothing takes that long between writing a file and its row


def files() -> Iterator[Finding]:
    """Files of learners without a row, and the other way round."""
    store = WorkFile._meta.get_field("file").storage
    named = set(WorkFile.objects.values_list("file", flat=True))
    for name in sorted(named):
        if not store.exists(name):
            yield Finding(f"The file {name} was handed in, but it is not there.")
    folder = Path(store.path("work"))
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if f"work/{path.name}" not in named:
            is_old = time.time() - path.stat().st_mtime > YOUNG
            yield Finding(f"No work has the file {path}.", partial(path.unlink, missing_ok=True) if is_old else None)


def accepted() -> Iterator[Finding]:
    """Work that was accepted without its lesson being complete."""
    row = LessonProgress.objects.filter(user=OuterRef("user"), lesson_key=OuterRef("lesson_key"), completed_at__isnull=False)
    for one in Submission.objects.filter(~Exists(row), state=SubmissionState.ACCEPTED).order_by("pk").select_related("user"):
        repair = partial(
            complete_lesson, user=one.user, lesson=one.lesson_key, timeline=Activity.ASSIGNMENT.value, now=timezone.now()
        )
        yield Finding(f"Work {one.pk} is accepted without its lesson being complete.", repair)


def versions() -> Iterator[Finding]:
    """Work without a version: nothing was handed in, and yet it waits."""
    for one in Submission.objects.filter(revisions=None).order_by("pk"):
        yield Finding(f"Work {one.pk} has no version.")
