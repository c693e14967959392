"""Start the product as a newcomer does: clone, `make run`, read the home page, again, Ctrl-C, and nothing is left.

Prints how long each step took; fails when a step does, or when a process of the clone outlives it.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PORT = 8765
READY_WITHIN = 600  # seconds; a hang, not a bar
SECOND_START = 4.0  # at most so many times `manage.py check`, measured in the same run


def start(clone: Path) -> tuple[subprocess.Popen[str], float]:
    """Run `make run` until it prints `Ready:`; return the process and the seconds that took."""
    began = time.monotonic()
    env = {**os.environ, "PORT": str(PORT)}
    env.pop("DATA_DIR", None)
    process = subprocess.Popen(
        ["make", "run"], cwd=clone, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    assert process.stdout is not None
    for line in process.stdout:
        print("    " + line, end="", flush=True)
        if line.startswith("Ready:"):
            return process, time.monotonic() - began
        if time.monotonic() - began > READY_WITHIN:
            break
    os.killpg(process.pid, signal.SIGKILL)
    sys.exit("`make run` never said Ready:")


def read(path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=60) as answer:
        return answer.read().decode()


def interrupt(process: subprocess.Popen[str]) -> None:
    os.killpg(process.pid, signal.SIGINT)
    process.wait(timeout=60)


def left_behind(clone: Path) -> list[str]:
    """Return the command lines of processes that run from the clone."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                place = str((entry / "cwd").readlink())
            except OSError:
                continue
            if str(clone) in command or place.startswith(str(clone)):
                found.append(command)
    return found


def titles(page: str) -> list[str]:
    return re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.S)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="trellis-clone-") as folder:
        clone = Path(folder) / "trellis"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        process, first = start(clone)
        home = read("/en/")
        interrupt(process)
        process, second = start(clone)
        again = read("/en/")
        interrupt(process)
        time.sleep(1)
        rest = left_behind(clone)
        dirty = subprocess.check_output(["git", "status", "--porcelain"], cwd=clone, text=True)
        check = time.monotonic()
        subprocess.run([clone / ".venv/bin/python", "manage.py", "check"], cwd=clone, check=True, capture_output=True)
        check = time.monotonic() - check
    print(f"first start {first:.0f} s, second start {second:.1f} s = {second / check:.1f} × manage.py check ({check:.1f} s)")
    problems = [f"left behind: {command}" for command in rest]
    problems += ["the clone is not clean:\n" + dirty] if dirty else []
    problems += ["the home page has no single h1"] if len(titles(home)) != 1 else []
    problems += [f"the second start is slower than {SECOND_START} × manage.py check"] if second > SECOND_START * check else []
    problems += ["the second start shows another home page"] if titles(home) != titles(again) else []
    print("\n".join(problems) or "Nothing is left behind.")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
