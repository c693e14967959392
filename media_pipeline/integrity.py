"""Rows and files of videos, both ways: each file has its row, each row its files.

A file that is a day old and has no row is nobody's: nothing takes that long between writing a file and its row. Removing it
is the only repair here besides offering a job again; what a row misses cannot be made from nothing.
"""

import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from core.registries.integrity import Finding, register_check
from media_pipeline import storage
from media_pipeline.enums import JobState
from media_pipeline.models import Chunk, Rendition, RenditionSet, Track, TranscodeJob, Upload, Video
from media_pipeline.models.upload import parts_folder
from media_pipeline.packaging.playlist import INDEX, PlaylistError, read
from media_pipeline.scratch import abandoned
from media_pipeline.services.transcode_job import offer

YOUNG = 24 * 3600  # seconds


def _remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _orphans(found: Iterable[Path], is_known: Callable[[Path], bool], sentence: str) -> Iterator[Finding]:
    for path in sorted(found):
        if not is_known(path) and path.exists():
            is_old = time.time() - path.stat().st_mtime > YOUNG
            yield Finding(sentence.format(path), partial(_remove, path) if is_old else None)


def originals() -> Iterator[Finding]:
    """Private files that no video and no version names, and the other way round."""
    store = Video._meta.get_field("file").storage
    named = set(Video.all_objects.exclude(file="").values_list("file", flat=True))
    named |= set(RenditionSet.objects.exclude(original="").values_list("original", flat=True))
    for name in sorted(named):
        if not store.exists(name):
            yield Finding(f"The original {name} is named by a video, but it is not there.")
    folder = Path(store.path("videos"))
    files = [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
    root = Path(store.path(""))
    yield from _orphans(files, lambda path: path.relative_to(root).as_posix() in named, "No video names the original {}.")


def folders() -> Iterator[Finding]:
    """Public folders of videos, versions and rungs without their rows; a job at work may be about to write the row."""
    root = Path(settings.MEDIA_ROOT) / "videos"
    videos = {str(public_id) for public_id in Video.all_objects.values_list("public_id", flat=True)}
    yield from _orphans(root.glob("*"), lambda path: path.name in videos, "No video has the folder {}.")
    sets = {one.directory for one in RenditionSet.objects.filter(removed_at__isnull=True).select_related("video")}
    yield from _orphans(
        (path for path in root.glob("*/v*") if path.parent.name in videos),
        lambda path: f"videos/{path.parent.name}/{path.name}" in sets,
        "No version has the folder {}.",
    )
    tracks = set(Track.objects.values_list("file", flat=True))
    yield from _orphans(
        (path for path in root.glob("*/tracks/*") if path.parents[1].name in videos),
        lambda path: f"videos/{path.parents[1].name}/tracks/{path.name}" in tracks,
        "No row names the captions {}.",
    )
    yield from _rungs()


def _rungs() -> Iterator[Finding]:
    idle = RenditionSet.objects.filter(removed_at__isnull=True).exclude(jobs__state=JobState.RUNNING).select_related("video")
    for one in idle.prefetch_related("renditions"):
        rows = {row.name for row in one.renditions.all()}
        playlists = storage.public_folder(one).glob(f"*/{INDEX}")
        yield from _orphans((path.parent for path in playlists), partial(_is_among, rows), "No row names the rendition {}.")


def _is_among(names: set[str], path: Path) -> bool:
    return path.name in names


def published() -> Iterator[Finding]:
    """Versions that ought to play: the master playlist, what it lists, and the files beside it."""
    playable = RenditionSet.objects.filter(published_at__isnull=False, removed_at__isnull=True).select_related("video")
    for one in playable.prefetch_related("renditions"):
        folder = storage.public_folder(one)
        for name in filter(None, (storage.MASTER, one.poster, one.fallback, one.storyboard)):
            if not (folder / name).is_file():
                yield Finding(f"Version {one.version} of “{one.video.title}” has no {name}.")
        if not one.renditions.all():
            yield Finding(f"Version {one.version} of “{one.video.title}” is published, but there is nothing in it.")
        for row in one.renditions.all():
            yield from _segments(one, row, folder / row.name)


def _segments(one: RenditionSet, row: Rendition, folder: Path) -> Iterator[Finding]:
    try:
        reason = "" if len(read(folder / INDEX).segments) == row.segments else "The number of segments is another."
    except PlaylistError as error:
        reason = str(error)
    if reason:
        yield Finding(f"The rendition {row.name} in version {one.version} of “{one.video.title}” is not whole: {reason}")


def tracks() -> Iterator[Finding]:
    for track in Track.objects.select_related("video"):
        if not track.file.storage.exists(str(track.file.name)):
            yield Finding(f"The file of {track} of “{track.video.title}” is not there.")


def jobs() -> Iterator[Finding]:
    """Jobs at work whose lease ran out, and work folders without a job at work."""
    now = timezone.now()
    for job in TranscodeJob.objects.filter(state=JobState.RUNNING).select_related("rendition_set__video"):
        if job.lease_expires_at is None or job.lease_expires_at < now:
            yield Finding(f"Job {job.pk} is said to run, but nobody holds its lease.", partial(offer, job))
    running = TranscodeJob.objects.filter(state=JobState.RUNNING).values_list("pk", "fencing_token")
    known = {storage.work_folder(job_id, token).name for job_id, token in running}
    left = Path(settings.MEDIA_WORK_ROOT).glob("job-*")
    yield from _orphans(left, lambda path: path.name in known, "No job works in the folder {}.")


def pieces() -> Iterator[Finding]:
    """What finished work outlives an attempt, and the rows that remember it."""
    for row in Chunk.objects.select_related("rendition_set"):
        if not (storage.kept_folder(row.rendition_set) / row.name).is_dir():
            yield Finding(f"The piece {row.name} of {row.rendition_set} is remembered, but it is not there.", row.delete)
    unfinished = {storage.kept_folder(one).name for one in RenditionSet.objects.filter(completed_at__isnull=True)}
    left = Path(settings.MEDIA_WORK_ROOT).glob(f"{storage.KEPT}*")
    yield from _orphans(left, lambda path: path.name in unfinished, "No unfinished version has the folder {}.")
    yield from _orphans(abandoned(), lambda path: False, "Nobody works in the folder {} any more.")


def uploads() -> Iterator[Finding]:
    """Files on their way to us; one that has not begun has no part yet."""
    known = {upload.part for upload in Upload.objects.filter(video=None)}
    yield from _orphans(parts_folder().glob("*.part"), lambda path: path in known, "No upload has the part {}.")
    for upload in Upload.objects.filter(video=None, finished_at__isnull=False):
        if not upload.part.is_file():
            yield Finding(f"The upload “{upload.title}” waits for a decision, but its file is not there.")


for check in (originals, folders, published, tracks, jobs, pieces, uploads):
    register_check(f"videos, {check.__name__}", check)
