"""Where the files of a video lie."""

from pathlib import Path

from django.conf import settings
from django.urls import reverse

from media_pipeline import signed_address
from media_pipeline.models import RenditionSet, Track, Video

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


def work_folders(job_id: int) -> list[Path]:
    """Return what all attempts at a job have left."""
    return sorted(Path(settings.MEDIA_WORK_ROOT).glob(f"job-{job_id}-*"))


def prefix(video: Video, *, user: object = None) -> str:
    """Return what stands before `videos/…` in the addresses of `video`: signed, for `user` alone, where it is restricted."""
    return signed_address.prefix(video.public_id, user=user) if video.is_restricted else settings.MEDIA_URL


def address(rendition_set: RenditionSet, name: str, *, user: object = None) -> str:
    """Return the address of a file of a version; empty without a name."""
    return f"{prefix(rendition_set.video, user=user)}{rendition_set.directory}/{name}" if name else ""


def track_address(track: Track, *, user: object = None) -> str:
    return f"{prefix(track.video, user=user)}{track.file.name}"


def renew_address(video: Video) -> str:
    """Return where a player asks for addresses that are good for longer; empty where they are good for ever."""
    return reverse("media_access", args=[video.public_id]) if video.is_restricted else ""
