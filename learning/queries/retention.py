"""How many stay how long: the curve of a lesson's film, and its chapters."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.clock import clock
from learning.buckets import BUCKETS
from learning.models import LessonPage, Retention
from learning.queries.course_report import FEWEST_ON_A_CURVE
from learning.queries.timeline import timeline
from media_pipeline.enums import TrackKind
from media_pipeline.queries.transcript import nearest


@dataclass(frozen=True)
class Mark:
    """Where a chapter begins (seconds), in which bucket that is, and how many watch there."""

    number: int
    title: str
    seconds: float
    bucket: int
    count: int
    percent: int

    @property
    def at(self) -> str:
        return clock(self.seconds)


@dataclass(frozen=True)
class Curve:
    """`percents` has a figure for each hundredth of the film, of those who have watched any of it."""

    version: int
    seconds: float
    learners: int
    counts: list[int]
    marks: list[Mark]
    has_chapters: bool

    @property
    def percents(self) -> list[int]:
        return [count * 100 // self.learners for count in self.counts]

    @property
    def runs(self) -> list[tuple[int, int, int]]:
        """Return (first bucket, how many, per cent): neighbours that are alike are drawn as one."""
        found: list[tuple[int, int, int]] = []
        for place, percent in enumerate(self.percents):
            if found and found[-1][2] == percent:
                found[-1] = (found[-1][0], found[-1][1] + 1, percent)
            else:
                found.append((place, 1, percent))
        return found

    @property
    def length(self) -> str:
        return clock(self.seconds)


def retention(lesson: LessonPage, *, language: str) -> Curve | None:
    """Return the curve of the newest version that enough people have watched, None without one. Four queries at most."""
    if lesson.video is None:
        return None
    names = Retention.objects.filter(lesson_key=lesson.translation_key, learners__gte=FEWEST_ON_A_CURVE)
    mine = [one for one in names if one.timeline.startswith(timeline(lesson.video.public_id, 0)[:-1])]
    newest = max(mine, key=_version, default=None)
    if newest is None:
        return None
    chapters = list(_chapters(lesson, language))
    tenths = [(f"{place * 10} %", newest.duration_ms * place / 10_000) for place in range(10)]
    return Curve(
        version=_version(newest),
        seconds=newest.duration_ms / 1000,
        learners=newest.learners,
        counts=newest.counts,
        marks=list(_marks(newest, chapters or tenths)),
        has_chapters=bool(chapters),
    )


def _version(one: Retention) -> int:
    return int(one.timeline.rpartition("/")[2])


def _chapters(lesson: LessonPage, language: str) -> Iterator[tuple[str, float]]:
    video = lesson.video
    tracks = [track for track in video.tracks.all() if track.kind == TrackKind.CHAPTERS] if video else []
    track = nearest(tracks, wanted=language, spoken=video.language) if video else None
    if track is not None:
        yield from ((cue.text, float(cue.start)) for cue in track.cues.all())


def _marks(one: Retention, moments: list[tuple[str, float]]) -> Iterator[Mark]:
    for number, (title, seconds) in enumerate(moments, start=1):
        bucket = min(BUCKETS - 1, int(seconds * 1000 * BUCKETS / one.duration_ms))
        count = one.counts[bucket]
        yield Mark(number, title, seconds, bucket, count, count * 100 // one.learners)
