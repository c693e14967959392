from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.defaults import page_not_found
from wagtail.models import Site
from wagtail.views import serve as serve_page

from core.queries.locales import language_of
from core.queries.routing import find_page
from core.queries.translation import find_elsewhere, live_translation, readable_in


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page; where it is not written in this language yet, offer the languages it is written in."""
    found = find_page(request, path)
    if found is not None and language_of(found[0]) == get_language():
        response: HttpResponse = serve_page(request, path)
        return response
    site = Site.find_for_request(request)
    elsewhere = find_elsewhere(site, path) if site else None
    if elsewhere is None:
        return page_not_found(request, Http404(path))  # our own page, also where DEBUG would show Django's
    translation = live_translation(elsewhere, get_language() or "")
    if translation is not None:
        return redirect(translation.url)
    return render(
        request, "pages/not_yet_translated.html", {"elsewhere": elsewhere.specific, "versions": readable_in(elsewhere)}
    )
