"""What stands around lessons, whoever learns in them: what can be watched in each, and who may learn in its course and when."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.queries.recent import Recent
from learning.queries.admission import Policy, policies
from learning.queries.timeline import Target, targets

# How old it may be for a heartbeat. A player sends four a minute: a shorter memory would not serve who learns alone.
SECONDS = 60.0


@dataclass(frozen=True)
class Surroundings:
    """`targets` of the published lessons by their key; `policies` of their published courses by theirs."""

    targets: dict[uuid.UUID, Target] = field(default_factory=dict)
    policies: dict[uuid.UUID, Policy] = field(default_factory=dict)


recent_targets = Recent(targets, seconds=SECONDS)
recent_policies = Recent(policies, seconds=SECONDS)


def surroundings(lessons: Iterable[uuid.UUID]) -> Surroundings:
    """Return what stands around `lessons` now. Two queries."""
    found = recent_targets.now(lessons)
    return Surroundings(found, recent_policies.now(_courses(found)))


def recent_surroundings(lessons: Iterable[uuid.UUID]) -> Surroundings:
    """Return the same as it was a minute ago at most, or in this process since the last change. Often no query."""
    found = recent_targets(lessons)
    return Surroundings(found, recent_policies(_courses(found)))


def forget_surroundings() -> None:
    """Ask again: something has changed."""
    recent_targets.forget()
    recent_policies.forget()


def _courses(found: dict[uuid.UUID, Target]) -> set[uuid.UUID]:
    return {target.course for target in found.values() if target.course}
