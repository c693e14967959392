"""`/api/learning/`: progress in and out. Session and CSRF token; errors as problem+json (RFC 9457)."""

import uuid
from http import HTTPStatus
from typing import Any, cast

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import django_auth

from accounts.models import User
from learning.intervals import Interval, Watched
from learning.queries.progress import Progress
from learning.queries.report import report
from learning.queries.words import sentence
from learning.refusals import NotAdmittedError
from learning.schemas import BatchIn, BatchOut, IntervalIn, NoticeOut, ProgressOut
from learning.services.record_progress import Notice, Report, record_progress

api = NinjaAPI(title="Trellis: learning", version="1", urls_namespace="learning_api", auth=django_auth, docs_url=None)


def _problem(status: int, detail: str, **more: Any) -> HttpResponse:
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    return JsonResponse(body, status=status, content_type="application/problem+json")


def _unauthorised(request: HttpRequest, error: Any) -> HttpResponse:
    return _problem(401, _("Progress on the server needs an account: log in first. Nothing was stored."))


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return _problem(error.status_code, str(error))


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    errors = [{"where": [str(step) for step in one["loc"]], "what": one["msg"]} for one in error.errors]
    return _problem(422, _("The request is not as described; nothing was stored."), errors=errors)


def _unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    return _problem(400, _("The request cannot be read; nothing was stored."))


def _not_admitted(request: HttpRequest, error: Any) -> HttpResponse:
    refused = [{"client": str(client), "sequence": sequence} for client, sequence in error.stretches]
    words = _("%(reason)s Nothing was stored.") % {"reason": error.reason.label}
    return _problem(403, words, reason=error.reason.value, refused=refused)


def _too_big(request: HttpRequest, error: Any) -> HttpResponse:
    return _problem(413, _("The request is too big; nothing was stored. Please send fewer intervals at once."))


api.add_exception_handler(AuthenticationError, _unauthorised)
api.add_exception_handler(MultiPartParserError, _unreadable)
api.add_exception_handler(SuspiciousOperation, _unreadable)
api.add_exception_handler(NotAdmittedError, _not_admitted)
api.add_exception_handler(RequestDataTooBig, _too_big)
api.add_exception_handler(HttpError, _refused)
api.add_exception_handler(ValidationError, _invalid)


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


@api.post("progress", response=BatchOut, url_name="progress", summary="Report what was watched")
def post_progress(request: HttpRequest, batch: BatchIn) -> BatchOut:
    """Take a batch of intervals, in any order and any number of times. What is not plausible is trimmed, with a reason.

    A stretch watched while its course was not open to the caller is refused (403) with the whole batch; `refused` names
    such stretches, and the others may be sent again without them.
    """
    user = cast(User, request.user)
    notices = record_progress(user=user, reports=[_report(one) for one in batch.intervals], now=timezone.now())
    summed = report(user, {one.lesson for one in batch.intervals})
    return BatchOut(
        accepted=len(batch.intervals),
        trimmed=[_notice_out(notice) for notice in notices],
        progress=[_progress_out(key, state) for key, state in sorted(summed.items())],
    )


@api.get("progress/{uuid:lesson}", response=ProgressOut, url_name="lesson_progress", summary="Progress in one lesson")
def get_progress(request: HttpRequest, lesson: uuid.UUID) -> ProgressOut:
    """Return the progress of the caller in a lesson, named by its key; a lesson that is not published is not found."""
    found = report(cast(User, request.user), [lesson])
    if lesson not in found:
        raise HttpError(404, _("There is no such lesson."))
    return _progress_out(lesson, found[lesson])
