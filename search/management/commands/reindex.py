import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from search.engines.base import EngineError
from search.queries.waiting import unfinished_reindex
from search.services.rebuild import rebuild


class Command(BaseCommand):
    help = "Look at everything that can be found anew; searches are answered meanwhile. Goes on where the last one was stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--anew", action="store_true", help="begin at the beginning even if the last one was stopped")

    def handle(self, *args: Any, **options: Any) -> None:
        began = unfinished_reindex()
        if began is not None and not options["anew"]:
            self.stderr.write(f"Going on with the reindex that began at {began:%Y-%m-%d %H:%M} UTC; --anew begins again.")
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        console = Console(file=sys.stderr)
        with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
            steps: dict[str, Any] = {}

            def report(step: str, done: int, total: int) -> None:
                if step not in steps:
                    steps[step] = bar.add_task(step)
                bar.update(steps[step], completed=done, total=total)

            try:
                count = rebuild(report=report, anew=options["anew"])
            except EngineError as error:
                raise CommandError(f"The database holds everything; the search server does not yet. {error}") from error
        self.stdout.write(f"{count} documents are indexed.")
