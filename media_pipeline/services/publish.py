"""From the work folder into the public one: verified parts are moved in, the master playlist is replaced last."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.templatetags.trellis import bcp47, local_name
from media_pipeline import storage
from media_pipeline.enums import JobStep, RenditionKind
from media_pipeline.models import Rendition, RenditionSet, Video
from media_pipeline.packaging import verify
from media_pipeline.packaging.finished import Finished
from media_pipeline.packaging.master import listing
from media_pipeline.packaging.place import place_folder, place_text
from media_pipeline.packaging.playlist import MediaPlaylist
from media_pipeline.packaging.seal import flush
from media_pipeline.probing.media_info import MediaInfo
from media_pipeline.queries.playback import playing
from media_pipeline.services.lease import Lease
from media_pipeline.signals import announce, video_ready

FIELDS = {".webp": "poster", ".mp4": "fallback", ".vtt": "storyboard"}  # by the kind of file


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
        place_folder(part.found.folder, folder / part.name)
        _record(rendition_set, part)
    for extra in extras:
        flush(extra)
        extra.replace(folder / extra.name)
    _describe(rendition_set, parts, extras, expected)
    write_master(rendition_set)
    announce(video_ready, video=rendition_set.video)


@transaction.atomic
def finish(*, lease: Lease) -> None:
    """All rungs are there; the pieces that they were put together from go."""
    rendition_set = lease.job.rendition_set
    lease.write(heartbeat_at=timezone.now())
    rendition_set.chunks.all().delete()
    kept = storage.kept_folder(rendition_set)
    transaction.on_commit(lambda: shutil.rmtree(kept, ignore_errors=True))
    write_master(rendition_set)
    _update(rendition_set, completed_at=timezone.now())
    _describe_video(rendition_set)
    lease.done()
    announce(video_ready, video=rendition_set.video)


def write_master(rendition_set: RenditionSet) -> None:
    """Replace the master playlist by one that lists exactly the renditions of the set."""
    language = rendition_set.video.language
    text = listing(rendition_set.renditions.all(), language=bcp47(language), name=local_name(language))
    place_text(text, storage.public_folder(rendition_set) / storage.MASTER)


def _record(rendition_set: RenditionSet, part: Finished) -> None:
    Rendition.objects.create(
        rendition_set=rendition_set,
        kind=part.kind,
        name=part.name,
        width=part.width,
        height=part.height,
        frame_rate=part.frame_rate,
        bandwidth=part.bandwidth,
        average_bandwidth=part.average_bandwidth,
        codecs=part.codecs,
        segments=len(part.found.segments),
        bytes=part.found.bytes,
    )


def _warning(found: MediaPlaylist, expected: float) -> str:
    if not verify.ends_early(found, expected):
        return ""
    return _("Damaged upload: the file says that it lasts %(expected).1f seconds, but only %(found).1f can be played.") % {
        "expected": expected,
        "found": found.seconds,
    }


def _describe(rendition_set: RenditionSet, parts: Sequence[Finished], extras: Sequence[Path], expected: float) -> None:
    is_first = rendition_set.published_at is None
    values: dict[str, object] = {FIELDS[extra.suffix]: extra.name for extra in extras if extra.suffix in FIELDS}
    if is_first:
        longest = max(parts, key=lambda part: part.found.seconds)  # a picture may end before its sound
        shown = next((part for part in parts if part.kind == RenditionKind.VIDEO), longest)
        values |= {
            "duration": shown.found.seconds,
            "warning": _warning(longest.found, expected),
            "published_at": timezone.now(),
        }
    _update(rendition_set, **values)
    _describe_video(rendition_set)


def _describe_video(rendition_set: RenditionSet) -> None:
    """A video is as long and as large as the version of it that plays."""
    plays = playing(Video.all_objects.get(pk=rendition_set.video_id))
    if plays is not None:
        mine = Video.all_objects.filter(pk=rendition_set.video_id)
        mine.update(duration=plays.duration, width=plays.width, height=plays.height)


def _update(rendition_set: RenditionSet, **values: object) -> None:
    for name, value in values.items():
        setattr(rendition_set, name, value)
    rendition_set.save(update_fields=[*values])
