from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from core.api.throttle import Rate
from search.analysis.query import LONGEST
from search.counting import is_counted
from search.enums import ClickBand
from search.query_words import counted_words
from search.services.count_query import count_click

RATE = Rate("search-click", most=60, by_address=True)
_LARGEST = 4_000  # bytes: 200 characters of the longest kind, escaped, and what is around them
_FORM = "application/x-www-form-urlencoded"


@csrf_exempt
@require_POST
def click(request: HttpRequest) -> HttpResponse:
    """Count a click on a result: `q`, and in which band of places (`ClickBand`) it was. 400 for anything else.

    Without protection against forgery, because it acts for nobody: no cookie is read, none is set, and all that a forged
    click can do is to be one more. What nobody has asked is not counted.
    """
    if not is_counted(request):
        return HttpResponse(status=204)
    if not RATE.allow_request(request):
        return HttpResponse(status=429, headers={"Retry-After": str(int(RATE.wait()) + 1)})
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin" or not _is_form(request):
        return HttpResponse(status=400)
    text, band = request.POST.get("q", ""), request.POST.get("band", "")
    words = counted_words(text)
    if set(request.POST) != {"q", "band"} or len(text) > LONGEST or not words or band not in ClickBand:
        return HttpResponse(status=400)
    count_click(words=words, language=get_language() or "", band=ClickBand(band))
    return HttpResponse(status=204)


def _is_form(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return request.content_type == _FORM and length.isdigit() and int(length) <= _LARGEST
