"""Output of Nagios plugins and literals of patterns: tables first, then anything."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.host.patterns import literal_of
from watchkeeper.host.plugins import (
    MOST_VALUES,
    Output,
    Performance,
    State,
    output,
    state_from_exit_code,
)

GIB = 2.0**30
WRITTEN = {
    "a summary alone": ("OK - fine\n", "OK - fine", []),
    "nothing at all": ("", "", []),
    "check_disk": (
        "DISK OK - free space: / 212 MB | /=33877393408B;243497277849;257024904396;0;270552530944\n",
        "DISK OK - free space: / 212 MB",
        [Performance("/", "B", 33877393408.0)],
    ),
    "check_load, with a trailing blank": (
        "OK - load average: 5.16 |load1=5.160;100.000;200.000;0; load5=3.1;;;0; \n",
        "OK - load average: 5.16",
        [Performance("load1", "", 5.16), Performance("load5", "", 3.1)],
    ),
    "units become base units": (
        "x|a=12ms b=2GB c=3us d=40% e=7c f=1KB\n",
        "x",
        [
            Performance("a", "s", 0.012),
            Performance("b", "B", 2 * GIB),
            Performance("c", "s", 3 * 1e-6),
            Performance("d", "%", 40.0),
            Performance("e", "c", 7.0),
            Performance("f", "B", 1024.0),
        ],
    ),
    "labels in quotes": (
        "x|'it''s a = label'=1;2 'b'=2\n",
        "x",
        [Performance("it's a = label", "", 1.0), Performance("b", "", 2.0)],
    ),
    "an unknown value is left out": ("x|a=U b=1\n", "x", [Performance("b", "", 1.0)]),
    "a comma for a point": ("x|a=1,5s\n", "x", [Performance("a", "s", 1.5)]),
    "more numbers behind the long text": (
        "x|a=1\nlong\ntext|b=2\n c=3\n",
        "x",
        [Performance("a", "", 1.0), Performance("b", "", 2.0), Performance("c", "", 3.0)],
    ),
    "a label twice counts once": ("x|a=1 a=2\n", "x", [Performance("a", "", 1.0)]),
    "a quote that is not closed": ("x|'a=1\n", "x", []),
    "words that are no numbers": ("x|hello a=b c=1\n", "x", [Performance("c", "", 1.0)]),
}


@pytest.mark.parametrize(("text", "summary", "numbers"), WRITTEN.values(), ids=WRITTEN.keys())
def test_what_plugins_write(text: str, summary: str, numbers: list[Performance]) -> None:
    assert output(text.encode()) == Output(summary, tuple(numbers))


STATES = {0: State.OK, 1: State.WARNING, 2: State.CRITICAL, 3: State.UNKNOWN}


@given(st.integers(-64, 255))
def test_any_other_exit_code_is_unknown(code: int) -> None:
    assert state_from_exit_code(code) is STATES.get(code, State.UNKNOWN)


@given(st.binary(max_size=300) | st.text(alphabet="a='| ;1.%\n", max_size=200).map(str.encode))
def test_any_output_is_read(content: bytes) -> None:
    """Whatever a plugin writes, it is bounded and never an error."""
    read = output(content)
    assert len(read.performance) <= MOST_VALUES
    assert len({each.label for each in read.performance}) == len(read.performance)


def test_a_plugin_of_many_numbers_is_bounded() -> None:
    content = "x|" + " ".join(f"a{n}=1" for n in range(100_000))
    assert len(output(content.encode()).performance) == MOST_VALUES


LITERALS = {
    "ERROR": "ERROR",
    "error: .* failed": "error: ",
    r"segfault at [0-9a-f]+": "",
    "Out of memory|oom": "",
    "(?i)error": "",
    r"disk\.full": "disk.full",
    "ab*cdef": "cdef",
    "x{2,30}": "",
    r"\d\d\d": "",
    "a.b": "",
}


@pytest.mark.parametrize("pattern", LITERALS)
def test_literals_of_patterns(pattern: str) -> None:
    assert literal_of(pattern) == LITERALS[pattern]


PATTERNS = st.text(alphabet=r"abc.\d*+?^$[](){}|1,", max_size=14)


@pytest.mark.filterwarnings("ignore:Possible:FutureWarning")  # patterns of any kind
@given(PATTERNS, st.data())
def test_whatever_fits_holds_the_literal(pattern: str, data: st.DataObject) -> None:
    """The literal may be looked for first: no line that fits is lost by it."""
    try:
        compiled = re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return
    literal = literal_of(pattern)
    if literal:
        assert literal in data.draw(st.from_regex(compiled))
