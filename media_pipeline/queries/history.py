"""What became of a video: its versions with what is in them, and every job with its log."""

from django.db.models import Count, Prefetch

from media_pipeline.models import JobEvent, Rendition, RenditionSet, TranscodeJob, Video

SHOWN_LINES = 100  # of one log


def versions(video: Video) -> list[RenditionSet]:
    """Return the versions of `video`, newest first, with their renditions. Two queries."""
    renditions = Prefetch("renditions", Rendition.objects.order_by("kind", "-height"))
    return list(video.rendition_sets.prefetch_related(renditions).order_by("-version"))


def jobs(video: Video) -> list[TranscodeJob]:
    """Return the jobs of `video`, newest first, with the number of `lines` of each log and its last ones. Two queries."""
    last = Prefetch("events", JobEvent.objects.order_by("-pk")[:SHOWN_LINES], to_attr="last_lines")
    found = video.jobs.select_related("rendition_set").annotate(lines=Count("events")).prefetch_related(last)
    return list(found.order_by("-pk"))
