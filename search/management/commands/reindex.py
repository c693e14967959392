from typing import Any

from django.core.management.base import BaseCommand

from search.services.rebuild import rebuild


class Command(BaseCommand):
    help = "Build the search index anew; the old one answers until the new one is whole."

    def handle(self, *args: Any, **options: Any) -> None:
        count = rebuild(report=self._progress if self.stdout.isatty() else lambda done, total: None)
        self.stdout.write(f"{count} documents are indexed.")

    def _progress(self, done: int, total: int) -> None:
        self.stdout.write(f"\r{done} of {total}", ending="" if done < total else "\n")
        self.stdout.flush()
