"""Make the search server hold what the rows hold: an index beside the live one, and the live one compared with them."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings

from core.stopping import stop_requested
from search.engines import server_engine
from search.engines.base import EngineError, PartlyWrittenError
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.server import MissingIndexError, read
from search.models import IndexState, UnsentDocument
from search.queries.differences import Differences, differences
from search.queries.engine_documents import engine_documents
from search.queries.waiting import unfinished_reindex
from search.services.refusals import refuse

log = logging.getLogger(__name__)

_BATCH = 100

Report = Callable[[int, int], object]  # done, total


def build(*, report: Report = lambda done, total: None, may_replace: bool = True) -> bool:
    """Fill an index beside the live one, then let it take the name; False when the process has to stop before.

    Goes on with one that was left unfinished; two who build together fill the same one. What changes meanwhile is sent when
    it is live. `may_replace`: also an index that somebody else has under the name. Raises EngineError.
    """
    fresh = _unfinished() or ElasticsearchEngine().beside()
    refused: dict[int, str] = {}
    while todo := [pk for pk in differences(fresh).every if pk not in refused]:
        for done, batch in _batches(todo):
            if stop_requested.is_set():
                return False
            _write(fresh, batch, refused)
            report(done, len(todo))
        fresh.refresh()
        if len(todo) <= _BATCH:  # on a site that never stands still, the rest comes when it is live
            break
    fresh.go_live(may_replace=may_replace)
    _settle(ElasticsearchEngine(), refused)
    return True


def check() -> int:
    """Compare the live index with the rows and queue what differs; return how many documents. Builds one where that is needed.

    For everything that no change tells of: a server that was set up, exchanged, restored or away for long.
    """
    server = server_engine()
    if server is None:
        IndexState.objects.exclude(server="").update(server="")  # from now on nobody tells it what changes
        return 0
    try:
        return _compared(server)
    except EngineError as error:
        log.warning("search: the server cannot be compared with the rows. %s", error)
        return 0


def _compared(server: ElasticsearchEngine) -> int:
    try:
        found = differences(server) if server.is_of_today() else None
    except MissingIndexError:
        found = None
    if found is None or found.ahead:
        build(may_replace=False)
        return 0
    # A reindex under way writes rows that the new index gets at its end: the live one need not have them first.
    return _queue(found if unfinished_reindex() is None else replace(found, outdated=[]))


def _unfinished() -> ElasticsearchEngine | None:
    left = ElasticsearchEngine().unfinished()
    return left if left is not None and not differences(left).ahead else None


def _write(fresh: ElasticsearchEngine, pks: Sequence[int], refused: dict[int, str]) -> None:
    documents = engine_documents(pks)
    try:
        fresh.write(documents, gone={*pks} - {document.pk for document in documents})
    except PartlyWrittenError as error:
        refused |= error.refused
        if error.postponed:
            raise


def _settle(server: ElasticsearchEngine, refused: dict[int, str]) -> None:
    """Queue what the new index does not hold, and forget the changes that it holds already."""
    waiting = dict(UnsentDocument.objects.values_list("pk", "document_pk"))
    found = differences(server)
    different = set(found.every)
    _forget([pk for pk, document in waiting.items() if document not in different])
    refuse({pk: reason for pk, reason in refused.items() if pk in different})
    _queue(found)


def _queue(found: Differences) -> int:
    known = set(UnsentDocument.objects.values_list("document_pk", flat=True))
    new = [pk for pk in found.every if pk not in known]
    UnsentDocument.objects.bulk_create((UnsentDocument(document_pk=pk) for pk in new), batch_size=500)
    IndexState.objects.update_or_create(pk=1, defaults={"server": read(settings.SEARCH_URL).name[:300]})
    return len(new)


def _forget(rows: Sequence[int]) -> None:
    for _done, batch in _batches(rows):
        UnsentDocument.objects.filter(pk__in=batch).delete()


def _batches(values: Sequence[Any]) -> Iterator[tuple[int, Sequence[Any]]]:
    """Yield parts of `values`, each with how many are in it and before it."""
    for start in range(0, len(values), _BATCH):
        yield min(start + _BATCH, len(values)), values[start : start + _BATCH]
