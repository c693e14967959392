"""Importing a list of people: first what would happen, then the same file once more, confirmed."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from learning.forms.cohort import PeopleListForm
from learning.models import Cohort
from learning.people_list import Person, UnreadableListError, decode, read_list
from learning.queries.list_plan import plan_list
from learning.services.import_people import import_people
from learning.views.cohort import coordinator

_SALT = "learning.people_list"
VALID_FOR = 3600  # seconds between looking and confirming


def _people(kept: dict[str, Any]) -> tuple[list[Person], Cohort | None]:
    people = [replace(one, language=one.language or kept["language"]) for one in read_list(kept["text"].encode())]
    return people, get_object_or_404(Cohort, pk=kept["cohort"]) if kept["cohort"] else None


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator
def look(request: HttpRequest) -> HttpResponse:
    """Read a file and say, row by row, what it would do. Nothing is stored: the file goes back to the page, signed."""
    form = PeopleListForm(request.POST or None, request.FILES or None, initial={"cohort": request.GET.get("cohort")})
    if request.method != "POST" or not form.is_valid():
        return render(request, "learning/admin/import.html", {"form": form})
    cohort = form.cleaned_data["cohort"]
    try:
        text = decode(form.cleaned_data["file"].read())
        kept = {"text": text, "cohort": cohort.pk if cohort else None, "language": form.cleaned_data["language"]}
        people, default = _people(kept)
    except UnreadableListError as error:
        form.add_error("file", str(error))
        return render(request, "learning/admin/import.html", {"form": form}, status=422)
    plan = plan_list(people, default=default)
    token = signing.dumps(kept, salt=_SALT, compress=True)
    return render(request, "learning/admin/plan.html", {"plan": plan, "token": token, "name": form.cleaned_data["file"].name})


@require_POST
@coordinator
def confirm(request: HttpRequest) -> HttpResponse:
    """Do what was shown. Where it is not possible any more, say so and do nothing."""
    try:
        kept = signing.loads(request.POST.get("token", ""), salt=_SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        messages.error(request, _("Please choose the file once more: it was read more than an hour ago. Nothing was stored."))
        return redirect("learning:import")
    people, default = _people(kept)
    plan = import_people(people=people, default=default, now=timezone.now())
    if not plan.is_possible:
        messages.error(request, _("Something has changed since you looked. Nothing was stored."))
        token = signing.dumps(kept, salt=_SALT, compress=True)
        return render(request, "learning/admin/plan.html", {"plan": plan, "token": token}, status=409)
    words = _("%(enrol)s people were put in, %(invite)s new ones are invited, %(nothing)s were in already.")
    messages.success(request, words % plan.counts)
    return redirect("learning:members", default.pk) if default else redirect("wagtailsnippets_learning_cohort:list")
