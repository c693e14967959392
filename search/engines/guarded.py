"""A search server with the database behind it: whatever happens to the server, a reader gets an answer."""

import logging
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from django.conf import settings
from django.db.models import Subquery
from django.utils import timezone

from search.analysis.query import ParsedQuery
from search.engines.base import Answering, EngineError, EngineQuery, Found
from search.engines.breaker import reading
from search.engines.server import read
from search.models import IndexState, UnsentDocument

log = logging.getLogger(__name__)

LATEST = timedelta(seconds=60)

T = TypeVar("T")


class GuardedEngine:
    """Asks `server`; `database` where that fails, has failed a moment ago, or does not hold yet what the rows hold."""

    def __init__(self, server: Answering, database: Answering) -> None:
        self._server, self._database = server, database

    def find(self, query: EngineQuery) -> Found:
        found = self._asked(lambda: self._server.find(query))
        return replace(self._database.find(query), limited=True) if found is None else found

    def complete(self, query: EngineQuery) -> list[int]:
        found = self._asked(lambda: self._server.complete(query))
        return self._database.complete(query) if found is None else found

    def find_passages(self, text: ParsedQuery, pks: Collection[int]) -> list[tuple[int, int]]:
        found = self._asked(lambda: self._server.find_passages(text, pks))
        return self._database.find_passages(text, pks) if found is None else found

    def _asked(self, question: Callable[[], T]) -> T | None:
        if lag() or not reading.may_ask():
            return None
        try:
            answer = question()
        except Exception as error:  # whatever it answers, and whatever we make of that
            reading.failed()
            log.warning("search: the database answers. %s", error, exc_info=not isinstance(error, EngineError))
            return None
        reading.worked()
        return answer


def lag() -> str:
    """Return why the server of `SEARCH_URL` does not hold what the rows hold; empty if it does, as far as we know.

    It was never compared with them, or a change has waited for more than a minute. Documents that it refuses do not count.
    """
    oldest = UnsentDocument.objects.filter(attempts=0).order_by("pk").values("queued_at")[:1]
    state = IndexState.objects.filter(pk=1).values_list("server", Subquery(oldest)).first()
    if state is None or state[0] != read(settings.SEARCH_URL).name:
        return "The search server is being filled."
    if state[1] is not None and state[1] < timezone.now() - LATEST:
        return "The search server is behind."
    return ""
