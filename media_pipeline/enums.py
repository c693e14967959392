from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class JobState(TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Being prepared")
    DONE = "done", _("Ready")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


class JobStep(TextChoices):
    PROBE = "probe", _("Looking at the file")
    AUDIO = "audio", _("Preparing the sound")
    PICTURE = "picture", _("Preparing the picture")
    CHECK = "check", _("Checking the result")


class TrackKind(TextChoices):
    CAPTIONS = "captions", _("Captions (for people who cannot hear)")
    SUBTITLES = "subtitles", _("Subtitles (a translation)")
    DESCRIPTIONS = "descriptions", _("Descriptions (for people who cannot see)")
    CHAPTERS = "chapters", _("Chapters")


class RenditionKind(TextChoices):
    VIDEO = "video", _("Picture")
    AUDIO = "audio", _("Sound")


class FrameScan(StrEnum):
    PROGRESSIVE = "progressive"
    INTERLACED = "interlaced"
