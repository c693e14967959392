from __future__ import annotations

import os
import socket
from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.registries.sweeps import register_sweep

RESULTS_KEPT_FOR = timedelta(days=7)


def release_orphaned_tasks() -> int:
    """Offer tasks again whose lane on this host was killed; return how many. A row alone would stay RUNNING for ever."""
    orphans = [row.pk for row in DBTaskResult.objects.filter(status="RUNNING", backend_name="worker") if _is_orphan(row)]
    return DBTaskResult.objects.filter(pk__in=orphans, status="RUNNING").update(status="READY", started_at=None)


def _is_orphan(row: DBTaskResult[..., object]) -> bool:
    lane, _at, place = (row.worker_ids[-1] if row.worker_ids else "").partition("@")
    host, _colon, pid = place.rpartition(":")
    if not lane or host != socket.gethostname()[:40] or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    return False


def forget_old_results() -> int:
    old = DBTaskResult.objects.filter(finished_at__lt=timezone.now() - RESULTS_KEPT_FOR)
    return old.delete()[0]


register_sweep("release-orphaned-tasks", every=timedelta(seconds=30), run=release_orphaned_tasks)
register_sweep("forget-old-results", every=timedelta(hours=6), run=forget_old_results)
