"""What a search costs: the engine beside raw SQL on the same tables, and everything in a large collection beside a small one.

SIZES (1000,10000,100000) are the collections, ENGINES (sqlite,postgresql) the databases. Counted is processor time, that of the
database's process included; of two that are compared, each round asks both in turn.
"""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import django
from django.apps import apps

from bench.kept import OUT, ROOT
from bench.row import Row


def measure(
    *,
    count: int,
    corpus: tuple[int, ...] = (),
    engines: tuple[str, ...] = (),
    folder: Path = OUT / "search",
    **_sizes: object,
) -> Row:
    sizes = corpus or tuple(sorted(int(size) for size in os.environ.get("SIZES", "1000,10000,100000").split(",")))
    names = engines or tuple(os.environ.get("ENGINES", "sqlite,postgresql").split(","))
    is_ours = not apps.ready
    if is_ours:
        sys.path.insert(0, str(ROOT / "site"))
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
        django.setup()
    from bench.search_rounds import Rounds, Seen  # its models want a site that is set up

    seen: list[Seen] = []
    for engine in names:
        seen += Rounds(engine, count=count, folder=folder).all(sizes)
    if is_ours:
        from django.conf import settings

        shutil.rmtree(settings.DATA_DIR, ignore_errors=True)
    raw: list[dict[str, Any]] = [one for each in seen for one in each.raw]
    conditions = {"sizes": sizes, "rounds": count, "engines": names}
    return Row("search", [figure for each in seen for figure in each.figures], conditions, raw)
