from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

SHORT = 16  # characters that a browser has room for; the format allows no more


@require_safe
@cache_control(public=True, max_age=86_400)
def description(request: HttpRequest) -> HttpResponse:
    """What a browser needs to ask this site by itself (OpenSearch 1.1), in the language of the address."""
    context = {
        "short_name": settings.WAGTAIL_SITE_NAME[:SHORT],
        "search": request.build_absolute_uri(reverse("search")),
        "suggest": request.build_absolute_uri(reverse("search_suggest")),
        "icon": request.build_absolute_uri(static("identity/favicon.svg")),
    }
    return render(request, "search/opensearch.xml", context, content_type="application/opensearchdescription+xml")
