"""Which languages courses are in, and which their films can be followed in."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import CharField, F
from django.db.models.functions import Cast

from learning.models import CoursePage
from media_pipeline.models import Track
from media_pipeline.queries.transcript import SPOKEN

ORDER = [code for code, _name in settings.LANGUAGES]


@dataclass(frozen=True)
class CourseLanguages:
    """Language codes in the order of the settings. `captions` are those that every film has captions in, and no page."""

    pages: list[str]
    captions: list[str]


def course_languages(courses: Iterable[CoursePage]) -> dict[uuid.UUID, CourseLanguages]:
    """Return the languages of `courses`, whose outlines are read already, by translation key. One query for any number."""
    films = {one.translation_key: {str(le.video_id) for le in one.outline.lessons if le.video_id} for one in courses}
    read = _read(films)
    found: dict[uuid.UUID, CourseLanguages] = {}
    for key, videos in films.items():
        pages = read.get(key.hex, set())
        everywhere = set.intersection(*(read.get(video, set()) for video in videos)) if videos else set()
        found[key] = CourseLanguages(_ordered(pages), _ordered(everywhere - pages))
    return found


def _read(films: dict[uuid.UUID, set[str]]) -> dict[str, set[str]]:
    """Return the languages of pages by the key of their course, and those of texts by the id of their video."""
    versions = CoursePage.objects.live().public().filter(translation_key__in=films).order_by()
    pages = versions.annotate(name=Cast("translation_key", CharField()), spoken=F("locale__language_code"))
    tracks = Track.objects.filter(video__in=set().union(*films.values()), kind__in=SPOKEN).order_by()
    texts = tracks.annotate(name=Cast("video_id", CharField()), spoken=F("language"))
    found: dict[str, set[str]] = {}
    for name, language in pages.values_list("name", "spoken").union(texts.values_list("name", "spoken")):
        found.setdefault(str(name).replace("-", ""), set()).add(language)
    return found


def _ordered(codes: set[str]) -> list[str]:
    return sorted(codes, key=ORDER.index)
