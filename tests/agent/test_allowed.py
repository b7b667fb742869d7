"""What the server may ask of a host is the host's own list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.allowed import KNOWN, Refusal, Requests, refusal
from agent.config import AgentConfig, config_from_text
from watchkeeper.core.errors import ConfigError

CASES = {
    "listed": ("connections", ["connections"], None),
    "not listed": ("connections", [], Refusal.NOT_ALLOWED),
    "a command": ("/bin/sh -c id", ["connections"], Refusal.UNKNOWN),
    "a name in other letters": ("Connections", ["connections"], Refusal.UNKNOWN),
    "a listed name that this agent has not": ("reboot", ["reboot"], Refusal.UNKNOWN),
    "nothing": ("", ["connections"], Refusal.UNKNOWN),
}


@pytest.mark.parametrize(("request_", "allowed", "why"), CASES.values(), ids=CASES.keys())
def test_decisions(request_: str, allowed: list[str], why: Refusal | None) -> None:
    assert refusal(request_, allowed) is why


@given(st.text(), st.lists(st.sampled_from(KNOWN)))
def test_nothing_but_a_listed_name_is_ever_allowed(request: str, allowed: list[str]) -> None:
    assert (refusal(request, allowed) is None) == (request in allowed)


def test_a_host_allows_nothing_unless_it_says_so() -> None:
    assert AgentConfig().allowed == ()
    config = config_from_text("[requests]\nallow = connections\n", "agent.conf")
    assert config.allowed == ("connections",)


def test_a_list_with_a_name_that_does_not_exist_is_no_configuration() -> None:
    with pytest.raises(ConfigError, match=r"agent.conf:2: .*'reboot'; known are connections"):
        config_from_text("[requests]\nallow = connections, reboot\n", "agent.conf")


def test_every_request_leaves_a_line_and_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """A request cannot write lines of its own into the log, however it is made."""
    requests = Requests(["connections"])
    assert requests.refused("connections") is None
    assert requests.refused("sh\nagent forged" + "x" * 500) is Refusal.UNKNOWN
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert "request=connections" in lines[0]
    assert "refused" in lines[1]
    assert "reason=unknown" in lines[1]
    assert len(lines[1]) < 250
    assert requests.counts == {"allowed": 1, "not_allowed": 0, "unknown": 1}
