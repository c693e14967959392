"""What may be shown right now, while the index may be behind."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q

from search import registry
from search.models import IndexedDocument, PendingChange
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

    They wait in the outbox, so this is one query as long as the index is current. With them left out, counts, facets
    and suggestions tell nothing of what was taken back.
    """
    waiting = set(PendingChange.objects.values_list("source", "source_id"))
    gone = defaultdict(list)
    for name, pk in waiting - public_origins(waiting) if waiting else ():
        gone[name].append(pk)
    if not gone:
        return []
    of_gone = [Q(source=name, source_id__in=pks) for name, pks in gone.items()]
    condition = of_gone[0]
    for other in of_gone[1:]:
        condition |= other
    return list(IndexedDocument.objects.filter(condition).values_list("pk", flat=True))
