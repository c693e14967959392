"""Pages to find again: the button on the page, and the list."""

import uuid
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from learning.queries.bookmark import bookmarks_of, readable_page
from learning.services.keep_bookmark import MOST, TooManyBookmarksError, drop_bookmark, keep_bookmark


@require_POST
def post_bookmark(request: HttpRequest, page_key: uuid.UUID) -> HttpResponse:
    """Keep the page, or no longer (`keep` is `on` or `off`), and back to where the button stood."""
    page = readable_page(page_key, language=get_language() or "")
    here = page.get_url(request) if page else reverse("bookmarks")
    if not isinstance(request.user, User):
        return redirect_to_login(here)
    if request.POST.get("keep") == "off":
        drop_bookmark(user=request.user, page_key=page_key)
    else:
        try:
            keep_bookmark(user=request.user, page_key=page_key)
        except LookupError as error:
            raise Http404 from error
        except TooManyBookmarksError:
            words = _("You keep %(most)d pages already. Take some away first; this one is not kept.")
            messages.error(request, words % {"most": MOST})
            return redirect("bookmarks")
    return redirect("bookmarks" if request.POST.get("back") == "list" else f"{here}#keep")


@require_safe
@login_required
def show_bookmarks(request: HttpRequest) -> HttpResponse:
    kept = bookmarks_of(cast(User, request.user), language=get_language() or "")
    return render(request, "learning/bookmarks.html", {"bookmarks": kept})
