"""A real search server for the length of a run: the one that the environment names, or one started on loopback."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START = Path(__file__).parent / "servers/start"
ADDRESSES = {"elasticsearch": "TEST_ELASTICSEARCH_URL", "opensearch": "TEST_OPENSEARCH_URL"}

NOT_INSTALLED = 2  # what `start` ends with where Java or Maven is missing


class NoServerError(Exception):
    """It cannot be started here; the message says why."""


@dataclass
class SearchServer:
    """`url` as SEARCH_URL wants it, without an index. `pid` is 0 where somebody else started it."""

    product: str
    url: str
    pid: int = 0

    def stop(self) -> None:
        if self.pid:
            os.killpg(self.pid, signal.SIGKILL)
            _until_gone(self.pid)


@contextmanager
def running(product: str) -> Iterator[SearchServer]:
    """Start one of `ADDRESSES`, 600 MB of memory. Raises NoServerError where there is no Java or no Maven."""
    given = os.environ.get(ADDRESSES[product])
    if given:
        secure, _slashes, rest = given.partition("://")
        yield SearchServer(product, f"{product}{'+https' if secure == 'https' else ''}://{rest}")
        return
    folder = Path(tempfile.mkdtemp(prefix=f"trellis-{product}-"))
    try:
        done = subprocess.run(
            [START, product, str(_free_port()), str(folder)],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode == NOT_INSTALLED:
            raise NoServerError(f"{product} cannot be started: {done.stderr.strip()}")
        assert done.returncode == 0, done.stderr
        server = SearchServer(
            product, done.stdout.strip().replace("http://", f"{product}://"), int((folder / "pid").read_text())
        )
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _until_gone(pid: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and Path(f"/proc/{pid}").exists():
        time.sleep(0.05)


def _free_port() -> int:
    """Return a free port among those that the starter of OpenSearch takes."""
    for port in range(9210, 9299):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)):
                return port
    raise AssertionError("All ports from 9210 to 9298 are taken.")
