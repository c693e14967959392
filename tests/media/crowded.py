"""What holds when twenty people do the same thing in the same moment, whatever the database."""

import json
import subprocess
import sys
from typing import Any

from tests.media.installation import ROOT, Installation


def crowd(installation: Installation, command: str) -> Any:
    words = [sys.executable, "-m", "tests.media.crowd", command]
    said = subprocess.run(words, cwd=ROOT, env=installation.environment, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr[-4000:]
    return json.loads(said.stdout.splitlines()[-1])


def last_place_is_taken_once(installation: Installation) -> None:
    assert crowd(installation, "last-place") == {"rounds": [{"got": {"joined": 1, "full": 19}, "inside": 2, "left": 2}] * 5}


def one_person_is_in_one_group(installation: Installation) -> None:
    assert crowd(installation, "one-person") == {"got": {"joined": 10, "elsewhere": 10}, "inside": 1}


def everybody_is_reminded_once(installation: Installation) -> None:
    letters = [f"learner{number}@example.org" for number in range(3)]
    assert crowd(installation, "reminders") == {"sent": 3, "letters": letters, "rows": 3, "failed": []}


def figures_are_exact(installation: Installation) -> None:
    assert crowd(installation, "figures") == {
        "got": [{"watched": 20}, {"True": 20}],
        "curve": [20, [20]],
        "done": [21, 60_000, True],
        "finished": 1,
        "counted": 19,
        "wrong": [],
    }
