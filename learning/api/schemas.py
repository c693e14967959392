"""What is reported of watching, and what is told back. Seconds are decimal and of the video, clocks epoch milliseconds.

Plain pydantic: ninja's own base class asks each value whether it is a Django object, with every heartbeat.
"""

import uuid
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from core.api.paging import Paged

Seconds = Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)]
Clock = Annotated[int, Field(ge=0, le=10_000_000_000_000)]  # until the year 2286
LessonKey = Annotated[uuid.UUID, Field(description="The key of the lesson, the same in every language.")]
Client = Annotated[uuid.UUID, Field(description="Which player says so: a new one for every tab.")]
Sequence = Annotated[int, Field(description="Counts the stretches of one player.")]


class IntervalIn(BaseModel):
    """One stretch that was played. With `start` = `end` it only says where the reader is."""

    model_config = ConfigDict(extra="forbid")

    lesson: LessonKey
    client: Client
    sequence: Annotated[Sequence, Field(ge=0, le=10_000_000)]
    video: Annotated[uuid.UUID, Field(description="The public id of the video.")]
    version: Annotated[int, Field(ge=1, le=1_000_000, description="The version of the video that played.")]
    start: Annotated[Seconds, Field(description="Where in the video it began.")]
    end: Annotated[Seconds, Field(description="Where it ended, not before `start`.")]
    clock_start: Annotated[Clock, Field(description="When it began, by the clock of the device.")]
    clock_end: Annotated[Clock, Field(description="When it ended, by the same clock, not before `clock_start`.")]

    @model_validator(mode="after")
    def ends_after_its_start(self) -> Self:
        if self.end < self.start or self.clock_end < self.clock_start:
            raise ValueError("An interval ends after its start, in the video and by the clock.")
        return self


class BatchIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    intervals: Annotated[list[IntervalIn], Field(max_length=500, description="At most 500.")]


class NoticeOut(BaseModel):
    """Why some of a stretch does not count."""

    lesson: LessonKey
    client: Client
    sequence: Sequence
    seconds: Annotated[float, Field(description="How much of the video was left out.")]
    reason: Annotated[str, Field(description="`too_fast`, `in_the_future`, `same_moment` …: for programs.")]
    message: Annotated[str, Field(description="The same for the learner, in the language of the request.")]


class ProgressOut(BaseModel):
    """How far somebody is in one lesson."""

    lesson: LessonKey
    position: Annotated[float, Field(description="Where the reader stopped.")]
    intervals: Annotated[list[tuple[float, float]], Field(description="What was watched, from and to, in order.")]
    gaps: Annotated[list[tuple[float, float]], Field(description="What was not: the player would play these stretches.")]
    covered: Annotated[float, Field(description="How many seconds count.")]
    duration: Annotated[float, Field(description="How long the video is; 0 where the lesson has none.")]
    share: Annotated[float, Field(description="`covered` of `duration`, from 0 to 1.")]
    completed: Annotated[bool, Field(description="Whether the lesson is done. Never taken back.")]
    missing: Annotated[str, Field(description="A sentence for the learner: what was watched and what is asked for.")]
    rule: Annotated[int, Field(description="The share that completes the lesson, in per cent.")]
    now: Annotated[int, Field(description="The clock of the server.")]


class ProgressList(Paged[ProgressOut]):
    """Lessons that were begun."""


class BatchOut(BaseModel):
    """What has become of a batch."""

    accepted: Annotated[int, Field(description="So many need not be sent again, those that were left out included.")]
    trimmed: Annotated[list[NoticeOut], Field(description="What does not count, and why.")]
    progress: Annotated[list[ProgressOut], Field(description="Where the lessons of the batch stand now.")]
