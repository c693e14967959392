from django.utils.translation import gettext_lazy as _

from cms.news.models import NewsArticle
from search.documents import SearchDocument
from search.pages import names_of, page_documents, told
from search.registry import register, register_kind


def article_documents(article: NewsArticle) -> list[SearchDocument]:
    themes = list(article.themes.prefetch_related("texts"))
    organisations = list(article.organisations.all())
    before, sections = told(article.body)
    return page_documents(
        article,
        kind="news",
        body=before,
        published_on=article.published_on,
        keywords=[*names_of([*themes, *organisations]), *article.tags.names()],
        facets={
            "theme": [theme.code for theme in themes],
            "country": [organisation.country.code or "" for organisation in organisations],
            "year": [str(article.published_on.year)],
        },
        passages=sections,
    )


register(NewsArticle, article_documents)
register_kind("news", one=_("News"), many=_("News"), ages=True)
