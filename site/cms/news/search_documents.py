from django.utils.translation import gettext_lazy as _

from cms.news.models import NewsArticle
from core.queries.body_text import body_text
from media_pipeline.queries.body_videos import spoken_in
from search.documents import Passage, SearchDocument
from search.pages import names_of, page_documents
from search.registry import register, register_kind


def article_documents(article: NewsArticle) -> list[SearchDocument]:
    themes = list(article.themes.prefetch_related("texts"))
    organisations = list(article.organisations.all())
    cues = spoken_in(article.body, language=article.locale.language_code)
    return page_documents(
        article,
        kind="news",
        body=body_text(article.body),
        published_on=article.published_on,
        keywords=[*names_of([*themes, *organisations]), *article.tags.names()],
        facets={
            "theme": [theme.code for theme in themes],
            "country": [organisation.country.code or "" for organisation in organisations],
            "year": [str(article.published_on.year)],
        },
        passages=[Passage(cue.text, seconds=cue.start) for cue in cues],
    )


register(NewsArticle, article_documents)
register_kind("news", one=_("News"), many=_("News"), ages=True)
