from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Activity(TextChoices):
    """What completes a lesson. More kinds follow; a lesson has at most one."""

    NONE = "none", _("Nothing: the lesson is only read")
    VIDEO = "video", _("Watching the video")
    READING = "reading", _("Marking the text as read")
    QUIZ = "quiz", _("Passing a quiz")


class Level(TextChoices):
    BEGINNER = "beginner", _("For beginners")
    INTERMEDIATE = "intermediate", _("With some experience")
    ADVANCED = "advanced", _("For professionals")


class LessonState(TextChoices):
    OPEN = "open", _("Open")
    STARTED = "started", _("Started")
    DONE = "done", _("Done")


class TrimReason(TextChoices):
    """Why a part of what a browser reported does not count; the words are for the learner."""

    TOO_FAST = "too_fast", _("More of the video was reported than can be played in that time, even at double speed.")
    IN_THE_FUTURE = "in_the_future", _("The clock of your device is ahead of ours; that part does not count.")
    TOO_EARLY = "too_early", _("That was before this lesson was published.")
    BEYOND_THE_END = "beyond_the_end", _("The video is shorter than that.")
    OTHER_VIDEO = "other_video", _("That video is not part of this lesson, or no longer known.")
    SAME_MOMENT = "same_moment", _("The same moments were reported more than once by one browser; they count once.")


class CertificateKind(TextChoices):
    COMPLETION = "completion", _("Completion")
    PARTICIPATION = "participation", _("Participation")
    APPRECIATION = "appreciation", _("Appreciation")


class CertificateState(TextChoices):
    VALID = "valid", _("Valid")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Revoked")


class BatchOutcome(TextChoices):
    """What becomes of one address when certificates are issued to many."""

    ISSUED = "issued", _("Gets a certificate")
    ALREADY = "already", _("Has one already")
    NOT_FINISHED = "not_finished", _("Has not finished the course")
    UNKNOWN = "unknown", _("No account with this address")
