"""What a player needs to know about one video: nothing of jobs, files or storage."""

from dataclasses import dataclass, field
from enum import StrEnum

from core.templatetags.trellis import local_name
from media_pipeline.enums import JobState
from media_pipeline.models import RenditionSet, TranscodeJob, Video
from media_pipeline.queries.transcript import best_track
from media_pipeline.storage import MASTER, address, renew_address, track_address


class PlaybackState(StrEnum):
    WAITING = "waiting"  # uploaded, nothing to see yet
    WORKING = "working"  # being encoded, nothing to see yet
    WATCHABLE = "watchable"  # the first rung plays, others follow
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True)
class TrackLink:
    """One WebVTT file. `kind` is captions, subtitles, descriptions or chapters; `language` a code of the settings."""

    kind: str
    language: str
    label: str
    url: str
    is_default: bool = False


@dataclass(frozen=True)
class Playback:
    """How a video is played. Addresses are empty while there is nothing behind them; `duration` is in seconds."""

    public_id: str
    title: str
    state: PlaybackState
    version: int
    duration: float
    width: int
    height: int
    percent: int
    hls_url: str = ""
    mp4_url: str = ""
    poster_url: str = ""
    renew_url: str = ""
    tracks: list[TrackLink] = field(default_factory=list)


PREFETCH = ("rendition_sets", "jobs", "tracks")


def _state(current: RenditionSet | None, job: TranscodeJob | None) -> PlaybackState:
    if current is not None:
        return PlaybackState.READY if current.completed_at else PlaybackState.WATCHABLE
    if job is None or job.state == JobState.QUEUED:
        return PlaybackState.WAITING
    return PlaybackState.WORKING if job.is_active else PlaybackState.FAILED


def _percent(current: RenditionSet | None, job: TranscodeJob | None) -> int:
    if current is not None and current.completed_at:
        return 100
    return job.percent if job else 0


def _links(video: Video, language: str, user: object) -> list[TrackLink]:
    tracks = list(video.tracks.all())
    default = best_track(tracks, wanted=language, spoken=video.language)
    return [
        TrackLink(
            kind=track.kind,
            language=track.language,
            label=local_name(track.language),
            url=track_address(track, user=user),
            is_default=track is default and track.language == language,
        )
        for track in tracks
    ]


def playback(video: Video, *, language: str, user: object = None) -> Playback:
    """Return how `video` is played for `user`, a reader of `language`. Four queries, one when `PREFETCH` is prefetched.

    While a new upload is being prepared the version that is published goes on playing.
    """
    current = max((one for one in video.rendition_sets.all() if one.published_at), key=lambda one: one.version, default=None)
    job = max(video.jobs.all(), key=lambda one: one.pk, default=None)
    common = {
        "public_id": str(video.public_id),
        "title": video.title,
        "state": _state(current, job),
        "percent": _percent(current, job),
        "tracks": _links(video, language, user),
        "renew_url": renew_address(video),
    }
    if current is None:
        return Playback(**common, version=0, duration=0.0, width=0, height=0)
    current.video = video
    return Playback(
        **common,
        version=current.version,
        duration=current.duration,
        width=current.width,
        height=current.height,
        hls_url=address(current, MASTER, user=user),
        mp4_url=address(current, current.fallback, user=user),
        poster_url=address(current, current.poster, user=user),
    )
