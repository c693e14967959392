"""A report of a thousand learners costs what their counters cost, whatever lies behind them; on both databases."""

import json
import subprocess
import sys

import pytest

from tests.media.installation import ROOT, Installation

pytestmark = [pytest.mark.long, pytest.mark.services]
MOST = 1.5


def test_a_million_rows_of_progress_cost_nothing(installation: Installation) -> None:
    """Both cohorts have 1,000 learners and counters of 50 lessons; the one has a million rows behind it, the other 1,000."""
    words = [sys.executable, "-m", "tests.media.report_load"]
    said = subprocess.run(words, cwd=ROOT, env=installation.environment, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr[-4000:]
    found = json.loads(said.stdout.splitlines()[-1])
    ratio = found.pop("ratio")
    print(f"report over 1,001,000 rows of progress: {ratio} × that over 1,000 learners' counters")
    assert found == {
        "rows": 1_001_000,
        "learners": [1000, 1000],
        "queries": 6,
        "of_progress": 0,
        "scans_of_what_learners_do": [],
    }
    assert ratio <= MOST
