from typing import Any

from django.db.models import prefetch_related_objects

from cms.stories.models.story import StoryPage


def record(story: StoryPage) -> dict[str, Any]:
    """What the page of a story shows beside its own fields. A preview shows what has not been saved yet."""
    protagonists = list(story.protagonists.all())
    prefetch_related_objects(protagonists, "person__texts")
    prefetch_related_objects(story.theme_list, "texts")
    return {
        "protagonists": protagonists,
        "figures": list(story.figures.all()),
        "themes": story.theme_list,
        "organisations": list(story.organisations.all()),
    }
