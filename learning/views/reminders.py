"""Reminders: off by one click in a letter; the settings turn them on again."""

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

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
