from django.db import models
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase

from core.models import Tag


class StoryTag(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_stories")
    content_object = ParentalKey("stories.StoryPage", on_delete=models.CASCADE, related_name="tagged_items")
