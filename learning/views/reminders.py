"""Reminders: off by one click in a letter, off and on from the desk."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from learning.letters import opted_out
from learning.services.choose_reminders import choose_reminders


@csrf_exempt  # the signed address is the right to do it: a mail program posts here and has no cookie (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the reminders of whom the letter went to. Looking changes nothing: mail programs look at links by themselves."""
    try:
        user = get_object_or_404(User, public_id=opted_out(token))
    except BadSignature:
        raise Http404 from None
    is_done = request.method == "POST"
    if is_done:
        choose_reminders(user=user, wanted=False)
    return render(request, "learning/reminders_off.html", {"is_done": is_done})


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    user = request.user
    if not isinstance(user, User):
        return redirect_to_login(reverse("desk"))
    wanted = request.POST.get("reminders") == "on"
    choose_reminders(user=user, wanted=wanted)
    messages.success(request, _("You are reminded of what is due.") if wanted else _("You get no more reminders."))
    return redirect(f"{reverse('desk')}#reminders")
