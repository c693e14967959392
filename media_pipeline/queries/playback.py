"""What a player needs to know about one video: nothing of jobs, files or storage."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects

from core.templatetags.trellis import local_name
from media_pipeline.enums import JobState, RenditionKind, TrackKind
from media_pipeline.models import Rendition, RenditionSet, Track, TranscodeJob, Video
from media_pipeline.queries.transcript import best_track, nearest
from media_pipeline.storage import MASTER, address, renew_address, track_address
from media_pipeline.tracks.languages import without_script


class PlaybackState(StrEnum):
    WAITING = "waiting"  # uploaded, nothing to see yet
    WORKING = "working"  # being encoded, nothing to see yet
    WATCHABLE = "watchable"  # the first rung plays, others follow
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True)
class TrackLink:
    """One WebVTT file. `kind` is captions, subtitles, descriptions or chapters; `language` a code of the settings.

    `is_default` is the one of its kind that a player begins with.
    """

    kind: str
    language: str
    label: str
    url: str
    is_default: bool = False


@dataclass(frozen=True)
class Playback:
    """How a video is played. Addresses are empty while there is nothing behind them; `duration` is in seconds.

    `audio_url` is the sound alone, `download_url` a file to keep, `storyboard_url` WebVTT that points into small pictures.
    Where the addresses of a restricted video run out, `renew_url` gives new ones.
    """

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
    storyboard_url: str = ""
    audio_url: str = ""
    download_url: str = ""
    renew_url: str = ""
    has_picture: bool = True
    tracks: list[TrackLink] = field(default_factory=list)


SOUND = "sound/index.m3u8"


def prefetch(videos: Iterable[Video]) -> None:
    """Read what `playback` needs of all `videos` at once. Four queries."""
    listed = list(videos)
    sound = Rendition.objects.filter(rendition_set=OuterRef("pk"), kind=RenditionKind.AUDIO)
    versions = RenditionSet.objects.annotate(has_sound=Exists(sound))
    prefetch_related_objects(listed, Prefetch("rendition_sets", queryset=versions), "jobs", "tracks")
    Video.read_restrictions(listed)


def playing(video: Video) -> RenditionSet | None:
    """Return the version that plays: the newest complete one; of a new video whatever can be watched already."""
    watchable = [one for one in video.rendition_sets.all() if one.published_at and not one.removed_at]
    return max(watchable, key=lambda one: (one.completed_at is not None, one.version), default=None)


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


def _defaults(tracks: list[Track], language: str, spoken: str) -> list[Track | None]:
    """Return what is on unasked: text in the reader's language if another one is spoken, and the nearest chapters."""
    text = best_track(tracks, wanted=language, spoken=spoken)
    is_wanted = text is not None and text.language == language and without_script(language) != without_script(spoken)
    chapters = [track for track in tracks if track.kind == TrackKind.CHAPTERS]
    return [text if is_wanted else None, nearest(chapters, wanted=language, spoken=spoken)]


def _links(video: Video, language: str, user: object) -> list[TrackLink]:
    tracks = list(video.tracks.all())
    defaults = _defaults(tracks, language, video.language)
    return [
        TrackLink(
            kind=track.kind,
            language=track.language,
            label=local_name(track.language),
            url=track_address(track, user=user),
            is_default=track in defaults,
        )
        for track in tracks
    ]


def _has_sound(current: RenditionSet) -> bool:
    known = getattr(current, "has_sound", None)  # by `prefetch`
    return current.renditions.filter(kind=RenditionKind.AUDIO).exists() if known is None else bool(known)


def playback(video: Video, *, language: str, user: object = None) -> Playback:
    """Return how `video` is played for `user`, a reader of `language`. Five queries, none after `prefetch`.

    While a new upload is being prepared the former version goes on playing, until the new one is complete.
    """
    current = playing(video)
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
    mp4_url = address(current, current.fallback, user=user)
    return Playback(
        **common,
        version=current.version,
        duration=current.duration,
        width=current.width,
        height=current.height,
        hls_url=address(current, MASTER, user=user),
        mp4_url=mp4_url,
        poster_url=address(current, current.poster, user=user),
        storyboard_url=address(current, current.storyboard, user=user),
        audio_url=address(current, SOUND, user=user) if _has_sound(current) else "",
        download_url=mp4_url if video.allows_download else "",
        has_picture=current.width > 0,
    )
