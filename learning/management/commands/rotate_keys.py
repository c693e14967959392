from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils import timezone

from learning.services.rotate_keys import rotate_keys


class Command(BaseCommand):
    help = "Make a new key for signing certificates. What the former one signed stays good."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--withdraw", action="store_true", help="the former key is in wrong hands: stop publishing it")

    def handle(self, *args: object, withdraw: bool, **options: object) -> None:
        key = rotate_keys(now=timezone.now(), withdraw=withdraw).row
        self.stdout.write(f"Badges are signed with {key.public_id} from now on.")
        if withdraw:
            self.stdout.write("What the former key signed is no longer accepted: holders can download their badges anew.")
