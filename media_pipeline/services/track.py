from collections.abc import Sequence

from django.core.files.base import ContentFile, File
from django.db import transaction

from media_pipeline.models import Cue, Track, Video
from media_pipeline.signals import announce, tracks_changed
from media_pipeline.tracks import reading, webvtt_text
from media_pipeline.tracks.timed_text import TimedText


class TrackChangedError(Exception):
    """Somebody else saved or removed the track meanwhile; `track` is how it stands now, None when it is gone."""

    def __init__(self, track: Track | None) -> None:
        super().__init__("The track was changed by somebody else.")
        self.track = track


@transaction.atomic
def write_track(
    *, video: Video, language: str, kind: str, cues: Sequence[TimedText], base: str | None = None, is_extracted: bool = False
) -> Track:
    """Put `cues` beside the video, in the place of the track in that language and of that kind.

    `base` is the revision that an edited track was read as, "" for one that was not there; None replaces whatever is there.
    Raises TrackChangedError when it is another one now. Writes to the tracks of one video come one after the other.
    """
    Video.all_objects.select_for_update().get(pk=video.pk)
    found = Track.objects.filter(video=video, language=language, kind=kind).first()
    if base is not None and base != (found.revision if found else ""):
        raise TrackChangedError(found)
    track = found or Track(video=video, language=language, kind=kind)
    _forget_file(track)
    track.is_extracted = is_extracted
    track.file.save("track.vtt", ContentFile(webvtt_text.write(cues).encode()), save=False)
    track.save()
    track.cues.all().delete()
    Cue.objects.bulk_create([Cue(track=track, start=cue.start, end=cue.end, text=cue.text) for cue in cues], batch_size=500)
    announce(tracks_changed, video=video)
    return track


def attach_track(*, video: Video, language: str, kind: str, file_or_text: File[bytes] | bytes | str) -> tuple[Track, list[str]]:
    """Sanitise a WebVTT or SRT file and write it; return the track and sentences about what was mended.

    Raises `TrackError`, whose message names the line.
    """
    found = reading.read(file_or_text, language=language, kind=kind, duration=video.duration or 0)
    return write_track(video=video, language=language, kind=kind, cues=found.cues), found.warnings


@transaction.atomic
def remove_track(*, track: Track) -> None:
    _forget_file(track)
    video = track.video
    track.delete()
    announce(tracks_changed, video=video)


def _forget_file(track: Track) -> None:
    """Delete the file that is replaced once nothing names it any more."""
    name, store = track.file.name, track.file.storage
    if name:
        transaction.on_commit(lambda: store.delete(name))
