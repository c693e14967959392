"""A PostgreSQL of our own, from the system's packages, in a folder that goes with it."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

USER = "postgres"  # it refuses to run as root


def programs() -> Path | None:
    """Return the newest version's folder of programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: float(file.parts[-3]))
    return found[-1].parent if found else None


@dataclass
class Postgres:
    folder: Path
    programs: Path

    def url(self, name: str) -> str:
        return f"postgres://{USER}@{quote(str(self.folder), safe='')}/{name}"

    def run(self, program: str, *words: str) -> None:
        as_user = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups"] if os.getuid() == 0 else []
        command = [*as_user, str(self.programs / program), *words]
        subprocess.run(command, cwd=self.folder, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def start(self) -> None:
        self.run("initdb", "-D", str(self.folder / "data"), "-U", USER, "-A", "trust", "-E", "UTF8")
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}'"
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", "immediate", "stop")

    @property
    def pid(self) -> int:
        """The first of its processes, which started the others."""
        return int((self.folder / "data/postmaster.pid").read_text().split()[0])

    def create(self, name: str, *, template: str = "template0") -> str:
        """Make a database like `template`; return its address."""
        self.run("createdb", "-h", str(self.folder), "-U", USER, "-T", template, name)
        return self.url(name)


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Start one; raise FileNotFoundError where PostgreSQL is not installed."""
    where = programs()
    if where is None:
        raise FileNotFoundError("PostgreSQL is not installed: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="trellis-postgres-"))
    if os.getuid() == 0:
        os.chown(folder, pwd.getpwnam(USER).pw_uid, pwd.getpwnam(USER).pw_gid)
    server = Postgres(folder, where)
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    if programs() is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with running_postgres() as server:
        yield server
