from datetime import timedelta

from django.test import Client
from django.utils import timezone

from cms.home.models import HomePage
from cms.news.models import NewsArticle, NewsIndexPage
from core.models import BinEntry, BinPage
from core.services.bin import empty_bin, move_to_bin
from tests.factories.cms import article


def test_a_deleted_page_waits_in_the_bin(client: Client, home: HomePage) -> None:
    page = article(home, slug="letters")
    url, parent = page.url, page.get_parent().pk
    entry = move_to_bin(page=page, user=None)
    kept = NewsArticle.objects.get(pk=page.pk)
    assert (kept.get_parent().specific, kept.live, client.get(url).status_code) == (BinPage.objects.get(), False, 404)
    assert (entry.former_parent_id, entry.former_slug) == (parent, "letters")
    assert article(home, slug="letters").slug == "letters"


def test_the_bin_is_emptied_after_its_time(home: HomePage) -> None:
    old, new = article(home), article(home)
    for page in (old, new):
        move_to_bin(page=page, user=None)
    BinEntry.objects.filter(page=old).update(deleted_at=timezone.now() - timedelta(days=31))
    assert empty_bin(before=timezone.now() - timedelta(days=30)) == 1
    assert list(NewsArticle.objects.values_list("pk", flat=True)) == [new.pk]


def test_a_page_that_came_back_from_the_bin_is_not_deleted(home: HomePage, news_section: NewsIndexPage) -> None:
    move_to_bin(page=news_section, user=None)
    NewsIndexPage.objects.get().move(HomePage.objects.get(), pos="last-child")
    assert empty_bin(before=timezone.now() + timedelta(days=31)) == 0
    assert (NewsIndexPage.objects.count(), BinEntry.objects.count()) == (1, 0)
