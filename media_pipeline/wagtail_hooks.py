from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, re_path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Collection

from media_pipeline import admin_urls
from media_pipeline.models import Upload
from media_pipeline.publish_warning import warn_after_bulk, warn_of_missing_captions
from media_pipeline.views.bulk_actions import ACTIONS
from media_pipeline.views.listing import VideoIndexView
from media_pipeline.views.queue import PERMISSION
from media_pipeline.views.video import delete, only_videos
from media_pipeline.views.video_page import edit


def admin_addresses() -> list[URLPattern | URLResolver]:
    """Ours come before wagtailmedia's: our list and page, no other kind than videos, and none deleted that is needed."""
    return [
        path("videos/", include(admin_urls)),
        path("media/", VideoIndexView.as_view()),
        path("media/edit/<int:video_id>/", edit),
        path("media/delete/<int:video_id>/", delete),
        re_path(r"^media/(?:audio|media)/(?:add|chooser/upload)/$", only_videos),
    ]


def admin_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/media-admin.css"))


def name_videos(request: HttpRequest, items: list[Any]) -> None:
    for item in items:
        if item.name == "media":
            item.label = _("Videos")


class QueueMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)


def queue_menu_item() -> MenuItem:
    return QueueMenuItem(_("Video queue"), reverse("media_pipeline:queue"), name="video-queue", icon_name="tasks", order=900)


def queue_permission() -> QuerySet[Permission]:
    """A group may be given the queue in Wagtail's own form of groups."""
    return Permission.objects.filter(content_type__app_label="media_pipeline", codename="change_mediaqueue")


def uploads_in(collection: Collection) -> dict[str, Any] | None:
    """A collection that uploads are meant for is not deleted under them."""
    count = Upload.objects.filter(collection=collection).count()
    if not count:
        return None
    return {"count": count, "count_text": ngettext("%(count)d upload", "%(count)d uploads", count) % {"count": count}}


for action in ACTIONS:
    hooks.register("register_bulk_action", action)
hooks.register("register_reports_menu_item", queue_menu_item)
hooks.register("register_permissions", queue_permission)
hooks.register("describe_collection_contents", uploads_in)
hooks.register("register_admin_urls", admin_addresses)
hooks.register("insert_global_admin_css", admin_style)
hooks.register("construct_main_menu", name_videos)
hooks.register("after_publish_page", warn_of_missing_captions)
hooks.register("after_bulk_action", warn_after_bulk)
