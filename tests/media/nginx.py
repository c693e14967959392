"""A real nginx before the web process, set up with the very lines that the operators' page recommends."""

import os
import re
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPORARY = "".join(f"{name}_temp_path {{0}}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))


def program() -> str | None:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def recommended(*, public: Path, port: int) -> str:
    """Return the lines of `docs/operators.md`, for this folder and this port of the web process."""
    found = re.search(r"```nginx\n(.*?)```", (ROOT / "docs/operators.md").read_text(), re.S)
    assert found is not None
    return found.group(1).replace("/srv/trellis/public/", f"{public}/").replace(":8000", f":{port}")


@contextmanager
def nginx(folder: Path, *, lines: str, port: int) -> Iterator[str]:
    """Start it with `lines` in its server, on `port`; return its address."""
    found = program()
    assert found is not None
    user = "user root;" if os.getuid() == 0 else ""  # the folders of a test are its user's alone
    http = f"http {{ access_log off; {TEMPORARY.format(folder)} server {{ listen 127.0.0.1:{port};\n{lines} }} }}"
    (folder / "nginx.conf").write_text(
        f"daemon off; {user} pid {folder}/pid; error_log {folder}/error.log; events {{}}\n{http}\n"
    )
    process = subprocess.Popen([found, "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(ConnectionError, urllib.error.URLError):
            try:
                urllib.request.urlopen(address, timeout=5)
            except urllib.error.HTTPError:
                return
            return
        time.sleep(0.1)
    raise AssertionError("nginx did not start.")
