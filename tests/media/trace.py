"""What the children of a process opened and whom they called, read from `strace -f -y -o FILE`."""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from media_pipeline.probing.probe import CHILD

CALLS = "openat,open,creat,connect,sendto,execve,clone,clone3,fork,vfork"
LINE = re.compile(r"^(\d+)\s+(.*)$")
BORN = re.compile(r"(?:clone|clone3|fork|vfork)(?:\(| resumed).*= (\d+)(?:<[^>]*>)?$")
RAN = re.compile(r'execve\("([^"]*)", \[(.*)\]')
OPENED = re.compile(r'(?:openat|open|creat)\((?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"([^"]*)"')
CALLED = re.compile(r"(?:connect|sendto)\(.*(AF_INET6?)")
ORIGINAL = re.compile(r"file:([^\"]+)")

# Programs, libraries, fonts and what the kernel tells of itself; nothing here is anybody's data.
SYSTEM = (
    "/usr/", "/lib/", "/lib64/", "/proc/", "/sys/", "/dev/", "/etc/ld.so", "/etc/ssl/", "/etc/fonts/", "/etc/gcrypt/",
    "/var/cache/fontconfig/", str(CHILD), f"{sys.prefix}/", f"{Path(sys.prefix).resolve()}/", f"{sys.base_prefix}/",
)  # fmt: skip


def strace(log: Path) -> tuple[str, ...]:
    """Return what stands in front of a command that is to be watched; nothing where there is no strace."""
    found = shutil.which("strace")
    return (found, "-f", "-y", "-qq", "-s", "400", "--seccomp-bpf", "-e", f"trace={CALLS}", "-o", str(log)) if found else ()


def _lines(log: Path) -> Iterator[tuple[int, str]]:
    for line in log.read_text(errors="replace").splitlines():
        if match := LINE.match(line):
            yield int(match.group(1)), match.group(2)


def _programs(log: Path) -> dict[int, str]:
    """Return the command line of every child by its id, its threads and children included; the watched process is none."""
    parents: dict[int, int] = {}
    programs: dict[int, str] = {}
    lines = list(_lines(log))
    watched = lines[0][0]
    for pid, call in lines:
        if match := BORN.search(call):
            parents[int(match.group(1))] = pid
        elif (match := RAN.search(call)) and pid != watched:
            programs[pid] = match.group(2)
    for pid in [one for one in parents if one not in programs]:
        above = parents[pid]
        while above in parents and above not in programs:
            above = parents[above]
        if above in programs:
            programs[pid] = programs[above]
    return programs


def strays(log: Path, *, work: Path) -> list[str]:
    """Return what children opened outside of `work`, the system and the one file that their command line names."""
    programs = _programs(log)
    assert programs, "No child was seen: is this a trace of the right process?"
    found = []
    for pid, call in _lines(log):
        if pid not in programs:
            continue
        if CALLED.search(call):
            found.append(call)
        elif match := OPENED.search(call):
            path = str(Path(match.group(1) or "/") / match.group(2))
            mine = ORIGINAL.findall(programs[pid])
            if not path.startswith((*SYSTEM, f"{work}/")) and path not in mine:
                found.append(path)
    return found
