"""Reads WebVTT and SRT as people write them: what has one meaning is mended and told, the rest is an error with its line."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from media_pipeline.tracks import markup
from media_pipeline.tracks.timed_text import MAX_CUES, MAX_LETTERS, TimedText, TrackError, at

ARROW = "-->"
EXAMPLE = "00:00:01.000 --> 00:00:04.000"
_TIME = r"(?:(\d{1,2}):)?([0-5]?\d):([0-5]?\d)(?:[.,](\d{1,3})\d{0,6})?"
_TIMING = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?$", re.ASCII)
_HEADER = re.compile(r"^WEBVTT(?:[ \t].*)?$")
_ASIDE = re.compile(r"^(NOTE|STYLE|REGION)(?:[ \t]|$)")
_SHOWN_LINES = 5

_SENTENCES = {
    "blank": gettext_lazy("Blank lines inside a text were closed: line %(lines)s."),
    "empty": gettext_lazy("Times without a text were left out: line %(lines)s."),
    "lost": gettext_lazy("Text before the first time was left out: line %(lines)s."),
    "styles": gettext_lazy("Styles and regions were left out: line %(lines)s."),
    "order": gettext_lazy("Cues out of order were sorted: line %(lines)s."),
    "overlap": gettext_lazy("Cues begin before the one ahead of them ends: line %(lines)s. They were kept as they are."),
}


@dataclass
class Mended:
    """What was put right, by kind, with the lines."""

    lines: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def note(self, kind: str, line: int) -> None:
        self.lines[kind].append(line)

    def sentences(self) -> list[str]:
        return [str(words) % {"lines": _list(self.lines[kind])} for kind, words in _SENTENCES.items() if kind in self.lines]


def _list(lines: list[int]) -> str:
    return ", ".join(str(line) for line in lines[:_SHOWN_LINES]) + (" …" if len(lines) > _SHOWN_LINES else "")


def seconds(parts: tuple[str | None, ...]) -> Decimal:
    """Turn hours, minutes, seconds and the digits after the point into seconds."""
    hours, minutes, whole, fraction = (part or "0" for part in parts)
    return Decimal(int(hours) * 3600 + int(minutes) * 60 + int(whole)) + Decimal(f"0.{fraction:<03}")


def _timings(lines: list[str]) -> Iterator[tuple[int, Decimal, Decimal]]:
    """Give the index of each line with times, and the times. Raises TrackError."""
    for index, line in enumerate(lines):
        if ARROW not in line:
            continue
        found = _TIMING.match(line)
        if not found:
            raise at(index + 1, _("this is not a time such as %(example)s.") % {"example": EXAMPLE})
        start, end = seconds(found.groups()[:4]), seconds(found.groups()[4:])
        if end <= start:
            raise at(index + 1, _("this cue ends before it begins."))
        yield index, start, end


def _blocks(lines: list[str], first: int, last: int) -> list[tuple[int, list[str]]]:
    """Return the stretches without a blank line between two indexes, each with the index of its first line."""
    found: list[tuple[int, list[str]]] = []
    is_open = False
    for index in range(first, last):
        if not lines[index].strip():
            is_open = False
        elif is_open:
            found[-1][1].append(lines[index])
        else:
            found.append((index, [lines[index]]))
            is_open = True
    return found


def _drop_name(blocks: list[tuple[int, list[str]]], next_time: int, *, keeps_first: bool) -> None:
    """Take away the number or name of the next cue: the line right above its times, alone or all digits."""
    if not blocks:
        return
    index, block = blocks[-1]
    if index + len(block) != next_time:
        return
    is_text = keeps_first and len(blocks) == 1
    if block[-1].strip().isdigit() or (len(block) == 1 and not is_text):
        block.pop()
        if not block:
            blocks.pop()


def _text(blocks: list[tuple[int, list[str]]], mended: Mended, after: int, *, is_vtt: bool) -> str:
    """Put together what belongs to the cue whose times stand in line `after`."""
    kept: list[str] = []
    for index, block in blocks:
        is_first = index == after
        aside = _ASIDE.match(block[0]) if is_vtt and not is_first else None
        if aside:
            if aside.group(1) != "NOTE":
                mended.note("styles", index + 1)
            continue
        if not is_first:
            mended.note("blank", index)
        kept += block
    return "\n".join(kept)


def _head(lines: list[str], first_time: int, mended: Mended) -> bool:
    """Look at what stands above the first times; return whether the file calls itself WebVTT."""
    is_vtt = bool(_HEADER.match(lines[0]))
    blocks = _blocks(lines, 0, first_time)
    _drop_name(blocks, first_time, keeps_first=is_vtt)
    for index, block in blocks[1:] if is_vtt else blocks:
        aside = _ASIDE.match(block[0]) if is_vtt else None
        if aside is None or aside.group(1) != "NOTE":
            mended.note("styles" if aside else "lost", index + 1)
    return is_vtt


def parse(text: str) -> tuple[list[TimedText], list[str]]:
    """Return the cues in the order of time, and sentences about what was mended. Raises TrackError."""
    lines, mended = text.split("\n"), Mended()
    timings = list(_timings(lines))
    if not timings:
        raise _nothing(lines)
    if len(timings) > MAX_CUES:
        raise TrackError(
            _("The file holds %(found)d cues; at most %(limit)d are accepted.") % {"found": len(timings), "limit": MAX_CUES}
        )
    is_vtt = _head(lines, timings[0][0], mended)
    found: list[tuple[int, TimedText]] = []
    speaker = ""
    nexts = [index for index, _start, _end in timings[1:]] + [len(lines)]
    for (index, start, end), following in zip(timings, nexts, strict=True):
        blocks = _blocks(lines, index + 1, following)
        if following < len(lines):
            _drop_name(blocks, following, keeps_first=bool(blocks) and blocks[0][0] == index + 1)
        said, speaker = markup.voices(_short(_text(blocks, mended, index + 1, is_vtt=is_vtt), index), speaker)
        cue = TimedText(start, end, markup.clean(said))
        if cue.text:
            found.append((index + 1, cue))
        else:
            mended.note("empty", index + 1)
    if not found:
        raise TrackError(_("The file holds no cue."))
    return _in_order(found, mended), mended.sentences()


def _short(said: str, index: int) -> str:
    if len(said) > MAX_LETTERS:
        raise at(index + 1, _("this cue has more than %(limit)d letters.") % {"limit": MAX_LETTERS})
    return said


def _nothing(lines: list[str]) -> TrackError:
    if _HEADER.match(lines[0]):
        return TrackError(_("The file holds no cue."))
    return TrackError(
        _("This is neither a WebVTT nor an SRT file: no line holds a time such as %(example)s.") % {"example": EXAMPLE}
    )


def _in_order(found: list[tuple[int, TimedText]], mended: Mended) -> list[TimedText]:
    for (_above, former), (line, cue) in pairwise(found):
        if (cue.start, cue.end) < (former.start, former.end):
            mended.note("order", line)
    found = sorted(found, key=lambda one: (one[1].start, one[1].end))
    for (_above, former), (line, cue) in pairwise(found):
        if cue.start < former.end:
            mended.note("overlap", line)
    return [cue for _line, cue in found]
