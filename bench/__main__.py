"""`python -m bench [noun …]`: measure, keep the figures in `bench/out/<noun>.json`, print them.

ROUNDS (5), SECONDS of each clip (120), RUNGS (360,480,720,1080) and REQUESTS of each kind (300) make it smaller.
SIZES of the collections that are searched (1000,10000,100000) and ENGINES (sqlite,postgresql) say what else is measured.
"""

import importlib
import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.kept import OUT
from bench.row import Row

NOUNS = ("transcode", "heartbeats", "search")


def circumstances() -> dict[str, Any]:
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False
    ).stdout.strip()
    load = os.getloadavg()[0]
    return {
        "commit": commit,
        "at": datetime.now(UTC).isoformat(),
        "cores": os.cpu_count(),
        "load": load,
        "machine": platform.platform(),
    }


def show(row: Row) -> None:
    table = Table("what", "ours", "control", "value", "bar", "", title=f"{row.noun}: {row.conditions}")
    for one in row.figures:
        table.add_row(
            one.name, f"{one.ours:.2f} {one.unit}", f"{one.control:.2f} {one.unit}", f"{one.value:.3f}", one.bar, one.verdict
        )
    Console(width=140).print(table)


def main(nouns: list[str]) -> None:
    sizes = tuple(int(size) for size in os.environ.get("RUNGS", "360,480,720,1080").split(","))
    for noun in nouns or NOUNS:
        began = circumstances()
        measure = importlib.import_module(f"bench.{noun}").measure
        row: Row = measure(
            count=int(os.environ.get("ROUNDS", "5")), seconds=float(os.environ.get("SECONDS", "120")), sizes=sizes
        )
        OUT.mkdir(exist_ok=True)
        (OUT / f"{noun}.json").write_text(json.dumps(row.as_json() | began, indent=1))
        show(row)


if __name__ == "__main__":
    main(sys.argv[1:])
