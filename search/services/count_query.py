from datetime import date, timedelta

from django.db import connection
from django.db.models import F
from django.utils import timezone

from search.enums import ClickBand
from search.models import QueryDay

# The ORM cannot add in an upsert. One statement is exact however many ask at once, and both databases read it.
_COUNT = """
    INSERT INTO search_queryday
        (day, language, words, asked, found_nothing, clicks_1, clicks_2, clicks_3, clicks_4_10, clicks_later)
    VALUES (%s, %s, %s, 1, %s, 0, 0, 0, 0, 0)
    ON CONFLICT (day, language, words)
    DO UPDATE SET asked = search_queryday.asked + 1, found_nothing = search_queryday.found_nothing + excluded.found_nothing
"""


def count_query(*, words: str, language: str, is_found: bool, today: date | None = None) -> None:
    """Count that `words`, of `search.query_words`, were asked by a reader of `language`. `today` in UTC."""
    day = connection.ops.adapt_datefield_value(today or timezone.now().date())
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [day, language, words, int(not is_found)])


def count_click(*, words: str, language: str, band: ClickBand, today: date | None = None) -> bool:
    """Count a click on a result of what was asked today, or yesterday by who reads over midnight; False where nobody asked."""
    since = (today or timezone.now().date()) - timedelta(days=1)
    last = QueryDay.objects.filter(words=words, language=language, day__gte=since).order_by("-day").values("pk")[:1]
    return bool(QueryDay.objects.filter(pk__in=last).update(**{band.column: F(band.column) + 1}))


def forget_queries(*, before: date) -> int:
    """Remove what was counted before the day `before`; return how many rows that were."""
    gone, _each = QueryDay.objects.filter(day__lt=before).delete()
    return gone
