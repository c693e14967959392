from django.db import models
from django.utils.translation import gettext_lazy as _


class QueryDay(models.Model):
    """How often something was asked on a day (UTC), how often nothing was found, and where what was found was clicked.

    `words` are folded, as `search.query_words` gives them; `language` is the one that the page was read in. A row knows
    nothing of who asked. Clicks are counted by the place of the result, from 1.
    """

    day = models.DateField()
    language = models.CharField(max_length=10)
    words = models.CharField(max_length=200)
    asked = models.PositiveIntegerField(default=0)
    found_nothing = models.PositiveIntegerField(default=0)
    clicks_1 = models.PositiveIntegerField(default=0)
    clicks_2 = models.PositiveIntegerField(default=0)
    clicks_3 = models.PositiveIntegerField(default=0)
    clicks_4_10 = models.PositiveIntegerField(default=0)
    clicks_later = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("what people search")
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["day", "language", "words"], name="search_query_day_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.words}"
