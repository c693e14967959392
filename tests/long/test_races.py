"""Twenty at once, on both databases."""

import subprocess
import sys

import pytest

from tests.media.installation import ROOT, Installation
from tests.races import RACES

pytestmark = [pytest.mark.long, pytest.mark.services]


@pytest.mark.parametrize("race", RACES)
def test_it_holds_for_twenty(race: str, installation: Installation) -> None:
    words = [sys.executable, "-m", "tests.races", race]
    ran = subprocess.run(words, cwd=ROOT, env=installation.environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-4000:]
