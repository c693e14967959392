"""The worker: one process a lane, and a supervisor that restarts lanes and runs the sweeps.

A lane takes one task after the other from its queue. Two lanes keep a long transcode from holding up a search document.
"""

import ctypes
import logging
import os
import signal
import socket
import sys
import time
from types import FrameType

from django.db import close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker

from core.registries.sweeps import Sweep, sweeps
from core.stopping import stop_requested
from operations.processes import GRACE, Stop, end_on_signals

logger = logging.getLogger(__name__)

POLL = 0.5  # seconds between two looks into an empty queue
RESTART_AFTER = 2.0  # seconds before a lane that died is started again
_PR_SET_PDEATHSIG = 1  # from Linux's <sys/prctl.h>


def worker_id(lane: str) -> str:
    """Name a lane's process so that a later worker on the same host can tell whether it still lives."""
    return f"{lane}@{socket.gethostname()[:40]}:{os.getpid()}"


class Lane(Worker):
    """django-tasks-db's loop, with our way of stopping: long work is told, gives its lease back and returns."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        stop_requested.set()
        self.running = False
        if not self.running_task:
            sys.exit(0)


def run_lane(queue: str) -> None:
    lane = Lane(
        queue_names=[queue], interval=POLL, batch=False, backend_name="worker", startup_delay=False, max_tasks=None,
        worker_id=worker_id(queue), excluded_queue_names=[],
    )  # fmt: skip
    lane.configure_signals()
    lane.run()


class Supervisor:
    def __init__(self, lanes: tuple[str, ...]) -> None:
        self._lanes = lanes
        self._running: dict[int, str] = {}
        self._due: dict[str, float] = {}

    def run(self) -> None:
        """Work until a signal comes; leave no process behind."""
        end_on_signals()
        try:
            for lane in self._lanes:
                self._fork(lane)
            while True:
                self._restart_dead_lanes()
                self._sweep()
                time.sleep(1)
        except Stop:
            self._end_lanes()

    def _fork(self, lane: str) -> None:
        connections.close_all()  # a connection must not be shared by two processes
        parent = os.getpid()
        pid = os.fork()
        if pid:
            self._running[pid] = lane
            return
        _die_with(parent)
        try:
            run_lane(lane)
        finally:
            logging.shutdown()
            os._exit(0)

    def _restart_dead_lanes(self) -> None:
        while self._running:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            lane = self._running.pop(pid, None)
            if lane is not None:
                logger.error("The lane %s ended with status %s and is started again.", lane, status)
                time.sleep(RESTART_AFTER)
                self._fork(lane)

    def _sweep(self) -> None:
        now = time.monotonic()
        for sweep in sweeps():
            if now >= self._due.get(sweep.name, 0.0):
                self._due[sweep.name] = now + sweep.every.total_seconds()
                _run_sweep(sweep)

    def _end_lanes(self) -> None:
        for pid in self._running:
            os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + GRACE - 5
        while self._running and time.monotonic() < deadline:
            pid, _status = os.waitpid(-1, os.WNOHANG)
            self._running.pop(pid, None)
            time.sleep(0.05)
        for pid in self._running:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _die_with(parent: int) -> None:
    """Have the kernel end this lane when the supervisor is killed without a chance to say so (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)


def _run_sweep(sweep: Sweep) -> None:
    close_old_connections()
    try:
        sweep.run()
    except Exception:
        # One broken sweep must not take the lanes down with it; the log says which, and it runs again when due.
        logger.exception("The sweep %s failed.", sweep.name)
