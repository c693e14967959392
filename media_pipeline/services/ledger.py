"""Remembers finished work as rows; every write and every move of a file happens under the lease."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from media_pipeline import storage
from media_pipeline.encoding.ledger import Kept, Piece
from media_pipeline.enums import JobStep
from media_pipeline.models import Chunk, RenditionSet
from media_pipeline.packaging import playlist, seal
from media_pipeline.packaging.finished import Finished
from media_pipeline.packaging.playlist import INDEX, MediaPlaylist
from media_pipeline.probing.media_info import MediaInfo
from media_pipeline.services.lease import Lease
from media_pipeline.services.publish import describe_source, publish


@dataclass
class RowLedger:
    """A worker that lost its lease raises LeaseLostError before it touches a row or a file of the version."""

    lease: Lease

    @property
    def rendition_set(self) -> RenditionSet:
        return self.lease.job.rendition_set

    def beat(self, percent: int | None = None) -> None:
        self.lease.beat(percent)

    def step(self, step: JobStep) -> None:
        self.lease.step(step)

    def describe(self, info: MediaInfo) -> None:
        describe_source(lease=self.lease, info=info)

    def kept(self, name: str, recipe: str) -> Kept | None:
        row = self.rendition_set.chunks.filter(name=name, recipe=recipe).first()
        folder = storage.kept_folder(self.rendition_set) / name
        if row is None or not folder.is_dir() or seal.measure(folder) != seal.Seal(row.bytes, row.sha256):
            return None
        return Kept(Piece(name, recipe, tuple(row.rungs.split()), row.start, row.length, row.is_last), folder)

    def keep(self, piece: Piece, folder: Path) -> Kept:
        """Move a piece out of the attempt's folder, under the lease.

        A crash between the move and the commit leaves files without a row: no finished piece, the next attempt replaces them.
        """
        sealed = seal.seal(folder)  # before the transaction: disks are slow
        target = storage.kept_folder(self.rendition_set) / piece.name
        with transaction.atomic():
            self.lease.write()
            shutil.rmtree(target, ignore_errors=True)
            target.parent.mkdir(parents=True, exist_ok=True)
            folder.replace(target)
            seal.flush(target.parent)
            self._record(piece, sealed)
        return Kept(piece, target)

    def _record(self, piece: Piece, sealed: seal.Seal) -> None:
        values = {
            "recipe": piece.recipe,
            "rungs": " ".join(piece.rungs),
            "start": piece.start,
            "length": piece.length,
            "is_last": piece.is_last,
            "bytes": sealed.bytes,
            "sha256": sealed.sha256,
        }
        Chunk.objects.update_or_create(rendition_set=self.rendition_set, name=piece.name, defaults=values)

    @transaction.atomic
    def forget(self) -> None:
        self.lease.write()
        self.rendition_set.chunks.all().delete()
        shutil.rmtree(storage.kept_folder(self.rendition_set), ignore_errors=True)

    def published(self, name: str) -> MediaPlaylist | None:
        if not self.rendition_set.renditions.filter(name=name).exists():
            return None
        return playlist.read(storage.public_folder(self.rendition_set) / name / INDEX)

    def publish(self, parts: Sequence[Finished], extras: Sequence[Path], *, expected: float) -> None:
        publish(lease=self.lease, parts=parts, extras=extras, expected=expected)
