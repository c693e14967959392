"""The settings of an installation that a test kills or starves: a lease runs out in seconds, the disk may be a small one."""

import os
from pathlib import Path

from config.settings.dev import *  # noqa: F403

MEDIA_LEASE_SECONDS = int(os.environ.get("TEST_LEASE_SECONDS", "5"))
MEDIA_CHUNK_SECONDS = int(os.environ.get("TEST_CHUNK_SECONDS", "4"))
if ladder := os.environ.get("TEST_LADDER"):
    MEDIA_LADDER = tuple(int(size) for size in ladder.split(","))
if disk := os.environ.get("TEST_DISK"):
    MEDIA_ROOT, MEDIA_WORK_ROOT = Path(disk) / "public", Path(disk) / "work"
