"""What stops a start says so in one sentence and with an exit code."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def attempt(*command: str, **environment: str) -> tuple[int, list[str]]:
    """Run a command; return its exit code and the last line that it printed."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.dev", "DEBUG": "0", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stderr.strip().splitlines()[-1:]


def test_a_taken_port(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = attempt("manage.py", "run", PORT=str(port), DATA_DIR=str(tmp_path))
    sentence = f"Port {port} on 127.0.0.1 cannot be used (Address already in use): choose another with PORT=… make run."
    assert said == (1, [f"CommandError: {sentence}"])


def test_a_data_folder_that_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    said = attempt("tools/bootstrap.py", DATA_DIR=str(file / "data"))
    assert said == (1, [f"trellis: Cannot write to {file / 'data'}: Not a directory."])


@pytest.mark.parametrize(
    ("planted", "sentence"),
    [
        ("import sys; sys.version_info = (3, 10, 0)", "Trellis needs Python 3.11 or newer; this one is 3.10."),
        (
            "import importlib.util as u; f = u.find_spec; u.find_spec = lambda n, *a: None if n == 'venv' else f(n, *a)",
            "This Python has no venv module: install it (on Debian and Ubuntu: apt install python3-venv).",
        ),
        (
            "import shutil; d = shutil.disk_usage; shutil.disk_usage = lambda p: d(p)._replace(free=1_000_000)",
            f"There is no space in {ROOT}: 1 MB free, 200 MB needed.",
        ),
    ],
)
def test_a_python_or_a_disk_that_will_not_do(planted: str, sentence: str, tmp_path: Path) -> None:
    code = f"{planted}; import runpy; runpy.run_path('tools/bootstrap.py', run_name='__main__')"
    assert attempt("-c", code, DATA_DIR=str(tmp_path)) == (1, [f"trellis: {sentence}"])


@pytest.mark.parametrize(("port", "fault"), [("abc", "Not a valid integer."), ("70000", "Say a port from 1 to 65535.")])
def test_an_environment_that_is_not_right(port: str, fault: str, tmp_path: Path) -> None:
    said = attempt("manage.py", "run", PORT=port, DATA_DIR=str(tmp_path))
    sentence = f"The environment is not right: Environment variables invalid: {{'PORT': ['{fault}']}}"
    assert said == (1, [f"trellis: {sentence}"])
