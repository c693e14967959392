"""What is said in a video, as a text to keep."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.clock import clock
from media_pipeline.models import Track, Video
from media_pipeline.queries.transcript import SPOKEN, Cue, best_track

PAUSE = 2.0  # seconds of silence that end a paragraph


def track_in(video: Video, language: str) -> Track | None:
    """Return the captions in exactly this language, else the subtitles."""
    mine = [track for track in video.tracks.all() if track.language == language and track.kind in SPOKEN]
    return best_track(mine, wanted=language, spoken=video.language)


def cues_of(track: Track) -> list[Cue]:
    return [Cue(float(cue.start), float(cue.end), " ".join(cue.text.split())) for cue in track.cues.all()]


def timed(cues: Sequence[Cue]) -> str:
    """One line a cue, with the moment it begins."""
    return "".join(f"[{clock(cue.start)}] {cue.text}\n" for cue in cues)


def running(cues: Sequence[Cue]) -> str:
    """Paragraphs; a new one begins after a pause."""
    return "\n\n".join(" ".join(paragraph) for paragraph in _paragraphs(cues)) + "\n"


def _paragraphs(cues: Sequence[Cue]) -> Iterator[list[str]]:
    paragraph = [cue.text for cue in cues[:1]]
    for former, cue in pairwise(cues):
        if cue.start - former.end >= PAUSE:
            yield paragraph
            paragraph = []
        paragraph.append(cue.text)
    yield paragraph
