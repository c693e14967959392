"""The full forms: `make test-long`. Each installation is tried on both databases."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import chromium as chromium
from tests.browser.conftest import context as context
from tests.browser.conftest import product as product
from tests.browser.conftest import quiet as quiet
from tests.browser.conftest import tab as tab
from tests.browser.conftest import watch as watch
from tests.media.installation import ROOT, Installation
from tests.media.postgres import Postgres
from tests.search.running import ADDRESSES, NoServerError, SearchServer, running

NOW = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')", "postgresql": "now()"}


@pytest.fixture(scope="session")
def migrated_server(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Postgres:
    """The server with a database `base` that every test copies."""
    address = postgres.create("base")
    made = Installation(tmp_path_factory.mktemp("base"), database=address)
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=made.environment, check=True)
    return postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module", params=list(ADDRESSES))
def search_server(request: pytest.FixtureRequest) -> Iterator[SearchServer]:
    try:
        with running(request.param) as started:
            yield started
    except NoServerError as error:
        pytest.skip(str(error))


@pytest.fixture
def now(engine: str) -> str:
    """How the database says what time it is."""
    return NOW[engine]


@pytest.fixture
def installation(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    if engine == "sqlite":
        shutil.copy(request.getfixturevalue("migrated"), tmp_path / "db.sqlite3")
        made = Installation(tmp_path)
    else:
        server: Postgres = request.getfixturevalue("migrated_server")
        made = Installation(tmp_path, database=server.create(f"t{abs(hash(tmp_path))}", template="base"))
    yield made
    made.kill()
