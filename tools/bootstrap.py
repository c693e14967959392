"""Make `.venv` and `node_modules` as the lock files say. Needs nothing but Python and its venv module.

Any Python from 3.7 runs it far enough to be told that it is too old. Whatever is there already and still fits is left alone.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
OLDEST = (3, 11)
SPACE_FIRST, SPACE_LATER = 2_500_000_000, 200_000_000  # bytes: for the packages and the demo, for another day of work


class SetUpError(Exception):
    """The set-up cannot go on; the message is one sentence that says what to do."""


def check_python() -> None:
    if sys.version_info < OLDEST:
        raise SetUpError(f"Trellis needs Python 3.11 or newer; this one is {sys.version_info[0]}.{sys.version_info[1]}.")
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        raise SetUpError(
            f"This Python has no {missing[0]} module: install it (on Debian and Ubuntu: apt install python3-venv)."
        )


def check_folders() -> None:
    data = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
    for folder in (ROOT, data):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=str(folder)):
                pass
        except OSError as error:
            raise SetUpError(f"Cannot write to {folder}: {error.strerror}.") from None
        needed = SPACE_LATER if (VENV / "stamps.json").exists() or folder == data else SPACE_FIRST
        free = shutil.disk_usage(str(folder)).free
        if free < needed:
            megabytes = f"{free // 1_000_000} MB free, {needed // 1_000_000} MB needed"
            raise SetUpError(f"There is no space in {folder}: {megabytes}.")


def run(*command: object) -> None:
    try:
        subprocess.run([str(part) for part in command], cwd=str(ROOT), check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetUpError(f"The set-up stopped: {error}") from None


def stamps() -> dict[str, str]:
    file = VENV / "stamps.json"
    return json.loads(file.read_text()) if file.exists() else {}


def stamp(done: dict[str, str]) -> None:
    (VENV / "stamps.json").write_text(json.dumps({**stamps(), **done}, indent=1))


def digest(name: str) -> str:
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def make_venv() -> None:
    python = BIN / "python"
    if python.exists() and subprocess.run([str(python), "-c", ""], check=False).returncode == 0:
        return
    print("Making .venv …", flush=True)
    run(sys.executable, "-m", "venv", "--clear", VENV)


def install_uv() -> None:
    """Install uv with pip, at the version and the hashes of the lock file."""
    text = (ROOT / "requirements.lock").read_text()
    block = re.search(r"^uv==.*?(?=^\S|\Z)", text, re.M | re.S)
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "uv.txt"
        wanted.write_text(block.group(0) if block else "")
        run(BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", wanted)


def install_packages(lock: str) -> None:
    if stamps().get(lock) == digest(lock):
        return
    print(f"Installing the packages of {lock} …", flush=True)
    install_uv()
    run(BIN / "uv", "pip", "install", "--quiet", "--python", BIN / "python", "--require-hashes", "-r", lock)
    # The second lock holds the first one too.
    done = {name: digest(name) for name in ("requirements.lock", lock)}
    stamp(done)


def install_front_end(*, everything: bool) -> None:
    wanted = digest("package-lock.json")
    have = stamps().get("dev" if everything else "front end")
    if have == wanted and (ROOT / "node_modules").exists():
        return
    print("Fetching the front-end packages …", flush=True)
    os.environ["PATH"] = str(BIN) + os.pathsep + os.environ["PATH"]
    run(BIN / "npm", "ci", "--ignore-scripts", "--loglevel=error", *([] if everything else ["--omit=dev"]))
    stamp({"front end": wanted, **({"dev": wanted} if everything else {})})


def compile_messages() -> None:
    stale = [
        po for po in ROOT.glob("locale/*/LC_MESSAGES/*.po")
        if not po.with_suffix(".mo").exists() or po.with_suffix(".mo").stat().st_mtime < po.stat().st_mtime
    ]  # fmt: skip
    code = "import polib,sys; [polib.pofile(po).save_as_mofile(po[:-2] + 'mo') for po in sys.argv[1:]]"
    if stale:
        run(BIN / "python", "-c", code, *stale)


def main() -> None:
    everything = "--dev" in sys.argv[1:]
    try:
        check_python()
        check_folders()
        make_venv()
        install_packages("requirements-dev.lock" if everything else "requirements.lock")
        install_front_end(everything=everything)
        compile_messages()
        (ROOT / "build" / "static").mkdir(parents=True, exist_ok=True)  # WhiteNoise looks for it
    except SetUpError as error:
        sys.exit(f"trellis: {error}")


if __name__ == "__main__":
    main()
