from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning.submission_states import TRANSITIONS, SubmissionState, TransitionError, check, may_become

WALKS = st.lists(st.sampled_from(SubmissionState), max_size=30)


def walk(targets: Sequence[SubmissionState]) -> list[SubmissionState]:
    """Go where it is allowed, and stay where it is not."""
    gone: list[SubmissionState] = []
    for target in targets:
        current = gone[-1] if gone else None
        if may_become(current, target):
            check(current, target)
            gone.append(target)
        else:
            with pytest.raises(TransitionError):
                check(current, target)
    return gone


def test_the_table_is_this() -> None:
    handed_in, returned, accepted = SubmissionState.HANDED_IN, SubmissionState.RETURNED, SubmissionState.ACCEPTED
    table = {None: {handed_in}, handed_in: {returned, accepted}, returned: {handed_in, accepted}, accepted: frozenset()}
    assert table == TRANSITIONS


@settings(max_examples=50)
@given(WALKS)
def test_every_walk_begins_with_handing_in_and_ends_with_accepting(targets: Sequence[SubmissionState]) -> None:
    gone = walk(targets)
    assert gone[:1] in ([], [SubmissionState.HANDED_IN])
    assert SubmissionState.ACCEPTED not in gone[:-1]
    assert all(one != other for one, other in pairwise(gone))
