"""Videos at every stage, without a file that anybody could play; `tests.media.clips` makes real ones."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from media_pipeline.enums import JobState, RenditionKind, TrackKind
from media_pipeline.models import Rendition, RenditionSet, Track, TranscodeJob, Video
from media_pipeline.services.track import attach_track

VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nGood morning\n\n00:02.000 --> 00:04.500\nto the <b>zymurgist</b> & you\n"


def make_upload(**values: Any) -> Video:
    """Return a video as it stands right after the upload; no job knows of it."""
    file = ContentFile(b"not read by any test", name="video.mp4")
    return Video.objects.create(**{"title": "Video", "language": "en", "file": file, **values})


def make_version(video: Video | None = None, **values: Any) -> RenditionSet:
    """Return a complete, published version of 60 s; its files exist in name only."""
    video = video or make_upload()
    common = {
        "version": video.rendition_sets.count() + 1,
        "original": str(video.file.name),
        "duration": 60.0,
        "width": 1280,
        "height": 720,
        "poster": "poster.webp",
        "fallback": "video-720p.mp4",
        "published_at": timezone.now(),
        "completed_at": timezone.now(),
    }
    return RenditionSet.objects.create(video=video, **{**common, **values})


def make_video(**values: Any) -> Video:
    """Return a video that plays, for tests that only need one to point at."""
    return make_version(make_upload(**values)).video


def make_sound(version: RenditionSet) -> Rendition:
    """Return the sound that all rungs of `version` share."""
    return Rendition.objects.create(
        rendition_set=version,
        kind=RenditionKind.AUDIO,
        name="sound",
        bandwidth=130_000,
        average_bandwidth=128_000,
        codecs="mp4a.40.2",
        segments=15,
        bytes=960_000,
    )


def make_picture(version: RenditionSet) -> Rendition:
    """Return the one rung of `version`, as large as it."""
    return Rendition.objects.create(
        rendition_set=version,
        kind=RenditionKind.VIDEO,
        name=f"{version.height}p",
        width=version.width,
        height=version.height,
        frame_rate=25,
        bandwidth=2_412_345,
        average_bandwidth=1_310_600,
        codecs="avc1.640020",
        segments=15,
        bytes=9_830_400,
    )


def make_job(video: Video | None = None, **values: Any) -> TranscodeJob:
    """Return a job that waits, for a version that is not published yet."""
    video = video or make_upload()
    version = make_version(video, published_at=None, completed_at=None, poster="", fallback="")
    return TranscodeJob.objects.create(**{"video": video, "rendition_set": version, "state": JobState.QUEUED, **values})


def make_track(video: Video, *, language: str = "en", kind: str = TrackKind.CAPTIONS, text: str = VTT) -> Track:
    return attach_track(video=video, language=language, kind=kind, file_or_text=text)[0]
