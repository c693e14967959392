import json
import subprocess
import sys

from tests.media.installation import ROOT, Installation


def test_twenty_tabs_at_once(installation: Installation) -> None:
    """Of twenty changes of a note one is made; a bookmark is one; what is written while an account is erased goes with it."""
    command = [sys.executable, "-m", "tests.integration.learning.desk_at_once"]
    said = subprocess.run(command, cwd=ROOT, env=installation.environment, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr[-4000:]
    assert json.loads(said.stdout.splitlines()[-1]) == {
        "changed": {"made": 1, "told": 19},
        "editions": [2],
        "bookmarks": 1,
        "ended": ["erased"],
        "left": [0, 0],
    }
