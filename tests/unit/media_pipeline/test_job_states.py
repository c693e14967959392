import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_pipeline.enums import JobState
from media_pipeline.job_states import ACTIVE, TRANSITIONS, TransitionError, check, sources


@given(st.lists(st.sampled_from(list(JobState)), max_size=12))
def test_no_walk_leaves_a_final_state(walk: list[JobState]) -> None:
    state = JobState.QUEUED
    for target in walk:
        try:
            check(state, target)
        except TransitionError:
            continue
        assert state in ACTIVE
        state = target
    assert (state in ACTIVE) == bool(TRANSITIONS[state])


def test_work_starts_only_by_a_claim() -> None:
    assert sources(JobState.RUNNING) == [JobState.QUEUED, JobState.RUNNING]
    assert sources(JobState.DONE) == [JobState.RUNNING]


def test_a_waiting_job_cannot_be_done() -> None:
    with pytest.raises(TransitionError, match="from queued to done"):
        check(JobState.QUEUED, JobState.DONE)
