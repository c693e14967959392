"""Whose turn it is, pausing, cancelling, and what the log of a job keeps."""

import hashlib
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from media_pipeline.enums import JobEventKind, JobState, JobStep
from media_pipeline.models import JobEvent, TranscodeJob, Video
from media_pipeline.services import lease as leases
from media_pipeline.services.lease import CancelledError, LeaseLostError, StopRequestedError, claim, claim_next
from media_pipeline.services.queue import pause_queue, resume_queue
from media_pipeline.services.run_job import run_next_job
from media_pipeline.services.transcode_job import cancel_job, move_up, prepare_again, request_transcode
from media_pipeline.sweeps import offer_waiting_jobs
from tests.factories.media import make_job, make_upload, make_video
from tests.integration.media_pipeline.conftest import Upload
from tests.media.clips import clip

pytestmark = pytest.mark.django_db


def asked(title: str, *, megabytes: int) -> TranscodeJob:
    return request_transcode(video=make_upload(title=title), original_bytes=megabytes * 1_000_000)


def taken() -> list[str]:
    """Let a worker take one job after the other until none waits; return the titles in that order."""
    order = []
    while (lease := claim_next()) is not None:
        order.append(lease.job.video.title)
        lease.done()
    return order


def test_short_videos_go_first() -> None:
    for title, megabytes in [("long", 4000), ("short", 20), ("middle", 300)]:
        asked(title, megabytes=megabytes)
    assert taken() == ["short", "middle", "long"]


def test_a_long_video_does_not_wait_for_ever() -> None:
    waiting = asked("long", megabytes=3600)
    asked("short", megabytes=20)
    TranscodeJob.objects.filter(pk=waiting.pk).update(turn_at=waiting.turn_at - timedelta(hours=2))
    assert taken() == ["long", "short"]


def test_an_editor_moves_a_video_to_the_front() -> None:
    for title, megabytes in [("short", 20), ("long", 4000), ("longer", 5000)]:
        asked(title, megabytes=megabytes)
    for title in ("long", "longer"):
        assert move_up(job=TranscodeJob.objects.get(video__title=title))
    assert taken() == ["longer", "long", "short"]
    assert not move_up(job=TranscodeJob.objects.get(video__title="long"))


@pytest.mark.ffmpeg
def test_one_worker_takes_three_uploads_in_their_turn(tmp_path: Path, upload: Upload) -> None:
    clips = [clip(tmp_path / "long.mp4", seconds=8, size="640x360"), clip(tmp_path / "short.mp4", seconds=1)]
    long, short = (upload(path) for path in clips)
    first = upload(clip(tmp_path / "first.mp4", seconds=2))
    TranscodeJob.objects.filter(video__in=[long, short]).update(turn_at=timezone.now())
    for video, seconds in ((long, 8), (short, 1), (first, 2)):
        TranscodeJob.objects.filter(video=video).update(turn_at=timezone.now() + timedelta(seconds=60 * seconds))
    move_up(job=first.jobs.get())
    for _ in range(3):
        run_next_job()
    done = TranscodeJob.objects.order_by("started_at").values_list("video__title", "state")
    assert list(done) == [("first", "done"), ("short", "done"), ("long", "done")]


def test_a_paused_queue_hands_out_nothing_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    monkeypatch.setattr(leases, "BEAT_SECONDS", 0.0)
    working, waiting = make_job(), make_job()
    lease = claim(job_id=working.pk)
    assert lease is not None
    pause_queue()
    with pytest.raises(StopRequestedError):
        lease.beat(30)
    lease.give_back()
    working.refresh_from_db()
    assert (working.state, working.attempts, working.percent) == (JobState.QUEUED, 0, 30)
    assert (claim(job_id=waiting.pk), claim_next(), offer_waiting_jobs()) == (None, None, 0)
    with django_capture_on_commit_callbacks() as offers:
        resume_queue()
    assert len(offers) == 2
    assert claim_next() is not None


def test_the_log_of_a_job() -> None:
    job = request_transcode(video=make_upload())
    lease = claim(job_id=job.pk)
    assert lease is not None
    lease.step(JobStep.PROBE)
    lease.postpone(seconds=0, error="It did not work.", log="Exit code 1.")
    again = claim(job_id=job.pk)
    assert again is not None
    again.done()
    owners = (lease.job.lease_owner, again.job.events.filter(kind=JobEventKind.TAKEN).last())
    assert owners[1] is not None
    assert [(event.kind, event.attempt, event.text) for event in job.events.all()] == [
        ("asked", 0, str(job.rendition_set)),
        ("taken", 1, job.events.filter(kind="taken")[0].text),
        ("step", 1, "probe"),
        ("postponed", 1, "It did not work.\nExit code 1."),
        ("taken", 2, owners[1].text),
        ("done", 2, ""),
    ]
    event = JobEvent.objects.filter(job=job)[0]
    with pytest.raises(TypeError):
        event.save()


def test_what_is_cancelled_writes_nothing_more() -> None:
    job = make_job()
    lease = claim(job_id=job.pk)
    assert lease is not None
    cancel_job(job=job)
    cancel_job(job=job)
    for write in (partial(lease.step, JobStep.AUDIO), lease.done, partial(lease.write, percent=3)):
        with pytest.raises(CancelledError):
            write()
    lease.fail(error="Whatever came after the wish to stop.")
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.CANCELLED, "")
    assert [event.kind for event in job.events.all()] == ["taken", "cancel asked", "cancelled"]
    with pytest.raises(LeaseLostError):
        lease.cancelled()


@pytest.mark.parametrize("how", ["one", "many"])
def test_deleting_a_video_ends_its_work(how: str) -> None:
    running, waiting = make_job(), make_job()
    lease = claim(job_id=running.pk)
    assert lease is not None
    if how == "one":
        running.video.delete()
        waiting.video.delete()
    else:
        Video.objects.filter(pk__in=[running.video_id, waiting.video_id]).delete()
    with pytest.raises(CancelledError):
        lease.step(JobStep.CHECK)
    lease.cancelled()
    assert set(TranscodeJob.objects.values_list("state", flat=True)) == {JobState.CANCELLED}
    assert (Video.objects.count(), Video.all_objects.count(), claim_next()) == (0, 2, None)


def test_preparing_again(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    ready = make_video()
    again = prepare_again(video=ready)
    assert again is not None
    assert (again.rendition_set.version, again.rendition_set.original) == (2, ready.file.name)
    assert prepare_again(video=ready) is None
    failed = make_job(state=JobState.FAILED)
    more = prepare_again(video=failed.video)
    assert more is not None
    assert more.rendition_set == failed.rendition_set


def test_the_original_is_described() -> None:
    told = request_transcode(video=make_upload(), original_name="Meine Ferien.mov", original_bytes=5, original_sha256="ab")
    video = make_upload()
    seen = request_transcode(video=video).rendition_set
    assert (told.rendition_set.original_name, told.rendition_set.original_bytes, told.rendition_set.original_sha256) == (
        "Meine Ferien.mov", 5, "ab",
    )  # fmt: skip
    assert (seen.original_name, seen.original_bytes) == (Path(str(video.file.name)).name, len(b"not read by any test"))
    assert seen.original_sha256 == hashlib.sha256(b"not read by any test").hexdigest()
