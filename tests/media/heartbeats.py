"""Learners who watch, as asyncio clients: each posts what it played, notes what was acknowledged, and now and then loses an
answer and sends the same again."""

import asyncio
import json
import random
import subprocess
import sys
import time
import uuid
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from learning.intervals import union
from tests.media.gunicorn import Gunicorn
from tests.media.installation import ROOT, Installation

TOKEN = "t" * 32
STEP = 10_000  # milliseconds of the film in one heartbeat
FILM = 3_600_000
Key = tuple[int, str]  # a user and a lesson


@dataclass
class Log:
    """What the clients saw: what was acknowledged for each learner and lesson, in milliseconds, and what went wrong."""

    acknowledged: dict[Key, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    sent: int = 0

    def watched(self) -> dict[Key, list[tuple[int, int]]]:
        return {key: union(stretches) for key, stretches in self.acknowledged.items()}


@dataclass
class Learner:
    user: int
    session: str
    lessons: list[list[str]]
    chance: random.Random
    client: str = field(default_factory=lambda: str(uuid.uuid4()))
    sequence: int = 0
    clock: int = field(default_factory=lambda: int(time.time() * 1000) - 20 * 24 * 3_600_000)

    @property
    def headers(self) -> dict[str, str]:
        return {"Cookie": f"sessionid={self.session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}

    def stretch(self) -> dict[str, Any]:
        """Return the next one that was played, somewhere in one of the films."""
        lesson, video = self.chance.choice(self.lessons)
        start = self.chance.randrange(0, FILM - STEP, 1000)
        self.sequence += 1
        self.clock += STEP
        return {
            "lesson": lesson, "client": self.client, "sequence": self.sequence, "video": video, "version": 1,
            "start": start / 1000, "end": (start + STEP) / 1000, "clock_start": self.clock - STEP, "clock_end": self.clock,
        }  # fmt: skip


async def beat(
    web: aiohttp.ClientSession, home: str, learner: Learner, log: Log, *, batch: int = 3, again: float = 0.1
) -> None:
    """Send up to `batch` stretches; a share `again` of the batches is sent twice, as if the first answer had been lost."""
    stretches = [learner.stretch() for _number in range(learner.chance.randint(1, batch))]
    for _time in range(2 if learner.chance.random() < again else 1):
        log.sent += 1
        try:
            async with web.post(
                f"{home}/api/learning/progress", json={"intervals": stretches}, headers=learner.headers
            ) as answer:
                said = await answer.text()
                if answer.status != 200:
                    log.errors.append(f"{answer.status}: {said[:300]}")
                    return
        except (aiohttp.ClientError, TimeoutError) as error:
            log.errors.append(repr(error))
            return
    for one in stretches:
        log.acknowledged[learner.user, one["lesson"]].append((round(one["start"] * 1000), round(one["end"] * 1000)))


async def _watch(web: aiohttp.ClientSession, home: str, learner: Learner, log: Log, *, until: float, pause: float) -> None:
    await asyncio.sleep(learner.chance.random() * pause)  # nobody begins in the same moment
    while time.monotonic() < until:
        began = time.monotonic()
        await beat(web, home, learner, log)
        await asyncio.sleep(max(0.0, pause * (0.5 + learner.chance.random()) - (time.monotonic() - began)))


def learners_of(school: dict[str, Any]) -> list[Learner]:
    return [Learner(user, session, school["lessons"], random.Random(user)) for user, session in school["learners"]]


async def crowd(home: str, school: dict[str, Any], *, seconds: float, pause: float) -> Log:
    """Let everybody in `school` watch for so long, with a heartbeat every `pause` seconds; return what they saw."""
    log, until = Log(), time.monotonic() + seconds
    # The server ends a connection that is idle for two seconds, long before its next heartbeat: each has one of its own.
    timeout, connector = aiohttp.ClientTimeout(total=60), aiohttp.TCPConnector(limit=0, force_close=True)
    async with aiohttp.ClientSession(timeout=timeout, connector=connector) as web:
        await asyncio.gather(*(_watch(web, home, learner, log, until=until, pause=pause) for learner in learners_of(school)))
    return log


def make_school(environment: dict[str, str], learners: int) -> dict[str, Any]:
    """Make films, lessons and people who are logged in, in the installation of `environment`."""
    command = [sys.executable, "-m", "tests.media.school", str(learners)]
    said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr[-4000:]
    made: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])
    return made


def stored(installation: Installation) -> dict[Key, list[tuple[int, int]]]:
    """Return what the database holds, by learner and lesson."""
    rows = installation.rows("SELECT user_id, lesson_key, intervals FROM learning_lessonprogress")
    read = [(user, key, json.loads(kept) if isinstance(kept, str) else kept) for user, key, kept in rows]
    return {(user, str(uuid.UUID(str(key)))): [(start, end) for start, end in kept] for user, key, kept in read}


def nothing_acknowledged_is_lost(installation: Installation, *, learners: int, seconds: float, pause: float) -> int:
    """Let them watch, compare their own log with the database, and return how many requests there were."""
    environment = installation.environment | {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    school = make_school(environment, learners)
    database = {"DATABASE_URL": installation.database} if installation.database else {}
    web = Gunicorn(installation.data, environment=database)
    web.start()
    try:
        with ThreadPoolExecutor(1) as thread:  # that of the test may have a loop already: a browser's
            log = thread.submit(asyncio.run, crowd(web.home, school, seconds=seconds, pause=pause)).result()
    finally:
        web.kill()
    assert log.errors == [], f"{len(log.errors)} of {log.sent}: {log.errors[:3]}"
    assert stored(installation) == log.watched()
    return log.sent
