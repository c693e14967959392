"""What a test does by hand in an installation of its own: `python -m tests.media.desk COMMAND …`; answers one line of JSON."""

import contextlib
import io
import json
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings
from django.core.files import File
from django.core.management import CommandError, call_command, get_commands
from django.db import connection
from django.utils import timezone

from media_pipeline import storage
from media_pipeline.enums import JobState
from media_pipeline.models import TranscodeJob, Video
from media_pipeline.services.run_job import run_job
from media_pipeline.services.transcode_job import cancel_job, retry_transcode
from media_pipeline.services.video import create_video


def upload(*files: str) -> list[int]:
    """Put files into the pipeline as an editor does; return the number of each job."""
    jobs = []
    for name in files:
        with Path(name).open("rb") as opened:
            video = create_video(file=File(opened, name=Path(name).name), title=Path(name).name, language="en")
        jobs.append(video.jobs.get().pk)
    return jobs


def attempt(job_id: int) -> dict[str, Any]:
    """Work on one job as the worker does; say how it stands then, and what it cost."""
    TranscodeJob.objects.filter(pk=job_id).update(run_after=timezone.now())
    began = time.monotonic()
    run_job(job_id=job_id)
    job = TranscodeJob.objects.select_related("rendition_set__video").get(pk=job_id)
    return {
        "file": job.video.title,
        "state": job.state,
        "error": job.error,
        "log": job.error_log,
        "warning": job.rendition_set.warning,
        "seconds": time.monotonic() - began,
        "is_public": storage.public_folder(job.rendition_set).exists(),
        "original": Path(job.video.file.path).exists(),
        "attempts": job.attempts,
        "work": sorted(file.name for file in Path(settings.MEDIA_WORK_ROOT).glob("*")),
        "rungs": [row.name for row in job.rendition_set.renditions.order_by("pk")],
    }


def cancel(number: str) -> str:
    """Ask a job to stop, as an editor does."""
    job = TranscodeJob.objects.get(pk=int(number))
    cancel_job(job=job)
    return str(job.state)


def retry_twice(rounds: str) -> list[list[str]]:
    """Let the newest job fail and two editors press “Try again” in the same moment, so many times; say what they got."""
    return [_retry_together() for _ in range(int(rounds))]


def _retry_together() -> list[str]:
    job = TranscodeJob.objects.latest("pk")
    TranscodeJob.objects.filter(pk=job.pk).update(state=JobState.FAILED, finished_at=timezone.now())
    together, got = threading.Barrier(2), list[str]()

    def press() -> None:
        video = Video.objects.get(pk=job.video_id)
        together.wait(timeout=60)
        try:
            got.append(type(retry_transcode(video=video)).__name__.removesuffix("Type"))
        except Exception as error:  # whatever it is, the test shows it
            got.append(repr(error))
        finally:
            connection.close()

    pressed = [threading.Thread(target=press) for _ in range(2)]
    for thread in pressed:
        thread.start()
    for thread in pressed:
        thread.join(timeout=60)
    return sorted(got)


def attempts(*files: str) -> dict[str, Any]:
    """Upload files and work on each once; `memory` is what the largest of all child processes took, in bytes."""
    done = [attempt(job_id) for job_id in upload(*files)]
    whose = {"memory": resource.RUSAGE_CHILDREN, "worker_memory": resource.RUSAGE_SELF}
    return {"jobs": done} | {name: 1024 * resource.getrusage(who).ru_maxrss for name, who in whose.items()}


def fill(folder: Path) -> Path:
    """Leave no room on the disk of `folder`."""
    filler = folder / "filler"
    with filler.open("ab", buffering=0) as out, contextlib.suppress(OSError):
        while out.write(b"\0" * 65536):
            pass
    return filler


def fill_when_it_writes(folder: Path) -> threading.Thread:
    """Fill the disk as soon as an encoder has written something of a picture."""

    def watch() -> None:
        while not any("sound" not in file.parts for file in folder.glob("job-*/**/*.m4s*")):
            time.sleep(0.005)
        fill(folder.parent)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    return thread


def full_disk(file: str) -> list[dict[str, Any]]:
    """Work on one job three times: on a full disk, on one that fills up meanwhile, and when there is room again."""
    work = Path(settings.MEDIA_WORK_ROOT)
    [job] = upload(file)
    filler = fill(work.parent)
    told = [attempt(job)]
    filler.unlink()
    thread = fill_when_it_writes(work)
    told.append(attempt(job))
    thread.join(timeout=60)
    filler.unlink()
    told.append(attempt(job))
    return [one | {"is_alive": thread.is_alive()} for one in told]


def full_disk_under_worker(file: str, database: str, log: str) -> dict[str, Any]:
    """Let a worker meet a disk that fills up under its database too, stays full for a while and has room again."""
    work = Path(settings.MEDIA_WORK_ROOT)
    shutil.copy(database, settings.DATA_DIR / "db.sqlite3")
    [job_id] = upload(file)
    with Path(log).open("wb") as said:
        worker = subprocess.Popen([sys.executable, "manage.py", "worker", "--skip-checks"], stdout=said, stderr=said)
    filling = fill_when_it_writes(work)
    filling.join(timeout=120)
    time.sleep(20)  # the worker has to live with it
    version = TranscodeJob.objects.select_related("rendition_set__video").get(pk=job_id).rendition_set
    told = {
        "was_full": not filling.is_alive(),
        "lived": worker.poll() is None,
        "public": storage.public_folder(version).exists(),
    }
    (work.parent / "filler").unlink()
    deadline = time.monotonic() + 300
    while TranscodeJob.objects.get(pk=job_id).is_active and time.monotonic() < deadline:
        time.sleep(0.5)
    worker.send_signal(signal.SIGTERM)
    worker.wait(timeout=60)
    return told | {"versions": versions(), "work": [str(one) for one in work.glob("*")]}


def versions() -> list[dict[str, Any]]:
    """Describe what every video has in the end."""
    return [
        {
            "title": video.title,
            "sets": [(one.version, bool(one.completed_at)) for one in video.rendition_sets.all()],
            "jobs": [job.state for job in video.jobs.order_by("pk")],
            "rungs": sorted(row.name for one in video.rendition_sets.all() for row in one.renditions.all()),
            "folder": str(storage.public_folder(video.rendition_sets.get())),
        }
        for video in Video.objects.order_by("pk")
    ]


def fsck() -> list[str]:
    """Return what does not fit together between rows and files."""
    if "fsck" not in get_commands():
        return []
    said = io.StringIO()
    try:
        call_command("fsck", stdout=said)
    except CommandError as error:
        return [*said.getvalue().splitlines(), str(error)]
    return []


COMMANDS: dict[str, Callable[..., Any]] = {
    "upload": upload,
    "attempt": lambda number: attempt(int(number)),
    "attempts": attempts,
    "cancel": cancel,
    "retry-twice": retry_twice,
    "full-disk": full_disk,
    "full-disk-under-worker": full_disk_under_worker,
    "end": lambda: {"versions": versions(), "fsck": fsck()},
    "versions": versions,
}

if __name__ == "__main__":
    print(json.dumps(COMMANDS[sys.argv[1]](*sys.argv[2:])))
