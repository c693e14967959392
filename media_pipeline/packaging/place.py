"""Puts finished files where they are fetched, whole or not at all."""

import os
import shutil
from pathlib import Path

from media_pipeline.packaging.seal import flush


def link(source: str | os.PathLike[str], target: str | os.PathLike[str]) -> None:
    """Give a finished file a second name; copy it where the file system cannot."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def place_folder(source: Path, target: Path) -> None:
    """Let the files of `source` be found in `target` too; what an attempt that died left there goes."""
    draft = target.with_name(f".{target.name}")
    for old in (draft, target):
        shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(source, draft, copy_function=link)
    draft.replace(target)
    flush(target.parent)


def place_text(text: str, target: Path) -> None:
    """Write a small file in one step."""
    draft = target.with_name(f".{target.name}")
    draft.write_text(text)
    flush(draft)
    draft.replace(target)
