from collections.abc import Callable

from django.db import transaction

from search import registry
from search.engines import engine
from search.models import IndexedDocument, PendingChange, TermForm
from search.services.outbox import apply_change


@transaction.atomic
def rebuild(*, report: Callable[[int, int], object] = lambda done, total: None) -> int:
    """Build the whole index anew; return the number of documents. `report(done, total)` is called for each thing.

    One transaction: readers see the old index until the new one is whole, and after an error still. Writers wait for
    it, so on SQLite this suits some ten thousand documents.
    """
    engine().clear()
    IndexedDocument.objects.all().delete()
    TermForm.objects.all().delete()
    PendingChange.objects.all().delete()
    things = [
        (source.name, pk)
        for source in registry.sources()
        for pk in source.model._base_manager.order_by("pk").values_list("pk", flat=True)
    ]
    for done, (name, pk) in enumerate(things, start=1):
        if not apply_change(source=name, source_id=pk):
            PendingChange.objects.create(source=name, source_id=pk, attempts=1)
        report(done, len(things))
    return IndexedDocument.objects.count()
