from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from learning.enums import Letters
from learning.forms.account import SettingsForm
from learning.models import Certificate
from learning.queries.feed import feed_address
from learning.queries.letter_opt_out import wanted_by
from learning.services.change_account import change_account


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def show_settings(request: HttpRequest) -> HttpResponse:
    """How somebody is called, and how and when we write to them."""
    user = cast(User, request.user)
    wanted = wanted_by(user)
    letters = {"has_reminders": Letters.REMINDERS in wanted, "has_work_letters": Letters.WORK in wanted}
    form = SettingsForm.of(user, letters=letters, data=request.POST if request.method == "POST" else None)
    if form.is_valid():
        change_account(user=user, **form.cleaned_data)
        messages.success(request, _("Your settings are kept."))
        return redirect("settings")
    context = {
        "form": form,
        "has_certificates": Certificate.objects.filter(user=user).exists(),
        "feed_address": feed_address(user),
    }
    return render(request, "learning/settings.html", context, status=422 if form.errors else 200)
