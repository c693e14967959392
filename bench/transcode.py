"""One upload to its whole ladder: against MediaCMS's commands, and against the best single process for the same output."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from bench import mediacms, single, trellis
from bench.clips import Clip, clips
from bench.kept import OUT, Kept
from bench.quality import vmaf
from bench.row import Figure, Row

RUNGS = (360, 480, 720, 1080)
Round = dict[str, Any]
PRESET, CRF = os.environ.get("PRESET", ""), os.environ.get("CRF", "22.4")


def _size(files: dict[int, Path]) -> int:
    return sum(trellis.size(file.parent) for file in {file.parent: file for file in files.values()}.values())


def _qualities(files: dict[int, Path], clip: Clip, folder: Path, *, is_wanted: bool) -> dict[str, float]:
    return {str(height): vmaf(file, clip, folder) for height, file in files.items()} if is_wanted else {}


def run_mediacms(clip: Clip, rungs: tuple[int, ...], folder: Path, *, with_quality: bool) -> Round:
    cost, files = mediacms.encode(clip, rungs, folder)
    made = {"cpu": cost.cpu, "wall": cost.wall, "bytes": _size(files)}
    return made | {"vmaf": _qualities(files, clip, folder, is_wanted=with_quality)}


def run_single(clip: Clip, rungs: tuple[int, ...], folder: Path, *, with_quality: bool) -> Round:
    cost, files = single.encode(clip, rungs, folder, preset=PRESET or "faster", crf=CRF)
    return {"cpu": cost.cpu, "wall": cost.wall, "bytes": _size(files), "vmaf": {}}


def run_trellis(clip: Clip, rungs: tuple[int, ...], folder: Path, *, with_quality: bool) -> Round:
    made = trellis.encode(clip, rungs, folder, preset=PRESET)
    told = {"cpu": made.cost.cpu, "wall": made.cost.wall, "bytes": made.ladder, "all_bytes": made.everything}
    return told | {"watchable": made.watchable, "vmaf": _qualities(made.rungs, clip, folder, is_wanted=with_quality)}


CONTENDERS: dict[str, Callable[..., Round]] = {"mediacms": run_mediacms, "trellis": run_trellis, "single": run_single}


def one_round(number: int, material: list[Clip], sizes: tuple[int, ...]) -> Iterator[Round]:
    """Let everybody encode everything, in turn. Quality is the same each time: it is measured in round 0."""
    for clip in material:
        rungs = tuple(size for size in sizes if size <= clip.height)
        for name, encode in CONTENDERS.items():
            with tempfile.TemporaryDirectory(prefix="trellis-bench-") as folder:
                made = encode(clip, rungs, Path(folder), with_quality=number == 0)
            cost = f"{made['cpu']:.1f} s of CPU in {made['wall']:.1f} s"
            print(f"round {number + 1}, {clip.name}, {name}: {cost}", file=sys.stderr)
            yield {"round": number, "clip": clip.name, "contender": name} | made


def _figures(raw: list[Round], clip: str) -> Iterator[Figure]:
    def middle(contender: str, key: str) -> float:
        return median(one[key] for one in raw if (one["clip"], one["contender"]) == (clip, contender))

    def quality(contender: str) -> dict[str, float]:
        return next(one["vmaf"] for one in raw if (one["clip"], one["contender"]) == (clip, contender) and one["vmaf"])

    cpu = {name: middle(name, "cpu") for name in CONTENDERS}
    size = {name: middle(name, "bytes") / 1e6 for name in CONTENDERS}
    yield Figure(
        f"{clip}: MediaCMS's CPU by ours", "s", cpu["trellis"], cpu["mediacms"], cpu["mediacms"] / cpu["trellis"], at_least=1.3
    )
    yield Figure(
        f"{clip}: our CPU by a single process", "s", cpu["trellis"], cpu["single"], cpu["trellis"] / cpu["single"], at_most=1.25
    )
    share = size["trellis"] / size["mediacms"]
    yield Figure(f"{clip}: our bytes by MediaCMS's", "MB", size["trellis"], size["mediacms"], share, at_most=1.0)
    watchable, wall = middle("trellis", "watchable"), middle("trellis", "wall")
    yield Figure(f"{clip}: watchable after, of the whole", "s", watchable * wall, wall, watchable, at_most=0.35)
    ours, theirs = quality("trellis"), quality("mediacms")
    for height, score in ours.items():
        yield Figure(
            f"{clip}: VMAF {height}p, ours above theirs", "", score, theirs[height], score - theirs[height], at_least=-0.3
        )


def measure(*, count: int, seconds: float, sizes: tuple[int, ...] = RUNGS, folder: Path = OUT) -> Row:
    """Measure up to `count` rounds on clips of `seconds`; the bars ask for five on two minutes.

    Rounds that are in `folder` already count.
    """
    material = clips(seconds)
    conditions = {
        "seconds": seconds, "rungs": sizes, "preset": PRESET or "as the settings say", "crf of the single process": CRF,
        "film": "real" if all(clip.is_real for clip in material) else "SYNTHETIC: not comparable",
    }  # fmt: skip
    kept = Kept("transcode", conditions, folder)
    for number in range(len(kept.rounds()), count):
        kept.add(one_round(number, material, sizes))
    raw = [one for made in kept.rounds()[:count] for one in made]
    conditions |= {"rounds": count}
    return Row("transcode", [figure for clip in material for figure in _figures(raw, clip.name)], conditions, raw)
