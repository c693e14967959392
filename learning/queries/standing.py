"""How somebody stands in whole courses, for lists: a fixed number of queries for any number of courses."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from core.clock import clock
from learning.enums import Activity, LessonState
from learning.models import CourseCompletion, CoursePage, LessonPage, LessonProgress
from learning.queries.outline import Outline
from learning.queries.progress import Progress, progress
from learning.queries.words import missing_words

if TYPE_CHECKING:
    from learning.queries.due import Due
    from learning.queries.live_session import Meeting


@dataclass(frozen=True)
class LessonStanding:
    """A lesson in a list: the page and how far the reader is."""

    page: LessonPage
    progress: Progress
    is_new: bool = False  # since the reader finished the course
    due: "Due | None" = None
    session: "Meeting | None" = None  # the next one of a live lesson

    @property
    def state(self) -> LessonState:
        return self.progress.state

    @property
    def length(self) -> str:
        if not self.is_video:
            return _("%(minutes)s min") % {"minutes": self.page.minutes} if self.page.minutes else ""
        return clock(self.page.seconds) if self.page.seconds else ""

    @property
    def is_video(self) -> bool:
        return self.page.activity == Activity.VIDEO

    @property
    def missing(self) -> str:
        return missing_words(self.progress, self.page.activity)

    @property
    def watched_percent(self) -> int:
        return int(self.progress.share * 100)

    @property
    def stopped_at(self) -> str:
        return clock(self.progress.position / 1000)


def seen(lesson: LessonStanding) -> float:
    """When the reader was there last, for comparing; 0 for never."""
    return lesson.progress.seen_at.timestamp() if lesson.progress.seen_at else 0.0


@dataclass(frozen=True)
class CourseStanding:
    """A course: what is done of what is published today. A lesson that is gone takes nothing away from the others.

    Who has finished the course has finished it: a lesson that was added since is new, and is not missing.
    """

    course: CoursePage
    chapters: list[tuple[str, str, list[LessonStanding]]]
    completion: CourseCompletion | None = None

    @property
    def lessons(self) -> list[LessonStanding]:
        return [lesson for _title, _anchor, lessons in self.chapters for lesson in lessons]

    @property
    def counting(self) -> list[LessonStanding]:
        """The lessons that something completes; one that is only read asks for nothing."""
        return [lesson for lesson in self.lessons if lesson.page.activity != Activity.NONE]

    @property
    def done(self) -> int:
        return sum(lesson.progress.is_complete for lesson in self.counting)

    @property
    def percent(self) -> int:
        if self.is_complete:
            return 100
        return self.done * 100 // len(self.counting) if self.counting else 0

    @property
    def is_complete(self) -> bool:
        return self.completion is not None or (bool(self.counting) and self.done == len(self.counting))

    @property
    def new(self) -> list[LessonStanding]:
        return [lesson for lesson in self.counting if lesson.is_new]

    @property
    def is_started(self) -> bool:
        return any(lesson.state != LessonState.OPEN for lesson in self.lessons)

    @property
    def following(self) -> LessonStanding | None:
        """The lesson to go on with: the one seen last that is not done, otherwise the first that is not."""
        undone = [lesson for lesson in self.counting if not lesson.progress.is_complete]
        started = [lesson for lesson in undone if lesson.progress.seen_at]
        return max(started, key=seen, default=next(iter(undone), None))

    @property
    def missing(self) -> list[LessonStanding]:
        return [] if self.is_complete else [lesson for lesson in self.counting if not lesson.progress.is_complete]


def _standing(
    lesson: LessonPage, rows: Iterable[LessonProgress], rule: int, completion: CourseCompletion | None
) -> LessonStanding:
    watches = lesson.counts_watching and lesson.video is not None
    length = round((lesson.video.duration or 0) * 1000) if watches and lesson.video else 0
    rows = list(rows)
    newest = max(rows, key=lambda row: row.position_clock_ms, default=None)
    name = newest.timeline if newest else ""
    state = progress(rows, now_playing=name, duration=length, rule=lesson.share_watched or rule)
    was_there = completion is None or str(lesson.translation_key) in completion.lesson_keys
    return LessonStanding(lesson, state, is_new=not was_there and not state.is_complete)


def standing(
    course: CoursePage,
    outline: Outline,
    rows: Mapping[uuid.UUID, list[LessonProgress]],
    completion: CourseCompletion | None = None,
) -> CourseStanding:
    return CourseStanding(
        course,
        [
            (
                chapter.module.title,
                chapter.module.anchor,
                [
                    _standing(one, rows.get(one.translation_key, []), course.share_watched, completion)
                    for one in chapter.lessons
                ],
            )
            for chapter in outline.chapters
        ],
        completion,
    )


def with_dates(
    course: CourseStanding, due: "Mapping[uuid.UUID, Due]", sessions: "Mapping[uuid.UUID, Meeting]"
) -> CourseStanding:
    """Return the same standing with the date at each lesson that is due, and the next session of each that is held live."""

    def dated(lesson: LessonStanding) -> LessonStanding:
        key = lesson.page.translation_key
        return replace(lesson, due=due.get(key), session=sessions.get(key))

    chapters = [(title, anchor, [dated(one) for one in lessons]) for title, anchor, lessons in course.chapters]
    return replace(course, chapters=chapters)
