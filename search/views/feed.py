from dataclasses import replace
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from core.templatetags.trellis import bcp47, site_name
from core.writable import writable
from search.addresses import address
from search.enums import Sort
from search.queries.search import SearchQuery, run

ENTRIES = 50


def feed(request: HttpRequest, query: SearchQuery) -> HttpResponse:
    """The newest results of a search, as Atom; an entry keeps its id when its page is renamed."""
    answer = run(replace(query, sort=Sort.NEWEST, page=1, per_page=ENTRIES, is_brief=True))
    page = request.build_absolute_uri(reverse("search"))
    about = _("Results for “%(text)s”") % {"text": query.text} if query.text else _("New on the site")
    host = urlsplit(page).hostname
    written = Atom1Feed(
        title=writable(f"{about} · {site_name()}"),
        link=page + address(query),
        description="",
        language=bcp47(query.language),
        feed_url=page + address(query, format="atom"),
    )
    for hit in answer.hits:
        written.add_item(
            title=writable(hit.title),
            link=request.build_absolute_uri(hit.url),
            description=escape(writable(hit.summary)),
            pubdate=hit.published,
            updateddate=hit.published,
            unique_id=f"tag:{host},2026:search/{hit.id}",
            categories=[hit.kind_label],
        )
    return HttpResponse(written.writeString("utf-8"), content_type=written.content_type, headers={"Cache-Control": "no-cache"})
