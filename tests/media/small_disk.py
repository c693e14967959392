"""A file system of a few megabytes, seen by one process and gone with it."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

MOUNT = 'mount -t tmpfs -o size="$0" tmpfs "$1" && shift && exec "$@"'


def on_disk(folder: Path, *, size: str) -> tuple[str, ...]:
    """Return what stands in front of a command for which `folder` is a disk of `size`, as `mount` writes it: `64m`."""
    return ("unshare", "--mount", "--map-root-user", "sh", "-c", MOUNT, size, str(folder))


@cache
def is_possible() -> bool:
    """Whether this user may mount a disk for a process of its own."""
    if shutil.which("unshare") is None:
        return False
    done = subprocess.run([*on_disk(Path("/mnt"), size="1m"), "true"], capture_output=True, check=False)
    return done.returncode == 0
