"""What may be shown right now, while the index may be behind."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Q

from search import registry
from search.engines import server_engine
from search.models import IndexedDocument, PendingChange, UnsentDocument
from search.registry import StillPublic

Origin = tuple[str, int]  # name of a source, key of an instance


def public_origins(origins: Iterable[Origin]) -> set[Origin]:
    """Ask the database which of `origins` are public; one question for all that share a rule, as all pages do."""
    rules: dict[StillPublic, list[Origin]] = defaultdict(list)
    for name, pk in set(origins):
        source = registry.source(name)
        if source is not None:
            rules[source.still_public].append((name, pk))
    return {
        origin
        for still_public, asked in rules.items()
        for allowed in [still_public([pk for _name, pk in asked])]
        for origin in asked
        if origin[1] in allowed
    }


def public_documents(pks: Collection[int]) -> set[int]:
    """Return those of `pks` whose source is public right now."""
    rows = list(IndexedDocument.objects.filter(pk__in=list(pks)).values_list("pk", "source", "source_id"))
    allowed = public_origins((source, source_id) for _pk, source, source_id in rows)
    return {pk for pk, source, source_id in rows if (source, source_id) in allowed}


def hidden_documents() -> list[int]:
    """Return the keys of documents whose source is no longer public but has not left the index yet.

    They wait in the outbox, so this is one query as long as the index is current, two with a search server. With them left
    out, counts, facets and suggestions tell nothing of what was taken back.
    """
    leaving = _leaving() if server_engine() is not None else []
    waiting = set(PendingChange.objects.values_list("source", "source_id"))
    gone = defaultdict(list)
    for name, pk in waiting - public_origins(waiting) if waiting else ():
        gone[name].append(pk)
    if not gone:
        return leaving
    of_gone = [Q(source=name, source_id__in=pks) for name, pks in gone.items()]
    condition = of_gone[0]
    for other in of_gone[1:]:
        condition |= other
    return [*leaving, *IndexedDocument.objects.filter(condition).values_list("pk", flat=True)]


def _leaving() -> list[int]:
    """Return the keys of documents that the search server may still hold though their rows are gone."""
    left = UnsentDocument.objects.filter(~Exists(IndexedDocument.objects.filter(pk=OuterRef("document_pk"))))
    return list(left.order_by().values_list("document_pk", flat=True).distinct())
