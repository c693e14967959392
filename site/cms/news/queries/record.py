from typing import Any

from django.db.models import prefetch_related_objects

from cms.news.models.article import NewsArticle


def record(article: NewsArticle) -> dict[str, Any]:
    """What the page of an article shows beside its own fields. A preview shows what has not been saved yet."""
    themes = list(article.themes.all())
    prefetch_related_objects(themes, "texts")
    return {
        "themes": themes,
        "organisations": list(article.organisations.all()),
    }
