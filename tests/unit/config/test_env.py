"""The variables of a deployment: one table in the docs, one file in the code, one list in the compose file."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from config.env import VARIABLES

ROOT = Path(__file__).resolve().parents[3]


def test_the_table_for_operators_lists_exactly_the_variables() -> None:
    table = re.findall(r"^\| `([A-Z0-9_]+)` \|", (ROOT / "docs/operators.md").read_text(), re.M)
    assert sorted(table) == sorted(VARIABLES)


def test_the_compose_file_sets_only_variables_that_exist() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    block = re.search(r"x-environment: &environment\n((?:  .*\n)+)", text)
    assert block is not None
    assert set(re.findall(r"^  ([A-Z0-9_]+):", block.group(1), re.M)) - {"HOST", "DJANGO_SETTINGS_MODULE"} <= set(VARIABLES)


WRONG = [
    *[("PORT", "99999"), ("DEBUG", "perhaps"), ("DATABASE_URL", "nothing://here"), ("SEARCH_URL", "ftp:"), ("TASKS_URL", "x")],
    ("SEARCH_URL", "elasticsearch://search:9200/UPPER"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_stops_the_start_with_the_name_of_the_variable(name: str, value: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import config.env"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "site"), name: value},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, name in done.stderr) == (1, True)


@pytest.mark.parametrize(
    ("database", "search", "expected"),
    [
        ("sqlite:///x", "", "sqlite:"),
        ("postgres://u@h/n", "", "postgres:"),
        ("postgres://u@h/n", "opensearch://h", "opensearch://h"),
    ],
)
def test_the_search_stands_in_the_database_unless_something_else_is_said(database: str, search: str, expected: str) -> None:
    said = subprocess.check_output(
        [sys.executable, "-c", "import config.env; print(config.env.SEARCH_URL)"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "site"), "DATABASE_URL": database, "SEARCH_URL": search},
        text=True,
    )
    assert said == f"{expected}\n"
