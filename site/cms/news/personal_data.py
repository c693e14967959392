from cms.news.models import NewsArticle, NewsArticleTag, NewsIndexPage
from core.registries.personal_data import PersonalData, classify

classify(NewsArticle, NewsArticleTag, NewsIndexPage, kind=PersonalData.NONE, reason="People are named through their records.")
