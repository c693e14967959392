from datetime import UTC, datetime, time

from django.utils.translation import gettext_lazy as _

from cms.news.models import NewsArticle
from core.queries.body_text import body_text
from search.documents import SearchDocument
from search.registry import register, register_kind


def article_documents(article: NewsArticle) -> list[SearchDocument]:
    """One document in the article's own language, with its themes, countries and the names they have in every language."""
    if not article.live or article.get_view_restrictions().exists() or not article.url:
        return []
    themes = list(article.themes.prefetch_related("texts"))
    organisations = list(article.organisations.all())
    countries = [organisation.country.code for organisation in organisations if organisation.country]
    names = [name for organisation in organisations for name in organisation.labels()]
    return [
        SearchDocument(
            id=f"page:{article.pk}",
            kind="news",
            locale=article.locale.language_code,
            url=article.url,
            title=article.title,
            summary=article.summary,
            body=body_text(article.body),
            keywords=[*(label for theme in themes for label in theme.labels()), *names, *article.tags.names()],
            facets={
                "theme": [theme.code for theme in themes],
                "country": sorted(set(countries)),
                "year": [str(article.published_on.year)],
            },
            published=datetime.combine(article.published_on, time(), UTC),
            cover_seed=str(article.translation_key),
        )
    ]


register(NewsArticle, article_documents)
register_kind("news", one=_("News"), many=_("News"))
