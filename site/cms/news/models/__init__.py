from cms.news.models.article import NewsArticle, NewsArticleTag
from cms.news.models.index import NewsIndexPage

__all__ = ["NewsArticle", "NewsArticleTag", "NewsIndexPage"]
