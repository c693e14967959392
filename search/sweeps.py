from datetime import timedelta

from django.utils import timezone

from core.registries.sweeps import register_sweep
from search.engines import server_engine
from search.queries.waiting import is_anything_due
from search.services.build import check
from search.services.count_query import forget_queries
from search.services.send_digests import send_digests
from search.tasks import check_server, drain_outbox

QUERIES_KEPT_FOR = timedelta(days=396)  # 13 months, so that each month can be compared with the one a year before


def forget_old_queries() -> None:
    forget_queries(before=timezone.now().date() - QUERIES_KEPT_FOR)


def offer_waiting() -> None:
    """What a drain left behind (a server was down, a worker was stopped) is picked up without another change."""
    if is_anything_due():
        drain_outbox.enqueue()


def compare_server() -> None:
    """Also the first thing a worker does: a new `SEARCH_URL` needs nothing else."""
    if server_engine() is None:
        check()
    else:
        check_server.enqueue()


register_sweep("search-outbox", every=timedelta(seconds=20), run=offer_waiting)
register_sweep("search-server", every=timedelta(minutes=10), run=compare_server)
register_sweep("search-digests", every=timedelta(minutes=5), run=lambda: send_digests(now=timezone.now()))
register_sweep("search-queries", every=timedelta(hours=12), run=forget_old_queries)
