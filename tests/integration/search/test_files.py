"""Documents to download: found by their words, page by page, while everybody may fetch them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from accounts.models import User
from cms.home.models import HomePage
from core.enums import TextState
from core.models import Document, DocumentText
from core.stopping import stop_requested
from learning.enums import Admission
from media_pipeline.services import document_text
from media_pipeline.services.document_text import forget_texts, offer_unread, read_document
from search.models import IndexedDocument
from search.queries.search import SearchQuery, run
from search.services.index import touch
from search.services.outbox import drain
from tests.factories.cms import article
from tests.factories.core import term
from tests.factories.files import docx, locked_pdf, pdf
from tests.factories.learning import make_catalogue, make_course, make_lesson, make_module

pytestmark = pytest.mark.django_db
Committed = Callable[..., Any]


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Committed:
    """Run something with all that follows its commit: reading, and the search."""

    def run_it(deed: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return deed(*arguments, **named)

    return run_it


def place(name: str = "Public") -> Collection:
    return Collection.objects.get(depth=2, name=name)


def make(content: bytes, name: str = "report.pdf", collection: Collection | None = None, **fields: Any) -> Document:
    values = {"title": "Report", "collection": collection or place(), **fields}
    made: Document = Document.objects.create(file=ContentFile(content, name=name), **values)
    return made


def found(text: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.url) for hit in run(SearchQuery(text=text)).hits]


def moments(text: str) -> list[str]:
    return [moment.url for hit in run(SearchQuery(text=text)).hits for moment in hit.moments]


def test_a_pdf_is_found_at_its_page(client: Client, committed: Committed) -> None:
    report = committed(make, pdf("Nothing here", "The quokka sings", "It sleeps"), language="nb")
    assert (found("quokka"), moments("quokka")) == ([("document", report.url)], [f"{report.url}#page=2"])
    assert run(SearchQuery(text="quokka", filters={"lang": ["nb"], "kind": ["document"]})).total == 1
    assert client.get(report.url).status_code == 200


def test_an_office_file_is_found_by_its_words(committed: Committed) -> None:
    letter = committed(make, docx("Dragi kolege", "piše vam quokka"), "letter.docx", language="sr-Latn")
    assert (found("quokka"), moments("quokka")) == ([("document", letter.url)], [])


def test_a_file_is_read_once_however_often_it_is_uploaded_and_indexed(
    committed: Committed, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = committed(make, pdf("A quokka"))
    monkeypatch.setattr(document_text, "read", None)
    second = committed(make, pdf("A quokka"))
    IndexedDocument.objects.all().delete()
    for document in (first, second):
        touch(document)
    drain()
    assert sorted(url for _kind, url in found("quokka")) == sorted([first.url, second.url])
    assert (DocumentText.objects.count(), offer_unread()) == (1, 0)


def _restrict(document: Document) -> None:
    document.collection = place("Restricted")
    document.save()


def _restrict_collection(document: Document) -> None:
    CollectionViewRestriction.objects.create(collection=place(), restriction_type="login")


def _move_collection(document: Document) -> None:
    """As the admin does it: the row is saved, then moved."""
    inner = Collection.objects.get(name="Inner")
    inner.save()
    inner.move(place("Restricted"), "sorted-child")


def _delete(document: Document) -> None:
    document.delete()


def _delete_several(document: Document) -> None:
    Document.objects.filter(pk=document.pk).delete()


@pytest.mark.parametrize("take_back", [_restrict, _restrict_collection, _move_collection, _delete, _delete_several])
def test_what_is_taken_back_is_gone_at_once_and_leaves_the_index(
    committed: Committed, take_back: Callable[[Document], None]
) -> None:
    report = committed(make, pdf("The quokka sings"), collection=place().add_child(name="Inner"))
    assert found("quokka") == [("document", report.url)]
    take_back(report)
    behind = run(SearchQuery(text="quokka"))
    assert (behind.total, behind.hits, behind.facets) == (0, [], [])
    drain()
    assert (found("quokka"), IndexedDocument.objects.count()) == ([], 0)


def test_what_lies_elsewhere_is_published_by_a_page_that_leads_to_it(home: HomePage, committed: Committed) -> None:
    sheet = committed(make, pdf("The quokka sings"), collection=Collection.objects.get(depth=1))
    assert found("quokka") == []
    letters = term(code="letters")
    page = article(home, title="With a sheet", themes=[letters], body=[("download", {"document": sheet, "label": ""})])
    committed(page.save_revision().publish)
    assert found("quokka") == [("document", sheet.url)]
    assert run(SearchQuery(text="quokka", filters={"theme": ["letters"]})).total == 1
    page.unpublish()
    assert found("quokka") == []
    drain()
    assert not IndexedDocument.objects.filter(kind="document").exists()


def test_what_nobody_may_fetch_is_not_even_read(committed: Committed) -> None:
    report = committed(make, pdf("The quokka sings"), collection=place("Restricted"))
    assert (DocumentText.objects.count(), offer_unread()) == (0, 0)
    report.collection = place()
    committed(report.save)
    assert moments("quokka") == [f"{report.url}#page=1"]


@pytest.mark.parametrize(
    ("content", "state"),
    [(locked_pdf("A quokka"), TextState.LOCKED), (b"no PDF", TextState.DAMAGED), (pdf(""), TextState.EMPTY)],
)
def test_a_file_that_cannot_be_read_is_found_by_its_title_and_its_editor_is_told(
    client: Client, committed: Committed, content: bytes, state: TextState
) -> None:
    report = committed(make, content, title="Quokkas of the year")
    assert found("quokka") == [("document", report.url)]
    client.force_login(User.objects.create_superuser("admin@example.org", "a long password"))
    page = client.get(f"/admin/documents/edit/{report.pk}/").content.decode()
    assert f'data-words="{state.value}">{state.label}' in page
    _restrict(report)
    assert 'data-words="private"' in client.get(f"/admin/documents/edit/{report.pk}/").content.decode()


def test_a_file_that_ends_its_worker_each_time_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*arguments: Any, **named: Any) -> None:
        raise KeyboardInterrupt

    report = make(pdf("A quokka"))
    monkeypatch.setattr(document_text, "read", killed)
    for _attempt in range(document_text.MOST_ATTEMPTS):
        with pytest.raises(KeyboardInterrupt):
            read_document(document_id=report.pk)
    read_document(document_id=report.pk)
    assert list(DocumentText.objects.values_list("state", "attempts")) == [("too_much", 3)]


@pytest.fixture
def stopping() -> Iterator[None]:
    stop_requested.set()
    yield
    stop_requested.clear()


def test_a_worker_that_is_stopped_leaves_the_file_to_the_next_one(stopping: None, committed: Committed) -> None:
    report = make(pdf("The quokka sings"))
    read_document(document_id=report.pk)
    assert list(DocumentText.objects.values_list("state", "attempts")) == [("waiting", 0)]
    stop_requested.clear()
    assert (committed(offer_unread), DocumentText.objects.get().state) == (1, "read")


def test_words_go_with_the_last_file_that_holds_them() -> None:
    first, second = make(pdf("A quokka")), make(pdf("A quokka"))
    for document in (first, second):
        read_document(document_id=document.pk)
    first.purge()
    second.delete()
    assert (forget_texts(), DocumentText.objects.count()) == (0, 1)  # it may come back for 30 days
    second.purge()
    assert (forget_texts(), DocumentText.objects.count()) == (1, 0)


def test_a_file_in_a_lesson_is_for_those_who_may_read_the_lesson(home: HomePage, committed: Committed) -> None:
    sheet = committed(make, pdf("The quokka sings"), collection=Collection.objects.get(depth=1))
    course = make_course(make_catalogue(home))
    lesson = make_lesson(make_module(course), body=[("download", {"document": sheet, "label": ""})])
    committed(lesson.save_revision().publish)
    assert found("quokka") == [("document", sheet.url)]
    course.admission = Admission.CODE
    course.save_revision().publish()
    assert found("quokka") == []
    drain()
    assert not IndexedDocument.objects.filter(kind="document").exists()
