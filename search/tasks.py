from django_tasks import task

from search.services.outbox import drain


@task(backend="worker", queue_name="quick")
def drain_outbox() -> int:
    return drain()
