"""Records of learning in the admin's menu."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button, ListingButton
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from accounts.models import User
from learning.forms.cohort import CohortForm
from learning.local_time import local_day
from learning.models import Cohort
from learning.queries.cohort import cohorts
from learning.views.cohort import PERMISSION


class CohortIndexView(IndexView):
    """Wagtail's list, with the import beside “Add”."""

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons: list[Any] = super().header_more_buttons
        return [*buttons, Button(_("Import a list"), url=reverse("learning:import"), icon_name="upload", priority=90)]


def _until(cohort: Cohort) -> str:
    return local_day(cohort.closes_at, zone=cohort.time_zone) if cohort.closes_at else ""


class CohortViewSet(SnippetViewSet):
    model = Cohort
    icon = "group"
    menu_label = gettext_lazy("Cohorts")
    menu_order = 310
    add_to_admin_menu = True
    index_view_class = CohortIndexView
    list_filter = ("is_class",)
    search_fields = ("name", "code")
    list_display = (
        "name",
        Column("course_title", label=gettext_lazy("Course"), sort_key="course_title"),
        Column("shown_code", label=gettext_lazy("Code")),
        Column("taken", label=gettext_lazy("In it"), sort_key="taken"),
        Column("capacity", label=gettext_lazy("Places"), sort_key="capacity"),
        Column("closes_at", label=gettext_lazy("Code works until"), accessor=_until, sort_key="closes_at"),
    )

    edit_handler = ObjectList(
        [
            FieldPanel("course"),
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
            FieldRowPanel([FieldPanel("time_zone"), FieldPanel("capacity")]),
            MultiFieldPanel([FieldPanel("is_class"), FieldPanel("teacher_address")], heading=gettext_lazy("Teacher")),
        ],
        base_form_class=CohortForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Cohort]:
        return cohorts()


def cohort_buttons(snippet: Any, user: User, next_url: str | None = None) -> Iterator[ListingButton]:
    if isinstance(snippet, Cohort) and user.has_perm(PERMISSION):
        for priority, (label, name) in enumerate(
            [(_("Who is in it"), "members"), (_("Due dates"), "due_dates"), (_("Sheet"), "sheet")]
        ):
            yield ListingButton(label, reverse(f"learning:{name}", args=[snippet.pk]), priority=priority)


def keep_cohorts_with_people(request: HttpRequest, snippets: list[Any]) -> HttpResponse | None:
    """A cohort that somebody is or was in is part of what they learnt: it stays."""
    ids = [one.pk for one in snippets if isinstance(one, Cohort)]
    used = Cohort.objects.filter(pk__in=ids, enrolments__isnull=False).distinct()
    if not used:
        return None
    words = _("There are, or were, people in %(cohorts)s: it stays. Let its code end instead.")
    messages.error(request, words % {"cohorts": ", ".join(f"“{one}”" for one in used)})
    return redirect("wagtailsnippets_learning_cohort:list")
