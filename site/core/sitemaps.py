from typing import Any

from django.db.models import Q
from wagtail.contrib.sitemaps import Sitemap


class PageSitemap(Sitemap):
    """Every page that the public may read, in every language: Wagtail's own stops at the tree of the default one."""

    def items(self) -> Any:
        homes = self.get_wagtail_site().root_page.get_translations(inclusive=True)
        below = Q(pk__in=[])
        for path in homes.values_list("path", flat=True):
            below |= Q(path__startswith=path)
        return homes.model.objects.filter(below).live().public().order_by("path").defer_streamfields().specific()
