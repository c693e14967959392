"""What a learner writes in a lesson: saved by a form or by the page's script, and handed in."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.models import User
from learning.handed_files import FileRefusedError
from learning.models import LessonPage, LessonProgress, Writing
from learning.queries.work import WorkView, filled, find_lesson
from learning.refusals import NotAdmittedError
from learning.services.hand_in import NothingWrittenError, hand_in
from learning.services.keep_file import drop_file, keep_file
from learning.services.save_writing import NotNowError, StaleError, save_writing
from learning.submission_states import SubmissionState
from learning.written import TooLongError, fields_of, read_answers

NOT_NOW = {
    SubmissionState.HANDED_IN: gettext_lazy("You have handed this in already; it waits for feedback."),
    SubmissionState.ACCEPTED: gettext_lazy("This work is accepted already."),
}
STALE = gettext_lazy("This was changed in another tab or on another device after you opened it here. Nothing was overwritten.")
TOO_LONG = gettext_lazy("The text is too long: 50,000 characters are the most, 300 for a short line. Nothing was saved.")
NO_SESSION = gettext_lazy("Your session has ended, so nothing was saved. Log in again in another tab, then save here.")


class NotSavedError(Exception):
    """Nothing was stored. `stored` is what another tab has saved meanwhile; `may_retry` whether saving again may help."""

    def __init__(self, reason: str | Promise, status: int, *, stored: Writing | None = None, may_retry: bool = True) -> None:
        super().__init__(reason)
        self.reason, self.status, self.stored, self.may_retry = str(reason), status, stored, may_retry


def _lesson(key: uuid.UUID) -> LessonPage:
    lesson = find_lesson(key)
    if lesson is None or not lesson.is_written:
        raise Http404
    return lesson


def _revision(request: HttpRequest) -> int:
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


@contextmanager
def _told() -> Iterator[None]:
    """Turn what services raise into what to tell the learner."""
    try:
        yield
    except TooLongError:
        raise NotSavedError(TOO_LONG, 422) from None
    except User.DoesNotExist:  # forgotten in this very moment, which ends their sessions too
        raise NotSavedError(NO_SESSION, 401, may_retry=False) from None
    except StaleError as stale:
        raise NotSavedError(STALE, 409, stored=stale.stored) from None
    except NotNowError as late:
        raise NotSavedError(NOT_NOW[late.state], 409, may_retry=False) from None
    except NotAdmittedError as refused:
        reason = f"{refused.reason.label} {_('Nothing was saved.')}"
        raise NotSavedError(reason, 403, may_retry=False) from None


def _save(request: HttpRequest, lesson: LessonPage, now: datetime) -> Writing:
    """Save what the form holds; raise NotSavedError with what to tell the learner."""
    if not isinstance(request.user, User):
        raise NotSavedError(NO_SESSION, 401)
    with _told():
        answers = read_answers(fields_of(lesson), request.POST)
        return save_writing(user=request.user, lesson=lesson, answers=answers, revision=_revision(request), now=now)


@never_cache
@require_POST
def post_writing(request: HttpRequest, lesson: uuid.UUID) -> HttpResponse:
    """“Save” and “Hand in”: back to the lesson, or to a page that keeps what was typed and says why it was not saved."""
    page, now = _lesson(lesson), timezone.now()
    try:
        row = _save(request, page, now)
        with _told():
            _go_on(request, page, row, now)
    except NotSavedError as refused:
        return _keep_typed(request, page, refused)
    return redirect(page.get_url(request) + "#writing")


def _go_on(request: HttpRequest, page: LessonPage, row: Writing, now: datetime) -> None:
    """Do what the pressed button asks for besides saving."""
    is_whole = _change_files(request, row.user, page, now)
    if "hand_in" in request.POST and is_whole:
        _hand_in(request, page, row, now)
    elif is_whole:
        messages.success(request, _("It is saved."))


@never_cache
@require_POST
def post_draft(request: HttpRequest, lesson: uuid.UUID) -> JsonResponse:
    """Save by the page's script, without files. The status says what a refusal is about, `reason` says it to the learner."""
    page = _lesson(lesson)
    try:
        row = _save(request, page, timezone.now())
    except NotSavedError as refused:
        return JsonResponse({"is_saved": False, "reason": refused.reason}, status=refused.status)
    done = LessonProgress.objects.filter(user=row.user, lesson_key=lesson).exclude(completed_at=None).exists()
    return JsonResponse({"is_saved": True, "revision": row.revision, "is_complete": done})


def _change_files(request: HttpRequest, user: User, page: LessonPage, now: datetime) -> bool:
    """Take the files of the form, and drop the one whose button was pressed; False where one was refused."""
    dropped = request.POST.get("drop")
    if dropped:
        try:
            drop_file(user=user, lesson=page, file=uuid.UUID(dropped), now=now)
        except (ValueError, ValidationError):
            raise Http404 from None
    is_whole = True
    for upload in request.FILES.getlist("files"):
        try:
            keep_file(user=user, lesson=page, upload=upload, now=now)
        except FileRefusedError as refused:
            messages.error(request, f"{refused} {_('The rest is saved.')}")
            is_whole = False
    return is_whole


def _hand_in(request: HttpRequest, page: LessonPage, row: Writing, now: datetime) -> None:
    try:
        hand_in(user=row.user, lesson=page, revision=row.revision, now=now)
    except NothingWrittenError:
        messages.error(request, _("There is nothing to hand in yet: write something, or add a file."))
    except LookupError:
        raise Http404 from None
    except NotNowError as late:
        messages.info(request, NOT_NOW[late.state])
    else:
        messages.success(request, _("It is handed in. You get an answer here, and an e-mail."))


def _keep_typed(request: HttpRequest, page: LessonPage, refused: NotSavedError) -> HttpResponse:
    fields = fields_of(page)
    typed = {
        field.name: request.POST.getlist(field.name) if field.is_list else request.POST.get(field.name, "") for field in fields
    }
    work = WorkView(page, filled(fields, typed), _revision(request))
    stored = refused.stored
    if stored is not None:
        work = replace(work, revision=stored.revision)
    others = [one for one in filled(fields, stored.answers) if one not in work.fields] if stored else []
    context = {"page": page, "work": work, "refused": refused, "others": others}
    return render(request, "learning/writing_kept.html", context, status=refused.status)
