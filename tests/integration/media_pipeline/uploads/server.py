"""The product's web process as it really runs: gunicorn with its own configuration, on a port and a database of its own."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[4]
STARTS_WITHIN = 120  # seconds; a hang, not a bar
TOKEN = "t" * 32


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Server:
    data: Path
    session: str
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/admin/videos/uploads/"

    @property
    def headers(self) -> dict[str, str]:
        """What a logged-in client sends with every request."""
        return {"Cookie": f"sessionid={self.session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}

    def start(self) -> None:
        self.port = self.port or free_port()
        places = {"DATA_DIR": str(self.data), "PORT": str(self.port), "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
        places["SECRET_KEY"] = settings.SECRET_KEY  # it has signed the session
        environment = {name: value for name, value in os.environ.items() if name not in {"TASKS_URL", "DATABASE_URL", "DEBUG"}}
        with (self.data / "web.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "config.wsgi"],
                cwd=ROOT,
                env=environment | places,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + STARTS_WITHIN
        while not self._answers():
            is_hopeless = self.process.poll() is not None or time.monotonic() > deadline
            assert not is_hopeless, (self.data / "web.log").read_text()
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def kill(self) -> None:
        """End it as a power cut would: at once, with all its processes."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)

    def read(self, query: str) -> list[tuple[object, ...]]:
        with sqlite3.connect(self.data / "db.sqlite3") as database:
            return database.execute(query).fetchall()
