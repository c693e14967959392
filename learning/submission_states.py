"""The state machine of work that is handed in, in its one place.

    (nothing) ──▶ handed in ──▶ accepted
                   ▲    │          ▲
                   └ returned ─────┘

What is returned may be handed in again, or be accepted after all. What is accepted stays so.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SubmissionState(TextChoices):
    HANDED_IN = "handed_in", _("Handed in")
    RETURNED = "returned", _("Please do it again")
    ACCEPTED = "accepted", _("Accepted")


TRANSITIONS: dict[SubmissionState | None, frozenset[SubmissionState]] = {
    None: frozenset({SubmissionState.HANDED_IN}),
    SubmissionState.HANDED_IN: frozenset({SubmissionState.RETURNED, SubmissionState.ACCEPTED}),
    SubmissionState.RETURNED: frozenset({SubmissionState.HANDED_IN, SubmissionState.ACCEPTED}),
    SubmissionState.ACCEPTED: frozenset(),
}


class TransitionError(ValueError):
    """Work cannot go from its state to that one."""


def may_become(current: str | None, target: SubmissionState) -> bool:
    """Whether work may go from `current`, None before it was handed in, to `target`."""
    return target in TRANSITIONS[SubmissionState(current) if current else None]


def check(current: str | None, target: SubmissionState) -> None:
    """Raise TransitionError unless work may go from `current` to `target`."""
    if not may_become(current, target):
        raise TransitionError(f"Work cannot go from {current or 'nothing'} to {target}.")
