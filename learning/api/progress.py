"""Progress in and out."""

import contextlib
import uuid
from typing import Any, cast

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router

from accounts.models import User
from core.api.errors import answer, example
from core.api.paging import PageParameters, paged
from core.api.problem import body, problem
from learning.api import examples
from learning.api.rates import READS, REPORTS
from learning.api.schemas import BatchIn, BatchOut, IntervalIn, NoticeOut, ProgressList, ProgressOut
from learning.enums import TrimReason
from learning.intervals import Interval, Watched
from learning.models import LessonPage, LessonProgress
from learning.queries.progress import Progress
from learning.queries.report import report, summed_up
from learning.queries.surroundings import recent_surroundings, surroundings
from learning.queries.words import sentence
from learning.refusals import NotAdmittedError
from learning.services.record_progress import Notice, Recorded, Report, record_progress

router = Router()
REFUSED: dict[str, Any] = {"refused": [examples.STRETCH], "reason": "closed"}
NOT_OPEN = answer(
    403, "The course is not open to the caller, or the CSRF token is missing.", body(403, examples.CLOSED, **REFUSED)
)
POST: dict[str, Any] = {
    "requestBody": {"content": {"application/json": {"example": examples.BATCH}}},
    "responses": {**example(examples.TAKEN)["responses"], 403: NOT_OPEN},
}


def _report(interval: IntervalIn) -> Report:
    return Report(
        lesson=interval.lesson,
        client=interval.client,
        sequence=interval.sequence,
        video=interval.video,
        version=interval.version,
        watched=Watched(round(interval.start * 1000), round(interval.end * 1000), interval.clock_start, interval.clock_end),
    )


def _seconds(intervals: tuple[Interval, ...]) -> list[tuple[float, float]]:
    return [(start / 1000, end / 1000) for start, end in intervals]


def _progress_out(key: uuid.UUID, state: Progress) -> ProgressOut:
    return ProgressOut(
        lesson=key,
        position=state.position / 1000,
        intervals=_seconds(state.intervals),
        gaps=_seconds(state.missing),
        covered=state.covered / 1000,
        duration=state.duration / 1000,
        share=round(state.share, 4),
        completed=state.is_complete,
        missing=sentence(state),
        rule=state.rule,
        now=int(timezone.now().timestamp() * 1000),
    )


def _notice_out(notice: Notice) -> NoticeOut:
    return NoticeOut(
        lesson=notice.lesson,
        client=notice.client,
        sequence=notice.sequence,
        seconds=notice.seconds,
        reason=notice.reason.value,
        message=str(notice.reason.label),
    )


def _not_admitted(error: NotAdmittedError) -> HttpResponse:
    refused = [{"client": str(client), "sequence": sequence} for client, sequence in error.stretches]
    words = _("%(reason)s Nothing was stored.") % {"reason": error.reason.label}
    return problem(403, words, reason=error.reason.value, refused=refused)


def _record(user: User, reports: list[Report]) -> Recorded:
    """Most heartbeats need not ask again what stands around their lesson; whatever is refused for it is looked at afresh."""
    lessons, now = {one.lesson for one in reports}, timezone.now()
    with contextlib.suppress(NotAdmittedError):
        recorded = record_progress(user=user, reports=reports, now=now, place=recent_surroundings(lessons))
        if all(notice.reason != TrimReason.OTHER_VIDEO for notice in recorded.notices):
            return recorded
    return record_progress(user=user, reports=reports, now=now, place=surroundings(lessons))


@router.post(
    "progress", response=BatchOut, url_name="progress", summary="Report what was watched", throttle=REPORTS, openapi_extra=POST
)
def report_progress(request: HttpRequest, batch: BatchIn) -> HttpResponse:
    """Take a batch of stretches, in any order and any number of times: the state at the end is the same.

    What is not plausible is left out, with a reason, and need not be sent again. A stretch watched while its course was not
    open to the caller is refused with the whole batch: `refused` names such stretches, send the others again without them.
    """
    try:
        recorded = _record(cast(User, request.user), [_report(one) for one in batch.intervals])
    except NotAdmittedError as error:
        return _not_admitted(error)
    summed = summed_up(recorded.targets, recorded.rows)
    told = BatchOut(
        accepted=len(batch.intervals),
        trimmed=[_notice_out(notice) for notice in recorded.notices],
        progress=[_progress_out(key, state) for key, state in sorted(summed.items())],
    )
    return HttpResponse(told.model_dump_json(), content_type="application/json")  # written by pydantic: half of the time


@router.get(
    "progress",
    response=ProgressList,
    url_name="progress_list",
    summary="My progress",
    throttle=READS,
    openapi_extra=example(examples.paged(examples.PROGRESS)),
)
def list_progress(request: HttpRequest, paging: PageParameters) -> dict[str, Any]:
    """List the lessons that the caller has begun and that are published, the one seen last first."""
    user = cast(User, request.user)
    published = LessonPage.objects.live().values("translation_key")
    begun = LessonProgress.objects.filter(user=user, lesson_key__in=published).values_list("lesson_key")
    keys = begun.annotate(seen=Max("updated_at")).order_by("-seen", "lesson_key")

    def made(rows: list[tuple[uuid.UUID, object]]) -> list[ProgressOut]:
        found = report(user, [key for key, _seen in rows])
        return [_progress_out(key, found[key]) for key, _seen in rows if key in found]

    return paged(request, keys, paging, made)


@router.get(
    "progress/{uuid:lesson}",
    response=ProgressOut,
    url_name="lesson_progress",
    summary="My progress in one lesson",
    throttle=READS,
    openapi_extra=example(examples.PROGRESS),
)
def show_progress(request: HttpRequest, lesson: uuid.UUID) -> ProgressOut:
    """Tell how far the caller is in a lesson, named by its key; a lesson that is not published is not found."""
    found = report(cast(User, request.user), [lesson])
    if lesson not in found:
        raise Http404
    return _progress_out(lesson, found[lesson])
