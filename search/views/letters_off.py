"""Letters about searches off by one click in one of them; the list of searches turns them on again."""

import uuid

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from search.letters import ONE, read_token
from search.models import SavedSearch
from search.services.change_search import stop_letter, stop_letters


@csrf_exempt  # the signed address is the right to do it: a mail program posts here and has no cookie (RFC 8058)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, token: str, about: str) -> HttpResponse:
    """Stop the letters about one search or about all. Looking changes nothing: mail programs look at links by themselves.

    Of a search that was deleted since there are no letters any more, and the page says so.
    """
    try:
        public_id = uuid.UUID(read_token(token, about=about))
    except BadSignature:
        raise Http404 from None
    saved = SavedSearch.objects.filter(public_id=public_id).first() if about == ONE else None
    is_done = request.method == "POST" or (about == ONE and saved is None)
    if request.method == "POST" and about == ONE:
        stop_letter(public_id=public_id)
    elif request.method == "POST":
        stop_letters(user_id=public_id)
    return render(request, "search/letters_off.html", {"is_done": is_done, "is_one": about == ONE, "saved": saved})
