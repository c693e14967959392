"""Speech for the films: one sound a sentence, in memory, as 16-bit mono samples."""

import json
import subprocess
import sys
import tempfile
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_CHILD = Path(__file__).with_name("speech_child.py")
_VOICES = {"en": "en", "ro": "ro", "nb": "nb", "sr-latn": "sr", "sr-cyrl": "sr", "sl": "sl", "mk": "mk", "hr": "hr"}
_LONGEST = 120  # seconds for the child; a hang, not a bar


class SpeechError(Exception):
    """The speech library does not work here; the message says why."""


@dataclass(frozen=True)
class Sound:
    """Samples of one sentence. `rate` is in samples a second."""

    samples: bytes
    rate: int

    @property
    def seconds(self) -> float:
        return len(self.samples) / 2 / self.rate


def speak(sentences: Sequence[str], *, language: str) -> list[Sound]:
    """Return one sound a sentence; raise SpeechError where the library is missing or fails."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.wav" for number in range(len(sentences))]
        orders = [(_VOICES[language], text, str(path)) for text, path in zip(sentences, paths, strict=True)]
        _run_child(json.dumps(orders))
        return [_read(path) for path in paths]


def _run_child(orders: str) -> None:
    try:
        done = subprocess.run(  # noqa: S603  # our own script, no shell
            [sys.executable, str(_CHILD)], input=orders, text=True, capture_output=True, timeout=_LONGEST, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SpeechError(f"The speech library does not answer ({error}).") from error
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or [f"it ended with code {done.returncode}"])[-1]
        raise SpeechError(f"The speech library does not work here: {last}.")


def _read(path: Path) -> Sound:
    with wave.open(str(path), "rb") as sound:
        return Sound(samples=sound.readframes(sound.getnframes()), rate=sound.getframerate())
