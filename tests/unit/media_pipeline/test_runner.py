"""An encoder that hangs, chatters, does not want to end or takes too much is ended, and nothing of it is left."""

import contextlib
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from media_pipeline.encoding import runner
from media_pipeline.encoding.attempt import Attempt
from media_pipeline.encoding.ledger import Quiet
from media_pipeline.encoding.runner import Limits, ProcessError, run
from tests.media.installation import running, until

ROOMY = Limits(wall_seconds=60, stall_seconds=60, cpu_seconds=60, memory=1024**3, file_size=1024**2)
CHATTER = "while :; do echo out_time_us=0; sleep 0.05; done"


def stopped(script: str, folder: Path, limits: Limits, hear: Callable[[str], bool] = lambda line: True) -> str:
    """Run a script that does not end well; return the reason. Its whole group must be gone."""
    with pytest.raises(ProcessError) as caught:
        run(["/bin/sh", "-c", f"echo $$ > group; {script}"], cwd=folder, limits=limits, tick=lambda: None, hear=hear)
    group = int((folder / "group").read_text())
    until(lambda: alive(group) == [], why="nobody of the group is left", patience=5)
    return str(caught.value)


def alive(group: int) -> list[int]:
    """Return the processes of a group; what only waits to be buried is dead."""
    found = []
    for pid in running():
        with contextlib.suppress(OSError):
            state, _parent, its_group = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:3]
            found += [pid] if int(its_group) == group and state != "Z" else []
    return found


def test_one_that_sleeps_has_stalled(tmp_path: Path) -> None:
    assert stopped("sleep 100", tmp_path, replace(ROOMY, stall_seconds=0.4)) == "No progress for 0 s."


def test_one_that_talks_without_getting_on_has_stalled(tmp_path: Path) -> None:
    assert stopped(CHATTER, tmp_path, replace(ROOMY, stall_seconds=0.4), lambda line: False) == "No progress for 0 s."


def test_one_that_gets_on_for_ever_takes_too_long(tmp_path: Path) -> None:
    limits = replace(ROOMY, wall_seconds=1.2, stall_seconds=1)
    assert stopped(CHATTER, tmp_path, limits) == "Longer than 1 s."


def test_a_short_command_must_get_on_too(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_STALL_SECONDS = 0.4
    with pytest.raises(ProcessError, match=r"^No progress for 0 s\.$"):
        Attempt(Quiet(), tmp_path, 1.0, {}).quick(["/bin/sh", "-c", CHATTER])


def test_it_is_asked_to_end_before_it_is_made_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = replace(ROOMY, wall_seconds=0.4)
    stopped("trap 'echo bye > said; exit 0' TERM; while :; do sleep 0.05; done", tmp_path, limits)
    assert (tmp_path / "said").read_text() == "bye\n"
    monkeypatch.setattr(runner, "GRACE_SECONDS", 0.3)
    stopped("trap '' TERM; while :; do sleep 0.05; done", tmp_path, limits)


def test_nobody_of_its_group_stays_behind(tmp_path: Path) -> None:
    stopped("(trap '' TERM; while :; do sleep 0.05; done) & wait", tmp_path, replace(ROOMY, wall_seconds=0.4))


def test_more_memory_than_allowed(tmp_path: Path) -> None:
    with pytest.raises(ProcessError) as caught:
        run([sys.executable, "-Ic", "bytearray(2 * 1024**3)"], cwd=tmp_path, limits=ROOMY, tick=lambda: None)
    assert "MemoryError" in caught.value.log


def test_a_larger_file_than_allowed(tmp_path: Path) -> None:
    assert stopped("exec head -c 3000000 /dev/zero > large", tmp_path, ROOMY) == "Exit code -25."
    assert (tmp_path / "large").stat().st_size == ROOMY.file_size


def test_more_processor_time_than_allowed(tmp_path: Path) -> None:
    assert stopped("while :; do :; done", tmp_path, replace(ROOMY, cpu_seconds=1)) in ("Exit code -9.", "Exit code -24.")


def test_a_machine_that_cannot_keep_limits_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_checks(tags=["media"]) == []
    monkeypatch.setenv("PATH", str(tmp_path))
    assert [(one.id, one.msg.split(":")[0]) for one in run_checks(tags=["media"])] == [
        ("media_pipeline.W001", "prlimit is missing"),
        ("media_pipeline.W002", "setpriv is missing"),
    ]
