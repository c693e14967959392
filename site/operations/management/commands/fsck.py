from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.registries.integrity import Finding, checks


class Command(BaseCommand):
    help = "Look whether rows and files fit together; a sentence for each that does not, and an exit code that is not 0."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="put right what can be put right without losing anything")

    def handle(self, *args: Any, **options: Any) -> None:
        left = 0
        for name, run in checks().items():
            for finding in list(run()):
                left += not self._settle(name, finding, is_repairing=options["repair"])
        if left:
            raise CommandError(f"{left} found." if options["repair"] else f"{left} found. Some may go with --repair.")
        self.stdout.write("Everything fits together.")

    def _settle(self, name: str, finding: Finding, *, is_repairing: bool) -> bool:
        """Print the finding; return whether it is put right."""
        is_mended = is_repairing and finding.repair is not None
        if is_mended and finding.repair is not None:
            finding.repair()
        self.stdout.write(f"{name}: {finding.sentence}{' Mended.' if is_mended else ''}")
        return is_mended
