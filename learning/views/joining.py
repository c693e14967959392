"""Joining with a code, and leaving."""

import uuid

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from core.queries.nearest import nearest
from learning.enums import Refusal
from learning.forms.joining import JoinForm
from learning.models import CoursePage, Enrolment
from learning.models.cohort import plain_code
from learning.refusals import RefusedError
from learning.services.join_cohort import join_cohort
from learning.services.leave_course import leave_course
from learning.throttle import Throttle

TOO_MANY_REQUESTS = 429
# By account, not by address: a whole school sits behind one, and behind a proxy everybody does.
WRONG_CODES = Throttle("join", most=10, seconds=600)


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, code: str = "") -> HttpResponse:
    """Ask for a code, or for a click where the address brings one; only a form that is sent joins.

    Looking tells nothing of a code, so that nobody can try them out without being counted.
    """
    if request.method != "POST":
        return render(request, "learning/join.html", {"form": JoinForm(initial={"code": code}), "code": code})
    form = JoinForm(request.POST)
    user = request.user
    if not form.is_valid():
        return render(request, "learning/join.html", {"form": form}, status=422)
    if not isinstance(user, User):
        return redirect_to_login(reverse("join", args=[plain_code(form.cleaned_data["code"]) or "-"]))
    if WRONG_CODES.is_over(user.pk):
        form.add_error("code", Refusal.TOO_MANY_TRIES.label)
        return render(request, "learning/join.html", {"form": form}, status=TOO_MANY_REQUESTS)
    try:
        enrolment = join_cohort(user=user, code=form.cleaned_data["code"], now=timezone.now())
    except RefusedError as refused:
        if refused.reason == Refusal.UNKNOWN_CODE:
            WRONG_CODES.count(user.pk)
        form.add_error("code", refused.reason.label)
        return render(request, "learning/join.html", {"form": form}, status=422)
    return _welcome(request, enrolment)


def _welcome(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    messages.success(request, _("You are in: %(cohort)s.") % {"cohort": enrolment.cohort})
    pages = CoursePage.objects.live().filter(translation_key=enrolment.course_key)
    here = nearest(pages, language=get_language() or "").get(enrolment.course_key)
    return redirect(here.get_url(request) if here else "desk")


@require_POST
def leave(request: HttpRequest, course: uuid.UUID) -> HttpResponse:
    user = request.user
    if not isinstance(user, User):
        return redirect_to_login(reverse("desk"))
    if leave_course(user=user, course=course, now=timezone.now()):
        messages.success(request, _("You have left the course. What you did in it is kept, should you come back."))
    return redirect("desk")
