"""What a search server has to hold of a document, made of its rows: they are all that it needs."""

from collections import defaultdict
from collections.abc import Collection

from search.engines.base import EngineDocument
from search.models import IndexedDocument
from search.prepared import analysed


def engine_documents(pks: Collection[int]) -> list[EngineDocument]:
    """Return the documents of `pks` that have a row, by key. Three queries."""
    rows = IndexedDocument.objects.filter(pk__in=pks).order_by("pk").prefetch_related("facets", "passages")
    return [_engine_document(row) for row in rows]


def _engine_document(row: IndexedDocument) -> EngineDocument:
    passages = sorted(row.passages.all(), key=lambda passage: passage.pk)
    facets: dict[str, list[str]] = defaultdict(list)
    for facet in row.facets.all():
        facets[facet.name].append(facet.value)
    words = analysed(
        row.locale,
        title=row.title,
        keywords=row.keywords.splitlines(),
        summary=row.summary,
        body=row.body,
        passages=[passage.text for passage in passages],
    )
    keys = [passage.pk for passage in passages]
    return words.for_engine(row.pk, version=row.version, published=row.published, facets=dict(facets), passages=keys)
