from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
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
from core.menu import ReportItem
from learning import admin_urls, certificate_urls
from learning.models import Quiz
from learning.queries.reviewer import REVIEWS
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

GIVEN = ["issue_certificate", "review_submission", "view_enrolment", "view_report"]


def admin_addresses() -> list[URLPattern | URLResolver]:
    return [
        path("learning/", include(admin_urls)),
        path("certificates/", include(certificate_urls)),
        path("quizzes/<int:quiz>/analysis/", show_item_analysis, name="quiz_analysis"),
    ]


def courses_item() -> MenuItem:
    return ReportItem(_("Courses"), "learning:reports", permission="learning.view_report", icon="doc-full-inverse", order=905)


def enrolments_item() -> MenuItem:
    return ReportItem(_("Enrolments"), "learning:enrolments", permission="learning.view_enrolment", icon="group", order=910)


def work_item() -> MenuItem:
    return ReportItem(_("Work handed in"), "learning:submissions", permission=REVIEWS, icon="form", order=915)


def permissions() -> QuerySet[Permission]:
    """What a group may be given in Wagtail's own form of groups."""
    return Permission.objects.filter(content_type__app_label="learning", codename__in=GIVEN)


def admin_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/learning-admin.css"))


def analysis_button(snippet: Any, user: User, next_url: str | None = None) -> Iterator[Button]:
    """In the list of quizzes: to the figures of each."""
    if isinstance(snippet, Quiz) and user.has_perm("learning.change_quiz"):
        yield Button(_("How the questions did"), reverse("quiz_analysis", args=[snippet.pk]), icon_name="list-ul", priority=30)


hooks.register("register_admin_urls", admin_addresses)
for item in (courses_item, enrolments_item, work_item):
    hooks.register("register_reports_menu_item", item)
hooks.register("register_permissions", permissions)
hooks.register("register_snippet_listing_buttons", cohort_buttons)
hooks.register("register_snippet_listing_buttons", analysis_button)
hooks.register("before_delete_snippet", keep_cohorts_with_people)
hooks.register("before_delete_snippet", keep_used)
hooks.register("register_snippet_listing_buttons", session_buttons)
hooks.register("before_delete_snippet", keep_sessions)
hooks.register("insert_global_admin_css", admin_style)
