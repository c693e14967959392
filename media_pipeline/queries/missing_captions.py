"""In which languages somebody needs captions of a video that are not there.

Needed are captions in the language that is spoken, and captions or subtitles in the language of each live page that uses
the video. Which pages these are, Wagtail's reference index knows; what kinds of pages there are, nobody here does.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet, prefetch_related_objects
from wagtail.models import Page, ReferenceIndex

from media_pipeline.enums import TrackKind
from media_pipeline.models import Video
from media_pipeline.queries.transcript import SPOKEN
from media_pipeline.tracks.languages import without_script


@dataclass(frozen=True)
class Missing:
    """`kind` is captions in the spoken language, else subtitles."""

    language: str
    kind: str


def missing(video: Video, pages_in: Collection[str]) -> list[Missing]:
    """Return what `video` lacks for pages in these languages, the spoken language first."""
    tracks = list(video.tracks.all())
    captioned = {without_script(track.language) for track in tracks if track.kind == TrackKind.CAPTIONS}
    readable = {without_script(track.language) for track in tracks if track.kind in SPOKEN}
    found = [] if without_script(video.language) in captioned else [Missing(video.language, str(TrackKind.CAPTIONS))]
    wanted = {language for language in pages_in if without_script(language) != without_script(video.language)}
    return found + [Missing(one, str(TrackKind.SUBTITLES)) for one in sorted(wanted) if without_script(one) not in readable]


def _references() -> QuerySet[ReferenceIndex]:
    """References from pages to videos."""
    page, video = (ContentType.objects.get_for_model(model) for model in (Page, Video))
    found: QuerySet[ReferenceIndex] = ReferenceIndex.objects.filter(base_content_type=page, to_content_type=video)
    return found


def missing_in_bulk(videos: Sequence[Video]) -> dict[int, list[Missing]]:
    """Return what each video lacks, by its id. Two queries, and one for tracks that are not prefetched."""
    prefetch_related_objects(videos, "tracks")
    wanted = [str(video.pk) for video in videos]
    uses = set(_references().filter(to_object_id__in=wanted).values_list("to_object_id", "object_id"))
    live = Page.objects.live().filter(pk__in={page for _video, page in uses})
    languages = {str(page): language for page, language in live.values_list("pk", "locale__language_code")}
    needed: dict[str, set[str]] = defaultdict(set)
    for video_id, page in uses:
        if page in languages:
            needed[video_id].add(languages[page])
    return {video.pk: missing(video, needed[str(video.pk)]) for video in videos}


def missing_on(page: Page) -> list[tuple[Video, list[Missing]]]:
    """Return the videos of a page that lack captions for its readers."""
    used = _references().filter(object_id=str(page.pk)).values_list("to_object_id", flat=True)
    videos = Video.objects.filter(pk__in=list(used)).prefetch_related("tracks").order_by("title", "pk")
    found = [(video, missing(video, {page.locale.language_code})) for video in videos]
    return [(video, lacks) for video, lacks in found if lacks]
