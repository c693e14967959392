"""A web process loads the analysis of a language when the first query of that language comes: what that costs."""

import subprocess
import sys

MOST = 60 * 1024  # KiB, of one language; that of Norwegian is the largest

CHILD = """
import sys
def resident():
    lines = open("/proc/self/status").read().split()
    return int(lines[lines.index("VmRSS:") + 1]), int(lines[lines.index("VmHWM:") + 1])
before, _peak = resident()
from search.analysis.inflection import other_forms
from search.analysis.query import parse
for number in range(2000):
    for word in parse(f"hvordan skrive {'ab' * (number % 7)}kunstnerne {number}", sys.argv[1]).words:
        other_forms(word.forms[0], sys.argv[2])
after, peak = resident()
print(after - before, peak - before)
"""


def test_the_analysis_of_a_language_costs_a_web_process_little() -> None:
    ran = subprocess.run([sys.executable, "-c", CHILD, "nb", "nb"], capture_output=True, text=True, check=True)
    resident, peak = map(int, ran.stdout.split())
    assert (resident < MOST, peak < MOST) == (True, True), (resident, peak)
