"""The sample set of `make_samples.sh`, made once a machine and shared by every run of the suite."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("make_samples.sh")
NEEDED = ("ffmpeg", "ffprobe", "espeak-ng", "flock")
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf")


def missing() -> list[str]:
    """Return what this machine lacks to make samples."""
    fonts = [] if FONT.exists() else ["fonts-dejavu-core"]
    return [tool for tool in NEEDED if shutil.which(tool) is None] + fonts


def cache(mode: str) -> Path:
    """Return the folder of this recipe: another script or another user has another one, and may not write into ours."""
    key = hashlib.sha256(SCRIPT.read_bytes()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"trellis-samples-{os.getuid()}-{key}-{mode}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to somebody else.")
    return folder


def make(mode: str, *, wanted: tuple[str, ...] = ()) -> Path:
    """Return the folder with the samples of `mode`, fast or full; the first caller makes them, others wait for it.

    Where only `wanted` are needed, it is enough that they are there: each is renamed into place when it is complete.
    """
    folder = cache(mode)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        whole = folder / ".whole"
        is_there = all((folder / ".done" / name).exists() for name in wanted) if wanted else whole.exists()
        if not is_there:
            said = subprocess.run(["bash", str(SCRIPT), str(folder), mode], capture_output=True, text=True, check=False)
            if said.returncode:
                raise RuntimeError(f"The samples could not be made:\n{said.stdout[-2000:]}{said.stderr[-2000:]}")
            whole.touch()
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The `fast` set: clips of 2 to 24 s, damaged ones and hostile ones."""
    if lacks := missing():
        pytest.skip(f"The samples need {', '.join(lacks)}: apt-get install ffmpeg espeak-ng fonts-dejavu-core")
    return make("fast")
