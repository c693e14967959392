from django_tasks import task

from search.services.build import check
from search.services.outbox import drain


@task(backend="worker", queue_name="quick")
def drain_outbox() -> int:
    return drain()


@task(backend="worker", queue_name="quick")
def check_server() -> int:
    return check()
