"""A cohort in the admin: who is in it, its due dates, its code on paper."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from core.addresses import absolute
from learning.enums import Refusal
from learning.forms.cohort import DueDatesForm
from learning.models import Cohort, Enrolment
from learning.printing.qr import qr_code
from learning.queries.classroom import classroom
from learning.queries.cohort import course_of, lessons_of, members
from learning.refusals import RefusedError
from learning.services.join_cohort import add_member
from learning.services.leave_course import leave_course
from learning.services.renew_code import renew_code
from learning.services.set_due_dates import set_due_dates

PERMISSION = "learning.change_cohort"
coordinator = permission_required(PERMISSION, raise_exception=True)


@require_safe
@coordinator
def show_members(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Who is in the cohort; of a class only the numbers that its teacher sees too."""
    cohort = get_object_or_404(Cohort, pk=cohort_id)
    context: dict[str, Any] = {"cohort": cohort, "course": course_of(cohort)}
    if cohort.is_class:
        context["classroom"] = classroom(cohort, language=translation.get_language() or "")
    else:
        lessons = lessons_of(cohort)
        context |= {"lessons": lessons, "members": members(cohort, [one.translation_key for one in lessons])}
    return render(request, "learning/admin/members.html", context)


@require_POST
@coordinator
def put_in(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Put somebody with an account into the cohort; nobody is put into a class, whose members nobody knows."""
    cohort = get_object_or_404(Cohort, pk=cohort_id, is_class=False)
    address = request.POST.get("address", "").strip()
    user = User.objects.filter(email__iexact=address, is_active=True).first()
    if user is None:
        words = _("There is no account with the address “%(address)s”. An imported list makes one and invites.")
        messages.error(request, words % {"address": address})
        return redirect("learning:members", cohort_id)
    try:
        add_member(cohort=cohort, user=user, now=timezone.now())
    except RefusedError as refused:
        full = refused.reason == Refusal.FULL
        messages.error(request, _("All places are taken.") if full else _("Takes part in another cohort of this course."))
    else:
        messages.success(request, _("%(person)s is in it now.") % {"person": user})
    return redirect("learning:members", cohort_id)


@require_POST
@coordinator
def remove_member(request: HttpRequest, cohort_id: int, enrolment_id: int) -> HttpResponse:
    found = Enrolment.objects.select_related("user").filter(cohort__is_class=False, left_at=None)
    one = get_object_or_404(found, pk=enrolment_id, cohort=cohort_id)
    leave_course(user=one.user, course=one.course_key, now=timezone.now())
    messages.success(request, _("%(person)s is no longer in it. What they did is kept.") % {"person": one.user})
    return redirect("learning:members", cohort_id)


@require_POST
@coordinator
def another_code(request: HttpRequest, cohort_id: int) -> HttpResponse:
    renew_code(cohort=get_object_or_404(Cohort, pk=cohort_id))
    messages.success(request, _("There is a new code. The old one does not work any more."))
    return redirect("learning:members", cohort_id)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator
def edit_due_dates(request: HttpRequest, cohort_id: int) -> HttpResponse:
    cohort = get_object_or_404(Cohort, pk=cohort_id)
    lessons = {str(one.translation_key): one for one in lessons_of(cohort)}
    named = [(one.translation_key, one.title) for one in lessons.values()]
    form = DueDatesForm(request.POST or None, cohort=cohort, lessons=named)
    if request.method == "POST" and form.is_valid():
        dates = {lessons[name].translation_key: at for name, at in form.cleaned_data.items()}
        count = set_due_dates(cohort=cohort, dates=dates, now=timezone.now())
        messages.success(request, ngettext("%(count)s date changed.", "%(count)s dates changed.", count) % {"count": count})
        return redirect("learning:due_dates", cohort.pk)
    return render(request, "learning/admin/due_dates.html", {"cohort": cohort, "form": form})


@require_safe
@coordinator
def print_sheet(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """One page for the wall: what the course is, where to go, what to type; in the language asked for by `?language=`."""
    cohort = get_object_or_404(Cohort, pk=cohort_id)
    language = request.GET.get("language") or translation.get_language()
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with translation.override(language):
        context = {
            "cohort": cohort,
            "course": course_of(cohort),
            "address": absolute(reverse("join")),
            "qr": mark_safe(qr_code(absolute(reverse("join", args=[cohort.code])), border=4, scale=4, light="#fff")),
        }
        return render(request, "learning/admin/sheet.html", context)
