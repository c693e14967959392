"""What a heartbeat costs beside a view that does nothing for the same session: processor time of the web server and, on
PostgreSQL, of the database's processes.

Each round sends REQUESTS (300) of both kinds in turn, so that whatever else the machine does weighs on both.
"""

import asyncio
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import aiohttp

from bench.process_cost import family, seconds
from bench.row import Figure, Row
from tests.media.gunicorn import Gunicorn
from tests.media.heartbeats import Learner, Log, beat, learners_of, make_school
from tests.media.installation import ROOT, Installation
from tests.media.postgres import Postgres, running_postgres

BARS = {"sqlite": 1.3, "postgresql": 2.0}
LEARNERS = 20
SLICES = 10  # of both kinds in turn within a round


@contextmanager
def _site(engine: str, folder: Path) -> Iterator[tuple[Gunicorn, dict[str, Any], Postgres | None]]:
    """Start a web server with learners; yield it, the learners, and the database's server where it is one."""
    with ExitStack() as stack:
        server = stack.enter_context(running_postgres()) if engine == "postgresql" else None
        installation = Installation(folder, database=server.create("bench") if server else "")
        environment = installation.environment | {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}
        migrate = [sys.executable, "manage.py", "migrate", "-v0", "--skip-checks"]
        subprocess.run(migrate, cwd=ROOT, env=environment, check=True)
        school = make_school(environment, LEARNERS)
        database = {"DATABASE_URL": installation.database} if server else {}
        web = Gunicorn(folder, "bench.nothing.settings", {"PYTHONPATH": f"{ROOT}/site:{ROOT}", **database})
        web.start()
        stack.callback(web.kill)
        if server is None:  # as the worker does beside it: the last connection that closes would write the whole log back
            held = stack.enter_context(closing(sqlite3.connect(folder / "db.sqlite3")))
            held.execute("SELECT count(*) FROM django_session").fetchall()
        yield web, school, server


def _cost(web: Gunicorn, server: Postgres | None) -> float:
    assert web.process is not None
    return seconds([*family(web.process.pid), *(family(server.pid) if server else [])])


async def _nothing(client: aiohttp.ClientSession, home: str, learner: Learner) -> None:
    body = {"intervals": [learner.stretch()]}
    async with client.post(f"{home}/nothing", json=body, headers=learner.headers) as answer:
        assert answer.status == 204, await answer.text()


async def _round(web: Gunicorn, server: Postgres | None, learners: list[Learner], count: int) -> dict[str, float]:
    """Send `count` of both kinds; return the milliseconds of processor time that one of each took."""
    spent, log = {"heartbeat": 0.0, "nothing": 0.0}, Log()
    async with aiohttp.ClientSession() as client:
        for number in range(SLICES):
            for kind in ("heartbeat", "nothing") if number % 2 else ("nothing", "heartbeat"):
                before = _cost(web, server)
                for turn in range(count // SLICES):
                    learner = learners[turn % len(learners)]
                    if kind == "nothing":
                        await _nothing(client, web.home, learner)
                    else:
                        await beat(client, web.home, learner, log, batch=1, again=0.0)
                spent[kind] += _cost(web, server) - before
    assert log.errors == []
    return {kind: 1000 * total / (count // SLICES * SLICES) for kind, total in spent.items()}


def _measure(engine: str, *, rounds: int, requests: int) -> list[dict[str, Any]]:
    folder = Path(tempfile.mkdtemp(prefix="trellis-bench-"))
    try:
        with _site(engine, folder) as (web, school, server):
            learners = learners_of(school)
            asyncio.run(_round(web, server, learners, 100))  # what is loaded once is loaded
            return [{"engine": engine, **asyncio.run(_round(web, server, learners, requests))} for _number in range(rounds)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(*, count: int, **_sizes: object) -> Row:
    requests = int(os.environ.get("REQUESTS", "300"))
    raw: list[dict[str, Any]] = []
    figures: list[Figure] = []
    for engine in os.environ.get("ENGINES", "sqlite,postgresql").split(","):
        rounds = _measure(engine, rounds=count, requests=requests)
        ours, control = (statistics.median(one[kind] for one in rounds) for kind in ("heartbeat", "nothing"))
        ratio = statistics.median(one["heartbeat"] / one["nothing"] for one in rounds)
        figures.append(
            Figure(
                f"{engine}: CPU of a heartbeat by a view that does nothing", "ms", ours, control, ratio, at_most=BARS[engine]
            )
        )
        raw += rounds
    return Row("heartbeats", figures, {"requests": requests, "rounds": count, "learners": LEARNERS}, raw)
