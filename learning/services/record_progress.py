import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from core.queries.prepared import PreparedRows, write
from learning.enums import Refusal, TrimReason
from learning.intervals import ALWAYS, Interval, Watched, covered, credited, trim, union
from learning.models import LessonProgress
from learning.queries.admission import Entry, entries_by
from learning.queries.surroundings import Surroundings, surroundings
from learning.queries.timeline import Target, timeline
from learning.refusals import NotAdmittedError
from learning.services.enrol_learner import enrol_learner
from learning.services.finish_courses import finish_courses

_locked = PreparedRows(
    LessonProgress,
    lambda user, lessons: LessonProgress.objects.select_for_update().filter(user=user, lesson_key__in=lessons).order_by("pk"),
)
_CHANGED = (
    "intervals", "clocks", "covered_ms", "position_ms", "position_clock_ms", "updated_at", "completed_at", "completed_share",
    "is_counted",
)  # fmt: skip


@dataclass(frozen=True)
class Report:
    """One stretch that a browser tab (`client`) reports; `sequence` counts its stretches."""

    lesson: uuid.UUID
    client: uuid.UUID
    sequence: int
    video: uuid.UUID
    version: int
    watched: Watched


@dataclass(frozen=True)
class Notice:
    """Why something of what was reported does not count; `seconds` are those of the video that were left out."""

    lesson: uuid.UUID
    client: uuid.UUID
    sequence: int
    seconds: float
    reason: TrimReason


@dataclass(frozen=True)
class Recorded:
    """What did not count, and all that is known now of the lessons that were reported, by their key."""

    notices: list[Notice]
    targets: dict[uuid.UUID, Target]
    rows: dict[uuid.UUID, list[LessonProgress]]


def _milliseconds(moment: datetime | None) -> int:
    return int(moment.timestamp() * 1000) if moment else 0


def _notices(report: Report, kept: Watched | None, reasons: Sequence[TrimReason]) -> list[Notice]:
    lost = report.watched.end - report.watched.start - (kept.end - kept.start if kept else 0)
    return [Notice(report.lesson, report.client, report.sequence, lost / 1000, reason) for reason in reasons]


def _add(row: LessonProgress, report: Report, kept: Watched) -> None:
    """Take one stretch into the row; unions and maxima only, so that order and repetition do not matter."""
    client = str(report.client)
    row.intervals = union(row.intervals, [(kept.start, kept.end)])
    row.clocks[client] = union(row.clocks.get(client, []), [(kept.clock_start, kept.clock_end)])
    row.position_clock_ms, row.position_ms = max((row.position_clock_ms, row.position_ms), (kept.clock_end, kept.end))


def _settle(row: LessonProgress, *, share: int, now: datetime) -> bool:
    """Count what is covered; return whether that completes the lesson just now."""
    clocks: list[list[Interval]] = list(row.clocks.values())
    row.covered_ms = credited(row.intervals, clocks)
    if row.completed_at is None and row.covered_ms >= row.duration_ms * share // 100:
        row.completed_at, row.completed_share = now, share
        return True
    return False


def _row(user: User, target: Target, name: str, known: list[LessonProgress]) -> tuple[LessonProgress, bool]:
    """Return the row of a timeline, locked, and whether it is new; made where there is none, by one of two at once."""
    mine = next((row for row in known if row.timeline == name), None)
    if mine is not None:
        return mine, False
    row, is_new = LessonProgress.objects.select_for_update().get_or_create(
        user=user, lesson_key=target.key, timeline=name, defaults={"duration_ms": target.durations[name]}
    )
    known.append(row)
    return row, is_new


def _record_timeline(
    row: LessonProgress, target: Target, reports: list[Report], now: datetime, window: Interval
) -> tuple[list[Notice], bool]:
    """Take the reports about one timeline; return what does not count, and whether that completes the lesson just now."""
    notices: list[Notice] = []
    for report in reports:
        trimmed = trim(
            report.watched,
            duration=target.durations[row.timeline],
            published=_milliseconds(target.published_at),
            now=_milliseconds(now),
            window=window,
        )
        notices += _notices(report, trimmed.kept, trimmed.reasons)
        if trimmed.kept is not None:
            _add(row, report, trimmed.kept)
    is_done_now = _settle(row, share=target.share, now=now)
    row.is_counted = False  # the worker takes what was watched into the figures of reports
    write(row, _CHANGED)
    excess = covered(row.intervals) - row.covered_ms
    if excess > 1000 and reports:
        last = reports[-1]
        notices.append(Notice(last.lesson, last.client, last.sequence, excess / 1000, TrimReason.SAME_MOMENT))
    return notices, is_done_now


def _windows(user: User, place: Surroundings, reports: Sequence[Report], now: datetime) -> dict[uuid.UUID, Interval]:
    """Return by lesson when watching counts, and enrol `user` where they begin; raise NotAdmittedError for the rest."""
    stands = entries_by(place.policies, user, now=now)
    around = {key: stands[target.course] for key, target in place.targets.items() if target.course in stands}
    late = [one for one in reports if one.lesson in around and not _counts(around[one.lesson], one)]
    if late:
        reason = around[late[0].lesson].refusal or Refusal.CLOSED
        raise NotAdmittedError(reason, [(one.client, one.sequence) for one in late])
    here = {around[one.lesson].policy.course for one in reports if one.lesson in around and _begins(around[one.lesson], one)}
    if here:
        enrol_learner(user=user, courses=here, now=now)
    return {key: entry.window or ALWAYS for key, entry in around.items()}


def _counts(entry: Entry, report: Report) -> bool:
    return entry.counts(report.watched.clock_start, report.watched.clock_end)


def _begins(entry: Entry, report: Report) -> bool:
    """Whether `report` makes its reader take part; what was watched before they left arrives late, and does not."""
    is_since = entry.left_at is None or report.watched.clock_end > _milliseconds(entry.left_at)
    return entry.enrolment is None and entry.refusal is None and is_since


@transaction.atomic
def record_progress(*, user: User, reports: Sequence[Report], now: datetime, place: Surroundings | None = None) -> Recorded:
    """Add what browsers report to the progress of `user`; sent twice, late or in another order it ends the same.

    What is not plausible is left out; the notices say what and why. A lesson that is not published takes nothing. Raise
    NotAdmittedError, and store nothing at all, where one report tells of watching while its course was not open to `user`.
    `place` is what stands around the lessons, where the caller knows it.
    """
    place = surroundings(report.lesson for report in reports) if place is None else place
    found = place.targets
    groups: dict[tuple[uuid.UUID, str], list[Report]] = defaultdict(list)
    notices: list[Notice] = []
    for report in reports:
        name = timeline(report.video, report.version)
        target = found.get(report.lesson)
        if target is None or name not in target.durations:
            notices += _notices(report, None, [TrimReason.OTHER_VIDEO])
        else:
            groups[target.key, name].append(report)
    windows = _windows(user, place, [one for group in groups.values() for one in group], now)
    rows: dict[uuid.UUID, list[LessonProgress]] = {key: [] for key in found}
    for row in _locked(user.pk, sorted(rows)):
        rows[row.lesson_key].append(row)
    changed: set[uuid.UUID] = set()
    for key, name in sorted(groups):  # the same order in every request: two of them never wait for each other's rows
        row, is_new = _row(user, found[key], name, rows[key])
        said, is_done_now = _record_timeline(row, found[key], groups[key, name], now, windows.get(key, ALWAYS))
        notices += said
        changed |= {key} if is_new or is_done_now else set()
    if changed:
        finish_courses(user=user, lessons=changed, now=now)
    return Recorded(notices, found, rows)
