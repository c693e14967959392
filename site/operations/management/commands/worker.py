from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from operations.worker import Supervisor


class Command(BaseCommand):
    help = "Work through the queues until SIGINT or SIGTERM; one process a lane."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--lane", action="append", choices=settings.TASK_LANES, help="Only this lane; may be repeated.")

    def handle(self, *args: Any, **options: Any) -> None:
        Supervisor(tuple(options["lane"] or settings.TASK_LANES)).run()
