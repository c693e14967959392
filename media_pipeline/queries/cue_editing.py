"""What the cue editor shows of a track, and of another one beside it."""

from dataclasses import dataclass
from typing import Any

from media_pipeline.models import Track, Video
from media_pipeline.tracks.edited import stored, to_edit


@dataclass(frozen=True)
class Sheet:
    """The cues of one place beside a video. `base` names the revision they were read as, "" for a track that is not there."""

    base: str
    cues: list[dict[str, Any]]


def cues_of(track: Track) -> list[dict[str, Any]]:
    with track.file.open("rb") as file:
        return to_edit(stored(file.read().decode()))


def sheet(track: Track | None) -> Sheet:
    return Sheet(track.revision, cues_of(track)) if track else Sheet("", [])


def place(video: Video, *, language: str, kind: str) -> Track | None:
    found: Track | None = video.tracks.filter(language=language, kind=kind).first()
    return found
