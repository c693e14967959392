"""A lesson's film: slides and speech, joined by ffmpeg into the small MP4 that the ordinary pipeline takes from there."""

import subprocess
import tempfile
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from media_pipeline import guards
from media_pipeline.encoding.binary import ffmpeg
from operations.demo.captions import Timing, timing
from operations.demo.slides import HEIGHT, WIDTH, Deck, draw
from operations.demo.speech import Sound, speak

FRAMES_A_SECOND = 6  # slides stand still: more would only be encoded, and drawn, for nothing
_LONGEST = 300  # seconds for ffmpeg; a hang, not a bar


class EncodingError(Exception):
    """ffmpeg is missing or refuses; the message says why."""


@dataclass(frozen=True)
class Film:
    """`mp4` is the whole file."""

    mp4: bytes
    timing: Timing


def make_film(deck: Deck, *, said: Sequence[Sequence[str]], language: str) -> Film:
    """Draw, speak and encode. `said` holds the sentences of each slide of the deck.

    Raises FontsMissingError, SpeechError or EncodingError. Same deck and sentences, same timing.
    """
    flat = iter(speak([sentence for slide in said for sentence in slide], language=language))
    sounds = [[next(flat) for _sentence in slide] for slide in said]
    when = timing([[sound.seconds for sound in slide] for slide in sounds])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(len(deck.slides)):
            draw(deck, number).save(folder / f"{number}.png", compress_level=1)
        _write_sound(folder / "speech.wav", when, [sound for slide in sounds for sound in slide])
        _encode(folder, when)
        return Film(mp4=(folder / "film.mp4").read_bytes(), timing=when)


def _write_sound(path: Path, when: Timing, sounds: Sequence[Sound]) -> None:
    rate = sounds[0].rate
    track = bytearray(2 * round(when.seconds * rate))
    spans = [span for slide in when.sentences for span in slide]
    for span, sound in zip(spans, sounds, strict=True):
        at = 2 * round(span.start * rate)
        track[at : at + len(sound.samples)] = sound.samples
    with wave.open(str(path), "wb") as sound_file:
        sound_file.setnchannels(1)
        sound_file.setsampwidth(2)
        sound_file.setframerate(rate)
        sound_file.writeframes(bytes(track))


def _encode(folder: Path, when: Timing) -> None:
    command = [ffmpeg(), "-hide_banner", "-nostdin", "-loglevel", "error", "-y"]
    shown, chains = [], []
    for number, span in enumerate(when.slides):
        frames = round(span.end * FRAMES_A_SECOND) - round(span.start * FRAMES_A_SECOND)
        command += _input(folder / f"{number}.png", "png_pipe", "-framerate", str(FRAMES_A_SECOND))
        # Each picture is decoded once and then repeated.
        chains.append(f"[{number}:v]scale={WIDTH}:{HEIGHT},format=yuv420p,loop={frames - 1}:1:0[s{number}]")
        shown.append(f"[s{number}]")
    chains.append(f"{''.join(shown)}concat=n={len(shown)}:v=1:a=0[v]")
    command += _input(folder / "speech.wav", "wav")
    command += ["-filter_complex", ";".join(chains), "-map", "[v]", "-map", f"{len(shown)}:a"]
    command += ["-c:v", "libx264", "-preset", "superfast", "-tune", "stillimage", "-crf", "18", "-threads", "2"]
    command += ["-c:a", "aac", "-b:a", "96k", "-ar", "48000", "-movflags", "+faststart", guards.address(folder / "film.mp4")]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EncodingError(f"ffmpeg does not run here ({error}).") from error
    if done.returncode != 0:
        raise EncodingError(f"ffmpeg could not join the film: {done.stderr.strip()[-300:]}")


def _input(path: Path, container: str, *options: str) -> list[str]:
    """Open one file of our own, with the guards that every input has and one container only."""
    guarded = ["-protocol_whitelist", guards.OPTIONS["protocol_whitelist"], "-format_whitelist", container]
    return [*guarded, "-max_pixels", guards.OPTIONS["max_pixels"], "-f", container, *options, "-i", guards.address(path)]
