"""Puts finished files where they are fetched, whole or not at all."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from media_pipeline.packaging.seal import flush


def link(source: str | os.PathLike[str], target: str | os.PathLike[str]) -> None:
    """Give a finished file a second name; copy it where the file system cannot."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def draft(source: Path, target: Path, name: str, tick: Callable[[], object]) -> Path:
    """Bring the files of `source` beside `target`, where nobody finds them yet, and have them outlive a power cut.

    `name` tells one attempt from another; what others left there goes. `tick` is called after each file.
    """
    for old in target.parent.glob(f".{target.name}-*"):
        shutil.rmtree(old, ignore_errors=True)
    made = target.with_name(f".{target.name}-{name}")
    shutil.copytree(source, made, copy_function=link)
    for path in [*made.rglob("*"), made]:
        flush(path)
        tick()
    return made


def place(made: Path, target: Path) -> None:
    """Let what was drafted be found, in one step."""
    shutil.rmtree(target, ignore_errors=True)
    made.replace(target)
    flush(target.parent)


def place_text(text: str, target: Path) -> None:
    """Write a small file in one step."""
    made = target.with_name(f".{target.name}")
    made.write_text(text)
    flush(made)
    made.replace(target)
