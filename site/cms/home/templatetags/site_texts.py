from django import template
from django.conf import settings
from django.utils.translation import get_language

from cms.home.models import SiteTexts

register = template.Library()


@register.simple_tag
def site_texts() -> SiteTexts | None:
    """The texts of the active language, or of the default one until they are translated; the newest row counts."""
    language = get_language() or settings.LANGUAGE_CODE
    rows = SiteTexts.objects.filter(locale__language_code__in={language, settings.LANGUAGE_CODE})
    rows = rows.select_related("locale").order_by("-pk")
    return min(rows, key=lambda row: row.locale.language_code != language, default=None)
