"""What makes an output complete. Neither the exit code nor the end mark of a playlist does: a full disk has both."""

from collections.abc import Sequence
from pathlib import Path

from media_pipeline.packaging import boxes, playlist, timing
from media_pipeline.packaging.playlist import MediaPlaylist
from media_pipeline.packaging.timing import Timing

TOLERANCE_SECONDS = 0.5
DAMAGED_BELOW = 0.95


class IncompleteError(ValueError):
    """Something that should be there is not."""


def rung(folder: Path, *, name: str = "index.m3u8", written: float) -> MediaPlaylist:
    """Read a rung back from disk. `written` is how many seconds the encoder said it wrote. Raises IncompleteError."""
    try:
        found = playlist.read(folder / name)
        for file in (found.init, *(folder / segment.name for segment in found.segments)):
            list(boxes.boxes(file.read_bytes()))
    except (playlist.PlaylistError, boxes.BoxError) as error:
        raise IncompleteError(str(error)) from error
    left = [file.name for file in folder.iterdir() if file.suffix == ".tmp"]
    if left:
        raise IncompleteError(f"{left[0]} was never finished.")
    if abs(found.seconds - written) > TOLERANCE_SECONDS:
        raise IncompleteError(f"{found.seconds:.2f} s lie in {folder.name}, {written:.2f} s were written.")
    return found


def timings(files: Sequence[Path]) -> list[Timing]:
    """Read where segments lie. Raises IncompleteError unless each ends where its last box does."""
    try:
        return [timing.read(file) for file in files]
    except boxes.BoxError as error:
        raise IncompleteError(str(error)) from error


def continuous(files: Sequence[Path], timings: Sequence[Timing]) -> None:
    """Raise IncompleteError unless segments begin at 0 and each starts where the one before it ends: browsers see a hole."""
    if not timings:
        raise IncompleteError("There is no segment.")
    if timings[0].start != 0:
        raise IncompleteError(f"{files[0].name} starts at {timings[0].start}, not at 0.")
    number = timing.gap(timings)
    if number is not None:
        raise IncompleteError(
            f"{files[number].name} starts at {timings[number].start}, the one before it ends at {timings[number - 1].end}."
        )


def aligned(first: MediaPlaylist, other: MediaPlaylist) -> None:
    """Raise IncompleteError unless two rungs have equally many segments with equal boundaries (within 20 ms)."""
    if len(first.segments) != len(other.segments):
        raise IncompleteError(f"{len(first.segments)} and {len(other.segments)} segments.")
    for one, two in zip(first.segments, other.segments, strict=True):
        if abs(one.seconds - two.seconds) > 0.02:
            raise IncompleteError(f"{one.name} lasts {one.seconds} s and {two.seconds} s.")


def ends_early(found: MediaPlaylist, expected: float) -> bool:
    """Whether so much is missing at the end that the upload itself must be damaged."""
    return found.seconds < DAMAGED_BELOW * expected - 0.1


def last_segment(found: MediaPlaylist, target: Path) -> Path:
    """Write the init file and the last segment into one file that can be decoded by itself; return it."""
    target.write_bytes(found.init.read_bytes() + (found.folder / found.segments[-1].name).read_bytes())
    return target
