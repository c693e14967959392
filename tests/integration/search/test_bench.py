"""The bench of the search itself: every figure is there on collections of a few documents, where its bars mean nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_django
from django.db import connection

from bench.search import measure
from bench.search_corpus import NOW, document, fill, fill_one_by_one, on_tags
from bench.search_plans import scans, statements
from bench.search_questions import hostile, questions
from bench.search_rounds import Rounds
from search.models import IndexedDocument, IndexedFacet, IndexedPassage, TermForm
from search.queries.search import SearchQuery, run
from tests.search.postgres import default_database, make_tables

KINDS = ("search", "filtered search", "five facets", "autocomplete", "autocomplete in one language")


@contextmanager
def tables(folder: Path, name: str) -> Iterator[None]:
    with default_database(f"sqlite:///{folder / name}.sqlite3"), on_tags():
        make_tables()
        yield


def every_row() -> dict[str, list[Any]]:
    """Return all that the index holds. How a word is written is kept as it was seen first, which is a matter of order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rowid, title, body, keywords, exact FROM search_text ORDER BY rowid")
        words = cursor.fetchall()
        cursor.execute("SELECT rowid, words FROM search_passage_text ORDER BY rowid")
        passages = cursor.fetchall()
    learnt = TermForm.objects.values_list("form", "language", "lemma", "trigrams__trigram")
    return {
        "documents": list(IndexedDocument.objects.order_by("pk").values()),
        "facets": list(IndexedFacet.objects.order_by("pk").values_list("document_id", "name", "value")),
        "passages": list(IndexedPassage.objects.order_by("pk").values_list()),
        "learnt": sorted(learnt),
        "words": words,
        "words of passages": passages,
    }


def test_documents_put_at_once_have_the_rows_of_those_put_one_by_one(
    tmp_path: Path, django_db_blocker: pytest_django.DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock():
        with tables(tmp_path, "many"):
            fill(50)
            many = every_row()
        with tables(tmp_path, "each"):
            fill_one_by_one(50)
            assert every_row() == many
    assert [len(many["documents"]), len(many["words"]), len(many["passages"])] == [50, 50, 80]
    document.cache_clear()
    assert [document(number).id for number in (0, 49)] == [row["key"] for row in (many["documents"][0], many["documents"][-1])]


def test_a_round_of_a_few_documents(tmp_path: Path, django_db_blocker: pytest_django.DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        row = measure(count=1, corpus=(20, 40), engines=("sqlite",), folder=tmp_path)
        assert sorted(file.suffix for file in tmp_path.iterdir()) == [".sqlite3", ".sqlite3"]
    assert [figure.name for figure in row.figures] == [
        *(f"sqlite 20: {kind} by raw SQL" for kind in KINDS),
        *(f"sqlite 40: {kind} by raw SQL" for kind in KINDS),
        *(f"sqlite 40: {name}, by an ordinary search" for name in hostile()),
        "sqlite 40: statements with a sequential scan",
        "sqlite 40: rebuild by the analysis of its texts",
        "sqlite whole answer, same words at 40 by 20",
        "sqlite whole answer, as many results at 40 by 20",
        "sqlite publish at 40 by 20",
    ]
    assert all(figure.ours > 0 for figure in row.figures if "sequential" not in figure.name)
    assert row.figures[-5].value == 0, [one["sql"] for one in row.raw if one.get("what") == "plans"]


def test_no_statement_reads_a_table_from_end_to_end(tmp_path: Path, django_db_blocker: pytest_django.DjangoDbBlocker) -> None:
    with django_db_blocker.unblock(), tables(tmp_path, "plans"):
        fill(20)
        assert [one["sql"] for one in Rounds("sqlite", count=1, folder=tmp_path).plans(20).raw] == []
        with statements() as found:
            run(SearchQuery(text=questions(1)[0].text, language="en"), now=NOW)
            list(IndexedDocument.objects.filter(title="Letter"))
            list(IndexedDocument.objects.filter(source="a", source_id=1))
        assert [scans(one) for one in found if scans(one)] == [["search_indexeddocument"]]


@pytest.mark.services
@pytest.mark.xdist_group("postgres")
@pytest.mark.usefixtures("in_postgres")
def test_nor_does_postgresql_where_it_can_help_it(tmp_path: Path) -> None:
    with on_tags(), connection.cursor() as cursor:
        fill(20)
        cursor.execute("SET LOCAL enable_seqscan = off")  # of twenty rows it would rather read all
        assert [one["sql"] for one in Rounds("postgresql", count=1, folder=tmp_path).plans(20).raw] == []
