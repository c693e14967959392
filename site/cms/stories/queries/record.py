from typing import Any

from django.db.models import prefetch_related_objects

from cms.stories.models.story import StoryPage


def record(story: StoryPage) -> dict[str, Any]:
    """What the page of a story shows beside its own fields. A preview shows what has not been saved yet."""
    protagonists = list(story.protagonists.all())
    prefetch_related_objects(protagonists, "person__texts")
    themes = list(story.themes.all())
    prefetch_related_objects(themes, "texts")
    return {
        "protagonists": protagonists,
        "figures": list(story.figures.all()),
        "themes": themes,
        "organisations": list(story.organisations.all()),
    }
