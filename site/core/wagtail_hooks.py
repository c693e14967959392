from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet

from accounts.models import User
from accounts.services.anonymise_user import anonymise_user
from core.models import BinPage, Document
from core.queries.collections import is_restricted
from core.services.bin import move_to_bin, take_out_of_bin
from core.viewsets import VocabularyGroup

register_snippet(VocabularyGroup)


def admin_identity() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


def _is_in_bin(page: Page) -> bool:
    return bool(page.get_ancestors().type(BinPage).exists())


def put_into_bin(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Deleting a page moves it to the bin; only from there it is deleted for good."""
    if request.method != "POST" or _is_in_bin(page):
        return None
    parent = page.get_parent()
    move_to_bin(page=page, user=request.user if request.user.is_authenticated else None)
    messages.success(request, _("“%(title)s” is in the bin for 30 days.") % {"title": page.get_admin_display_title()})
    return redirect("wagtailadmin_explore", parent.pk)


def put_all_into_bin(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    if request.method != "POST" or action_type != "delete" or not objects or not isinstance(objects[0], Page):
        return None
    if any(_is_in_bin(page) for page in objects):
        return None
    for page in objects:
        move_to_bin(page=page, user=request.user if request.user.is_authenticated else None)
    messages.success(request, _("%(count)d pages are in the bin for 30 days.") % {"count": len(objects)})
    return redirect(action.next_url)


def anonymise_instead(request: HttpRequest, user: User) -> HttpResponse | None:
    """Nobody is deleted: what they did stays, without them."""
    if request.method != "POST":
        return None
    anonymise_user(user=user)
    messages.success(request, _("The account is closed, and who it belonged to is forgotten."))
    return redirect("wagtailusers_users:index")


def anonymise_all_instead(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    if request.method != "POST" or action_type != "delete" or not objects or not isinstance(objects[0], User):
        return None
    for user in objects:
        anonymise_user(user=user)
    messages.success(request, _("%(count)d accounts are closed and forgotten.") % {"count": len(objects)})
    return redirect(action.next_url)


def restore_from_bin(request: HttpRequest, page: Page) -> None:
    """Moving a page out of the bin is how it is restored."""
    page = Page.objects.get(pk=page.pk)
    if not _is_in_bin(page) and take_out_of_bin(page=page.specific):
        messages.success(request, _("“%(title)s” is restored as a draft.") % {"title": page.get_admin_display_title()})


def keep_restricted_documents(document: Document, request: HttpRequest) -> None:
    """Hand out what lies in *Restricted* only to those who may change it; for others it is not there (Http404)."""
    policy = policy_registry.get_by_type(Document)
    if is_restricted(document.collection_id) and not policy.user_has_permission_for_instance(request.user, "change", document):
        raise Http404


hooks.register("insert_global_admin_css", admin_identity)
hooks.register("before_serve_document", keep_restricted_documents)
hooks.register("before_delete_page", put_into_bin)
hooks.register("after_move_page", restore_from_bin)
hooks.register("before_bulk_action", put_all_into_bin)
hooks.register("before_delete_user", anonymise_instead)
hooks.register("before_bulk_action", anonymise_all_instead)
