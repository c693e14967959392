from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from core.menu import ReportItem
from search import admin_urls
from search.views.report import PERMISSION
from search.viewsets.insight import SearchGroup

register_snippet(SearchGroup)


def admin_addresses() -> list[URLPattern | URLResolver]:
    return [path("search-insight/", include(admin_urls))]


def report_item() -> MenuItem:
    return ReportItem(_("Search"), "search_admin:report", permission=PERMISSION, icon="search", order=920)


def permissions() -> QuerySet[Permission]:
    """What a group may be given in Wagtail's own form of groups."""
    return Permission.objects.filter(content_type__app_label="search", codename="view_queryday")


def admin_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/search-admin.css"))


hooks.register("register_admin_urls", admin_addresses)
hooks.register("register_reports_menu_item", report_item)
hooks.register("register_permissions", permissions)
hooks.register("insert_global_admin_css", admin_style)
