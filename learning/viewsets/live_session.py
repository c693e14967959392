"""Live sessions in the admin: planned, moved and called off, never deleted."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import ListingButton
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.models import User
from learning.forms.live_session import LiveSessionForm
from learning.models import LessonPage, LiveSession
from learning.views.live_session import PERMISSION


def _for(session: LiveSession) -> str:
    return str(session.cohort) if session.cohort else _("Everybody in the course")


def _state(session: LiveSession) -> str:
    return _("Called off") if session.is_cancelled else session.get_mode_display()


class LiveSessionViewSet(SnippetViewSet):
    model = LiveSession
    icon = "calendar"
    menu_label = gettext_lazy("Live sessions")
    menu_order = 312
    add_to_admin_menu = True
    copy_view_enabled = False  # another session has a name of its own in calendars
    list_filter = ("mode", "cohort")
    ordering = ("-starts_at",)
    list_display = (
        "__str__",
        Column("lesson_title", label=gettext_lazy("Lesson"), sort_key="lesson_title"),
        Column("cohort", label=gettext_lazy("For"), accessor=_for, sort_key="cohort__name"),
        Column("mode", label=gettext_lazy("Where"), accessor=_state, sort_key="mode"),
        Column("there", label=gettext_lazy("Were there"), sort_key="there"),
    )
    edit_handler = ObjectList(
        [
            FieldPanel("lesson"),
            FieldPanel("cohort"),
            FieldRowPanel([FieldPanel("begins"), FieldPanel("ends")]),
            FieldPanel("time_zone"),
            MultiFieldPanel([FieldPanel("mode"), FieldPanel("place"), FieldPanel("join_link")], heading=gettext_lazy("Where")),
            FieldPanel("is_called_off"),
        ],
        base_form_class=LiveSessionForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[LiveSession]:
        titles = LessonPage.objects.filter(translation_key=OuterRef("lesson_key")).order_by("pk").values("title")[:1]
        there = Count("attendance", filter=Q(attendance__was_there=True))
        found = LiveSession.objects.select_related("cohort").annotate(lesson_title=Subquery(titles), there=there)
        return found.order_by("-starts_at", "-pk")


def session_buttons(snippet: Any, user: User, next_url: str | None = None) -> Iterator[ListingButton]:
    if isinstance(snippet, LiveSession) and user.has_perm(PERMISSION):
        yield ListingButton(_("Who was there"), reverse("learning:attendance", args=[snippet.pk]), priority=5)


def keep_sessions(request: HttpRequest, snippets: list[Any]) -> HttpResponse | None:
    """A session that is deleted would stay in the calendars of those who have it."""
    if not any(isinstance(one, LiveSession) for one in snippets):
        return None
    messages.error(request, _("A live session is not deleted: call it off, then calendars take it out."))
    return redirect("wagtailsnippets_learning_livesession:list")
