"""Pushing to a real server that refuses, hangs, forgets and comes back."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.clock import SystemClock
from agent.connection import ServerConnection
from agent.delivery import Outcome, outcome_of, pause_seconds
from agent.push import BATCH_TICKS, Pusher
from agent.servers import Server, Servers
from agent.spool import Spool
from agent.tick import Tick
from agent.token import AgentToken, read_token
from tests.agent.push_server import TOKEN, PushServer, serving
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import labels_of

LABELS = [labels_of({"__name__": "m", "n": str(i)}) for i in range(10)]
BOOT = b"b" * 16


def tick(sequence: int, *, width: int = 2, boot: bytes = BOOT, layout: int = 1) -> Tick:
    vector = bytes(8 * width)
    return Tick(boot, layout, Duration(1_000), LABELS, sequence, Instant(sequence), vector)


class Impatient(SystemClock):
    """The real clock, but a pause can be skipped."""

    def __init__(self) -> None:
        self.skipped = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.skipped


class Rig:
    """A pusher with its spool, without the loop."""

    def __init__(
        self, server: PushServer, folder: Path, *others: PushServer, timeout_seconds: float = 5.0
    ) -> None:
        self.clock = Impatient()
        self.spool = Spool(folder, most_bytes=1 << 20, clock=self.clock)
        self.connections = [
            ServerConnection(each.url, clock=self.clock, timeout_seconds=timeout_seconds)
            for each in (server, *others)
        ]
        self.servers = Servers([Server(one, self.clock) for one in self.connections], self.clock)
        self.token = AgentToken(TOKEN, folder / "token")
        self.pusher = Pusher(
            self.servers, self.spool, agent="a1", token=self.token, clock=self.clock
        )

    def push(self, *ticks: Tick) -> None:
        """Hand ticks over one by one, as the loop does, each after the last was dealt with."""
        for each in ticks:
            self.clock.skipped += 61
            self.pusher._live = each
            self.pusher._push_live()

    def close(self) -> None:
        self.pusher.stop()
        self.spool.close()


@pytest.fixture
def server() -> Iterator[PushServer]:
    with serving(PushServer()) as state:
        yield state


@pytest.fixture
def rig(server: PushServer, tmp_path: Path) -> Iterator[Rig]:
    built = Rig(server, tmp_path)
    yield built
    built.close()


def test_the_layout_is_sent_once(server: PushServer, rig: Rig) -> None:
    """The first request has the names, the next only what is new; one connection is kept."""
    rig.push(tick(1), tick(2), tick(3, width=4), tick(4, width=4))
    assert [(push.base, len(push.additions)) for push in server.pushes] == [
        (0, 2),
        (2, 0),
        (2, 2),
        (4, 0),
    ]
    assert server.connections == 1
    assert list(server.ticks[BOOT, 4].values) == LABELS[:4]


def test_the_live_tick_goes_before_the_backlog(server: PushServer, rig: Rig) -> None:
    """After an outage: the tick just taken, then what is spooled, oldest first."""
    server.say(503, times=3)
    rig.push(tick(1), tick(2), tick(3))
    assert rig.spool.ticks == 3
    rig.push(tick(4))
    assert server.sequences() == [4, 1, 2, 3]
    assert rig.spool.ticks == 0
    assert [push.ticks for push in server.pushes] == [1, 3]


def test_the_backlog_is_sent_at_a_bounded_rate(server: PushServer, rig: Rig) -> None:
    """At most one request of backlog follows each live tick."""
    for sequence in range(1, 2 * BATCH_TICKS + 11):
        rig.spool.append(tick(sequence))
    rig.push(tick(10_001))
    assert len(server.ticks) == 1 + BATCH_TICKS
    rig.push(tick(10_002), tick(10_003))
    assert len(server.ticks) == 3 + 2 * BATCH_TICKS + 10
    rig.push(tick(10_004))
    assert rig.spool.ticks == 0


def test_backlog_of_an_earlier_run_keeps_its_name(server: PushServer, rig: Rig) -> None:
    """Ticks that an earlier process spooled come with its boot and its layout."""
    rig.spool.append(tick(7, boot=b"a" * 16))
    rig.push(tick(1))
    assert [(key[0][:1], key[1]) for key in server.ticks] == [(b"b", 1), (b"a", 7)]


def test_a_lost_layout_is_sent_again(server: PushServer, rig: Rig) -> None:
    """409: the same tick goes again at once, with all names."""
    rig.push(tick(1))
    server.forget_layouts()
    rig.push(tick(2))
    assert server.sequences() == [1, 2]
    assert [push.base for push in server.pushes] == [0, 0]


def test_what_is_too_large_is_split(server: PushServer, rig: Rig) -> None:
    """413: half as many ticks, and half again, until they fit."""
    for sequence in range(1, 11):
        rig.spool.append(tick(sequence))
    server.refuse_above = 3
    rig.push(tick(11))
    assert sorted(server.sequences()) == list(range(1, 12))
    assert max(push.ticks for push in server.pushes) <= 3


@pytest.mark.parametrize("status", [400, 413], ids=["broken", "too large"])
def test_a_tick_refused_alone_is_dropped_and_counted(
    server: PushServer, rig: Rig, status: int
) -> None:
    """A poisoned tick does not stop those behind it."""
    if status == 400:
        server.poison = 5
        for sequence in range(1, 11):
            rig.spool.append(tick(sequence))
        rig.push(tick(11))
        assert sorted(server.sequences()) == [1, 2, 3, 4, 6, 7, 8, 9, 10, 11]
    else:
        server.say(413)
        rig.push(tick(1), tick(2))
        assert server.sequences() == [2]
    assert rig.pusher.tally.refused_ticks == 1
    assert rig.spool.ticks == 0


def test_a_wrong_token_keeps_the_spool_and_is_said_once(
    server: PushServer, rig: Rig, capsys: pytest.CaptureFixture[str]
) -> None:
    """401: nothing is lost; once the token counts again everything arrives."""
    server.token = "another"
    rig.push(*map(tick, range(1, 6)))
    assert capsys.readouterr().err.count("does not accept this agent's token") == 1
    assert rig.spool.ticks == 5
    server.token = TOKEN
    rig.push(tick(6))
    assert sorted(server.sequences()) == [1, 2, 3, 4, 5, 6]


def test_retry_after_is_honoured(server: PushServer, rig: Rig) -> None:
    """503 with Retry-After 40: nobody is asked for 40 s, ticks go to the spool."""
    rig.pusher.start()
    server.say(503, Retry_After="40")
    rig.pusher.offer(tick(1))
    server.wait_until("asked", lambda: server.requests == 1)
    wait_for(lambda: rig.spool.ticks == 1)
    rig.clock.skipped += 39
    rig.pusher.offer(tick(2))
    wait_for(lambda: rig.spool.ticks == 2)
    assert server.requests == 1
    rig.clock.skipped += 2
    rig.pusher.offer(tick(3))
    server.wait_until("all there", lambda: len(server.ticks) == 3)


def test_a_server_that_hangs_keeps_no_cycle_waiting(server: PushServer, tmp_path: Path) -> None:
    """While a request hangs, further ticks go to disk; when it is given up, its tick as well."""
    rig = Rig(server, tmp_path, timeout_seconds=0.5)
    rig.pusher.start()
    server.hang()
    rig.pusher.offer(tick(1))
    rig.pusher.offer(tick(2))
    rig.pusher.offer(tick(3))
    wait_for(lambda: rig.spool.ticks == 3)
    server.release()
    rig.clock.skipped += 61
    rig.pusher.offer(tick(4))
    server.wait_until("all there", lambda: set(server.sequences()) == {1, 2, 3, 4})
    wait_for(lambda: rig.spool.ticks == 0)
    rig.close()


def test_a_tick_under_way_at_the_end_is_spooled(server: PushServer, tmp_path: Path) -> None:
    """Stopping while a request hangs loses nothing."""
    rig = Rig(server, tmp_path, timeout_seconds=1.0)
    rig.pusher.start()
    server.hang()
    rig.pusher.offer(tick(1))
    rig.pusher.stop()
    assert rig.spool.ticks == 1
    server.release()
    rig.spool.close()


def test_an_idle_connection_that_the_server_closed_is_opened_again(
    server: PushServer, rig: Rig
) -> None:
    """A kept connection may be gone; the tick is said again on a new one, and counted once."""
    rig.push(tick(1))
    connection = rig.connections[0]._socket
    assert isinstance(connection, socket.socket)  # the server speaks plain HTTP here
    connection.shutdown(socket.SHUT_RDWR)
    rig.push(tick(2))
    assert server.sequences() == [1, 2]
    assert server.connections == 2
    assert rig.pusher.tally.failures == 0


def test_the_next_server_is_asked_while_the_preferred_one_is_away(
    server: PushServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is spooled meanwhile; when the preferred one is back, the agent is too."""
    with serving(PushServer()) as standby:
        rig = Rig(server, tmp_path, standby)
        server.say(503, times=3)
        rig.push(tick(1), tick(2), tick(3))
        assert (server.sequences(), standby.sequences()) == ([], [1, 2, 3])
        assert [push.base for push in standby.pushes] == [0, 2, 2]
        assert rig.servers.is_used == {server.url: False, standby.url: True}
        assert rig.spool.ticks == 0
        rig.push(tick(4), tick(5))
        assert server.sequences() == [4, 5]
        assert rig.servers.is_used[server.url]
        said = capsys.readouterr().err
        assert said.count("ticks go to another server") == 2
        assert said.count("takes no ticks now") == 1
        rig.close()


def test_while_the_preferred_server_is_left_alone_it_is_not_asked(
    server: PushServer, tmp_path: Path
) -> None:
    """Its Retry-After counts for it, not for the next one."""
    with serving(PushServer()) as standby:
        rig = Rig(server, tmp_path, standby)
        server.say(503, Retry_After="3000")
        rig.push(tick(1), tick(2), tick(3))
        assert (server.requests, standby.sequences()) == (1, [1, 2, 3])
        rig.clock.skipped += 3_000
        rig.push(tick(4))
        assert server.sequences() == [4]
        rig.close()


def test_where_all_servers_are_away_ticks_are_kept(server: PushServer, tmp_path: Path) -> None:
    """What was kept goes to the first that is back, the preferred one or not."""
    with serving(PushServer()) as standby:
        rig = Rig(server, tmp_path, standby)
        server.say(503, times=3)
        standby.say(503, times=2)
        rig.push(tick(1), tick(2))
        assert rig.spool.ticks == 2
        rig.push(tick(3))
        assert standby.sequences() == [3, 1, 2]
        rig.close()


def test_a_token_is_renewed_while_the_old_one_counts(
    server: PushServer, rig: Rig, tmp_path: Path
) -> None:
    """The server asks for it with its answer; the new token is on the disk before it is used."""
    server.next_token = "second-token-0123456789"
    rig.push(tick(1))
    assert rig.token.text == "second-token-0123456789"
    assert AgentToken(TOKEN, tmp_path / "token").text == "second-token-0123456789"
    assert (tmp_path / "token").stat().st_mode & 0o777 == 0o600
    rig.push(tick(2))
    assert (server.token, server.sequences()) == ("second-token-0123456789", [1, 2])
    assert rig.pusher.tally.renewals == 1


def test_a_renewal_that_fails_is_tried_again_later(server: PushServer, rig: Rig) -> None:
    """Pushes go on with the old token; the server is not asked with each of them."""
    server.next_token, server.is_silent = "second-token-0123456789", True
    rig.push(*map(tick, range(1, 6)))
    assert server.sequences() == [1, 2, 3, 4, 5]
    assert rig.token.text == TOKEN
    server.is_silent = False
    rig.clock.skipped += 600
    rig.push(tick(6), tick(7))
    assert server.token == "second-token-0123456789"


def test_a_server_restored_from_a_backup_knows_the_token_before(
    server: PushServer, rig: Rig
) -> None:
    """It refuses the new one; the agent tries the one before, with nothing lost."""
    server.next_token = "second-token-0123456789"
    rig.push(tick(1), tick(2))
    server.token = TOKEN
    rig.push(tick(3), tick(4))
    assert sorted(server.sequences()) == [1, 2, 3, 4]


STATUSES = {
    "stored": (204, Outcome.STORED),
    "broken": (400, Outcome.BROKEN),
    "no token": (401, Outcome.UNAUTHORISED),
    "layout": (409, Outcome.LAYOUT_LOST),
    "too large": (413, Outcome.TOO_LARGE),
    "too many": (429, Outcome.LATER),
    "a proxy": (502, Outcome.LATER),
    "not found yet": (404, Outcome.LATER),
}


@pytest.mark.parametrize(("status", "outcome"), STATUSES.values(), ids=STATUSES.keys())
def test_outcomes(status: int, outcome: Outcome) -> None:
    assert outcome_of(status) is outcome


def test_pauses_grow_to_a_minute_and_differ_between_agents() -> None:
    """1 s, 2 s, 4 s ... 60 s, each half to whole by chance; the server's word goes first."""
    full = [pause_seconds(Outcome.AWAY, failures=n, headers={}, chance=1.0) for n in range(1, 9)]
    assert full == [1, 2, 4, 8, 16, 32, 60, 60]
    assert pause_seconds(Outcome.AWAY, failures=1, headers={}, chance=0.0) == 0.5
    later = {"retry-after": "7"}
    assert pause_seconds(Outcome.LATER, failures=9, headers=later, chance=0) == 7
    soon = {"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}
    assert pause_seconds(Outcome.LATER, failures=1, headers=soon, chance=1) == 1


def test_a_token_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("secret\n")
    path.chmod(0o644)
    with pytest.raises(ConfigError, match="chmod 600"):
        read_token(path)
    path.chmod(0o600)
    assert read_token(path) == "secret"


def wait_for(condition: object, within_seconds: float = 20.0) -> None:
    """Wait for what another thread does."""
    assert callable(condition)
    ticking = threading.Event()
    for _ in range(int(within_seconds * 200)):
        if condition():
            return
        ticking.wait(0.005)
    raise AssertionError("not in time")
