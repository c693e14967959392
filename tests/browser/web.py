"""One more web process on the product's data: a test may kill it, or give it settings of its own."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field

from tests.browser.conftest import READY_WITHIN, ROOT, Product, free_port


@dataclass
class Web:
    product: Product
    settings: str = "config.settings.dev"
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        kept = {name: value for name, value in os.environ.items() if name not in {"TASKS_URL", "DATABASE_URL"}}
        own = {
            "DATA_DIR": str(self.product.data),
            "PORT": str(self.port),
            "DEBUG": "1",
            "DJANGO_SETTINGS_MODULE": self.settings,
        }
        with (self.product.data / "web.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "config.wsgi"],
                cwd=ROOT, env=kept | own, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + READY_WITHIN
        while not self._answers():
            is_hopeless = self.process.poll() is not None or time.monotonic() > deadline
            assert not is_hopeless, (self.product.data / "web.log").read_text()
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def kill(self) -> None:
        """End it as a power cut would: at once, with all its processes."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)
