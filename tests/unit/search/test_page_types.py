"""Every page that the public reads is found, or stands here with the reason why not."""

from django.apps import apps

from core.models import BasePage
from search import registry

NOT_FOUND = {
    "home.HomePage": "It only shows what other pages say.",
    "news.NewsIndexPage": "A list of pages that are found themselves.",
    "stories.StoryIndexPage": "A list of pages that are found themselves.",
    "practices.GoodPracticeIndexPage": "A list of pages that are found themselves.",
    "learning.CataloguePage": "A list of pages that are found themselves.",
    "learning.ModulePage": "A section of the page of its course, and a passage of what the search knows of that.",
}


def test_every_public_page_type_has_search_documents_or_a_reason() -> None:
    types = {model._meta.label for model in apps.get_models() if issubclass(model, BasePage)}
    described = {source.name for source in registry.sources() if source.is_page}
    assert (types - described, described & NOT_FOUND.keys()) == (set(NOT_FOUND), set())
