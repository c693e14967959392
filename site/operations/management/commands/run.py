import http.client
import os
import socket
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core.services.site_address import follow_base_url
from operations.processes import Children, Stop, end_on_signals

HOST = "127.0.0.1"
WEB_STARTS_WITHIN = 60.0  # seconds


class Command(BaseCommand):
    help = "Check, migrate, load the demo once, then run web and worker together until Ctrl-C."
    requires_system_checks = "__all__"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"))

    def handle(self, *args: Any, **options: Any) -> None:
        end_on_signals()
        children = Children()
        try:
            _refuse_taken_port(options["port"])
            self._prepare()
            self._start(children, options["port"])
            self._watch(children)
        except Stop:
            self.stdout.write("Stopped.")
        finally:
            children.end()

    def _prepare(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0)
        follow_base_url()  # PORT may be another one than last time
        marker = settings.DATA_DIR / "demo-loaded"
        if settings.DEBUG and not marker.exists():
            call_command("demo", stdout=self.stdout)
            marker.touch()

    def _start(self, children: Children, port: int) -> None:
        environment = {**os.environ, "PORT": str(port), "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]}
        places: dict[str, Any] = {"cwd": settings.BASE_DIR, "env": environment}
        children.start("web", [sys.executable, "-m", "gunicorn", "config.wsgi", "--log-level", "warning"], **places)
        children.start("worker", [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker", "--skip-checks"], **places)
        deadline = time.monotonic() + WEB_STARTS_WITHIN
        while not _answers(port):
            self._fail_if_ended(children)
            if time.monotonic() > deadline:
                raise CommandError(f"The web process did not answer within {WEB_STARTS_WITHIN:.0f} seconds.")
            time.sleep(0.05)
        self.stdout.write(f"Ready: http://{HOST}:{port}/")
        if settings.DEBUG:
            call_command("demo", "--accounts", stdout=self.stdout)
        self.stdout.flush()

    def _watch(self, children: Children) -> None:
        while True:
            self._fail_if_ended(children)
            time.sleep(0.5)

    def _fail_if_ended(self, children: Children) -> None:
        ended = children.ended()
        if ended:
            name, code = ended
            raise CommandError(f"The {name} process ended by itself with code {code}; the lines above say why.")


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            message = f"Port {port} on {HOST} cannot be used ({error.strerror}): choose another with PORT=… make run."
            raise CommandError(message) from error


def _answers(port: int) -> bool:
    link = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        link.request("GET", "/healthz", headers={"Host": f"{HOST}:{port}"})
        return link.getresponse().status == 200
    except OSError:
        return False
    finally:
        link.close()
