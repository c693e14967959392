from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from media_pipeline import admin_urls
from media_pipeline.publish_warning import warn_after_bulk, warn_of_missing_captions
from media_pipeline.views.video import delete, only_videos


def admin_addresses() -> list[URLPattern | URLResolver]:
    """Ours come before wagtailmedia's: no other kind than videos, and none deleted that is needed."""
    return [
        path("videos/", include(admin_urls)),
        path("media/delete/<int:video_id>/", delete),
        re_path(r"^media/(?:audio|media)/(?:add|chooser/upload)/$", only_videos),
    ]


def admin_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/media-admin.css"))


def name_videos(request: HttpRequest, items: list[Any]) -> None:
    for item in items:
        if item.name == "media":
            item.label = _("Videos")


hooks.register("register_admin_urls", admin_addresses)
hooks.register("insert_global_admin_css", admin_style)
hooks.register("construct_main_menu", name_videos)
hooks.register("after_publish_page", warn_of_missing_captions)
hooks.register("after_bulk_action", warn_after_bulk)
