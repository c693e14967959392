from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from accounts.models import User
from learning import admin_urls, certificate_urls
from learning.models import Quiz
from learning.views.item_analysis import show_item_analysis
from learning.views.keep_used import keep_used
from learning.viewsets.certificate import CertificateGroup
from learning.viewsets.cohort import CohortViewSet, cohort_buttons, keep_cohorts_with_people
from learning.viewsets.live_session import LiveSessionViewSet, keep_sessions, session_buttons
from learning.viewsets.quiz import QuizGroup

register_snippet(CohortViewSet)
register_snippet(LiveSessionViewSet)
register_snippet(CertificateGroup)
register_snippet(QuizGroup)


class EnrolmentsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("learning.view_enrolment")


def admin_addresses() -> list[URLPattern | URLResolver]:
    return [
        path("learning/", include(admin_urls)),
        path("certificates/", include(certificate_urls)),
        path("quizzes/<int:quiz>/analysis/", show_item_analysis, name="quiz_analysis"),
    ]


def enrolments_menu_item() -> MenuItem:
    return EnrolmentsMenuItem(_("Enrolments"), reverse("learning:enrolments"), name="enrolments", icon_name="group", order=910)


def permissions() -> QuerySet[Permission]:
    """What a group may be given in Wagtail's own form of groups."""
    return Permission.objects.filter(content_type__app_label="learning", codename__in=["issue_certificate", "view_enrolment"])


def admin_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/learning-admin.css"))


def analysis_button(snippet: Any, user: User, next_url: str | None = None) -> Iterator[Button]:
    """In the list of quizzes: to the figures of each."""
    if isinstance(snippet, Quiz) and user.has_perm("learning.change_quiz"):
        yield Button(_("How the questions did"), reverse("quiz_analysis", args=[snippet.pk]), icon_name="list-ul", priority=30)


hooks.register("register_admin_urls", admin_addresses)
hooks.register("register_reports_menu_item", enrolments_menu_item)
hooks.register("register_permissions", permissions)
hooks.register("register_snippet_listing_buttons", cohort_buttons)
hooks.register("register_snippet_listing_buttons", analysis_button)
hooks.register("before_delete_snippet", keep_cohorts_with_people)
hooks.register("before_delete_snippet", keep_used)
hooks.register("register_snippet_listing_buttons", session_buttons)
hooks.register("before_delete_snippet", keep_sessions)
hooks.register("insert_global_admin_css", admin_style)
