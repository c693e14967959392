from django.db import models
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase

from core.models import Tag


class GoodPracticeTag(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_practices")
    content_object = ParentalKey("practices.GoodPracticePage", on_delete=models.CASCADE, related_name="tagged_items")
