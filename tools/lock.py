"""Write the two lock files from pyproject.toml; with --check only say whether they still fit."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = {
    "requirements.lock": [],
    "requirements-dev.lock": ["--all-extras", "--group", "lint", "--group", "test"],
}


def compile_lock(name: str, target: Path) -> None:
    """Resolve for every platform and every Python from 3.11; pins that stand in `target` are kept."""
    command = ["uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-header", "--python-version", "3.11"]
    env = {**os.environ, "PATH": f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run([*command, *LOCKS[name], "pyproject.toml", "-o", str(target)], cwd=ROOT, env=env, check=True)


def main() -> int:
    if "--check" not in sys.argv[1:]:
        for name in LOCKS:
            compile_lock(name, ROOT / name)
        return 0
    stale = []
    for name in LOCKS:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / name
            copy.write_text((ROOT / name).read_text())
            compile_lock(name, copy)
            if copy.read_text() != (ROOT / name).read_text():
                stale.append(name)
    for name in stale:
        print(f"{name} does not fit pyproject.toml any more: run `make lock`.")
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main())
