from typing import Any

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from media_pipeline.enums import JobState, TrackKind
from media_pipeline.models import RenditionSet, Track, TranscodeJob, Video
from media_pipeline.services.track import attach_track

VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nGood morning\n\n00:02.000 --> 00:04.500\nto the <b>zymurgist</b> & you\n"


class VideoFactory(DjangoModelFactory[Video]):
    """A video as it stands right after the upload; `ready=True` for one that plays (without files on disk)."""

    class Meta:
        model = Video
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Video {n}")
    language = "en"
    file = factory.LazyFunction(lambda: ContentFile(b"not read by any test", name="video.mp4"))

    class Params:
        ready = factory.Trait(playable=factory.RelatedFactory("tests.factories.media.RenditionSetFactory", "video"))


class RenditionSetFactory(DjangoModelFactory[RenditionSet]):
    """A complete, published version; its files exist in name only."""

    class Meta:
        model = RenditionSet

    video = factory.SubFactory(VideoFactory)
    version = factory.LazyAttribute(lambda row: row.video.rendition_sets.count() + 1)
    original = factory.LazyAttribute(lambda row: row.video.file.name)
    duration = 60.0
    width = 1280
    height = 720
    poster = "poster.webp"
    fallback = "video.mp4"
    published_at = factory.LazyFunction(timezone.now)
    completed_at = factory.LazyFunction(timezone.now)


class TranscodeJobFactory(DjangoModelFactory[TranscodeJob]):
    """A job that waits; for a version that is not published yet."""

    class Meta:
        model = TranscodeJob

    video = factory.SubFactory(VideoFactory)
    state = JobState.QUEUED
    rendition_set = factory.SubFactory(
        RenditionSetFactory,
        video=factory.SelfAttribute("..video"),
        published_at=None,
        completed_at=None,
        poster="",
        fallback="",
    )


def make_track(video: Video, *, language: str = "en", kind: str = TrackKind.CAPTIONS, text: str = VTT) -> Track:
    return attach_track(video=video, language=language, kind=kind, file_or_text=text)


def make_video(**values: Any) -> Video:
    """Return a video that plays, for tests that only need one to point at."""
    video: Video = VideoFactory.create(ready=True, **values)
    return video
