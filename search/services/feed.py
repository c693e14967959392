"""Tell the search server what the rows hold. Nothing is locked while it is asked, and who sends late harms nothing.

A document goes with the version of its row, and the server keeps the highest. The changes are read before the rows, so what
is sent is at least as new as the change that is then taken away.
"""

import logging
from collections.abc import Collection, Mapping

from core.stopping import stop_requested
from search.engines import server_engine
from search.engines.base import EngineError, PartlyWrittenError
from search.engines.breaker import writing
from search.engines.server import MissingIndexError
from search.engines.server_index import ServerIndex
from search.models import UnsentDocument
from search.queries.engine_documents import engine_documents
from search.queries.waiting import fresh_documents, refused_documents
from search.services.build import build
from search.services.refusals import refuse

log = logging.getLogger(__name__)

_BATCH = 100


def feed() -> int:
    """Send what waits, a call for 100 documents; return how many documents the server has taken. Without a server nothing.

    A document that it refuses is tried again alone, after 1, 4, 16 and 64 minutes. When it fails as a whole, it is left
    alone for 5 to 30 seconds (`search.engines.breaker`) and everything stays. An index that is not there is built.
    """
    server, sent = server_engine(), 0
    while server is not None and not stop_requested.is_set():
        pks = _next()
        if not pks or not writing.may_ask():
            break
        try:
            sent += send(server, pks)
        except MissingIndexError:
            _build()
            break
        except EngineError as error:
            _failed(error)
            break
        writing.worked()
    return sent


def send(server: ServerIndex, pks: Collection[int]) -> int:
    """Send the documents of `pks`, or that they are gone; return how many were taken. Raises EngineError."""
    waiting = dict(UnsentDocument.objects.filter(document_pk__in=pks).values_list("pk", "document_pk"))
    documents = engine_documents(pks)
    left: set[int] = set()
    try:
        server.write(documents, gone={*pks} - {document.pk for document in documents})
    except PartlyWrittenError as error:
        left = {*error.refused, *error.postponed}
        refuse(error.refused)
        if error.postponed:
            _forget(waiting, left)
            raise
    _forget(waiting, left)
    return len({*pks} - left)


def _next() -> list[int]:
    """Return the next documents to send: a batch, or one that was refused."""
    fresh = list(fresh_documents().values_list("document_pk", flat=True)[:_BATCH])
    return list(dict.fromkeys(fresh)) or list(refused_documents().values_list("document_pk", flat=True)[:1])


def _forget(waiting: Mapping[int, int], left: Collection[int]) -> None:
    """Take away the changes that were read, but for documents that are left."""
    UnsentDocument.objects.filter(pk__in=[row for row, pk in waiting.items() if pk not in left]).delete()


def _build() -> None:
    try:
        build(may_replace=False)
    except EngineError as error:
        _failed(error)
    else:
        writing.worked()


def _failed(error: EngineError) -> None:
    writing.failed()
    log.warning("search: changes wait for the server. %s", error)
    oldest = fresh_documents().values("pk")[:1]
    UnsentDocument.objects.filter(pk__in=oldest).update(reason=str(error)[:400])
