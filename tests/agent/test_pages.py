"""Memory that only the start needed is given back."""

import subprocess
import sys

from agent.pages import Stretch, steady, unmodified
from tests.agent.processes import CODE

SMAPS = b"""\
55d0c0000000-55d0c0010000 r--p 00000000 fe:01 131 /usr/bin/python3.11
Rss:                  64 kB
Anonymous:             0 kB
Swap:                  0 kB
VmFlags: rd mr mw me sd
55d0c0010000-55d0c0020000 r-xp 00010000 fe:01 131 /usr/bin/python3.11
Anonymous:             0 kB
Swap:                  0 kB
55d0c0020000-55d0c0028000 r--p 00020000 fe:01 131 /usr/bin/python3.11
Anonymous:             8 kB
Swap:                  0 kB
55d0c0028000-55d0c0030000 r--p 00028000 fe:01 131 /usr/bin/python3.11
Anonymous:             0 kB
Swap:                  8 kB
55d0c0030000-55d0c0040000 rw-p 00030000 fe:01 131 /usr/bin/python3.11
Anonymous:             0 kB
Swap:                  0 kB
55d0c0040000-55d0c0050000 r--p 00000000 00:00 0
Anonymous:             0 kB
Swap:                  0 kB
7ffd00000000-7ffd00002000 r-xp 00000000 00:00 0                          [vdso]
Anonymous:             0 kB
Swap:                  0 kB
"""

SCRIPT = """
import ssl
from agent.pages import SpareMemory
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096
context = ssl.create_default_context()
before = resident()
SpareMemory().give_back()
print(before - resident())
assert ssl.create_default_context().cert_store_stats() == context.cert_store_stats()
"""


def test_only_what_comes_again_from_a_file_is_given_back() -> None:
    """Read only, of a file, and with no page that the loader changed, be it in memory or in swap."""
    assert list(unmodified(SMAPS.splitlines())) == [
        Stretch(0x55D0C0000000, 0x10000),
        Stretch(0x55D0C0010000, 0x10000),
    ]


def test_a_kernel_without_swap_in_its_account_gives_nothing_back() -> None:
    """Then nobody can say whether a changed page lies elsewhere."""
    told = [line for line in SMAPS.splitlines() if not line.startswith(b"Swap:")]
    assert list(unmodified(told)) == []


def test_what_is_being_loaded_is_not_given_back() -> None:
    """What is there in one of two looks alone, or has grown, is about to get its data."""
    known, loading, whole = Stretch(0, 4_096), Stretch(8_192, 4_096), Stretch(8_192, 8_192)
    assert steady([known, whole], [loading, known]) == [known]
    assert steady([], [known]) == []


def test_a_process_gets_smaller_and_goes_on() -> None:
    """More than a megabyte less is resident, and the libraries work as before."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=CODE, check=True, capture_output=True, text=True
    )
    assert int(done.stdout) > 1_000_000
