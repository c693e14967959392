"""What a track is made of, whatever file or page it comes from."""

import html
from dataclasses import dataclass
from decimal import Decimal

import nh3
from django.utils.translation import gettext as _

MAX_BYTES = 2 * 1024**2
MAX_CUES = 20_000
MAX_LETTERS = 5_000  # in one cue
MAX_SECONDS = Decimal("359999.999")  # 99:59:59.999, the last time that two digits of hours can write


class TrackError(ValueError):
    """The file is not usable; the message is for the editor, names the line and quotes nothing of the file."""


def at(line: int, problem: str) -> TrackError:
    return TrackError(_("Line %(line)d: %(problem)s") % {"line": line, "problem": problem})


@dataclass(frozen=True)
class TimedText:
    """`start` and `end` in seconds; `markup` may hold b, i and u as `markup.clean` leaves them, `text` is plain."""

    start: Decimal
    end: Decimal
    markup: str

    @property
    def text(self) -> str:
        return html.unescape(nh3.clean(self.markup, tags=set())).strip()
