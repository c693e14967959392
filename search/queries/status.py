"""How the index stands, for those who run the site."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from search.engines import scheme, server_engine
from search.engines.guarded import lag
from search.models import IndexedDocument, IndexState, PendingChange, UnsentDocument
from search.queries.waiting import MOST_ATTEMPTS

_MOST_SHOWN = 20


@dataclass(frozen=True)
class GivenUp:
    """What is not tried again by itself: a thing as `news.NewsArticle 17`, or a document that the server refuses."""

    name: str
    reason: str


@dataclass(frozen=True)
class Waiting:
    """`count` without what was given up; `oldest` is when that was queued. `reason`: why the first of them had to wait."""

    count: int
    oldest: datetime | None
    reason: str
    given_up: list[GivenUp]
    given_up_count: int


@dataclass(frozen=True)
class Status:
    """`engine` as in SEARCH_URL. `limited`: why the search server is not asked, empty if it is or there is none.

    `unsent`: what the database holds and the server does not; None without a server. `reindexed_at`: the end of the last
    reindex; `reindexing_since`: when the one began that is under way or was stopped, of which `reindexed` things are done.
    """

    engine: str
    documents: int
    kinds: dict[str, int]
    languages: dict[str, int]
    changes: Waiting
    unsent: Waiting | None
    limited: str
    reindexed_at: datetime | None
    reindexing_since: datetime | None
    reindexed: int


def status() -> Status:
    """Read how the index stands; a search server is asked whether it answers, which takes 2 seconds at most."""
    state = IndexState.objects.filter(pk=1).first() or IndexState()
    kinds, languages = _counted("kind"), _counted("locale")
    return Status(
        engine=scheme(),
        documents=sum(kinds.values()),
        kinds=kinds,
        languages=languages,
        changes=_changes(),
        unsent=_unsent() if server_engine() is not None else None,
        limited=_limited(),
        reindexed_at=state.finished_at,
        reindexing_since=state.started_at if state.is_rebuilding else None,
        reindexed=state.done if state.is_rebuilding else 0,
    )


def _counted(column: str) -> dict[str, int]:
    counts = IndexedDocument.objects.order_by(column).values_list(column).annotate(count=Count("pk"))
    return {str(value): count for value, count in counts}


def _changes() -> Waiting:
    rows = PendingChange.objects.all()
    last = rows.filter(attempts__gte=MOST_ATTEMPTS).order_by("-pk")[:_MOST_SHOWN]
    return _waiting(rows, [GivenUp(str(row), row.reason) for row in last])


def _unsent() -> Waiting:
    """A document is named as it names itself; by its key in the index where its row is gone."""
    rows = UnsentDocument.objects.all()
    last = dict(rows.filter(attempts__gte=MOST_ATTEMPTS).order_by("-pk").values_list("document_pk", "reason")[:_MOST_SHOWN])
    names = dict(IndexedDocument.objects.filter(pk__in=list(last)).values_list("pk", "key"))
    return _waiting(rows, [GivenUp(names.get(pk, str(pk)), reason) for pk, reason in last.items()])


def _waiting(rows: QuerySet[Any], given_up: list[GivenUp]) -> Waiting:
    is_waiting = Q(attempts__lt=MOST_ATTEMPTS)
    counts = rows.aggregate(count=Count("pk", filter=is_waiting), oldest=Min("queued_at", filter=is_waiting), all=Count("pk"))
    reason = rows.filter(is_waiting).exclude(reason="").order_by("pk").values_list("reason", flat=True).first()
    return Waiting(counts["count"], counts["oldest"], reason or "", given_up, counts["all"] - counts["count"])


def _limited() -> str:
    server = server_engine()
    if server is None:
        return ""
    return lag() or ("" if server.is_ready() else "The search server does not answer.")
