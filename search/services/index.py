"""What apps call when something that they registered has changed. Writes the outbox; the worker does the rest."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Model, QuerySet
from wagtail.models import Page

from search import registry
from search.models import IndexedDocument, PendingChange


def touch(instance: Model) -> None:
    """Have `instance` looked at again, after the transaction that is open now. Unregistered models are ignored."""
    source = registry.source(type(instance)._meta.label)
    if source is not None and instance.pk:
        _queue([(source.name, instance.pk)])


def forget(model: type[Model], ids: Collection[int]) -> None:
    """Have what is gone looked for, so that nothing of it stays; the same as touching it, but by id."""
    source = registry.source(model._meta.label)
    if source is not None:
        _queue([(source.name, pk) for pk in ids])


def touch_pages(pages: QuerySet[Page]) -> None:
    """Have all registered pages of `pages` looked at again."""
    labels = {
        (source.model._meta.app_label, source.model._meta.model_name): source.name
        for source in registry.sources()
        if source.is_page
    }
    found = pages.filter(content_type__model__in=[model for _app, model in labels]).order_by("path")
    rows = found.values_list("content_type__app_label", "content_type__model", "pk")
    _queue((labels[app, model], pk) for app, model, pk in rows if (app, model) in labels)


def touch_term(kind: str, code: str) -> None:
    """Have everything looked at again that carries the term: it is found by the term's names."""
    carrying = IndexedDocument.objects.filter(facets__name=kind, facets__value=code)
    _queue(carrying.order_by("source", "source_id").values_list("source", "source_id").distinct())


def _queue(changes: Iterable[tuple[str, int]]) -> None:
    from search.tasks import drain_outbox  # the task calls a service beside this one

    with transaction.atomic():
        queued = PendingChange.objects.bulk_create(PendingChange(source=name, source_id=pk) for name, pk in changes)
        if queued:
            transaction.on_commit(drain_outbox.enqueue, robust=True)
