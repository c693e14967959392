from collections.abc import Mapping
from functools import partial
from typing import Any

from cms.news.models import NewsArticle
from operations.demo.content import Item, day, items
from operations.demo.pages import organisation, put, terms
from operations.demo.prose import body


def put_news() -> int:
    """Return how many pages were made."""
    return sum(
        put(
            item,
            parent_key="news",
            new=partial(_new, item.shared),
            fill=partial(_fill, item),
            published=item.shared["published"],
        )
        for item in items("news")
    )


def _new(shared: dict[str, Any]) -> NewsArticle:
    page = NewsArticle(kind=shared["kind"], published_on=day(shared["published"]), happens_on=day(shared.get("happens")))
    page.themes = terms("theme", shared["themes"])
    page.organisations = [organisation(key) for key in shared["organisations"]]
    return page


def _fill(item: Item, page: NewsArticle, words: Mapping[str, Any]) -> None:
    page.lead = words["lead"]
    page.body = body(item.key, words["body"])
