"""Where the files of a video lie."""

from pathlib import Path

from django.conf import settings

from media_pipeline.models import RenditionSet, Video

MASTER = "master.m3u8"
KEPT = "version-"


def public_folder(rendition_set: RenditionSet) -> Path:
    return Path(settings.MEDIA_ROOT) / rendition_set.directory


def video_folder(video: Video) -> Path:
    return Path(settings.MEDIA_ROOT) / "videos" / str(video.public_id)


def original(rendition_set: RenditionSet) -> Path:
    return Path(Video._meta.get_field("file").storage.path(rendition_set.original))


def work_folder(job_id: int, token: int) -> Path:
    """A folder that no other worker ever writes into: each claim has its own."""
    return Path(settings.MEDIA_WORK_ROOT) / f"job-{job_id}-{token}"


def kept_folder(rendition_set: RenditionSet) -> Path:
    """Where finished pieces of a version outlive the attempt that made them; what lies there is moved in under the lease."""
    return Path(settings.MEDIA_WORK_ROOT) / f"{KEPT}{rendition_set.pk}"


def address(rendition_set: RenditionSet, name: str) -> str:
    return f"{settings.MEDIA_URL}{rendition_set.directory}/{name}" if name else ""
