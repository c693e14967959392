"""What happens to a page happens to its document, through signals, the outbox and the task."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from cms.home.models import HomePage
from cms.news.models import NewsArticle, NewsIndexPage
from core.models import Tag, Term, TermText
from core.services.bin import move_to_bin
from search import registry
from search.models import IndexedDocument, IndexedFacet, PendingChange, TermForm
from search.queries.search import SearchQuery, run
from search.services.outbox import drain
from search.services.rebuild import rebuild
from tests.factories.search import a_document, thing_behind


@pytest.fixture
def article(news_section: NewsIndexPage) -> NewsArticle:
    page = NewsArticle(
        title="Seventeen letters",
        slug="letters",
        lead="Who wrote them?",
        body=[("text", "<p>A rare <b>quokka</b>&nbsp;came.</p>")],
    )
    news_section.add_child(instance=page)
    page.save_revision().publish()
    drain()
    return page


def found(text: str = "quokka") -> list[str]:
    return [hit.url for hit in run(SearchQuery(text=text)).hits]


def test_a_published_article_is_found_with_its_words_terms_and_facets(article: NewsArticle) -> None:
    term = Term.objects.create(kind="theme", code="writing")
    TermText.objects.create(parent=term, language="sl", name="Pisanje", synonyms="Dopisovanje")
    article.themes.add(term)
    article.save_revision().publish()
    drain()
    assert [found(text) for text in ("quokka", "seventeen letter", "dopisovanje")] == [["/en/news/letters/"]] * 3
    facets = sorted(IndexedFacet.objects.filter(document__kind="news").values_list("name", "value"))
    assert facets == [("kind", "news"), ("lang", "en"), ("theme", "writing"), ("year", str(article.published_on.year))]


def test_a_new_synonym_of_a_term_finds_what_carries_it(article: NewsArticle) -> None:
    term = Term.objects.create(kind="theme", code="writing")
    text = TermText.objects.create(parent=term, language="nb", name="Skriving")
    article.themes.add(term)
    article.save_revision().publish()
    drain()
    before = found("veiledning")
    text.synonyms = "Veiledning"
    text.save()
    drain()
    assert (before, found("veiledning")) == ([], ["/en/news/letters/"])


def test_a_draft_is_not_found(article: NewsArticle) -> None:
    article.body = [("text", "<p>wombat</p>")]
    article.save_revision()
    drain()
    assert (found(), found("wombat")) == (["/en/news/letters/"], [])


def _unpublish(page: NewsArticle, home: HomePage) -> None:
    page.unpublish()


def _delete(page: NewsArticle, home: HomePage) -> None:
    page.delete()


def _delete_section(page: NewsArticle, home: HomePage) -> None:
    page.get_parent().specific.delete()


def _bin(page: NewsArticle, home: HomePage) -> None:
    move_to_bin(page=page.page_ptr, user=None)


def _bin_section(page: NewsArticle, home: HomePage) -> None:
    move_to_bin(page=page.get_parent(), user=None)


def _restrict(page: NewsArticle, home: HomePage) -> None:
    PageViewRestriction.objects.create(page=home.page_ptr, restriction_type="login")


@pytest.mark.parametrize("take_back", [_unpublish, _delete, _delete_section, _bin, _bin_section, _restrict])
def test_what_is_taken_back_is_gone_at_once_and_leaves_the_index(
    article: NewsArticle, home: HomePage, take_back: Callable[[NewsArticle, HomePage], None]
) -> None:
    take_back(article, home)
    behind = run(SearchQuery(text="quokka"))
    assert (behind.total, behind.hits, behind.facets, IndexedDocument.objects.count()) == (0, [], [], 1)
    drain()
    assert (found(), IndexedDocument.objects.count(), PendingChange.objects.count()) == ([], 0, 0)


def test_a_restriction_that_is_lifted_brings_the_page_back(article: NewsArticle, home: HomePage) -> None:
    restriction = PageViewRestriction.objects.create(page=home.page_ptr, restriction_type="login")
    drain()
    restriction.delete()
    drain()
    assert found() == ["/en/news/letters/"]


def test_a_row_that_went_without_a_signal_is_not_shown(article: NewsArticle) -> None:
    Page.objects.filter(pk=article.pk).update(live=False)
    answer = run(SearchQuery(text="quokka"))
    assert (answer.total, answer.hits) == (0, [])


def test_a_moved_subtree_is_found_at_its_new_address(article: NewsArticle, home: HomePage) -> None:
    other = HomePage(title="Archive", slug="archive", statement="Old")
    home.add_child(instance=other)
    Page.objects.get(pk=article.get_parent().pk).move(Page.objects.get(pk=other.pk), pos="last-child")
    drain()
    assert found() == ["/en/archive/news/letters/"]


def test_a_new_slug_above_changes_the_address(article: NewsArticle, home: HomePage) -> None:
    section = HomePage(title="Year", slug="year", statement="Year")
    home.add_child(instance=section)
    Page.objects.get(pk=article.get_parent().pk).move(Page.objects.get(pk=section.pk), pos="last-child")
    section = HomePage.objects.get(pk=section.pk)
    section.slug = "year-2026"
    section.save_revision().publish()
    drain()
    assert found() == ["/en/year-2026/news/letters/"]


def test_the_task_follows_the_commit(article: NewsArticle, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        article.unpublish()
    assert (IndexedDocument.objects.count(), PendingChange.objects.count()) == (0, 0)


def test_other_models_are_followed_by_being_saved_and_deleted(db: None) -> None:
    tag = thing_behind(a_document("Quokka", url="/en/quokka/"))
    drain()
    assert found() == ["/en/quokka/"]
    tag.delete()
    drain()
    assert IndexedDocument.objects.count() == 0


def test_draining_twice_changes_nothing(article: NewsArticle) -> None:
    def rows() -> list[Any]:
        return [{**row, "version": 0} for row in IndexedDocument.objects.values()]

    before = rows()
    article.save_revision().publish()
    article.save_revision().publish()
    assert (drain(), drain(), rows(), IndexedDocument.objects.get().version) == (2, 0, before, 2)


def test_what_cannot_be_described_does_not_hold_up_the_rest(article: NewsArticle) -> None:
    def broken(tag: Tag) -> list[Any]:
        raise RuntimeError(tag.slug)

    kept = registry.source("core.Tag")
    registry.register(Tag, broken)
    try:
        PendingChange.objects.create(source="core.Tag", source_id=Tag.objects.create(name="bad", slug="bad").pk)
        article.unpublish()
        drained, waits = [], []
        for _attempt in range(7):
            began = timezone.now()
            drained.append(drain())
            waits.append({round((change.due_at - began).total_seconds() / 60) for change in PendingChange.objects.all()})
            PendingChange.objects.update(due_at=began)
    finally:
        registry._sources.pop("core.Tag")
        if kept:
            registry._sources["core.Tag"] = kept
    assert (drained, waits) == ([1, 0, 0, 0, 0, 0, 0], [{1}, {4}, {16}, {64}, {256}, {0}, {0}])
    assert IndexedDocument.objects.count() == 0
    assert set(PendingChange.objects.values_list("source", "attempts", "reason")) == {("core.Tag", 5, "RuntimeError: bad")}


def test_what_cannot_be_stored_does_not_hold_up_the_rest(article: NewsArticle) -> None:
    """A value that is too long for its column: PostgreSQL refuses it, SQLite with the help of a trigger."""
    tag = thing_behind(a_document("Wombat", facets={"theme": ["a" * 300]}))
    thing_behind(a_document("Numbat"))
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER short BEFORE INSERT ON search_indexedfacet WHEN length(NEW.value) > 100"
            " BEGIN SELECT RAISE(ABORT, 'too long'); END"
        )
    drain()
    assert ([found("wombat"), len(found("numbat"))], IndexedDocument.objects.filter(title="Wombat").count()) == ([[], 1], 0)
    (change,) = PendingChange.objects.all()
    assert (change.source_id, change.attempts, change.reason) == (tag.pk, 1, "IntegrityError: too long")


def test_a_change_that_works_takes_those_along_that_were_given_up(article: NewsArticle) -> None:
    PendingChange.objects.create(source="news.NewsArticle", source_id=article.pk, attempts=5, reason="Broken.")
    assert (drain(), PendingChange.objects.count()) == (0, 1)
    article.save_revision().publish()
    assert (drain(), PendingChange.objects.count()) == (2, 0)


def test_publishing_goes_on_while_the_engine_is_down(article: NewsArticle, django_capture_on_commit_callbacks: Any) -> None:
    def rename(old: str, new: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {old} RENAME TO {new}")

    rename("search_text", "search_away")
    article.title = "Eighteen letters"
    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision().publish()
    assert (NewsArticle.objects.get().title, PendingChange.objects.count()) == ("Eighteen letters", 1)
    rename("search_away", "search_text")
    drain()
    assert (found("eighteen"), PendingChange.objects.count()) == (["/en/news/letters/"], 0)


def test_a_rebuild_makes_the_same_index(article: NewsArticle, romanian: Locale) -> None:
    def index() -> list[Any]:
        return list(IndexedDocument.objects.order_by("key").values_list("key", "url", "statistics"))

    before, forms = index(), TermForm.objects.count()
    IndexedDocument.objects.update(url="/wrong/")
    call_command("reindex", verbosity=0)
    assert (index(), TermForm.objects.count(), rebuild()) == (before, forms, 1)


def test_an_unaccented_query_meets_through_the_name_of_a_term(article: NewsArticle) -> None:
    article.title = "Pentru artiştilor tineri"
    article.save_revision().publish()
    term = Term.objects.create(kind="audience", code="artists")
    TermText.objects.create(parent=term, language="ro", name="artiști")
    drain()
    assert list(TermForm.objects.filter(form="artisti").values_list("language", "lemma")) == [("ro", "artist")]


def test_the_page_shows_it_too(client: Client, article: NewsArticle) -> None:
    assert b"<mark>quokka</mark>" in client.get("/en/search/", {"q": "quokka"}).content
