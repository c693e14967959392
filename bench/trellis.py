"""Our way, as an operator runs it: `manage.py transcode`, the start of Python included."""

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.clips import Clip
from bench.cost import Cost, run

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Made:
    """`rungs` are the playlists by height, `ladder` the bytes of rungs and sound, `watchable` a share of the wall time."""

    cost: Cost
    rungs: dict[int, Path]
    ladder: int
    everything: int
    watchable: float


def size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def encode(clip: Clip, rungs: tuple[int, ...], folder: Path, *, preset: str) -> Made:
    target = folder / "out"
    ladder = ",".join(map(str, rungs))
    words = [sys.executable, str(ROOT / "manage.py"), "transcode", str(clip.path), "--output", str(target), "--json"]
    env = {
        "DATA_DIR": str(folder / "data"),
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "FFMPEG": str(shutil.which("ffmpeg")),
    }
    cost, said = run([*words, "--rungs", ladder, *(("--preset", preset) if preset else ())], cwd=folder, env=env)
    told = json.loads(said[said.index("{") :])
    names = {min(rung["width"], rung["height"]): target / rung["name"] for rung in told["rungs"] if rung["height"]}
    return Made(
        cost=cost,
        rungs={height: names[height] / "index.m3u8" for height in rungs},
        ladder=sum(size(names[height]) for height in rungs) + size(target / "sound"),
        everything=size(target),
        watchable=told["watchable_after_seconds"] / told["wall_seconds"],
    )
