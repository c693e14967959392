"""The picture that stands for a video before it plays."""

import hashlib
import shutil
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from media_pipeline import storage
from media_pipeline.encoding.attempt import Attempt
from media_pipeline.encoding.commands import Source
from media_pipeline.encoding.film import make_poster
from media_pipeline.encoding.ladder import plan
from media_pipeline.encoding.ledger import Quiet
from media_pipeline.encoding.runner import ProcessError
from media_pipeline.models import RenditionSet, Video
from media_pipeline.packaging.seal import flush
from media_pipeline.packaging.verify import IncompleteError
from media_pipeline.probing.probe import probe
from media_pipeline.probing.refusal import RefusedError
from media_pipeline.queries.playback import playing
from media_pipeline.scratch import scratch


class PosterError(ValueError):
    """No poster can be made; the message is for the editor."""


def choose_poster(*, video: Video, second: float | None) -> RenditionSet:
    """Make the poster of the version that plays anew from the picture at `second`; None lets us choose.

    The file is named by its bytes: browsers keep for ever what they fetched under a name. Raises PosterError.
    """
    rendition_set = playing(video)
    if rendition_set is None or not rendition_set.width:
        raise PosterError(_("This video has no picture that plays yet."))
    if second is not None and not 0 <= second <= rendition_set.duration:
        raise PosterError(_("The video lasts %(seconds)d seconds.") % {"seconds": rendition_set.duration})
    with scratch("poster") as folder:
        made = _make(rendition_set, folder, second)
        flush(made)
        _replace(video, rendition_set, made, second)
    return rendition_set


def _make(rendition_set: RenditionSet, folder: Path, second: float | None) -> Path:
    """Take the picture from the original, or from our plain MP4 once the original is gone."""
    original = storage.original(rendition_set)
    file = original if original.is_file() else storage.public_folder(rendition_set) / rendition_set.fallback
    try:
        info = probe(file, tick=lambda: None)
        attempt = Attempt(Quiet(), folder, info.duration, {})
        planned = plan(info, tuple(settings.MEDIA_LADDER))
        made = make_poster(attempt, Source(file, info.container), planned, second=second)
        return made.rename(made.with_name(f"poster-{hashlib.sha256(made.read_bytes()).hexdigest()[:12]}.webp"))
    except (ProcessError, IncompleteError, RefusedError, OSError) as error:
        raise PosterError(_("No picture could be taken there.")) from error


@transaction.atomic
def _replace(video: Video, rendition_set: RenditionSet, made: Path, second: float | None) -> None:
    folder, former = storage.public_folder(rendition_set), rendition_set.poster
    shutil.move(made, folder / made.name)
    rendition_set.poster = made.name
    rendition_set.save(update_fields=["poster"])
    video.poster_second = second
    video.save(update_fields=["poster_second"])
    if former and former != made.name:
        transaction.on_commit(lambda: (folder / former).unlink(missing_ok=True))
