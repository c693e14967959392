from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from learning import certificate_urls
from learning.certificate_viewsets import CertificateGroup

register_snippet(CertificateGroup)


def certificate_addresses() -> list[URLPattern | URLResolver]:
    return [path("certificates/", include(certificate_urls))]


def certificate_permission() -> QuerySet[Permission]:
    """A group may be given certificates in Wagtail's own form of groups."""
    return Permission.objects.filter(content_type__app_label="learning", codename="issue_certificate")


def learning_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/learning-admin.css"))


hooks.register("register_admin_urls", certificate_addresses)
hooks.register("register_permissions", certificate_permission)
hooks.register("insert_global_admin_css", learning_style)
