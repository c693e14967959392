"""Courses as the admin offers them for a choice: once for all languages."""

import uuid

from django.conf import settings

from learning.models import CoursePage


def course_choices() -> list[tuple[uuid.UUID, str]]:
    """Return key and title of every published course; the title is that in the site's own language where there is one."""
    titles: dict[uuid.UUID, str] = {}
    rows = CoursePage.objects.live().order_by("title").values_list("translation_key", "title", "locale__language_code")
    for key, title, language in rows:
        if key not in titles or language == settings.LANGUAGE_CODE:
            titles[key] = title
    return sorted(titles.items(), key=lambda item: item[1].casefold())
