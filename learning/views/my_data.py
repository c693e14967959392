"""Download everything that is held of me, and have it forgotten."""

from collections.abc import Callable
from typing import cast

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from core.services.write_archive import write_archive
from learning.forms.account import EraseForm
from learning.services.erase_account import LastAdministratorError, erase_account, is_last_administrator
from learning.throttle import Throttle

TOO_MANY_REQUESTS = 429
ARCHIVES = Throttle("archive", most=5, seconds=3600)  # each reads every row of a person
WRONG_PASSWORDS = Throttle("erase", most=5, seconds=600)


def _page(request: HttpRequest, form: EraseForm | None = None, status: int = 200, said: str = "") -> HttpResponse:
    user = cast(User, request.user)
    context = {"form": form or EraseForm(user=user), "is_last": is_last_administrator(user), "said": said}
    return render(request, "learning/my_data.html", context, status=status)


@never_cache
@require_safe
@login_required
def show_my_data(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _archive(request: HttpRequest) -> HttpResponseBase:
    user = cast(User, request.user)
    if ARCHIVES.is_over(user.pk):
        return _page(request, status=TOO_MANY_REQUESTS, said=_("You have taken several copies already. Please wait an hour."))
    ARCHIVES.count(user.pk)
    now = timezone.now()
    headers = {"Content-Disposition": f'attachment; filename="my-data-{now:%Y-%m-%d}.zip"', "X-Robots-Tag": "noindex"}
    return StreamingHttpResponse(write_archive(user, now=now), content_type="application/zip", headers=headers)


_archive_after_password = cast(Callable[[HttpRequest], HttpResponseBase], reauthentication_required(_archive))


@never_cache
@require_safe
@login_required
def download_my_data(request: HttpRequest) -> HttpResponseBase:
    """Everything as one ZIP, after the password was typed once more within the last minutes."""
    return _archive_after_password(request)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def erase_my_data(request: HttpRequest) -> HttpResponse:
    """Forget the account, after its address and its password were typed."""
    user = cast(User, request.user)
    if request.method != "POST":
        return redirect("my_data")
    if WRONG_PASSWORDS.is_over(user.pk):
        return _page(request, status=TOO_MANY_REQUESTS, said=_("That were too many wrong passwords. Please wait ten minutes."))
    form = EraseForm(request.POST, user=user)
    if not form.is_valid():
        if "password" in form.errors:
            WRONG_PASSWORDS.count(user.pk)
        return _page(request, form, 422)
    try:
        erase_account(user=user, now=timezone.now())
    except LastAdministratorError:
        return _page(request, form, 409)
    logout(request)
    return redirect("erased")


@require_safe
def show_erased(request: HttpRequest) -> HttpResponse:
    return render(request, "learning/erased.html")
