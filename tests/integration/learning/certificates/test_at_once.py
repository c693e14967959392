"""However many finish at one moment, there is one certificate and one key."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings

ONE_OF_EACH = {"errors": [], "certificates": ["completion", "participation"], "completions and keys": [1, 1]}


def run_at_once(data: Path, **more: str) -> object:
    """Run the twenty on a database of their own; return what they found at the end."""
    path = os.pathsep.join(["site", ".", os.environ.get("PYTHONPATH", "")])
    environment = {
        **{name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DEBUG"}},
        **{"DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "config.settings.dev", "PYTHONPATH": path},
        **more,
    }
    command = [sys.executable, "-m", "tests.integration.learning.certificates.at_once"]
    said = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr[-4000:]
    return json.loads(said.stdout.splitlines()[-1])


def test_twenty_at_once_get_one_certificate(migrated: Path, tmp_path: Path) -> None:
    shutil.copy(migrated, tmp_path / "db.sqlite3")
    assert run_at_once(tmp_path) == ONE_OF_EACH
