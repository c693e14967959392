"""From the work folder into the public one: verified parts are moved in, the master playlist is replaced last."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.templatetags.trellis import bcp47, local_name
from media_pipeline import storage
from media_pipeline.enums import JobStep, RenditionKind
from media_pipeline.models import Rendition, RenditionSet, Video
from media_pipeline.packaging import boxes, verify
from media_pipeline.packaging.master import Sound, Variant, master
from media_pipeline.packaging.playlist import MediaPlaylist
from media_pipeline.probing.media_info import MediaInfo
from media_pipeline.services.lease import Lease
from media_pipeline.signals import announce, video_ready

INDEX = "index.m3u8"


@dataclass(frozen=True)
class Finished:
    """A rung, or the sound, that has been verified and waits in the work folder."""

    kind: RenditionKind
    name: str
    found: MediaPlaylist
    width: int = 0
    height: int = 0
    frame_rate: float = 0.0


@transaction.atomic
def describe_source(*, lease: Lease, info: MediaInfo) -> None:
    """Write down what the probe found about this version."""
    lease.write(heartbeat_at=timezone.now())
    _update(lease.job.rendition_set, duration=info.duration, width=info.width, height=info.height)


@transaction.atomic
def publish(*, lease: Lease, parts: Sequence[Finished], extras: Sequence[Path], expected: float) -> None:
    """Let `parts` be played. `expected` is the length in seconds that the upload claims to have.

    The row is locked by the first write: a worker that lost its lease raises LeaseLostError before it touches a public file.
    """
    lease.write(step=JobStep.CHECK, heartbeat_at=timezone.now())
    rendition_set = lease.job.rendition_set
    folder = storage.public_folder(rendition_set)
    folder.mkdir(parents=True, exist_ok=True)
    for part in parts:
        _move(part.found.folder, folder / part.name)
        _record(rendition_set, part, folder / part.name)
    for extra in extras:
        extra.replace(folder / extra.name)
    _describe(rendition_set, parts, extras, expected)
    write_master(rendition_set)
    announce(video_ready, video=rendition_set.video)


@transaction.atomic
def finish(*, lease: Lease) -> None:
    """All rungs are there."""
    rendition_set = lease.job.rendition_set
    lease.write(heartbeat_at=timezone.now())
    write_master(rendition_set)
    _update(rendition_set, completed_at=timezone.now())
    lease.done()
    announce(video_ready, video=rendition_set.video)


def write_master(rendition_set: RenditionSet) -> None:
    """Replace the master playlist by one that lists exactly the renditions of the set."""
    rows = list(rendition_set.renditions.all())
    language = rendition_set.video.language
    sounds = [
        Sound(f"{row.name}/{INDEX}", row.bandwidth, row.average_bandwidth, row.codecs, bcp47(language), local_name(language))
        for row in rows
        if row.kind == RenditionKind.AUDIO
    ]
    variants = [
        Variant(f"{row.name}/{INDEX}", row.width, row.height, row.frame_rate, row.bandwidth, row.average_bandwidth, row.codecs)
        for row in rows
        if row.kind == RenditionKind.VIDEO
    ]
    target = storage.public_folder(rendition_set) / storage.MASTER
    draft = target.with_name(".master.m3u8")
    draft.write_text(master(variants, sounds[0] if sounds else None))
    draft.replace(target)


def _move(source: Path, target: Path) -> None:
    if target.exists():  # an attempt that died between the move and the commit
        shutil.rmtree(target)
    source.replace(target)


def _record(rendition_set: RenditionSet, part: Finished, folder: Path) -> None:
    found = MediaPlaylist(folder, folder / part.found.init.name, part.found.segments)
    Rendition.objects.create(
        rendition_set=rendition_set,
        kind=part.kind,
        name=part.name,
        width=part.width,
        height=part.height,
        frame_rate=part.frame_rate,
        bandwidth=found.bandwidth,
        average_bandwidth=found.average_bandwidth,
        codecs=boxes.codecs(found.init),
        segments=len(found.segments),
        bytes=found.bytes,
    )


def _warning(found: MediaPlaylist, expected: float) -> str:
    if not verify.ends_early(found, expected):
        return ""
    return _("Damaged upload: the file says that it lasts %(expected).1f seconds, but only %(found).1f can be played.") % {
        "expected": expected,
        "found": found.seconds,
    }


def _describe(rendition_set: RenditionSet, parts: Sequence[Finished], extras: Sequence[Path], expected: float) -> None:
    picture = next(part for part in parts if part.kind == RenditionKind.VIDEO)
    length = picture.found.seconds
    values: dict[str, object] = {"duration": length}
    if rendition_set.published_at is None:
        longest = max(parts, key=lambda part: part.found.seconds)  # a picture may end before its sound
        values["warning"] = _warning(longest.found, expected)
    for extra in extras:
        values["poster" if extra.suffix == ".webp" else "fallback"] = extra.name
    if rendition_set.published_at is None:
        values["published_at"] = timezone.now()
    _update(rendition_set, **values)
    Video.all_objects.filter(pk=rendition_set.video_id).update(
        duration=length, width=rendition_set.width, height=rendition_set.height
    )


def _update(rendition_set: RenditionSet, **values: object) -> None:
    for name, value in values.items():
        setattr(rendition_set, name, value)
    rendition_set.save(update_fields=[*values])
