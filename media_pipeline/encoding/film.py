"""What is made of finished rungs besides playlists: the plain MP4, the poster, the storyboard."""

import logging
import shutil
from pathlib import Path

from media_pipeline.encoding import commands
from media_pipeline.encoding.attempt import Attempt
from media_pipeline.encoding.commands import Source
from media_pipeline.encoding.ladder import Plan, Rung, even
from media_pipeline.encoding.runner import ProcessError
from media_pipeline.packaging import storyboard, verify
from media_pipeline.packaging.playlist import MediaPlaylist

logger = logging.getLogger(__name__)

FILM, POSTER = "video-{}.mp4", "poster.webp"  # a film is named by its rung: what is fetched once may be kept for ever
FILM_UP_TO = 720  # short side of the rung that the plain MP4 is made from
TILE, COLUMNS, TILES = 160, 5, 400  # long side in pixels; pictures in a row of a sheet; pictures of a whole film


def _joined(attempt: Attempt, found: MediaPlaylist, target: Path) -> Path:
    with target.open("wb") as out:
        for file in (found.init, *(found.folder / segment.name for segment in found.segments)):
            attempt.pulse.beat()  # a long film takes a slow disk a while
            with file.open("rb") as part:
                shutil.copyfileobj(part, out)
    return target


def is_there(file: Path) -> bool:
    return file.is_file() and file.stat().st_size > 0


def make_film(attempt: Attempt, rung: str, picture: MediaPlaylist | None, sound: MediaPlaylist | None) -> Path:
    """Return one MP4 of a rung and the sound, named by the rung. Raises IncompleteError."""
    film = attempt.folder / FILM.format(rung)
    picture_file = _joined(attempt, picture, attempt.folder / "picture.mp4") if picture else None
    sound_file = _joined(attempt, sound, attempt.folder / "sound.mp4") if sound else None
    attempt.quick(commands.film(picture_file, sound_file, name=film.name))
    for file in (picture_file, sound_file):
        if file:
            file.unlink()
    if not is_there(film):
        raise verify.IncompleteError("The plain MP4 is empty.")
    return film


def make_poster(attempt: Attempt, source: Source, plan: Plan, *, second: float | None) -> Path:
    """Return the picture at `second`, or a telling one at a tenth of the film; a film of a moment has its first picture."""
    tries = [(second, True), (max(0.0, second - 1), True)] if second is not None else []  # the end may hold no picture
    for at, is_exact in [*tries, (attempt.duration / 10, False), (0.0, False), (0.0, True)]:
        try:
            attempt.quick(commands.poster(source, plan, second=at, name=POSTER, is_exact=is_exact))
        except ProcessError:
            continue
        if is_there(attempt.folder / POSTER):
            return attempt.folder / POSTER
    raise verify.IncompleteError("No poster could be taken.")


def make_storyboard(attempt: Attempt, film: Path, picture: MediaPlaylist, rung: Rung) -> list[Path]:
    """Return sheets of small pictures and the WebVTT file that points into them, last; a film does without if it must."""
    every = max(1, -(-len(picture.segments) // TILES))
    scale = TILE / max(rung.width, rung.height)
    width, height = even(rung.width * scale), even(rung.height * scale)
    command = commands.storyboard(
        film, every=every, width=width, height=height, columns=COLUMNS, pattern=storyboard.SHEET.replace("{}", "%03d")
    )
    try:
        attempt.quick(command)
    except ProcessError:
        logger.exception("No storyboard could be made of %s.", film.name)
        return []
    starts = [sum(segment.seconds for segment in picture.segments[:n]) for n in range(0, len(picture.segments), every)]
    target = attempt.folder / storyboard.NAME
    target.write_text(storyboard.webvtt(starts, end=picture.seconds, size=(width, height), columns=COLUMNS))
    sheets = [attempt.folder / storyboard.sheet(n) for n in range(-(-len(starts) // COLUMNS**2))]
    return [*sheets, target] if all(is_there(sheet) for sheet in sheets) else []
