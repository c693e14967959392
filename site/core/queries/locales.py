from functools import lru_cache

from wagtail.models import Locale, Page

# Locales are made by the first migration and keep their ids, so a process asks once for each.


@lru_cache(maxsize=64)
def _code(locale_id: int) -> str:
    code: str = Locale.objects.get(pk=locale_id).language_code
    return code


def language_of(page: Page) -> str:
    """The language code of a page."""
    return _code(page.locale_id)
