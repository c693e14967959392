from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import clock
from media_pipeline.enums import TrackKind
from media_pipeline.tracks import markup
from media_pipeline.tracks.decoding import decode, take
from media_pipeline.tracks.parsing import parse
from media_pipeline.tracks.timed_text import MAX_BYTES, TimedText, TrackError


@dataclass(frozen=True)
class ReadTrack:
    """Cues in the order of time, fit to be written, and sentences about what was mended."""

    cues: list[TimedText]
    warnings: list[str] = field(default_factory=list)


def read(source: File[bytes] | bytes | str, *, language: str, kind: str, duration: float = 0) -> ReadTrack:
    """Read WebVTT or SRT in any encoding; `language` helps to guess it. `duration` of the video in seconds, 0 if unknown.

    Raises TrackError, whose message names the line.
    """
    data = source.encode() if isinstance(source, str) else source if isinstance(source, bytes) else take(source)
    if len(data) > MAX_BYTES:
        raise TrackError(_("The file is larger than %(limit)d MB.") % {"limit": MAX_BYTES // 1024**2})
    text, notes = decode(data, language=language)
    cues, mended = parse(text)
    return ReadTrack(for_kind(cues, kind), [*notes, *mended, *_late(cues, duration)])


def for_kind(cues: list[TimedText], kind: str) -> list[TimedText]:
    """The text of a chapter is its title: one plain line."""
    if kind != TrackKind.CHAPTERS:
        return cues
    return [replace(cue, markup=markup.title(cue.text)) for cue in cues]


def _late(cues: list[TimedText], duration: float) -> list[str]:
    late = [cue for cue in cues if cue.end > Decimal(str(duration)) + 1] if duration else []
    if not late:
        return []
    words = ngettext(
        "%(count)d cue lies beyond the end of the video (%(end)s); the first begins at %(start)s.",
        "%(count)d cues lie beyond the end of the video (%(end)s); the first begins at %(start)s.",
        len(late),
    )
    return [words % {"count": len(late), "end": clock(duration), "start": clock(float(late[0].start))}]
