from cms.stories.models.figure import StoryFigure
from cms.stories.models.index import StoryIndexPage
from cms.stories.models.protagonist import StoryProtagonist
from cms.stories.models.story import StoryPage
from cms.stories.models.tag import StoryTag

__all__ = ["StoryFigure", "StoryIndexPage", "StoryPage", "StoryProtagonist", "StoryTag"]
