from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_safe

from core.templatetags.trellis import bcp47
from search.analysis.query import LONGEST
from search.queries.suggestions import suggestions


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Complete what is being typed, as browsers ask for it (OpenSearch Suggestions): text, completions, kinds, addresses.

    A fifth part, which they pass over, says what our own search box needs beside: the languages, and a sentence.
    """
    text = request.GET.get("q", "")[:LONGEST]
    found = suggestions(text, get_language() or settings.LANGUAGE_CODE)
    said = ngettext("%(count)d suggestion", "%(count)d suggestions", len(found)) % {"count": len(found)}
    answer = [
        text,
        [one.text for one in found],
        [one.kind for one in found],
        [request.build_absolute_uri(one.url) for one in found],
        {"languages": [bcp47(one.locale) for one in found], "said": said},
    ]
    headers = {"Cache-Control": "no-cache"}  # what is public can change with the next letter
    return JsonResponse(answer, safe=False, content_type="application/x-suggestions+json", headers=headers)
