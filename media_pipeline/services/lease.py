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
from media_pipeline.enums import JobEventKind, JobState, JobStep
from media_pipeline.job_states import check, sources
from media_pipeline.models import MediaQueue, TranscodeJob
from media_pipeline.pace import Pace
from media_pipeline.services.job_event import note
from media_pipeline.signals import announce, video_failed

BEAT_SECONDS = 2.0
TURN = ("-priority", "turn_at", "pk")  # the order in which waiting jobs are taken


class LeaseLostError(Exception):
    """Somebody else works on this job now; nothing may be written any more."""


class CancelledError(Exception):
    """Somebody asked to stop this job."""


class StopRequestedError(Exception):
    """The worker is going down, or the queue was paused."""


def _until() -> Any:
    return timezone.now() + timedelta(seconds=settings.MEDIA_LEASE_SECONDS)


def claimable() -> Q:
    """Jobs whose time has come and that nobody holds, in a state from which work may begin."""
    now = timezone.now()
    is_due = Q(lease_expires_at=None, run_after__lte=now) | Q(lease_expires_at__lt=now)
    return is_due & Q(state__in=sources(JobState.RUNNING))


@transaction.atomic
def claim(*, job_id: int) -> "Lease | None":
    """Take the lease of a job; None when it is not there to be taken. One UPDATE decides between two workers."""
    if MediaQueue.is_paused():
        return None
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
        seconds_left=None,
    )
    if not taken:
        return None
    job = TranscodeJob.objects.select_related("rendition_set__video", "video").get(pk=job_id)
    note(job=job, kind=JobEventKind.TAKEN, text=owner)
    return Lease(job=job, token=job.fencing_token)


def claim_next() -> "Lease | None":
    """Take the lease of the job whose turn it is; None when nothing waits."""
    while (job_id := TranscodeJob.objects.filter(claimable()).order_by(*TURN).values_list("pk", flat=True).first()) is not None:
        lease = claim(job_id=job_id)
        if lease is not None or MediaQueue.is_paused():
            return lease
    return None


@dataclass
class Lease:
    """The right to work on `job` as long as `token` is the newest. Every write raises LeaseLostError when it is not,
    and CancelledError once somebody asked to stop."""

    job: TranscodeJob
    token: int
    _beaten_at: float = field(default=0.0)
    _percent: int = field(init=False, default=0)
    _pace: Pace = field(default_factory=Pace)

    def __post_init__(self) -> None:
        self._percent = self.job.percent  # what an earlier attempt has finished stays finished

    def write(self, **values: Any) -> None:
        held = self._held()
        if not held.filter(cancel_requested=False).update(**values):
            raise CancelledError if held.exists() else LeaseLostError(f"Job {self.job.pk} is no longer ours.")
        self._know(values)

    def beat(self, percent: int | None = None) -> None:
        """Renew the lease and note the percentage, at most every other second.

        Raises StopRequestedError, CancelledError or LeaseLostError.
        """
        if stop_requested.is_set():
            raise StopRequestedError
        now = time.monotonic()
        if now - self._beaten_at < BEAT_SECONDS:
            return
        self._beaten_at = now
        self._percent = max(self._percent, percent or 0)
        left = self._pace.seconds_left(self._percent, now=now) if percent is not None else self.job.seconds_left
        shown = min(99, max(0, self._percent))
        self.write(heartbeat_at=timezone.now(), lease_expires_at=_until(), percent=shown, seconds_left=left)
        if MediaQueue.is_paused():
            raise StopRequestedError

    @transaction.atomic
    def step(self, step: JobStep) -> None:
        self.write(step=step)
        note(job=self.job, kind=JobEventKind.STEP, text=step)

    def done(self) -> None:
        self._leave(JobState.DONE, JobEventKind.DONE, percent=100, finished_at=timezone.now(), error="", error_log="")

    @transaction.atomic
    def cancelled(self) -> None:
        values = self._left(JobState.CANCELLED, finished_at=timezone.now())
        if not self._held().update(**values):
            raise LeaseLostError(f"Job {self.job.pk} is no longer ours.")
        self._know(values)
        note(job=self.job, kind=JobEventKind.CANCELLED)

    def fail(self, *, error: str, log: str = "") -> None:
        """Give up for good, with a sentence for the editor."""
        self._unless_cancelled(JobState.FAILED, JobEventKind.FAILED, finished_at=timezone.now(), error=error, error_log=log)

    def give_back(self) -> None:
        """Let the next worker go on at once; this attempt does not count."""
        attempts = max(0, self.job.attempts - 1)
        self._unless_cancelled(JobState.QUEUED, JobEventKind.GIVEN_BACK, run_after=timezone.now(), attempts=attempts)

    def postpone(self, *, seconds: float, error: str, log: str = "", is_counted: bool = True) -> None:
        """Try again after `seconds`; the sentence says why it waits."""
        attempts = self.job.attempts if is_counted else max(0, self.job.attempts - 1)
        later = timezone.now() + timedelta(seconds=seconds)
        values = {"run_after": later, "attempts": attempts, "error": error, "error_log": log}
        self._unless_cancelled(JobState.QUEUED, JobEventKind.POSTPONED, **values)

    def _held(self) -> models.QuerySet[TranscodeJob]:
        """The row while it is ours. Only columns of its own: a database that waited for another writer looks at those again."""
        return TranscodeJob.objects.filter(pk=self.job.pk, fencing_token=self.token, state=JobState.RUNNING)

    def _know(self, values: dict[str, Any]) -> None:
        for name, value in values.items():
            setattr(self.job, name, value)

    def _left(self, state: JobState, **values: Any) -> dict[str, Any]:
        check(JobState.RUNNING, state)
        ended = {"lease_owner": "", "lease_expires_at": None, "task_id": "", "seconds_left": None}
        return {"state": state, **ended, **values}

    @transaction.atomic
    def _leave(self, state: JobState, kind: JobEventKind, **values: Any) -> None:
        self.write(**self._left(state, **values))
        note(job=self.job, kind=kind, text="\n".join(filter(None, [values.get("error"), values.get("error_log")])))
        if state == JobState.FAILED:
            announce(video_failed, video=self.job.video)

    def _unless_cancelled(self, state: JobState, kind: JobEventKind, **values: Any) -> None:
        """Who asked to stop meant it, whatever else ends this attempt."""
        try:
            self._leave(state, kind, **values)
        except CancelledError:
            self.cancelled()
