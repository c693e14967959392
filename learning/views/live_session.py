"""Live sessions: taking part, the event for a calendar, and the list of who was there."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from learning.calendars import MEDIA_TYPE, session_entry, written
from learning.forms.attendance import AttendanceForm
from learning.models import LessonPage, LiveSession
from learning.queries.live_session import meeting
from learning.queries.session_people import listed, live_lessons, may_join
from learning.refusals import NotAdmittedError
from learning.services.confirm_presence import confirm_presence
from learning.services.enrol_learner import admit_to_lesson
from learning.services.note_attendance import NotHeldError, note_attendance

PERMISSION = "learning.change_livesession"


def _lesson(session: LiveSession) -> LessonPage:
    """The lesson in the reader's language, or in any that is published."""
    found = live_lessons([session.lesson_key], language=get_language() or "").get(session.lesson_key)
    if found is None:
        raise Http404
    return found[0]


@require_POST
def take_part(request: HttpRequest, lesson: uuid.UUID) -> HttpResponse:
    """Enrol in the course around a live lesson, where it is open to the reader; then the page has the link."""
    found = live_lessons([lesson], language=get_language() or "").get(lesson)
    if found is None:
        raise Http404
    page = found[0]
    if not isinstance(request.user, User):  # not back to this address: after the log-in it would be asked by GET
        return redirect_to_login(page.get_url(request))
    try:
        admit_to_lesson(user=request.user, lesson=lesson, now=timezone.now())
    except NotAdmittedError as refused:
        messages.error(request, refused.reason.label)
    return redirect(page.get_url(request) + "#sessions")


@require_POST
@login_required
def say_present(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """“I was there”, for the members of a class, whom no list names."""
    session = get_object_or_404(LiveSession, public_id=public_id)
    if not isinstance(request.user, User) or not confirm_presence(session=session, user=request.user, now=timezone.now()):
        raise Http404
    return redirect(_lesson(session).get_url(request) + "#progress")


@never_cache
@require_safe
@login_required
def download_event(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The event of a session, with its link; for who does not take part it is not there."""
    session = get_object_or_404(LiveSession.objects.select_related("cohort"), public_id=public_id)
    if not isinstance(request.user, User) or not may_join(session, request.user):
        raise Http404
    answer = HttpResponse(written([session_entry(session, _lesson(session))]), content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="session.ics"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def attendance(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who was there, for the teacher of the cohort. A class has no such list: its members have no names."""
    mine = LiveSession.objects.filter(cohort__teacher=request.user.pk, cohort__is_class=False).select_related("cohort")
    session = get_object_or_404(mine, public_id=public_id)
    return _attendance(request, session, "learning/attendance.html")


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(PERMISSION, raise_exception=True)
def attendance_in_admin(request: HttpRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(LiveSession.objects.select_related("cohort"), pk=session_id)
    return _attendance(request, session, "learning/admin/attendance.html")


def _attendance(request: HttpRequest, session: LiveSession, template: str) -> HttpResponse:
    now, user = timezone.now(), request.user
    if not isinstance(user, User):
        raise Http404
    form = AttendanceForm(request.POST or None, session=session, people=listed(session))
    shown = meeting(session, user=user, enrolment=None, now=now)
    if request.method == "POST" and form.is_valid():
        _note(request, session, form, user)
        return redirect(request.path)
    lesson = live_lessons([session.lesson_key], language=get_language() or "").get(session.lesson_key)
    context: dict[str, Any] = {"meeting": shown, "form": form, "lesson": lesson[0] if lesson else None}
    return render(request, template, context, status=422 if form.is_bound else 200)


def _note(request: HttpRequest, session: LiveSession, form: AttendanceForm, user: User) -> None:
    try:
        kept = note_attendance(
            session=session, shown=form.chosen("shown"), there=form.chosen("there"), by=user, now=timezone.now()
        )
    except NotHeldError:
        messages.error(request, _("The session has not begun, or was called off: nobody can have been there."))
        return
    messages.success(request, _("The list is saved. Who was there has completed the lesson."))
    if kept:
        names = ", ".join(str(one) for one in kept)
        words = _("Noted as absent now: %(people)s. The lesson stays completed for them: what was completed is not taken back.")
        messages.warning(request, words % {"people": names})
