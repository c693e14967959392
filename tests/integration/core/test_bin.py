from datetime import timedelta
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cms.home.models import HomePage
from cms.news.models import NewsArticle
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


def test_a_page_that_is_moved_out_of_the_bin_is_restored(client: Client, home: HomePage) -> None:
    client.force_login(User.objects.create_superuser("admin@example.org", "x"))
    page = article(home, slug="letters")
    parent = page.get_parent()
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    BinEntry.objects.update(deleted_at=timezone.now() - timedelta(days=31))
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, parent.pk]), {"confirm": "on"})
    assert (empty_bin(before=timezone.now()), BinEntry.objects.count()) == (0, 0)
    restored = NewsArticle.objects.get()
    assert (restored.slug, restored.get_parent().pk, restored.live) == ("letters", parent.pk, False)


def test_what_is_deleted_in_the_bin_is_gone(client: Client, home: HomePage) -> None:
    client.force_login(User.objects.create_superuser("admin@example.org", "x"))
    pages = [article(home), article(home)]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    query = urlencode({"id": [page.pk for page in pages], "next": reverse("wagtailadmin_home")}, doseq=True)
    answers = [client.post(f"{address}?{query}").status_code]
    assert BinEntry.objects.count() == 2
    answers.append(client.post(f"{address}?{query}").status_code)
    assert (answers, NewsArticle.objects.count()) == ([302, 302], 0)
