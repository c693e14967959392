"""Remembers finished work in the output folder of the command line; no database is asked."""

import json
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from media_pipeline.encoding.ledger import Kept, Piece
from media_pipeline.enums import JobStep
from media_pipeline.packaging import playlist, seal
from media_pipeline.packaging.finished import Finished
from media_pipeline.packaging.master import listing
from media_pipeline.packaging.place import draft, place, place_text
from media_pipeline.packaging.playlist import INDEX, MediaPlaylist
from media_pipeline.probing.media_info import MediaInfo

MASTER, WORK = "master.m3u8", ".work"


def ignore(percent: int) -> None:
    """Tell nobody."""


@dataclass
class FolderLedger:
    """`target` is the output folder; pieces lie in `target/.work`, each with a file of its own that says what it is."""

    target: Path
    tell: Callable[[int], None] = ignore
    parts: list[Finished] = field(default_factory=list)
    told: int = -1
    watchable_at: float = 0.0  # of `time.monotonic()`

    def open(self) -> None:
        self.pieces.mkdir(parents=True, exist_ok=True)

    @property
    def pieces(self) -> Path:
        return self.target / WORK / "pieces"

    def beat(self, percent: int | None = None) -> None:
        if percent is not None and percent > self.told:
            self.told = percent
            self.tell(percent)

    def step(self, step: JobStep) -> None:
        """The command line shows a bar, no words."""

    def describe(self, info: MediaInfo) -> None:
        """Nobody asks later."""

    def _note(self, name: str) -> Path:
        return self.pieces / f"{name}.json"

    def kept(self, name: str, recipe: str) -> Kept | None:
        note, folder = self._note(name), self.pieces / name
        if not note.is_file() or not folder.is_dir():
            return None
        found = json.loads(note.read_text())
        piece = Piece(**{**found["piece"], "rungs": tuple(found["piece"]["rungs"])})
        is_same = piece.recipe == recipe and found["seal"] == asdict(seal.measure(folder))
        return Kept(piece, folder) if is_same else None

    def keep(self, piece: Piece, folder: Path) -> Kept:
        sealed, target = seal.seal(folder), self.pieces / piece.name
        shutil.rmtree(target, ignore_errors=True)
        folder.replace(target)
        seal.flush(self.pieces)
        place_text(json.dumps({"piece": asdict(piece), "seal": asdict(sealed)}), self._note(piece.name))
        return Kept(piece, target)

    def forget(self) -> None:
        shutil.rmtree(self.pieces, ignore_errors=True)
        self.pieces.mkdir(parents=True)

    def published(self, name: str) -> MediaPlaylist | None:
        return next((part.found for part in self.parts if part.name == name), None)

    def publish(self, parts: Sequence[Finished], extras: Sequence[Path], *, expected: float) -> None:
        for part in parts:
            place(draft(part.found.folder, self.target / part.name, "draft", self.beat), self.target / part.name)
            found = playlist.read(self.target / part.name / INDEX)
            self.parts.append(Finished(part.kind, part.name, found, part.width, part.height, part.frame_rate))
        for extra in extras:
            extra.replace(self.target / extra.name)
        place_text(listing(self.parts, language="und", name="Sound"), self.target / MASTER)
        self.watchable_at = self.watchable_at or time.monotonic()
