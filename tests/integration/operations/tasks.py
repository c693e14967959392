"""Tasks that leave a trace in a file, for a worker that runs in a process of its own."""

import os
import time
from pathlib import Path

from django_tasks import task


@task(backend="worker", queue_name="quick")
def note(path: str, word: str) -> None:
    with Path(path).open("a") as file:
        file.write(word + "\n")


@task(backend="worker", queue_name="media")
def note_slowly(path: str) -> None:
    """Write the number of this process, and end only when the file `<path>.go` is there."""
    with Path(path).open("a") as file:
        file.write(f"{os.getpid()}\n")
    while not Path(path + ".go").exists():
        time.sleep(0.05)
