from typing import Any

from django.db.models import prefetch_related_objects

from cms.news.models.article import NewsArticle


def record(article: NewsArticle) -> dict[str, Any]:
    """What the page of an article shows beside its own fields. A preview shows what has not been saved yet."""
    prefetch_related_objects(article.theme_list, "texts")
    return {
        "themes": article.theme_list,
        "organisations": list(article.organisations.all()),
    }
