from collections.abc import Collection, Sequence
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
    return _cues(track) if track is not None else []


def heard_in(video: Video, languages: Collection[str]) -> dict[str, list[Cue]]:
    """Return what is said for readers of each of `languages`, every text once: it goes to its own language if that is one of
    them. Those in whose language nothing is written have what the player shows them."""
    tracks = list(video.tracks.all())
    nearest_ones = {code: best_track(tracks, wanted=code, spoken=video.language) for code in languages}
    return {
        code: _cues(track) if track is not None and (track.language == code or track.language not in languages) else []
        for code, track in nearest_ones.items()
    }


def _cues(track: Track) -> list[Cue]:
    return [Cue(float(cue.start), float(cue.end), cue.text) for cue in track.cues.all()]


def is_for_everybody(video: Video) -> bool:
    """Whether a video is kept, and anybody may watch it."""
    return video.deleted_at is None and may_watch(AnonymousUser(), video)
