"""How loud a sound track is, by EBU R 128, and what brings it to the loudness of all others."""

import json
import re
from dataclasses import dataclass
from typing import Any

TARGET = {"I": -16, "TP": -1.5, "LRA": 11}  # LUFS, dBTP, LU
SILENT_BELOW = -60.0  # LUFS; raising less than that would only make noise loud
_REPORT = re.compile(r'\{[^{}]*"input_i"[^{}]*\}')


@dataclass(frozen=True)
class Loudness:
    """What the first pass of `loudnorm` found."""

    integrated: float
    peak: float
    span: float
    threshold: float
    offset: float

    def options(self) -> dict[str, Any]:
        """Return the options of the second pass. A wide span is kept: one gain for the whole film where peaks allow it."""
        return {
            **TARGET,
            "LRA": min(50.0, max(float(TARGET["LRA"]), self.span)),
            "measured_I": self.integrated,
            "measured_TP": self.peak,
            "measured_LRA": self.span,
            "measured_thresh": self.threshold,
            "offset": self.offset,
            "linear": "true",
        }


def parse(log: str) -> Loudness | None:
    """Read the report at the end of the first pass; None for a track that is silent, or too short to be measured."""
    found = _REPORT.findall(log)
    if not found:
        return None
    values = json.loads(found[-1])
    names = ("input_i", "input_tp", "input_lra", "input_thresh", "target_offset")
    measured = Loudness(*(float(values[name]) for name in names))
    is_usable = SILENT_BELOW <= measured.integrated <= 0 and -99 <= measured.threshold <= 0 and abs(measured.offset) <= 99
    return measured if is_usable else None
