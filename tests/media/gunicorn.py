"""A web process as an operator starts it: a test may kill it and start it again on the same port."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 120  # seconds; a hang, not a bar
OUTSIDE = {"TASKS_URL", "DATABASE_URL", "DEBUG"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Gunicorn:
    """On the database and the files in `data`; `settings` is the module, `environment` is added to it."""

    data: Path
    settings: str = "config.settings.dev"
    environment: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        kept = {name: value for name, value in os.environ.items() if name not in OUTSIDE}
        own = {"DATA_DIR": str(self.data), "PORT": str(self.port), "DJANGO_SETTINGS_MODULE": self.settings}
        with (self.data / "web.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "config.wsgi"],
                cwd=ROOT, env=kept | own | self.environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + STARTS_WITHIN
        while not self._answers():
            is_hopeless = self.process.poll() is not None or time.monotonic() > deadline
            assert not is_hopeless, (self.data / "web.log").read_text()
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.home}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def kill(self) -> None:
        """End it as a power cut would: at once, with all its processes."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)
