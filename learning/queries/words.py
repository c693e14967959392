"""What a learner reads about progress: durations and the sentence that says what is missing."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.clock import clock
from learning.enums import Activity
from learning.queries.progress import Progress

# What is missing where nothing is watched or read; of a live session somebody may watch the recording.
_MISSING = {
    Activity.QUIZ.value: gettext_lazy("not yet passed"),
    Activity.ASSIGNMENT.value: gettext_lazy("not yet accepted"),
    Activity.WORKSHEET.value: gettext_lazy("not yet filled in"),
    Activity.REFLECTION.value: gettext_lazy("not yet written"),
    Activity.LIVE.value: gettext_lazy("not yet taken part"),
}
SHORT = 120_000  # milliseconds; up to here seconds are easier to read than a clock


def amount(milliseconds: int, *, of: int) -> str:
    """Say a part of a video that is `of` milliseconds long, in the unit that its whole length asks for."""
    if of >= SHORT:
        return clock(milliseconds / 1000)
    seconds = milliseconds // 1000
    return ngettext("%(count)s second", "%(count)s seconds", seconds) % {"count": seconds}


def bare_amount(milliseconds: int, *, of: int) -> str:
    return clock(milliseconds / 1000) if of >= SHORT else str(milliseconds // 1000)


def sentence(progress: Progress, watched: str = "") -> str:
    """Say what is watched and what completes the lesson; `watched` replaces the figure where a script will put it."""
    whole = progress.duration
    if not whole:
        return ""
    done = _("You have watched %(watched)s of %(whole)s. This lesson is done.")
    open_ = _("You have watched %(watched)s of %(whole)s. This lesson is done at %(rule)s %%, which is %(needed)s.")
    return (done if progress.is_complete else open_) % {
        "watched": watched or bare_amount(progress.covered, of=whole),
        "whole": amount(whole, of=whole),
        "rule": progress.rule,
        "needed": amount(progress.needed, of=whole),
    }


def gap_sentence(figure: str, duration: int) -> str:
    """Say beside the coverage bar how much was never played; `figure` is a number of seconds or a clock."""
    short = _("%(figure)s s not yet")
    return (_("%(figure)s not yet") if duration >= SHORT else short) % {"figure": figure}


def missing_words(progress: Progress, activity: str) -> str:
    """Say in a few words what a lesson still asks for."""
    if progress.is_complete:
        return ""
    if activity in _MISSING and not (progress.duration and progress.covered):
        return str(_MISSING[activity])
    if not progress.duration:
        return _("not yet watched") if activity == Activity.VIDEO else _("not yet read")
    return _("%(amount)s more to watch") % {"amount": amount(progress.remaining, of=progress.duration)}
