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
from wagtail.snippets.models import register_snippet

from learning import admin_urls, certificate_urls
from learning.certificate_viewsets import CertificateGroup
from learning.viewsets import CohortViewSet, cohort_buttons, keep_cohorts_with_people

register_snippet(CohortViewSet)
register_snippet(CertificateGroup)


class EnrolmentsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("learning.view_enrolment")


def admin_addresses() -> list[URLPattern | URLResolver]:
    return [path("learning/", include(admin_urls)), path("certificates/", include(certificate_urls))]


def enrolments_menu_item() -> MenuItem:
    return EnrolmentsMenuItem(_("Enrolments"), reverse("learning:enrolments"), name="enrolments", icon_name="group", order=910)


def permissions() -> QuerySet[Permission]:
    """What a group may be given in Wagtail's own form of groups."""
    return Permission.objects.filter(content_type__app_label="learning", codename__in=["issue_certificate", "view_enrolment"])


def admin_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/learning-admin.css"))


hooks.register("register_admin_urls", admin_addresses)
hooks.register("register_reports_menu_item", enrolments_menu_item)
hooks.register("register_permissions", permissions)
hooks.register("register_snippet_listing_buttons", cohort_buttons)
hooks.register("before_delete_snippet", keep_cohorts_with_people)
hooks.register("insert_global_admin_css", admin_style)
