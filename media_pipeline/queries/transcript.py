from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from core.registries.video_access import may_watch
from media_pipeline.enums import TrackKind
from media_pipeline.models import Track, Video
from media_pipeline.tracks.languages import without_script

SPOKEN = (TrackKind.CAPTIONS, TrackKind.SUBTITLES)


@dataclass(frozen=True)
class Cue:
    """One line of a transcript; seconds of the video, plain text."""

    start: float
    end: float
    text: str


def distance(language: str, wanted: str, spoken: str) -> int:
    """Return how far `language` is from what a reader wants: itself, its other script, the spoken one, the site's, any."""
    order = (
        language == wanted,
        without_script(language) == without_script(wanted),
        language == spoken,
        language == settings.LANGUAGE_CODE,
    )
    return order.index(True) if True in order else len(order)


def nearest(tracks: Sequence[Track], *, wanted: str, spoken: str) -> Track | None:
    return min(
        tracks,
        key=lambda track: (distance(track.language, wanted, spoken), track.kind != TrackKind.CAPTIONS, track.language),
        default=None,
    )


def best_track(tracks: Sequence[Track], *, wanted: str, spoken: str) -> Track | None:
    """Return the track to read along with: captions before subtitles in the nearest language."""
    return nearest([track for track in tracks if track.kind in SPOKEN], wanted=wanted, spoken=spoken)


def transcript(video: Video, *, language: str) -> list[Cue]:
    """Return what is said, in `language` or the next best one; empty without captions and subtitles. Two queries."""
    track = best_track(list(video.tracks.all()), wanted=language, spoken=video.language)
    if track is None:
        return []
    return [Cue(float(cue.start), float(cue.end), cue.text) for cue in track.cues.all()]


def public_transcript(video: Video, *, language: str) -> list[Cue]:
    """As `transcript`, for everybody to read: empty where a video is deleted or not for everybody to watch."""
    if video.deleted_at is not None or not may_watch(AnonymousUser(), video):
        return []
    return transcript(video, language=language)
