"""How a video stands, for those who edit it: in words, with the percentage while somebody works on it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.templatetags.trellis import local_name
from media_pipeline.enums import JobState
from media_pipeline.models import RenditionSet, TranscodeJob, Video
from media_pipeline.queries.playback import Playback, playback


@dataclass(frozen=True)
class Status:
    """`percent` is None unless a job is under way. `error` and `warning` are sentences, empty when all is well."""

    words: str
    tone: str  # good, busy or bad
    percent: int | None
    seconds_left: int | None
    waits: bool
    error: str
    warning: str
    playback: Playback
    languages: str

    @property
    def is_active(self) -> bool:
        return self.percent is not None

    @property
    def can_retry(self) -> bool:
        return self.tone == "bad"


def _busy(job: TranscodeJob, current: RenditionSet | None) -> str:
    if current is not None and current.pk != job.rendition_set_id:
        return _("The former version plays while the new one is being prepared")
    if current is not None:
        return _("Can be watched; better pictures follow")
    if job.state == JobState.QUEUED:
        return _("Waiting to be prepared")
    return job.get_step_display()


def _words(job: TranscodeJob | None, current: RenditionSet | None) -> tuple[str, str]:
    if job is not None and job.is_active:
        return _busy(job, current), "busy"
    if job is not None and job.state == JobState.FAILED:
        return (_("The new file failed; the former version plays") if current else _("Failed")), "bad"
    if job is not None and job.state == JobState.CANCELLED and current is None:
        return _("Cancelled"), "bad"
    if current is None:
        return _("Never prepared"), "bad"
    return (_("Plays, but the upload is damaged") if current.warning else _("Ready")), "good"


def status(video: Video, *, user: object = None) -> Status:
    """Say how `video` stands, with addresses for `user`. Four queries, none after `prefetch`."""
    plays = playback(video, language=video.language, user=user)
    job = max(video.jobs.all(), key=lambda one: one.pk, default=None)
    current = next((one for one in video.rendition_sets.all() if one.version == plays.version), None)
    words, tone = _words(job, current)
    return Status(
        words=words,
        tone=tone,
        percent=job.percent if job and job.is_active else None,
        seconds_left=job.seconds_left if job and job.is_active else None,
        waits=job is not None and job.state == JobState.QUEUED,
        error=job.error if job else "",
        warning=current.warning if current else "",
        playback=plays,
        languages=", ".join(sorted({local_name(track.language) for track in plays.tracks})),
    )
