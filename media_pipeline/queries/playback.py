"""What a player needs to know about one video: nothing of jobs, files or storage."""

from dataclasses import dataclass, field
from enum import StrEnum


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
    tracks: list[TrackLink] = field(default_factory=list)
