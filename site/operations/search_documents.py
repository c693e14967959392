"""Films are found by what is said in them. Only from up here can one see both the pages that play a film and the search."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from core.models import BasePage
from learning.models import LessonPage
from media_pipeline.models import Video
from media_pipeline.queries.body_videos import videos_in
from media_pipeline.queries.transcript import Cue, heard_in, is_for_everybody
from search.documents import Passage, SearchDocument
from search.enums import duration_of
from search.registry import register, register_kind
from search.shown import Home, homes, where_shown_is_public


def film_documents(video: Video) -> list[SearchDocument]:
    """One document a language in which a public page plays `video`; each cue leads to its second on that page."""
    if not is_for_everybody(video):
        return []
    found = homes(video, shows=lambda page: _is_main_film(page, video) or _stands_in_body(page, video))
    cues = heard_in(video, [home.document.locale for home in found])
    return [_film(video, home, cues[home.document.locale]) for home in found]


def _is_main_film(page: BasePage, video: Video) -> bool:
    return isinstance(page, LessonPage) and page.shows_video and page.video_id == video.pk


def _stands_in_body(page: BasePage, video: Video) -> bool:
    bodies = [getattr(page, field.name) for field in page._meta.get_fields() if isinstance(field, StreamField)]
    return any(one.pk == video.pk for one in videos_in(*bodies))


def _film(video: Video, home: Home, cues: list[Cue]) -> SearchDocument:
    """A lesson gives its film its own title, which is translated. In a body the player is named after the film."""
    is_main = _is_main_film(home.page, video)
    of_page = home.document
    return SearchDocument(
        id=f"video:{video.public_id}:{of_page.locale}",
        kind="video",
        locale=of_page.locale,
        url=of_page.url if is_main else f"{of_page.url}#{video.public_id}",
        title=of_page.title if is_main else video.title,
        summary=of_page.summary,
        body="",
        published=of_page.published,
        keywords=[*of_page.keywords, video.title if is_main else of_page.title, *video.tags.names()],
        facets={
            **of_page.facets,
            "duration": [duration_of(video.duration).value] if video.duration else [],
            **home.mark,
        },
        passages=[Passage(cue.text, seconds=cue.start) for cue in cues],
        cover_seed=of_page.cover_seed,
    )


def public_films(ids: Collection[int]) -> set[int]:
    videos = list(Video.objects.filter(pk__in=ids))
    Video.read_restrictions(videos)
    return where_shown_is_public(Video, {video.pk for video in videos if is_for_everybody(video)})


register(Video, film_documents, still_public=public_films, is_shown_on_pages=True)
register_kind("video", one=_("Video"), many=_("Videos"))
