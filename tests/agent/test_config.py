"""agent.conf: what is read, and how a mistake is told."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.config import AgentConfig, config_from_text, load_config
from agent.readers import Address
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import DAY, SECOND

WHOLE = """
# who we are
[agent]
server = https://watch.example:8420
id = a1
token_file = /etc/watchkeeper/agent.token
standby = https://b.example:8420, https://c.example
ca_file = /etc/watchkeeper/agent-ca.pem
client_certificate = /etc/watchkeeper/host.pem
client_key = /etc/watchkeeper/host.key
proxy = http://proxy.example:3128
proxy_auth_file = /etc/watchkeeper/proxy
interval = 5s
listen = [::1]:9200
state_dir = /var/lib/x
spool_size = 8 MiB
spool_age = 2d
most_series = 2000

[filesystem]
exclude_mount_points = ^/mnt
exclude_types =
[network]
exclude = ^lo$
[disk]
exclude = ^loop
[processes]
top = 3
[systemd]
units = ssh.service, nginx.service postgresql@*.service
every = 2m
[backups]
every = 30s
[backup "nightly"]
path = /backup/db
glob = *.dump
every = 1d
; another
[backup "weekly full"]
path = /backup/full
"""


def test_every_setting_is_read() -> None:
    config = config_from_text(WHOLE, "agent.conf")
    assert (config.server, config.agent) == ("https://watch.example:8420", "a1")
    assert config.interval == 5 * SECOND
    assert config.listen == Address("::1", 9200)
    assert config.spool_bytes == 8 << 20
    assert config.spool_age == 2 * DAY
    assert config.servers == (
        "https://watch.example:8420",
        "https://b.example:8420",
        "https://c.example",
    )
    assert config.proxy == Address("proxy.example", 3128)
    assert str(config.proxy_auth_file) == "/etc/watchkeeper/proxy"
    assert str(config.client_certificate) == "/etc/watchkeeper/host.pem"
    assert str(config.client_key) == "/etc/watchkeeper/host.key"
    assert config.most_series == 2000
    assert config.excluded_mount_points.search("/mnt/x")
    assert not config.excluded_types.search("tmpfs")
    assert config.top_processes == 3
    assert config.units == ("ssh.service", "nginx.service", "postgresql@*.service")
    assert [(b.name, b.glob, b.every) for b in config.backups] == [
        ("nightly", "*.dump", DAY),
        ("weekly full", "*", DAY),
    ]


def test_an_empty_file_is_the_defaults() -> None:
    """Without a server the agent shows its page and pushes nowhere."""
    config = config_from_text("", "agent.conf")
    assert config == AgentConfig()
    assert config.listen == Address("127.0.0.1", 9100)
    assert config.interval == 15 * SECOND


def test_listening_can_be_switched_off() -> None:
    assert config_from_text("[agent]\nlisten = off\n", "x").listen is None


WRONG = {
    "a setting before a section": ("interval = 1s", 1, "write a section"),
    "an unknown section": ("[agnet]", 1, "nearest is [agent]"),
    "a broken section": ("[agent", 1, "is no section"),
    "a section twice": ("[agent]\n[agent]", 2, "stands already at f:1"),
    "an unknown setting": ("[agent]\nintervall = 1s", 2, "nearest is interval"),
    "a setting twice": ("[agent]\nid = a\nid = b", 3, "stands already at f:2"),
    "no setting": ("[agent]\nhello world", 2, "write name = value"),
    "an interval too short": ("[agent]\ninterval = 500ms", 2, "not between 1s and 2m"),
    "an interval too long": ("[agent]\ninterval = 3m", 2, "not between 1s and 2m"),
    "no duration": ("[agent]\ninterval = soon", 2, "interval: 'soon' is no duration"),
    "a relative path": ("[agent]\nstate_dir = x", 2, "begin with /"),
    "no address": ("[agent]\nlisten = 9100", 2, "write 127.0.0.1:9100 or off"),
    "a port that does not exist": ("[agent]\nlisten = a:99999", 2, "write 127.0.0.1:9100"),
    "no size": ("[agent]\nspool_size = big", 2, "write 64MiB"),
    "a spool that keeps nothing": ("[agent]\nspool_age = 5s", 2, "shorter than 1m"),
    "a standby that is no address": ("[agent]\nstandby = b.example", 2, "write https://host:8420"),
    "no proxy": ("[agent]\nproxy = socks5://p:1080", 2, "write http://proxy:3128"),
    "a bad pattern": ("[disk]\nexclude = (", 2, "no regular expression"),
    "too many processes": ("[processes]\ntop = 1000", 2, "from 0 to 100"),
    "too many behind zeros": ("[processes]\ntop = 000000001000", 2, "from 0 to 100"),
    "a backup without a path": ('[backup "x"]\nglob = *', 1, "needs path"),
    "a section with a name too many": ('[disk "x"]', 1, "unknown"),
}


@pytest.mark.parametrize(("text", "line", "said"), WRONG.values(), ids=WRONG.keys())
def test_a_mistake_is_told_with_its_line(text: str, line: int, said: str) -> None:
    """The error names file and line and what to write instead."""
    with pytest.raises(ConfigError) as caught:
        config_from_text(text, "f")
    assert str(caught.value).startswith(f"f:{line}: ")
    assert said in str(caught.value)


def test_plain_http_beyond_this_machine_is_refused() -> None:
    text = "[agent]\nserver = http://watch.example:8420\nid = a\ntoken_file = /t\n"
    with pytest.raises(ConfigError, match="use https"):
        config_from_text(text, "f")


def test_plain_http_beyond_this_machine_is_refused_for_a_standby_too() -> None:
    text = "[agent]\nserver = https://a\nstandby = http://b:1\nid = a\ntoken_file = /t\n"
    with pytest.raises(ConfigError, match="use https"):
        config_from_text(text, "f")


def test_a_client_certificate_without_its_key_is_refused() -> None:
    with pytest.raises(ConfigError, match="belong together"):
        config_from_text("[agent]\nclient_key = /k\n", "f")


def test_a_server_without_a_token_is_refused() -> None:
    with pytest.raises(ConfigError, match="enrol"):
        config_from_text("[agent]\nserver = https://watch.example\n", "f")


def test_a_file_that_is_not_there_tells_how_to_enrol(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="enrol TOKEN"):
        load_config(tmp_path / "agent.conf")


@given(st.text(alphabet='[]agent="= \n#1s', max_size=80))
def test_any_text_raises_only_config_error(text: str) -> None:
    try:
        config_from_text(text, "f")
    except ConfigError as error:
        told = error
    else:
        return
    assert told.at is not None
