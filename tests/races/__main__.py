"""One race in an installation of its own: `python -m tests.races NAME`."""

import sys

import django

from tests.races import run

django.setup()
run(sys.argv[1])
