from django.core.files.base import ContentFile, File
from django.db import transaction

from media_pipeline.models import Cue, Track, Video
from media_pipeline.signals import announce, tracks_changed
from media_pipeline.tracks import webvtt_text


@transaction.atomic
def attach_track(*, video: Video, language: str, kind: str, file_or_text: File[bytes] | bytes | str) -> Track:
    """Sanitise a WebVTT file and put it beside the video, in the place of the one in that language and of that kind.

    Raises `webvtt_text.TrackError`, whose message names the line.
    """
    source = file_or_text if isinstance(file_or_text, bytes | str) else file_or_text.read()
    cues = webvtt_text.read(source)
    track = Track.objects.select_for_update().filter(video=video, language=language, kind=kind).first()
    track = track or Track(video=video, language=language, kind=kind)
    _forget_file(track)
    track.file.save("track.vtt", ContentFile(webvtt_text.write(cues).encode()), save=False)
    track.save()
    track.cues.all().delete()
    Cue.objects.bulk_create([Cue(track=track, start=cue.start, end=cue.end, text=cue.text) for cue in cues], batch_size=500)
    announce(tracks_changed, video=video)
    return track


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
