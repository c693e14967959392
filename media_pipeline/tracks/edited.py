"""Cues as the editor's page sends and gets them: whole milliseconds and the text as somebody types it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from media_pipeline.tracks import markup
from media_pipeline.tracks.parsing import parse
from media_pipeline.tracks.reading import for_kind
from media_pipeline.tracks.timed_text import MAX_CUES, MAX_LETTERS, MAX_SECONDS, TimedText, TrackError

_LAST = int(MAX_SECONDS * 1000)


@dataclass(frozen=True)
class CueError:
    """What is wrong with the cue at `index` of the list that was sent."""

    index: int
    message: str


class EditedError(TrackError):
    """The cues cannot be kept; `errors` say which and why."""

    def __init__(self, message: str, errors: Sequence[CueError] = ()) -> None:
        super().__init__(message)
        self.errors = list(errors)


def to_edit(cues: Sequence[TimedText]) -> list[dict[str, Any]]:
    return [{"start": int(cue.start * 1000), "end": int(cue.end * 1000), "text": markup.editable(cue.markup)} for cue in cues]


def stored(text: str) -> list[TimedText]:
    """Read back a track that we wrote."""
    cues, _mended = parse(text)
    return cues


def from_edit(rows: Any, *, kind: str) -> list[TimedText]:
    """Return the cues in the order of time. Raises EditedError with every cue that cannot be kept."""
    if not isinstance(rows, list) or not rows:
        raise EditedError(_("There is no cue. To take the whole text away, remove it on the page of the video."))
    if len(rows) > MAX_CUES:
        raise EditedError(_("At most %(limit)d cues are accepted.") % {"limit": MAX_CUES})
    cues: list[TimedText] = []
    errors: list[CueError] = []
    speaker = ""
    for index, row in enumerate(rows):
        if problem := _problem(row):
            errors.append(CueError(index, problem))
            continue
        said, speaker = markup.voices(row["text"], speaker)
        cue = TimedText(Decimal(row["start"]) / 1000, Decimal(row["end"]) / 1000, markup.clean(said))
        cues.append(cue)
        if not cue.text:
            errors.append(CueError(index, _("There is no text.")))
    if errors:
        raise EditedError(_("Nothing was saved: some cues cannot be kept."), errors)
    return for_kind(sorted(cues, key=lambda cue: (cue.start, cue.end)), kind)


def _problem(row: Any) -> str:
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return _("This is no cue.")
    start, end = row.get("start"), row.get("end")
    # A bool is an int to Python.
    if type(start) is not int or type(end) is not int or not 0 <= start <= _LAST or not 0 <= end <= _LAST:
        return _("Its times cannot be read.")
    if end <= start:
        return _("It ends before it begins.")
    if len(row["text"]) > MAX_LETTERS:
        return _("It has more than %(limit)d letters.") % {"limit": MAX_LETTERS}
    return ""
