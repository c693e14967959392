"""What is encoded: the sample lecture and a real film, each looped to the length that is asked for."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.media import samples

LECTURE, FILM = "lecture_1080p.mp4", ".src/bigbuckbunny.mp4"
REAL = "footage"  # what make_samples.sh notes of the film when it could be fetched


@dataclass(frozen=True)
class Clip:
    """`rate` is in pictures a second, `height` in pixels."""

    name: str
    path: Path
    height: int
    rate: int
    is_real: bool


def _ffmpeg(*words: str) -> None:
    subprocess.run([str(shutil.which("ffmpeg")), "-v", "error", "-nostdin", "-y", *words], check=True)


def _looped(source: Path, target: Path, seconds: float) -> Path:
    """Loop picture and sound each by its own length, so that no picture is off its beat where the loop begins again."""
    if target.exists():
        return target
    picture, sound = target.with_suffix(".picture.mp4"), target.with_suffix(".sound.mp4")
    _ffmpeg("-i", str(source), "-map", "0:v:0", "-c", "copy", str(picture))
    _ffmpeg("-i", str(source), "-map", "0:a:0", "-c", "copy", str(sound))
    draft = target.with_suffix(".draft.mp4")
    loop = ("-stream_loop", "-1", "-i")
    _ffmpeg(
        *loop, str(picture), *loop, str(sound), "-map", "0:v", "-map", "1:a", "-t", f"{seconds:g}", "-c", "copy", str(draft)
    )
    picture.unlink()
    sound.unlink()
    return draft.rename(target)


def clips(seconds: float) -> list[Clip]:
    """Return both clips at `seconds`, made once and kept beside the samples."""
    folder = samples.make("fast" if seconds <= 6 else "full", wanted=(LECTURE, FILM))
    noted = (folder / ".done" / FILM).read_text().strip()
    return [
        Clip("lecture", _looped(folder / LECTURE, folder / f".lecture-{seconds:g}.mp4", seconds), 1080, 30, is_real=True),
        Clip("film", _looped(folder / FILM, folder / f".film-{seconds:g}.mp4", seconds), 720, 25, is_real=noted == REAL),
    ]
