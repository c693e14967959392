"""What became of a video: its versions with what is in them, and every job with its log."""

from django.db.models import Prefetch

from media_pipeline.models import Rendition, RenditionSet, TranscodeJob, Video


def versions(video: Video) -> list[RenditionSet]:
    """Return the versions of `video`, newest first, with their renditions. Two queries."""
    renditions = Prefetch("renditions", Rendition.objects.order_by("kind", "-height"))
    return list(video.rendition_sets.prefetch_related(renditions).order_by("-version"))


def jobs(video: Video) -> list[TranscodeJob]:
    """Return the jobs of `video`, newest first, with their logs. Two queries."""
    return list(video.jobs.select_related("rendition_set").prefetch_related("events").order_by("-pk"))
