"""What the cue editor shows of a track, and of another one beside it."""

from dataclasses import dataclass
from html import escape
from typing import Any

from media_pipeline.models import Track, Video
from media_pipeline.tracks.edited import stored, to_edit
from media_pipeline.tracks.markup import clean
from media_pipeline.tracks.timed_text import TimedText


@dataclass(frozen=True)
class Sheet:
    """The cues of one place beside a video. `base` names the revision they were read as, "" for a track that is not there."""

    base: str
    cues: list[dict[str, Any]]


def cues_of(track: Track) -> list[dict[str, Any]]:
    return to_edit(_stored(track))


def _stored(track: Track) -> list[TimedText]:
    """Read its file; where that is lost, the plain text of its cues is still here, and the next saving writes a new file."""
    try:
        with track.file.open("rb") as file:
            return stored(file.read().decode())
    except FileNotFoundError:
        return [TimedText(cue.start, cue.end, clean(escape(cue.text, quote=False))) for cue in track.cues.all()]


def sheet(track: Track | None) -> Sheet:
    return Sheet(track.revision, cues_of(track)) if track else Sheet("", [])


def place(video: Video, *, language: str, kind: str) -> Track | None:
    found: Track | None = video.tracks.filter(language=language, kind=kind).first()
    return found
