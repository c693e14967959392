import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db import transaction

from accounts.models import User
from learning.enums import TrimReason
from learning.intervals import Interval, Watched, covered, credited, trim, union
from learning.models import LessonProgress
from learning.queries.timeline import Target, targets, timeline
from learning.services.finish_courses import finish_courses


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


def _record_timeline(user: User, target: Target, name: str, reports: list[Report], now: datetime) -> tuple[list[Notice], bool]:
    """Take the reports about one timeline; return what does not count, and whether the lesson is complete just now."""
    row, _is_new = LessonProgress.objects.select_for_update().get_or_create(
        user=user, lesson_key=target.key, timeline=name, defaults={"duration_ms": target.durations[name]}
    )
    notices: list[Notice] = []
    for report in reports:
        trimmed = trim(
            report.watched,
            duration=target.durations[name],
            published=_milliseconds(target.published_at),
            now=_milliseconds(now),
        )
        notices += _notices(report, trimmed.kept, trimmed.reasons)
        if trimmed.kept is not None:
            _add(row, report, trimmed.kept)
    is_done_now = _settle(row, share=target.share, now=now)
    row.save()
    excess = covered(row.intervals) - row.covered_ms
    if excess > 1000 and reports:
        last = reports[-1]
        notices.append(Notice(last.lesson, last.client, last.sequence, excess / 1000, TrimReason.SAME_MOMENT))
    return notices, is_done_now


@transaction.atomic
def record_progress(*, user: User, reports: Sequence[Report], now: datetime) -> list[Notice]:
    """Add what browsers report to the progress of `user`; sent twice, late or in another order it ends the same.

    What is not plausible is left out; the notices say what and why. A lesson that is not published takes nothing.
    """
    found = targets(report.lesson for report in reports)
    groups: dict[tuple[uuid.UUID, str], list[Report]] = defaultdict(list)
    refused: list[list[Notice]] = []
    for report in reports:
        name = timeline(report.video, report.version)
        target = found.get(report.lesson)
        if target is None or name not in target.durations:
            refused.append(_notices(report, None, [TrimReason.OTHER_VIDEO]))
        else:
            groups[target.key, name].append(report)
    # The same order in every request: two of them never wait for each other's rows.
    recorded = {(key, name): _record_timeline(user, found[key], name, groups[key, name], now) for key, name in sorted(groups)}
    if done := {key for (key, _name), (_notices, is_done_now) in recorded.items() if is_done_now}:
        finish_courses(user=user, lessons=done, now=now)
    return list(chain(*refused, *(notices for notices, _is_done_now in recorded.values())))
