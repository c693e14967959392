import logging
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from operations.demo.accounts import PASSWORD, addresses
from operations.demo.load import load
from operations.demo.remove import remove


class Command(BaseCommand):
    help = "Fill the site with demonstration content in English and Romanian; run again, it changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--remove", action="store_true", help="take away exactly what the demo made")
        parser.add_argument("--accounts", action="store_true", help="only print the demo accounts")
        parser.add_argument("--no-accounts", action="store_true", help="content without accounts; needs no DEBUG")

    def handle(self, *args: Any, **options: Any) -> None:
        before = logging.root.manager.disable
        logging.disable(logging.INFO)  # a line for every page and task hides the sentences
        try:
            self._act(options)
        finally:
            logging.disable(before)

    def _act(self, options: dict[str, Any]) -> None:
        if options["remove"]:
            remove(say=self._say)
            return
        if not options["accounts"]:
            self._load(with_accounts=not options["no_accounts"])
        if not options["no_accounts"]:
            self._print_accounts()

    def _load(self, *, with_accounts: bool) -> None:
        if with_accounts and not settings.DEBUG:
            raise CommandError(
                "Demo accounts have a password that everybody knows, so they are made with DEBUG=1 only. "
                "For the content alone run: manage.py demo --no-accounts"
            )
        load(say=self._say, with_accounts=with_accounts)

    def _print_accounts(self) -> None:
        self._say("Demo accounts:")
        for address in addresses():
            self._say(f"  {address}")
        self._say(f"The password of each: {PASSWORD}")

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
