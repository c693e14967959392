import re
from pathlib import Path

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


DOCS = Path(__file__).parents[3] / "docs" / "developers.md"


def test_the_drawing_has_the_states_of_the_code() -> None:
    drawing = DOCS.read_text().split("## The states of a job")[1].split("```")[1]
    assert set(re.findall(r"(\w+) \(final\)", drawing)) == set(JobState) - ACTIVE
    assert set(re.findall(r"│ (\w+) +│", drawing)) == ACTIVE


def test_work_starts_only_by_a_claim() -> None:
    assert sources(JobState.RUNNING) == [JobState.QUEUED, JobState.RUNNING]
    assert sources(JobState.DONE) == [JobState.RUNNING]


def test_a_waiting_job_cannot_be_done() -> None:
    with pytest.raises(TransitionError, match="from queued to done"):
        check(JobState.QUEUED, JobState.DONE)
