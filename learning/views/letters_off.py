"""Letters off by one click in one of them; the settings turn them on again."""

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import User
from learning.enums import Letters
from learning.letters import opted_out
from learning.services.choose_letters import choose_letters


@csrf_exempt  # the signed address is the right to do it: a mail program posts here and has no cookie (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, token: str, about: Letters) -> HttpResponse:
    """Stop the letters to whom this one went. Looking changes nothing: mail programs look at links by themselves."""
    try:
        user = get_object_or_404(User, public_id=opted_out(token, about=about))
    except BadSignature:
        raise Http404 from None
    is_done = request.method == "POST"
    if is_done:
        choose_letters(user=user, about=about, wanted=False)
    return render(request, f"learning/{about.value}_off.html", {"is_done": is_done})
