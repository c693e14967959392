"""Searches to find again: save one, and the list of them."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from search.addresses import address, kept
from search.enums import Sort
from search.forms.saved_search import NameForm, SaveForm
from search.models import SavedSearch
from search.parameters import read_kindly
from search.queries.saved_list import saved_rows
from search.queries.saved_search import described, find_saved, is_unconfirmed, name_of
from search.queries.search import SearchQuery
from search.services.change_search import choose_letter, delete_search, rename_search
from search.services.save_search import MOST, TooManySearchesError, save_search


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest) -> HttpResponse:
    """Name a search and save it. Who has no account comes back here from the log-in, with the search in the address."""
    parameters = request.POST if request.method == "POST" else request.GET
    query = replace(read_kindly(parameters, language=get_language() or settings.LANGUAGE_CODE), sort=Sort.RELEVANCE)
    if query.is_empty:
        return redirect("search")
    if not isinstance(request.user, User):
        return redirect_to_login(reverse("save_search") + address(query))
    if request.method != "POST":
        return _form(request, query, _empty_form(request.user, query))
    form = SaveForm(request.POST)
    return _save(request, request.user, query, form) if form.is_valid() else _form(request, query, form, 422)


def _empty_form(user: User, query: SearchQuery) -> SaveForm:
    saved = find_saved(user, query)
    return SaveForm(initial={"name": saved.name, "has_letter": saved.has_letter} if saved else {"name": name_of(query)})


def _form(request: HttpRequest, query: SearchQuery, form: SaveForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "query": query, "kept": kept(query), "filters": described([query.filters])[0]}
    back = {"back": reverse("search") + address(query)}
    return render(request, "search/save.html", {**context, **back}, status=status)


def _save(request: HttpRequest, user: User, query: SearchQuery, form: SaveForm) -> HttpResponse:
    try:
        save_search(user=user, query=query, now=timezone.now(), **form.cleaned_data)
    except TooManySearchesError:
        form.add_error(
            None, _("You have saved %(most)d searches already. Delete one first; nothing here is lost.") % {"most": MOST}
        )
        return _form(request, query, form, 422)
    except User.DoesNotExist:  # forgotten in another window, this moment
        return redirect("search")
    messages.success(request, _("The search is saved."))
    return redirect("saved_searches")


@never_cache
@require_safe
@login_required
def show_saved(request: HttpRequest) -> HttpResponse:
    return _list(request)


def _list(request: HttpRequest, failed: dict[uuid.UUID, NameForm] | None = None, status: int = 200) -> HttpResponse:
    """Show the list; `failed` holds a name that could not be kept, by the search that it was for."""
    user = cast(User, request.user)
    rows = saved_rows(user, now=timezone.now())
    forms = {row.saved.public_id: NameForm.of(row.saved) for row in rows} | (failed or {})
    context = {"rows": [(row, forms[row.saved.public_id]) for row in rows], "is_unconfirmed": is_unconfirmed(user)}
    return render(request, "search/saved.html", context, status=status)


@never_cache
@require_POST
def change(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Do to a search what the button `do` says; back to the list. What another window has deleted is gone from it."""
    if not isinstance(request.user, User):  # not back to this address: after the log-in it would be asked by GET
        return redirect_to_login(reverse("saved_searches"))
    user, wish = request.user, request.POST.get("do", "")
    if wish == "rename":
        return _rename(request, user, public_id)
    if wish in _WISHES:
        _WISHES[wish](user=user, public_id=public_id)
    return redirect("saved_searches")


def _rename(request: HttpRequest, user: User, public_id: uuid.UUID) -> HttpResponse:
    form = NameForm.of(get_object_or_404(SavedSearch, user=user, public_id=public_id), request.POST)
    if not form.is_valid():
        return _list(request, {public_id: form}, 422)
    rename_search(user=user, public_id=public_id, name=form.cleaned_data["name"])
    return redirect("saved_searches")


def _choose(*, user: User, public_id: uuid.UUID, wanted: bool) -> None:
    choose_letter(user=user, public_id=public_id, wanted=wanted, now=timezone.now())


_WISHES: dict[str, Callable[..., None]] = {
    "letter_on": partial(_choose, wanted=True),
    "letter_off": partial(_choose, wanted=False),
    "delete": delete_search,
}
