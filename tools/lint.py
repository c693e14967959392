"""Every check that needs no test: run all, print what each says, fail if one does."""

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
CODE = ["site", "learning", "media_pipeline", "search", "tests", "bench", "tools", "manage.py"]
LINES = {"tests": 400, "bench": 400}  # and 300 everywhere else
SETTINGS_LINES, FUNCTION_LINES = 120, 60
# How many `type: ignore` there are. The number may fall; a rise needs a reason that a reviewer accepts.
IGNORES = 7

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "BASE_URL": "https://trellis.example",
    "ALLOWED_HOSTS": "trellis.example",
    "SECRET_KEY": "only-for-this-check-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
}
COMMANDS: list[tuple[str, list[str], dict[str, str]]] = [
    ("ruff", [str(BIN / "ruff"), "check", "--quiet", "."], {}),
    ("format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."], {}),
    ("imports", [str(BIN / "lint-imports")], {"PYTHONPATH": "site:."}),
    ("types", [str(BIN / "mypy"), *CODE], {}),
    ("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"], {}),
    ("deployment", [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    ("templates", [str(BIN / "djlint"), "templates", "--lint", "--quiet"], {}),
    ("lock files", [PYTHON, "tools/lock.py", "--check"], {}),
]


def tracked(*patterns: str) -> list[Path]:
    names = subprocess.check_output(["git", "ls-files", "-co", "--exclude-standard", *patterns], cwd=ROOT, text=True)
    return [path for name in names.splitlines() if (path := ROOT / name).exists()]


def limit(path: Path) -> int:
    parts = path.relative_to(ROOT).parts
    return SETTINGS_LINES if "settings" in parts else LINES.get(parts[0], 300)


def sizes() -> Iterator[str]:
    """Files, functions and names as the ground rules want them; migrations excepted."""
    for path in tracked("*.py", "*.js", "*.css", "*.html"):
        name = path.relative_to(ROOT)
        if "migrations" in name.parts:
            continue
        text = path.read_text()
        if text.count("\n") > limit(path):
            yield f"{name}: {text.count(chr(10))} lines, at most {limit(path)}"
        if path.stem in {"utils", "helpers", "common", "misc"}:
            yield f"{name}: a name that says nothing; name the noun"
        if path.suffix == ".py":
            yield from long_functions(name, text)


def long_functions(name: Path, text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{name}:{node.lineno} {node.name}: {lines} lines, at most {FUNCTION_LINES}"


def ignores() -> Iterator[str]:
    pattern = re.compile(r"#\s*type: ignore")
    count = sum(len(pattern.findall(path.read_text())) for path in tracked("*.py") if path != Path(__file__).resolve())
    print(f"           {count} type: ignore")
    if count > IGNORES:
        yield f"{count} `type: ignore` where {IGNORES} were agreed"


def npm_lock() -> Iterator[str]:
    wanted = json.loads((ROOT / "package.json").read_text())
    lock = json.loads((ROOT / "package-lock.json").read_text())
    for group in ("dependencies", "devDependencies"):
        if wanted.get(group, {}) != lock["packages"][""].get(group, {}):
            yield f"package-lock.json does not fit the {group} of package.json: run `make lock`"
    if any("resolved" in package for package in lock["packages"].values()):
        yield "package-lock.json names a registry's host: is .npmrc in place?"


def main() -> int:
    failed = []
    for name, command, extra in COMMANDS:
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **extra}, capture_output=True, text=True, check=False)
        print(f"{'ok' if done.returncode == 0 else 'FAILED':<10} {name}", flush=True)
        if done.returncode:
            print(done.stdout + done.stderr, flush=True)
            failed.append(name)
    for name, findings in (("sizes and names", sizes()), ("ignores", ignores()), ("npm lock", npm_lock())):
        found = list(findings)
        print(f"{'FAILED' if found else 'ok':<10} {name}", *found, sep="\n           " if found else " ", flush=True)
        failed += [name] if found else []
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
