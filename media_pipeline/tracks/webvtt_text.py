"""Reads a WebVTT file from outside strictly, and writes one that holds nothing but times and harmless text."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import nh3
import webvtt
from django.utils.translation import gettext as _
from webvtt.errors import MalformedCaptionError, MalformedFileError

MAX_BYTES = 2 * 1024**2
MAX_CUES = 20_000
TAGS = {"b", "i", "u"}
_TIME = r"((?:[0-9]{2}:)?[0-5][0-9]:[0-5][0-9]\.[0-9]{3})"  # more than 99 hours fit into no cue
_CLASSES = re.compile(r"<([biu])\.[^<>]*>")  # <i.loud>
_TIMING = re.compile(rf"^{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?$")


class TrackError(ValueError):
    """The file is not usable; the message is for the editor and names the line."""


@dataclass(frozen=True)
class TimedText:
    """`start` and `end` in seconds; `markup` may hold b, i and u, `text` is plain."""

    start: Decimal
    end: Decimal
    markup: str

    @property
    def text(self) -> str:
        return html.unescape(nh3.clean(self.markup, tags=set())).strip()


def seconds(time: str) -> Decimal:
    """Turn `01:02:03.004` or `02:03.004` into seconds."""
    *hours, minutes, rest = time.split(":")
    return Decimal(int(hours[0]) * 3600 if hours else 0) + int(minutes) * 60 + Decimal(rest)


def _at(line: int, problem: str) -> TrackError:
    return TrackError(_("Line %(line)d: %(problem)s") % {"line": line, "problem": problem})


def _decode(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise TrackError(_("The file is larger than %(limit)d MB.") % {"limit": MAX_BYTES // 1024**2})
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _at(line, _("this is not UTF-8 text. Please save the file as UTF-8.")) from None
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "�")


def _check(text: str) -> None:
    """Raise TrackError for the first line that a strict reader would not take."""
    lines = text.split("\n")
    if not re.match(r"^WEBVTT(?:[ \t].*)?$", lines[0]):
        raise _at(1, _("a WebVTT file begins with the word WEBVTT."))
    for number, line in enumerate(lines, start=1):
        if "-->" not in line:
            continue
        found = _TIMING.match(line.strip())
        if not found:
            raise _at(number, _("“%(text)s” is not a time such as 00:01.000 --> 00:04.000.") % {"text": line.strip()[:80]})
        if seconds(found.group(2)) <= seconds(found.group(1)):
            raise _at(number, _("this cue ends before it begins."))


def clean(markup: str) -> str:
    """Keep bold, italic and underline; everything else becomes plain text. No line can be taken for a time."""
    lines = (line.strip() for line in nh3.clean(_CLASSES.sub(r"<\1>", markup), tags=TAGS, attributes={}).split("\n"))
    return "\n".join(line for line in lines if line)


def read(source: bytes | str) -> list[TimedText]:
    """Return the cues in the order of time. Raises TrackError with the line that is wrong."""
    text = _decode(source if isinstance(source, bytes) else source.encode())
    _check(text)
    try:
        captions = webvtt.from_string(text).captions
    except (MalformedFileError, MalformedCaptionError) as error:
        raise TrackError(_("This is not a WebVTT file: %(reason)s") % {"reason": error}) from error
    cues = [TimedText(seconds(one.start), seconds(one.end), clean(one.raw_text)) for one in captions]
    cues = sorted((cue for cue in cues if cue.text), key=lambda cue: (cue.start, cue.end))
    if not cues:
        raise TrackError(_("The file holds no cue."))
    if len(cues) > MAX_CUES:
        raise TrackError(
            _("The file holds %(found)d cues; at most %(limit)d are accepted.") % {"found": len(cues), "limit": MAX_CUES}
        )
    return cues


def stamp(value: Decimal) -> str:
    """Turn seconds into `01:02:03.004`."""
    whole, thousandths = divmod(int(value * 1000), 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}.{thousandths:03d}"


def write(cues: Iterable[TimedText]) -> str:
    blocks = (f"{stamp(cue.start)} --> {stamp(cue.end)}\n{cue.markup}\n" for cue in cues)
    return "\n".join(["WEBVTT\n", *blocks])
