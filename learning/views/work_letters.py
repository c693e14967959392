"""Letters about work handed in: off by one click in a letter; the settings turn them on again."""

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import User
from learning.letters import WORK, opted_out
from learning.services.choose_work_letters import choose_work_letters


@csrf_exempt  # the signed address is the right to do it (RFC 8058), as with reminders
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the letters to whom the letter went. Looking changes nothing."""
    try:
        user = get_object_or_404(User, public_id=opted_out(token, about=WORK))
    except BadSignature:
        raise Http404 from None
    is_done = request.method == "POST"
    if is_done:
        choose_work_letters(user=user, wanted=False)
    return render(request, "learning/work_letters_off.html", {"is_done": is_done})
