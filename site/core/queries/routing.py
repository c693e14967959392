from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult


def find_page(request: HttpRequest, path: str) -> RouteResult | None:
    """Find the live page behind `path` in the active language as Wagtail does, and let it know: in three queries at any depth.

    Where no page has the address, each page on the way is asked: a section may answer addresses of its own.
    """
    site = Site.find_for_request(request)
    parts = [part for part in path.split("/") if part]
    found = (_straight(site, parts) or _step_by_step(request, site, parts)) if site else None
    vars(request)["_wagtail_route_for_request"] = found  # where Wagtail keeps it
    return found


def _straight(site: Site, parts: list[str]) -> RouteResult | None:
    language = get_language()
    for root in Site.get_site_root_paths():  # kept in the cache by Wagtail
        if (root.site_id, root.language_code) == (site.pk, language):
            address = "/".join([root.root_path.rstrip("/"), *parts, ""])
            page = Page.objects.live().filter(slug=address.split("/")[-2], url_path=address).first()
            return RouteResult(page.specific) if page is not None else None
    return None


def _step_by_step(request: HttpRequest, site: Site, parts: list[str]) -> RouteResult | None:
    try:
        found: RouteResult = site.root_page.localized.specific.route(request, parts)
    except Http404:
        return None
    return found
