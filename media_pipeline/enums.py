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


class JobEventKind(TextChoices):
    ASKED = "asked", _("Asked for")
    MOVED_UP = "moved up", _("Moved to the front")
    TAKEN = "taken", _("Taken by a worker")
    STEP = "step", _("Step")
    GIVEN_BACK = "given back", _("Given back, goes on later")
    POSTPONED = "postponed", _("Tried again later")
    CANCEL_ASKED = "cancel asked", _("Asked to stop")
    CANCELLED = "cancelled", _("Cancelled")
    FAILED = "failed", _("Failed")
    DONE = "done", _("Ready")


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
