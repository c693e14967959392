"""Two workers, dying encoders, stops: the job survives, and only the holder of the lease writes."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from core.stopping import stop_requested
from media_pipeline import storage
from media_pipeline.encoding.binary import ffmpeg
from media_pipeline.enums import JobState, RenditionKind
from media_pipeline.job_states import TRANSITIONS
from media_pipeline.models import TranscodeJob, Video
from media_pipeline.packaging import playlist
from media_pipeline.packaging.finished import Finished
from media_pipeline.services import lease as leases
from media_pipeline.services.encode_version import encode_version
from media_pipeline.services.lease import LeaseLostError, claim
from media_pipeline.services.publish import publish
from media_pipeline.services.transcode_job import cancel_job, request_transcode, retry_transcode
from media_pipeline.sweeps import offer_waiting_jobs
from tests.factories.media import make_job
from tests.integration.media_pipeline.conftest import Upload, work

pytestmark = pytest.mark.django_db


def expire(job: TranscodeJob) -> None:
    TranscodeJob.objects.filter(pk=job.pk).update(lease_expires_at=timezone.now() - timedelta(seconds=1))


def due(video: Video) -> None:
    video.jobs.update(run_after=timezone.now())


def pretend(target: Path, script: str) -> str:
    """Write an encoder that behaves as `script` says; `$REAL` in it is the real one."""
    target.write_text(f"#!/bin/sh\nREAL={ffmpeg()}\n{script}\n")
    target.chmod(0o755)
    return str(target)


def test_one_lease_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "BEAT_SECONDS", 0.0)
    job = make_job()
    first = claim(job_id=job.pk)
    assert first is not None
    assert (first.token, first.job.attempts, claim(job_id=job.pk)) == (1, 1, None)
    begun = timezone.now()
    TranscodeJob.objects.filter(pk=job.pk).update(lease_expires_at=begun + timedelta(seconds=1), heartbeat_at=None)
    first.beat(10)
    job.refresh_from_db()
    assert job.lease_expires_at is not None
    assert job.heartbeat_at is not None
    assert job.lease_expires_at >= begun + timedelta(seconds=configured.MEDIA_LEASE_SECONDS), "a beat renews the lease"
    assert job.heartbeat_at >= begun
    expire(job)
    second = claim(job_id=job.pk)
    assert second is not None
    assert (second.token, second.job.attempts) == (2, 2)
    with pytest.raises(LeaseLostError):
        first.beat(50)
    with pytest.raises(LeaseLostError):
        first.done()
    second.done()
    job.refresh_from_db()
    assert (job.state, job.percent, job.lease_owner) == (JobState.DONE, 100, "")


@pytest.mark.ffmpeg
def test_a_worker_that_lost_its_lease_cannot_publish(small_clip: Path, upload: Upload, tmp_path: Path) -> None:
    video = upload(small_clip)
    donor = upload(small_clip)
    made = storage.public_folder(work(donor).rendition_set) / "180p"
    lease = claim(job_id=video.jobs.get().pk)
    assert lease is not None
    expire(lease.job)
    assert claim(job_id=lease.job.pk) is not None

    part = Finished(RenditionKind.VIDEO, "180p", playlist.read(made / "index.m3u8"), 320, 180, 30)
    with pytest.raises(LeaseLostError):
        publish(lease=lease, parts=[part], extras=[], expected=6)
    with pytest.raises(LeaseLostError):
        encode_version(lease=lease, folder=tmp_path)
    assert not storage.public_folder(lease.job.rendition_set).exists()
    assert lease.job.rendition_set.renditions.count() == 0


@pytest.mark.ffmpeg
def test_a_killed_encoder_means_another_attempt(small_clip: Path, upload: Upload, tmp_path: Path, settings: Settings) -> None:
    settings.FFMPEG = pretend(tmp_path / "dying", '"$REAL" "$@" & sleep 0.1; kill -9 $!; wait $!')
    video = upload(small_clip)
    job = work(video)
    assert (job.state, job.attempts, job.error) == (JobState.QUEUED, 1, "It did not work; it is tried again by itself.")
    assert job.error_log.startswith("Exit code 137.")
    assert job.run_after > timezone.now() + timedelta(seconds=20)
    assert not Path(storage.work_folder(job.pk, job.fencing_token)).exists()

    settings.FFMPEG = ""
    assert work(video).state == JobState.QUEUED, "it is not due yet"
    due(video)
    job = work(video)
    assert (job.state, job.attempts, job.error) == (JobState.DONE, 2, "")


@pytest.mark.ffmpeg
def test_after_three_attempts_it_is_over(small_clip: Path, upload: Upload, tmp_path: Path, settings: Settings) -> None:
    settings.FFMPEG = pretend(tmp_path / "broken", "echo no such encoder >&2; exit 1")
    video = upload(small_clip)
    waits = []
    for _ in range(3):
        due(video)
        began = timezone.now()
        job = work(video)
        waits.append(int((job.run_after - began).total_seconds()) // 10 * 10)
    assert waits[:2] == [30, 120], "each wait is four times the one before"
    assert (job.state, job.attempts, job.error_log) == (JobState.FAILED, 3, "Exit code 1.\nno such encoder")
    assert job.error == "The video could not be prepared after 3 attempts. Please check that it plays on your computer."


@pytest.mark.ffmpeg
def test_a_full_disk_that_says_nothing_is_noticed(small_clip: Path, upload: Upload, tmp_path: Path, settings: Settings) -> None:
    settings.FFMPEG = pretend(tmp_path / "full", ": > index.m3u8; : > init.mp4; echo out_time_us=6000000")
    video = upload(small_clip)
    job = work(video)
    assert (job.state, job.error_log) == (JobState.QUEUED, "index.m3u8 is not a whole playlist.")
    assert not storage.public_folder(job.rendition_set).exists()


@pytest.mark.ffmpeg
def test_what_is_published_is_not_encoded_again(large_clip: Path, upload: Upload, tmp_path: Path, settings: Settings) -> None:
    settings.FFMPEG = pretend(
        tmp_path / "half", 'case "$*" in *libx264*) case "$*" in *1280:720*) exit 9;; esac;; esac\nexec "$REAL" "$@"'
    )
    video = upload(large_clip)
    job = work(video)
    low = storage.public_folder(job.rendition_set) / "360p" / "00000.m4s"
    made = low.stat()
    assert (job.state, [row.name for row in job.rendition_set.renditions.order_by("pk")]) == (
        JobState.QUEUED, ["sound", "360p"],
    )  # fmt: skip

    settings.FFMPEG = ""
    due(video)
    job = work(video)
    assert (job.state, [row.name for row in job.rendition_set.renditions.order_by("pk")]) == (
        JobState.DONE, ["sound", "360p", "720p"],
    )  # fmt: skip
    assert (low.stat().st_ino, low.stat().st_mtime_ns) == (made.st_ino, made.st_mtime_ns)


def test_a_worker_that_stops_gives_the_job_back(small_clip: Path, upload: Upload) -> None:
    stop_requested.set()
    job = work(upload(small_clip))
    assert (job.state, job.attempts, job.lease_owner, job.lease_expires_at) == (JobState.QUEUED, 0, "", None)


def test_the_table_decides_what_may_be_claimed_and_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    job = make_job()
    monkeypatch.setitem(TRANSITIONS, JobState.QUEUED, frozenset())
    cancel_job(job=job)
    assert (claim(job_id=job.pk), job.state, job.events.count()) == (None, JobState.QUEUED, 0)
    monkeypatch.undo()
    assert claim(job_id=job.pk) is not None
    monkeypatch.setitem(TRANSITIONS, JobState.RUNNING, frozenset())
    expire(job)
    cancel_job(job=job)
    assert (claim(job_id=job.pk), job.state, job.cancel_requested) == (None, JobState.RUNNING, False)


def test_cancelling(small_clip: Path, upload: Upload) -> None:
    waiting = upload(small_clip).jobs.get()
    cancel_job(job=waiting)
    assert waiting.state == JobState.CANCELLED

    running = upload(small_clip)
    running.jobs.update(cancel_requested=True)
    assert work(running).state == JobState.CANCELLED


def test_a_new_file_cancels_the_older_job_and_counts_up(small_clip: Path, upload: Upload) -> None:
    video = upload(small_clip)
    request_transcode(video=video)
    rows = [(job.state, job.rendition_set.version) for job in video.jobs.order_by("pk")]
    assert rows == [(JobState.CANCELLED, 1), (JobState.QUEUED, 2)]


def test_trying_again_is_a_new_job_for_the_same_version() -> None:
    job = make_job(state=JobState.FAILED)
    again = retry_transcode(video=job.video)
    assert again is not None
    assert (again.pk != job.pk, again.rendition_set_id, again.state) == (True, job.rendition_set_id, JobState.QUEUED)
    assert retry_transcode(video=job.video) is None


def test_the_sweep_offers_what_nobody_looks_at(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    job = make_job()
    make_job(run_after=timezone.now() + timedelta(minutes=5))
    make_job(state=JobState.DONE)
    with django_capture_on_commit_callbacks(execute=True):
        assert offer_waiting_jobs() == 1
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, UNREADABLE)


UNREADABLE = "This file cannot be read as a video. Please upload an MP4, MOV, MKV, WebM or MPEG file that plays for you."
WORKER = """
import sys
from pathlib import Path
from media_pipeline.encoding.runner import Limits, run
limits = Limits(wall_seconds=60, stall_seconds=60, cpu_seconds=60, memory=2**32, file_size=2**20)
run(["/bin/sh", "-c", "echo $$ > pid; exec sleep 60"], cwd=Path(sys.argv[1]), limits=limits, tick=lambda: None)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent was killed")
def test_a_killed_worker_leaves_no_process(tmp_path: Path) -> None:
    root = Path(storage.__file__).parents[1]
    worker = subprocess.Popen([sys.executable, "-c", WORKER, str(tmp_path)], cwd=root)
    deadline = time.monotonic() + 30
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text().strip():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    child = int((tmp_path / "pid").read_text())
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    while _runs(child):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_a_server_without_an_encoder_does_not_blame_the_file(small_clip: Path, upload: Upload, settings: Settings) -> None:
    settings.FFMPEG = "/nowhere/ffmpeg"
    job = work(upload(small_clip))
    assert (job.state, job.error) == (JobState.QUEUED, "It did not work; it is tried again by itself.")
    assert "/nowhere/ffmpeg" in job.error_log
