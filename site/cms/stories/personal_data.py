from cms.stories.models import StoryFigure, StoryIndexPage, StoryPage, StoryProtagonist, StoryTag
from core.registries.personal_data import PersonalData, classify

classify(
    StoryPage, StoryIndexPage, StoryTag, StoryFigure, StoryProtagonist,
    kind=PersonalData.NONE, reason="People are named through their records, or by their role alone.",
)  # fmt: skip
