from django.utils.translation import gettext_lazy as _

from cms.stories.models import StoryPage
from core.queries.body_text import body_text
from search.documents import Passage, SearchDocument
from search.pages import names_of, page_documents
from search.registry import register, register_kind


def story_documents(story: StoryPage) -> list[SearchDocument]:
    """The story with its four parts as passages, each under its own heading."""
    themes = list(story.themes.prefetch_related("texts"))
    parts = [(anchor, body_text(stream)) for anchor, _heading, stream in story.parts]
    return page_documents(
        story,
        kind="story",
        body=story.place,
        published_on=story.told_on,
        keywords=[*names_of([*themes, *story.organisations.all()]), *story.tags.names()],
        facets={
            "theme": [theme.code for theme in themes],
            "country": [story.country.code or ""],
            "year": [str(story.told_on.year)],
        },
        passages=[Passage(text, anchor=anchor) for anchor, text in parts if text],
    )


register(StoryPage, story_documents)
register_kind("story", one=_("Story"), many=_("Stories"))
