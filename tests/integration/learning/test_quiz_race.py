import json
import subprocess
import sys
from typing import Any

from tests.media.installation import ROOT, Installation

PASSED = {"begun": True, "handed_in": [302], "points": 4.0, "is_passed": True, "marks": ["1.0000"], "completed": 1}
FAILED = {"begun": True, "handed_in": [302], "points": 0.0, "is_passed": False, "marks": ["0.0000"], "completed": 0}


def twenty_tabs(installation: Installation, desk: str = "quiz_desk") -> dict[str, Any]:
    command = [sys.executable, "-m", f"tests.integration.learning.{desk}"]
    said = subprocess.run(command, cwd=ROOT, env=installation.environment, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr[-4000:]
    found: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])
    return found


def test_twenty_tabs_begin_and_hand_in_one_attempt(installation: Installation) -> None:
    """Ten tabs answer all right, ten all wrong: one of them wins, whole, and the others see what it handed in."""
    assert twenty_tabs(installation) in [PASSED, FAILED]
