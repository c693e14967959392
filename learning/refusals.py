"""What services raise when somebody may not do a thing that they asked for politely."""

import uuid
from collections.abc import Sequence

from learning.enums import Refusal


class RefusedError(Exception):
    """Nothing was stored; `reason` is a sentence for the learner."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.label)
        self.reason = reason


class NotAdmittedError(RefusedError):
    """Progress in a course that is not open to the learner. `stretches` names what is refused: client and sequence."""

    def __init__(self, reason: Refusal, stretches: Sequence[tuple[uuid.UUID, int]] = ()) -> None:
        super().__init__(reason)
        self.stretches = list(stretches)
