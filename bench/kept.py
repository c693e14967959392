"""Rounds that were measured already: a measurement of hours that was stopped goes on where it was.

They count as long as nothing has changed that they depend on; each round lets everybody work in turn, whenever it runs.
"""

import hashlib
import json
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from media_pipeline.encoding.binary import ffmpeg

ROOT = Path(__file__).resolve().parents[1]
OUT = Path(__file__).with_name("out")
CODE = (
    *(f"bench/{name}.py" for name in ("clips", "mediacms", "single", "trellis")),
    *(f"media_pipeline/{name}/*.py" for name in ("encoding", "packaging", "probing", "management/commands")),
    "site/config/settings/parts/media.py",
)
Round = list[dict[str, Any]]


def _state(conditions: Mapping[str, Any]) -> str:
    """Return a hash of the code, the version of the encoder and the conditions."""
    version = subprocess.run([ffmpeg(), "-version"], capture_output=True, text=True, check=True).stdout
    digest = hashlib.sha256(json.dumps([version, conditions], sort_keys=True, default=str).encode())
    for path in sorted(path for pattern in CODE for path in ROOT.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


class Kept:
    """The whole rounds of a noun in `folder`, one line of JSON each."""

    def __init__(self, noun: str, conditions: Mapping[str, Any], folder: Path = OUT) -> None:
        self.file = folder / f"{noun}-{_state(conditions)}.jsonl"

    def rounds(self) -> list[Round]:
        return [json.loads(line) for line in self.file.read_text().splitlines()] if self.file.exists() else []

    def add(self, made: Iterable[dict[str, Any]]) -> None:
        self.file.parent.mkdir(exist_ok=True)
        with self.file.open("a") as lines:
            lines.write(json.dumps(list(made)) + "\n")
