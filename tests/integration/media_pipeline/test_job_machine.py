"""Whatever two workers, editors and clocks do in whatever order: one holder, no write by who lost it, final is final."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from media_pipeline.enums import JobState, JobStep
from media_pipeline.job_states import ACTIVE
from media_pipeline.models import JobEvent, MediaQueue, TranscodeJob, Video
from media_pipeline.services import lease as leases
from media_pipeline.services.lease import CancelledError, Lease, LeaseLostError, StopRequestedError, claim_next
from media_pipeline.services.queue import pause_queue, resume_queue
from media_pipeline.services.transcode_job import cancel_job, move_up, retry_transcode
from tests.factories.media import make_job

pytestmark = pytest.mark.django_db

WORKERS = st.sampled_from([0, 1])
ENDS = st.sampled_from(["done", "fail", "give_back", "postpone", "cancelled"])


class JobMachine(RuleBasedStateMachine):
    """The model: which lease each worker believes to hold, which token is the newest, which states are final."""

    def __init__(self) -> None:
        super().__init__()
        self.video: Video = make_job().video
        self.held: dict[int, Lease] = {}
        self.final: dict[int, str] = {}
        self.highest: dict[int, int] = {}
        self.events = 0

    def teardown(self) -> None:
        MediaQueue.objects.all().delete()
        self.video.purge()

    def job(self) -> TranscodeJob:
        return self.video.jobs.latest("pk")

    def is_holder(self, lease: Lease) -> bool:
        row = TranscodeJob.objects.get(pk=lease.job.pk)
        return row.state == JobState.RUNNING and row.fencing_token == lease.token

    @rule(worker=WORKERS)
    def claims(self, worker: int) -> None:
        before = self.job()
        free = before.state == JobState.QUEUED and before.run_after <= timezone.now()
        until = before.lease_expires_at
        expired = before.state == JobState.RUNNING and until is not None and until < timezone.now()
        lease = claim_next()
        assert (lease is not None) == ((free or expired) and not MediaQueue.is_paused())
        if lease is not None:
            assert lease.token > self.highest.get(lease.job.pk, 0), "tokens rise"
            self.highest[lease.job.pk] = lease.token
            self.held[worker] = lease

    @precondition(lambda self: self.held)
    @rule(worker=WORKERS, percent=st.integers(0, 100))
    def beats(self, worker: int, percent: int) -> None:
        self._write(worker, lambda lease: lease.beat(percent))

    @precondition(lambda self: self.held)
    @rule(worker=WORKERS, step=st.sampled_from(JobStep))
    def writes(self, worker: int, step: JobStep) -> None:
        self._write(worker, lambda lease: lease.step(step))

    def _write(self, worker: int, act: Any) -> None:
        lease = self.held.get(worker)
        if lease is None:
            return
        held, before = self.is_holder(lease), TranscodeJob.objects.values().get(pk=lease.job.pk)
        outcome = "written"
        try:
            act(lease)
        except LeaseLostError:
            outcome = "lost"
        except CancelledError:
            outcome = "cancelled"
        except StopRequestedError:
            outcome = "paused"
        after = TranscodeJob.objects.values().get(pk=lease.job.pk)
        if not held or before["cancel_requested"]:
            assert (outcome, after) == ("cancelled" if held else "lost", before), "a refused write changes nothing"
        else:
            assert outcome == "written" or (outcome == "paused" and MediaQueue.is_paused())

    @precondition(lambda self: self.held)
    @rule(worker=WORKERS, end=ENDS)
    def ends(self, worker: int, end: str) -> None:
        lease = self.held.pop(worker, None)
        if lease is None:
            return
        held = self.is_holder(lease)
        wished = TranscodeJob.objects.get(pk=lease.job.pk).cancel_requested
        known: dict[str, dict[str, Any]] = {"fail": {"error": "No."}, "postpone": {"seconds": 0, "error": "Later."}}
        try:
            getattr(lease, end)(**known.get(end, {}))
        except LeaseLostError:
            assert not held
        except CancelledError:
            assert (held, wished, end) == (True, True, "done")
            lease.cancelled()
        else:
            assert held
        if held and wished:
            assert TranscodeJob.objects.get(pk=lease.job.pk).state == JobState.CANCELLED

    @rule()
    def a_lease_runs_out(self) -> None:
        past = timezone.now() - timedelta(seconds=1)
        TranscodeJob.objects.filter(state=JobState.RUNNING).update(lease_expires_at=past)

    @rule()
    def an_editor_cancels(self) -> None:
        cancel_job(job=self.job())

    @rule()
    def an_editor_tries_again(self) -> None:
        was_active = self.job().is_active
        assert (retry_transcode(video=self.video) is None) == was_active

    @rule()
    def an_editor_moves_it_up(self) -> None:
        waits = self.job().state == JobState.QUEUED
        assert move_up(job=self.job()) == waits

    @rule(is_paused=st.booleans())
    def an_operator_pauses(self, *, is_paused: bool) -> None:
        (pause_queue if is_paused else resume_queue)()

    @invariant()
    def one_active_job(self) -> None:
        assert self.video.jobs.filter(state__in=ACTIVE).count() <= 1

    @invariant()
    def one_holder(self) -> None:
        assert sum(self.is_holder(lease) for lease in self.held.values()) <= 1

    @invariant()
    def a_running_job_has_a_lease_and_no_other_has(self) -> None:
        for job in self.video.jobs.all():
            has_lease = bool(job.lease_owner) and job.lease_expires_at is not None
            assert has_lease == (job.state == JobState.RUNNING)

    @invariant()
    def final_is_final(self) -> None:
        for job in self.video.jobs.all():
            assert self.final.get(job.pk, job.state) == job.state
            if job.state not in ACTIVE:
                self.final[job.pk] = job.state

    @invariant()
    def the_log_only_grows(self) -> None:
        count = JobEvent.objects.filter(job__video=self.video).count()
        assert count >= self.events
        self.events = count


def test_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "BEAT_SECONDS", 0.0)
    chosen = settings(max_examples=20, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(JobMachine, settings=chosen)
