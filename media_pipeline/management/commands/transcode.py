"""`manage.py transcode FILE --output DIR`: what the site makes of an upload, made in a folder; no database is asked."""

import json
import logging
import sys
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from media_pipeline.encoding.binary import ffmpeg, has_av1
from media_pipeline.encoding.runner import ProcessError
from media_pipeline.encoding.transcode import OccupiedError, Summary, transcode
from media_pipeline.packaging.verify import IncompleteError
from media_pipeline.probing.refusal import RefusedError


def short_sides(text: str) -> tuple[int, ...]:
    """Read `360,720`."""
    sizes = tuple(int(word) for word in text.split(",") if word.strip().isdigit())
    if not sizes or len(sizes) != len(text.split(",")) or not all(16 <= size <= 4320 for size in sizes):
        raise ArgumentTypeError("heights in pixels, separated by commas: 360,720")
    return sizes


class Command(BaseCommand):
    help = "Makes of a film what a player needs: playlists and segments, a plain MP4, a poster and a storyboard."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the film")
        parser.add_argument("--output", type=Path, required=True, metavar="DIR", help="an empty folder, or one to go on in")
        parser.add_argument("--json", action="store_true", help="print one line of JSON")
        parser.add_argument("--rungs", type=short_sides, default=tuple(settings.MEDIA_LADDER), metavar="360,720")
        parser.add_argument("--preset", choices=settings.MEDIA_PRESETS, default=settings.MEDIA_PRESET)
        parser.add_argument("--av1", action="store_true", default=settings.AV1, help="the top rung in AV1 too")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["file"].is_file():
            raise CommandError(f"There is no file {options['file']}.")
        if options["av1"] and not has_av1():
            raise CommandError(f"{ffmpeg()} cannot make AV1: it has no libsvtav1.")
        logging.getLogger("media_pipeline").setLevel(logging.WARNING)  # the bar says it
        try:
            with override_settings(MEDIA_PRESET=options["preset"]):
                summary = self._run(options)
        except (RefusedError, OccupiedError, IncompleteError, OSError) as error:
            raise CommandError(str(error)) from error
        except ProcessError as error:
            raise CommandError(f"{error}\n{error.log}") from error
        self.stdout.write(json.dumps(asdict(summary)) if options["json"] else told(summary))

    def _run(self, options: dict[str, Any]) -> Summary:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
        )
        console = Console(file=sys.stderr)
        with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
            task = bar.add_task(options["file"].name, total=100)
            return transcode(
                options["file"],
                options["output"],
                sizes=options["rungs"],
                has_av1=options["av1"],
                tell=lambda percent: bar.update(task, completed=percent),
            )


def told(summary: Summary) -> str:
    lines = [f"{rung.name:>10}  {rung.width:>4} × {rung.height:<4}  {rung.bytes / 1e6:8.2f} MB" for rung in summary.rungs]
    lines.append(
        f"{summary.seconds:.1f} s of film in {summary.wall_seconds:.1f} s ({summary.cpu_seconds:.1f} s of CPU), "
        f"{summary.bytes / 1e6:.2f} MB; watchable after {summary.watchable_after_seconds:.1f} s."
    )
    return "\n".join([*lines, *([summary.warning] if summary.warning else [])])
