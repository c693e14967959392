"""The state machine of a transcode job, in its one place.

    queued ──claim──▶ running ──▶ done
      ▲  └─cancel─▶ cancelled ◀──┤
      └──── give back, retry ────┼──▶ failed

A lease is given back when the worker stops or the queue is paused. One that expired lets another worker claim the job while
it is running. Final states have no way out: trying again is a new job for the same version.
"""

from media_pipeline.enums import JobState

TRANSITIONS: dict[JobState, frozenset[JobState]] = {
    JobState.QUEUED: frozenset({JobState.RUNNING, JobState.CANCELLED}),
    JobState.RUNNING: frozenset({JobState.RUNNING, JobState.QUEUED, JobState.DONE, JobState.FAILED, JobState.CANCELLED}),
    JobState.DONE: frozenset(),
    JobState.FAILED: frozenset(),
    JobState.CANCELLED: frozenset(),
}

ACTIVE = frozenset({JobState.QUEUED, JobState.RUNNING})


class TransitionError(ValueError):
    """A job cannot go from its state to that one."""


def sources(target: JobState) -> list[JobState]:
    """Return the states from which `target` can be reached."""
    return sorted(state for state, targets in TRANSITIONS.items() if target in targets)


def check(current: JobState, target: JobState) -> None:
    """Raise TransitionError unless a job may go from `current` to `target`."""
    if target not in TRANSITIONS[current]:
        raise TransitionError(f"A job cannot go from {current} to {target}.")
