"""What the API takes and gives. Seconds are decimal and of the video, clocks are epoch milliseconds of the browser."""

import uuid
from typing import Annotated, Self

from ninja import Schema
from pydantic import ConfigDict, Field, model_validator

Seconds = Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)]
Clock = Annotated[int, Field(ge=0, le=10_000_000_000_000)]  # until the year 2286


class IntervalIn(Schema):
    """One stretch that was played. With `start` = `end` it only says where the reader is."""

    model_config = ConfigDict(extra="forbid")

    lesson: uuid.UUID
    client: uuid.UUID
    sequence: Annotated[int, Field(ge=0, le=10_000_000)]
    video: uuid.UUID
    version: Annotated[int, Field(ge=1, le=1_000_000)]
    start: Seconds
    end: Seconds
    clock_start: Clock
    clock_end: Clock

    @model_validator(mode="after")
    def ends_after_its_start(self) -> Self:
        if self.end < self.start or self.clock_end < self.clock_start:
            raise ValueError("An interval ends after its start, in the video and by the clock.")
        return self


class BatchIn(Schema):
    model_config = ConfigDict(extra="forbid")

    intervals: Annotated[list[IntervalIn], Field(max_length=500)]


class NoticeOut(Schema):
    lesson: uuid.UUID
    client: uuid.UUID
    sequence: int
    seconds: float
    reason: str
    message: str


class ProgressOut(Schema):
    """`missing` is the sentence for the learner; `gaps` are the stretches that the player would play."""

    lesson: uuid.UUID
    position: float
    intervals: list[tuple[float, float]]
    gaps: list[tuple[float, float]]
    covered: float
    duration: float
    share: float
    completed: bool
    missing: str
    rule: int
    now: int


class BatchOut(Schema):
    """`accepted` intervals need not be sent again, those that were trimmed included."""

    accepted: int
    trimmed: list[NoticeOut]
    progress: list[ProgressOut]
