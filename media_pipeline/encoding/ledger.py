"""Where finished work is remembered: rows of the database for a video of the site, a folder for the command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from media_pipeline.enums import JobStep
from media_pipeline.packaging.finished import Finished
from media_pipeline.packaging.playlist import MediaPlaylist
from media_pipeline.probing.media_info import MediaInfo


@dataclass(frozen=True)
class Piece:
    """A part of the work that is never done twice: the sound, or a minute of some rungs.

    `recipe` is a hash of the command that makes the whole: another recipe makes other files. `start` and `length` in seconds.
    """

    name: str
    recipe: str
    rungs: tuple[str, ...]
    start: float
    length: float
    is_last: bool


@dataclass(frozen=True)
class Kept:
    piece: Piece
    folder: Path


class Pulse(Protocol):
    """Who is told that the work goes on. May raise what stops it: the lease is lost, somebody cancelled, we go down."""

    def beat(self, percent: int | None = None) -> None:
        """Say that the work goes on; called about four times a second."""


class Quiet:
    """Nobody is told: for a single picture."""

    def beat(self, percent: int | None = None) -> None:
        """Go on."""


class Ledger(Pulse, Protocol):
    """Every call may raise what stops the work."""

    def step(self, step: JobStep) -> None: ...

    def describe(self, info: MediaInfo) -> None:
        """Note what the probe found."""

    def kept(self, name: str, recipe: str) -> Kept | None:
        """Return a finished piece when its files are as they were left."""

    def keep(self, piece: Piece, folder: Path) -> Kept:
        """Take `folder` over and remember it; from then on the piece is finished."""

    def forget(self) -> None:
        """Give up all kept pieces: they do not fit together."""

    def published(self, name: str) -> MediaPlaylist | None:
        """Return a rung that can be watched already."""

    def publish(self, parts: Sequence[Finished], extras: Sequence[Path], *, expected: float) -> None:
        """Let `parts` and the files `extras` be fetched; `expected` is the length that the source claims, in seconds."""
