"""The page on which somebody writes and times the texts of a video."""

import json
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from media_pipeline.enums import TrackKind
from media_pipeline.models import Track, Video
from media_pipeline.queries.cue_editing import cues_of, place, sheet
from media_pipeline.queries.playback import playback
from media_pipeline.services.track import TrackChangedError, write_track
from media_pipeline.tracks.edited import EditedError, from_edit, to_edit
from media_pipeline.tracks.timed_text import MAX_BYTES
from media_pipeline.views.cue_words import words
from media_pipeline.views.video import editable

# The kinds without what a form says about each.
_NAMES = {
    TrackKind.CAPTIONS: gettext_lazy("Captions"),
    TrackKind.SUBTITLES: gettext_lazy("Subtitles"),
    TrackKind.DESCRIPTIONS: gettext_lazy("Descriptions"),
    TrackKind.CHAPTERS: gettext_lazy("Chapters"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, video_id: int) -> HttpResponse:
    """`?kind=&language=` name the place beside the video, whether a track is there or not; `?beside=` another track's id."""
    video = editable(request, video_id)
    kind, language = request.GET.get("kind", ""), request.GET.get("language", "")
    if kind not in TrackKind.values or language not in dict(settings.LANGUAGES):
        raise Http404
    if request.method == "POST":
        return _save(request, video, kind, language)
    return render(request, "media_pipeline/cues.html", _context(request, video, kind, language))


def _context(request: HttpRequest, video: Video, kind: str, language: str) -> dict[str, Any]:
    track = place(video, language=language, kind=kind)
    others = [one for one in video.tracks.all() if one != track]
    beside = next((one for one in others if str(one.pk) == request.GET.get("beside")), None)
    plays = playback(video, language=language, user=request.user)
    address = f"{reverse('media_pipeline:cues', args=[video.pk])}?kind={kind}&language={language}"
    return {
        "video": video,
        "plays": plays,
        "track": track,
        "kind": kind,
        "kind_name": _NAMES[TrackKind(kind)],
        "language": language,
        "others": others,
        "beside": beside,
        "address": address,
        "data": {
            **asdict(sheet(track)),
            "reference": cues_of(beside) if beside else [],
            "duration": round(plays.duration * 1000),
            "isReading": kind in (TrackKind.CAPTIONS, TrackKind.SUBTITLES),
            "place": f"{video.public_id}/{kind}/{language}",
            "saveAt": address,
        },
        "words": words(),
    }


def _save(request: HttpRequest, video: Video, kind: str, language: str) -> JsonResponse:
    try:
        sent = _sent(request)
        cues = from_edit(sent.get("cues"), kind=kind)
        track = write_track(video=video, language=language, kind=kind, cues=cues, base=str(sent.get("base", "")))
    except EditedError as error:
        return JsonResponse({"message": str(error), "errors": [asdict(one) for one in error.errors]}, status=422)
    except TrackChangedError as error:
        return JsonResponse({"message": _changed(error.track), **asdict(sheet(error.track))}, status=409)
    return JsonResponse({"base": track.revision, "cues": to_edit(cues)})


def _sent(request: HttpRequest) -> dict[str, Any]:
    """Read the body. Raises EditedError."""
    if int(request.headers.get("Content-Length") or 0) > MAX_BYTES:
        raise EditedError(_("The text is larger than %(limit)d MB.") % {"limit": MAX_BYTES // 1024**2})
    try:
        sent = json.loads(request.body)
        json.dumps(sent, ensure_ascii=False).encode()  # half of a pair (`"\\ud800"`) is no text that could be stored
    except (ValueError, RecursionError):
        raise EditedError(_("What arrived cannot be read. Please save again.")) from None
    if not isinstance(sent, dict):
        raise EditedError(_("What arrived cannot be read. Please save again."))
    return sent


def _changed(track: Track | None) -> str:
    if track is None:
        return _("Somebody removed this text meanwhile.")
    when = date_format(localtime(track.updated_at), "DATETIME_FORMAT")
    return _("Somebody else saved this text meanwhile (%(when)s).") % {"when": when}
