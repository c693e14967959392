"""Rungs that are encoded together, kept minute by minute while the encoder runs.

One process works to the end of the film: nothing is paid for chunks as long as nothing fails. What it has finished is taken
out of its folder chunk by chunk; after a crash the next process begins where the last kept chunk ends.
"""

import hashlib
import json
import logging
import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from django.conf import settings

from media_pipeline.encoding import commands
from media_pipeline.encoding.attempt import Attempt
from media_pipeline.encoding.commands import Source
from media_pipeline.encoding.ladder import Plan, Rung
from media_pipeline.encoding.ledger import Kept, Ledger, Piece, Pulse
from media_pipeline.encoding.progress import Progress
from media_pipeline.encoding.runner import ProcessError
from media_pipeline.packaging import playlist, timing, verify
from media_pipeline.packaging.place import link
from media_pipeline.packaging.playlist import INIT, MediaPlaylist, Segment

logger = logging.getLogger(__name__)


def recipe(command: list[str]) -> str:
    """Return what tells a command from another one, wherever its source lies."""
    words = [word for word in command if not word.startswith("file:")]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def segments_a_chunk(plan: Plan) -> int:
    return max(1, int(Fraction(settings.MEDIA_CHUNK_SECONDS) / plan.group_seconds + Fraction(1, 2)))


@dataclass
class Stage:
    """`name` is also the beginning of the names of its pieces."""

    attempt: Attempt
    ledger: Ledger
    name: str
    source: Source
    plan: Plan
    rungs: tuple[Rung, ...]

    def __post_init__(self) -> None:
        self.size = segments_a_chunk(self.plan)
        self.recipe = recipe(commands.pictures(replace(self.source, path=Path("source")), self.plan, self.rungs))
        self.chunks: list[Kept] = []
        self.folder = self.attempt.folder / f"{self.name}-run"

    def whole(self) -> dict[str, MediaPlaylist]:
        """Encode what is missing and return every rung, put together and verified. Raises IncompleteError."""
        while not self._is_complete() and (kept := self.ledger.kept(self._title(), self.recipe)):
            self.chunks.append(kept)
            self.ledger.beat()
        if not self._is_complete():
            self._run()
        self.attempt.done.add(self.name)
        try:
            return {rung.name: self._assemble(rung) for rung in self.rungs}
        except verify.IncompleteError:
            self.ledger.forget()
            raise

    def _is_complete(self) -> bool:
        return bool(self.chunks) and self.chunks[-1].piece.is_last

    def _title(self) -> str:
        return f"{self.name}-{len(self.chunks):05d}"

    def _file(self, rung: Rung, segment: int) -> Path:
        return self.folder / f"{rung.name}-{segment:05d}.m4s"

    def _run(self) -> None:
        first = len(self.chunks) * self.size
        frames = max(1, int(self.attempt.duration * self.plan.rate))

        def share(progress: Progress) -> float:
            return (first * self.plan.gop + progress.frames) / frames

        self.folder.mkdir()
        command = commands.pictures(self.source, self.plan, self.rungs, first_segment=first)
        try:
            ran = self.attempt.run(
                command,
                cwd=self.folder,
                part=self.name,
                share=share,
                tick=self._take_finished,
                # It says nothing while it reads what it has made before, from the beginning.
                is_silent=bool(first) and not self.source.can_seek,
            )
        except ProcessError:
            with suppress(verify.IncompleteError):  # what it finished before it died is not lost
                self._take_finished()
            raise
        self._take_finished()
        self._check_frames(first * self.plan.gop + ran.progress.frames)
        self._take(is_last=True)
        shutil.rmtree(self.folder)

    def _take_finished(self) -> None:
        """Keep a chunk as soon as the segment after it is there: then it is whole, and not the last."""
        while all(self._file(rung, (len(self.chunks) + 1) * self.size).exists() for rung in self.rungs):
            self._take(is_last=False)

    def _take(self, *, is_last: bool) -> None:
        start = len(self.chunks) * self.size
        folder = self.attempt.folder / self._title()
        for rung in self.rungs:
            self._move(rung, start, folder / rung.name)
        length = max(_length(folder / rung.name) for rung in self.rungs)
        names = tuple(rung.name for rung in self.rungs)
        piece = Piece(self._title(), self.recipe, names, float(start * self.plan.group_seconds), length, is_last)
        self.chunks.append(self.ledger.keep(piece, folder))
        logger.info("Chunk %s is finished: %.1f s of %s.", piece.name, length, ", ".join(names))

    def _move(self, rung: Rung, start: int, target: Path) -> None:
        files = self._written(rung, start)
        verify.timings(files)
        target.mkdir(parents=True)
        shutil.copyfile(self._init(rung), target / INIT)
        for file in files:
            file.replace(target / file.name.removeprefix(f"{rung.name}-"))

    def _init(self, rung: Rung) -> Path:
        return self.folder / f"{rung.name}-{INIT}"

    def _written(self, rung: Rung, start: int) -> list[Path]:
        """Return the segments of a chunk as the encoder left them. Raises IncompleteError when there is none."""
        files = [file for n in range(start, start + self.size) if (file := self._file(rung, n)).exists()]
        if not files or not self._init(rung).is_file():
            raise verify.IncompleteError(f"Nothing was written of {rung.name} from segment {start} on.")
        return files

    def _check_frames(self, written: int) -> None:
        """A full disk loses segments without a word: what lies there must be what the encoder counted.

        Looked at before the last chunk is kept: the next attempt would take it for the end of the film.
        """
        start = len(self.chunks) * self.size
        for rung in self.rungs:
            found = start * self.plan.gop + sum(one.samples for one in verify.timings(self._written(rung, start)))
            if abs(found - written) > self.plan.rate / 2:
                raise verify.IncompleteError(f"{found} pictures of {rung.name} are there, {written} were written.")

    def _segments(self, rung: Rung, chunk: int) -> list[Path]:
        return sorted((self.chunks[chunk].folder / rung.name).glob("*.m4s"))

    def _assemble(self, rung: Rung) -> MediaPlaylist:
        folder = self.attempt.folder / rung.name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        inits = {(chunk.folder / rung.name / INIT).read_bytes() for chunk in self.chunks}
        if len(inits) != 1:
            raise verify.IncompleteError(f"The chunks of {rung.name} begin differently.")
        (folder / INIT).write_bytes(inits.pop())
        for number in range(len(self.chunks)):
            for file in self._segments(rung, number):
                link(file, folder / file.name)
        found = listed(folder, self.ledger)
        self.attempt.try_last(found)
        return found


def _length(folder: Path) -> float:
    units = timing.scale(folder / INIT)
    return sum(timing.seconds(timing.read(file), units) for file in sorted(folder.glob("*.m4s")))


def listed(folder: Path, pulse: Pulse) -> MediaPlaylist:
    """Write the playlist of a folder with an init file and segments, measured from their boxes. Raises IncompleteError."""
    units, files = timing.scale(folder / INIT), sorted(folder.glob("*.m4s"))
    timings = []
    for file in files:
        pulse.beat()
        timings += verify.timings([file])
    verify.continuous(files, timings)
    sized = [(file.name, timing.seconds(at, units), file.stat().st_size) for file, at in zip(files, timings, strict=True)]
    return playlist.write(folder, [Segment(*values) for values in sized])
