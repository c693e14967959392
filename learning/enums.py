from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Activity(TextChoices):
    """What completes a lesson; a lesson has at most one."""

    NONE = "none", _("Nothing: the lesson is only read")
    VIDEO = "video", _("Watching the video")
    READING = "reading", _("Marking the text as read")
    QUIZ = "quiz", _("Passing a quiz")
    ASSIGNMENT = "assignment", _("Handing in work that is accepted")
    WORKSHEET = "worksheet", _("Filling in a worksheet")
    REFLECTION = "reflection", _("Writing a reflection")
    LIVE = "live", _("Taking part in a live session")


class Handing(TextChoices):
    """What an assignment takes."""

    EITHER = "either", _("Text, files, or both")
    TEXT = "text", _("Text")
    FILE = "file", _("Files")


class Level(TextChoices):
    BEGINNER = "beginner", _("For beginners")
    INTERMEDIATE = "intermediate", _("With some experience")
    ADVANCED = "advanced", _("For professionals")


class Length(TextChoices):
    """How long a course takes, in bands; an upper bound belongs to the shorter one."""

    SHORT = "short", _("Up to 2 hours")
    MEDIUM = "medium", _("2 to 6 hours")
    LONG = "long", _("More than 6 hours")


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
    NOT_TAKING_PART = "not_taking_part", _("That was while the course was not open to you.")


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


class Admission(TextChoices):
    """Who may learn in a course."""

    OPEN = "open", _("Everybody")
    CODE = "code", _("Who has a code")
    LIST = "list", _("Who is on the list")


class Way(TextChoices):
    """How somebody came to take part in a course."""

    SELF = "self", _("By themselves")
    CODE = "code", _("With a code")
    LIST = "list", _("From a list")
    COORDINATOR = "coordinator", _("Put in by a coordinator")


class Refusal(TextChoices):
    """Why somebody may not learn in a course, or not join a cohort; the words are for the learner."""

    NOT_YET_OPEN = "not_yet_open", _("This course is not open yet.")
    CLOSED = "closed", _("This course is closed.")
    NEEDS_CODE = "needs_code", _("This course is for people who have a code.")
    NEEDS_LIST = "needs_list", _("This course is for people who were put on its list.")
    NEEDS_COURSE = "needs_course", _("This course comes after another one.")
    UNKNOWN_CODE = "unknown_code", _("There is no such code. Please compare it letter by letter with what you were given.")
    CODE_NOT_YET = "code_not_yet", _("This code does not work yet. Please try again later, or ask who gave it to you.")
    CODE_EXPIRED = "code_expired", _("This code does not work any more. Please ask who gave it to you for a new one.")
    FULL = "full", _("All the places are taken. Please ask who gave you the code.")
    ELSEWHERE = "elsewhere", _("You take part in this course with another group already. Leave the course first.")
    TOO_MANY_TRIES = "too_many_tries", _("That were too many wrong codes. Please wait ten minutes, then try again.")


class Letters(TextChoices):
    """What letters are about that one can have no more of."""

    REMINDERS = "reminders", _("What is due, and live sessions that are near")
    WORK = "work_letters", _("Work handed in")


class ReminderKind(TextChoices):
    SOON = "soon", _("Due soon")
    PASSED = "passed", _("The date has passed")
    MOVED = "moved", _("The date has changed")


class LearnerState(TextChoices):
    """Where somebody stands in a course, as reports say it."""

    NOT_STARTED = "not_started", _("Not started")
    LEARNING = "learning", _("Learning")
    STUCK = "stuck", _("Stuck")
    FINISHED = "finished", _("Finished")


class SessionMode(TextChoices):
    ONLINE = "online", _("Online")
    PLACE = "place", _("At a place")
    BOTH = "both", _("At a place and online")


class SessionNews(TextChoices):
    """What people are told of a live session."""

    SOON = "soon", _("It is near")
    MOVED = "moved", _("It has changed")
    CANCELLED = "cancelled", _("It is called off")
