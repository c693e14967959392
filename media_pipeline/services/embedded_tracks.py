"""The texts inside an uploaded file become tracks, once its version is complete. What an editor attached stays."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.stopping import stop_requested
from core.templatetags.trellis import local_name
from media_pipeline import storage
from media_pipeline.encoding.runner import ProcessError
from media_pipeline.enums import TrackKind
from media_pipeline.models import RenditionSet, Track, Video
from media_pipeline.scratch import scratch
from media_pipeline.services.lease import StopRequestedError
from media_pipeline.services.track import write_track
from media_pipeline.signals import video_ready
from media_pipeline.tracks import decoding, embedded
from media_pipeline.tracks.embedded import Subtitles
from media_pipeline.tracks.languages import locale_of
from media_pipeline.tracks.reading import ReadTrack, read
from media_pipeline.tracks.timed_text import TrackError

logger = logging.getLogger(__name__)

PATIENCE = timedelta(minutes=10)
Place = tuple[str, str]  # language, kind


def extract_tracks(*, rendition_set_id: int) -> None:
    """Read the subtitles in the original of a complete version, once. A stop of the worker leaves it to the next one."""
    found = RenditionSet.objects.select_related("video")
    rendition_set = found.filter(pk=rendition_set_id, completed_at__isnull=False, tracks_read_at=None).first()
    if rendition_set is None:
        return
    with suppress(StopRequestedError), scratch("tracks") as folder:
        texts, warnings = _texts(rendition_set, folder)
        _write(rendition_set, texts, warnings)


def offer_missed() -> int:
    """Ask again for versions whose subtitles nobody has read; return how many."""
    missed = RenditionSet.objects.filter(completed_at__lt=timezone.now() - PATIENCE, tracks_read_at=None)
    return sum(1 for _offered in map(_offer, missed))


def connect() -> None:
    video_ready.connect(_when_ready, dispatch_uid="media_pipeline.embedded_tracks")


def _when_ready(sender: type[Video], video: Video, **kwargs: Any) -> None:
    for rendition_set in video.rendition_sets.filter(completed_at__isnull=False, tracks_read_at=None):
        _offer(rendition_set)


def _offer(rendition_set: RenditionSet) -> None:
    from media_pipeline.tasks import run_extract_tracks  # the task calls this service, this service makes the task

    run_extract_tracks.enqueue(rendition_set.pk)


def _tick() -> None:
    if stop_requested.is_set():
        raise StopRequestedError


def _texts(rendition_set: RenditionSet, folder: Path) -> tuple[dict[Place, ReadTrack], list[str]]:
    """Return the tracks in the file by their place, and sentences about those that could not be taken."""
    original = storage.original(rendition_set)
    if not original.is_file():
        return {}, []
    try:
        container, streams = embedded.find(original, tick=_tick)
        texts = [stream for stream in streams if stream.is_text and not stream.is_forced]
        files = embedded.take(original, container, texts, folder=folder, tick=_tick) if texts else {}
    except (ProcessError, TrackError) as error:
        logger.warning("Subtitles of %s: %s", rendition_set, error)
        return {}, [_("The subtitles inside the file could not be read.")]
    warnings = list(_left_out(streams))
    return _sorted(rendition_set, texts, files, warnings), warnings


def _left_out(streams: Iterable[Subtitles]) -> Iterator[str]:
    count = sum(1 for stream in streams if not stream.is_text)
    if count:
        yield _("Subtitles inside the file that hold no text, such as pictures, were left out: %(count)d.") % {"count": count}


def _sorted(
    rendition_set: RenditionSet, streams: list[Subtitles], files: dict[int, Path], warnings: list[str]
) -> dict[Place, ReadTrack]:
    """Read the files; of two for one place the one for deaf people wins, then the first. Adds to `warnings`."""
    found: dict[Place, ReadTrack] = {}
    for stream in sorted(streams, key=lambda one: not one.is_for_deaf):
        try:
            language, text = _one(rendition_set.video, stream, files[stream.index])
        except TrackError as error:
            warnings.append(_("Subtitles inside the file were left out. %(error)s") % {"error": error})
            continue
        if not language:
            words = _("Subtitles inside the file in a language that the site does not have were left out (stream %(number)d).")
            warnings.append(words % {"number": stream.index})
            continue
        is_captions = stream.is_for_deaf or language == rendition_set.video.language
        place = (language, str(TrackKind.CAPTIONS if is_captions else TrackKind.SUBTITLES))
        if place in found:
            words = _("The file holds more than one text in %(language)s; one was taken.")
            warnings.append(words % {"language": local_name(language)})
        found.setdefault(place, text)
    return found


def _one(video: Video, stream: Subtitles, file: Path) -> tuple[str, ReadTrack]:
    with file.open("rb") as opened:
        text = read(decoding.take(opened), language=video.language, kind=TrackKind.SUBTITLES)
    said = " ".join(cue.text for cue in text.cues)
    return locale_of(stream.language, spoken=video.language, text=said), text


@transaction.atomic
def _write(rendition_set: RenditionSet, texts: dict[Place, ReadTrack], warnings: list[str]) -> None:
    """Write each track whose place is free or held by one from an earlier file, and note that this version is read."""
    video = Video.all_objects.select_for_update().get(pk=rendition_set.video_id)
    mine = RenditionSet.objects.filter(pk=rendition_set.pk, tracks_read_at=None)
    if not mine.update(tracks_read_at=timezone.now(), tracks_warning="\n".join(warnings)):
        return
    if video.rendition_sets.filter(version__gt=rendition_set.version, published_at__isnull=False).exists():
        return
    for (language, kind), text in texts.items():
        if not Track.objects.filter(video=video, language=language, kind=kind, is_extracted=False).exists():
            write_track(video=video, language=language, kind=kind, cues=text.cues, is_extracted=True)
