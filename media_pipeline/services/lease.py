"""Who may work on a job, and the only way to write to one."""

import os
import socket
import time
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from core.stopping import stop_requested
from media_pipeline.enums import JobState, JobStep
from media_pipeline.job_states import check
from media_pipeline.models import TranscodeJob
from media_pipeline.signals import announce, video_failed

BEAT_SECONDS = 2.0


class LeaseLostError(Exception):
    """Somebody else works on this job now; nothing may be written any more."""


class CancelledError(Exception):
    """Somebody asked to stop this job."""


class StopRequestedError(Exception):
    """The worker is going down."""


def _until() -> Any:
    return timezone.now() + timedelta(seconds=settings.MEDIA_LEASE_SECONDS)


def claimable() -> Q:
    """Jobs whose time has come and that nobody holds."""
    now = timezone.now()
    waiting = Q(state=JobState.QUEUED, run_after__lte=now)
    return waiting | Q(state=JobState.RUNNING, lease_expires_at__lt=now)


def claim(*, job_id: int) -> "Lease | None":
    """Take the lease of a job; None when it is not there to be taken. One UPDATE decides between two workers."""
    owner = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:12]}"
    now = timezone.now()
    taken = TranscodeJob.objects.filter(claimable(), pk=job_id).update(
        state=JobState.RUNNING,
        lease_owner=owner,
        fencing_token=F("fencing_token") + 1,
        lease_expires_at=_until(),
        heartbeat_at=now,
        attempts=F("attempts") + 1,
        started_at=models.functions.Coalesce(F("started_at"), now),
        error="",
    )
    if not taken:
        return None
    job = TranscodeJob.objects.select_related("rendition_set__video", "video").filter(lease_owner=owner).first()
    return Lease(job=job, token=job.fencing_token) if job else None


@dataclass
class Lease:
    """The right to work on `job` as long as `token` is the newest. Every write raises LeaseLostError when it is not."""

    job: TranscodeJob
    token: int
    _beaten_at: float = field(default=0.0)
    _percent: int = field(default=-1)

    def write(self, **values: Any) -> None:
        held = TranscodeJob.objects.filter(pk=self.job.pk, fencing_token=self.token, state=JobState.RUNNING)
        if not held.update(**values):
            raise LeaseLostError(f"Job {self.job.pk} is no longer ours.")
        for name, value in values.items():
            setattr(self.job, name, value)

    def beat(self, percent: int | None = None) -> None:
        """Renew the lease and note the percentage, at most every other second.

        Raises StopRequestedError, CancelledError or LeaseLostError.
        """
        if stop_requested.is_set():
            raise StopRequestedError
        if time.monotonic() - self._beaten_at < BEAT_SECONDS:
            return
        self._beaten_at = time.monotonic()
        self._percent = max(self._percent, percent or 0)
        self.write(heartbeat_at=timezone.now(), lease_expires_at=_until(), percent=min(99, max(0, self._percent)))
        if TranscodeJob.objects.filter(pk=self.job.pk, cancel_requested=True).exists():
            raise CancelledError

    def step(self, step: JobStep) -> None:
        self.write(step=step)

    def _leave(self, state: JobState, **values: Any) -> None:
        check(JobState.RUNNING, state)
        self.write(state=state, lease_owner="", lease_expires_at=None, task_id="", **values)

    def done(self) -> None:
        self._leave(JobState.DONE, percent=100, finished_at=timezone.now(), error="", error_log="")

    def cancelled(self) -> None:
        self._leave(JobState.CANCELLED, finished_at=timezone.now())

    @transaction.atomic
    def fail(self, *, error: str, log: str = "") -> None:
        """Give up for good, with a sentence for the editor."""
        self._leave(JobState.FAILED, finished_at=timezone.now(), error=error, error_log=log)
        announce(video_failed, video=self.job.video)

    def give_back(self) -> None:
        """Let the next worker go on at once; this attempt does not count."""
        self._leave(JobState.QUEUED, run_after=timezone.now(), attempts=max(0, self.job.attempts - 1))

    def postpone(self, *, seconds: float, error: str, log: str = "", is_counted: bool = True) -> None:
        """Try again after `seconds`; the sentence says why it waits."""
        attempts = self.job.attempts if is_counted else max(0, self.job.attempts - 1)
        later = timezone.now() + timedelta(seconds=seconds)
        self._leave(JobState.QUEUED, run_after=later, attempts=attempts, error=error, error_log=log)
