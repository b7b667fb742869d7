from __future__ import annotations

import json
import urllib.request

import pytest

from collector.sightings import SightingWorker
from tests.cli.watch import Watch
from watchkeeper.core.instants import SECOND, Duration
from watchkeeper.core.labels import labels_of


def test_a_target_is_added_probed_and_removed(watch: Watch) -> None:
    """An HTTP target of our own server answers its probe."""
    health = f"{watch.url}/-/healthy"
    assert watch("targets", "add", "self", "--http", health, "--customer", "house").code == 0
    assert "http" in next(line for line in watch("targets", "list").lines if "self" in line)
    probed = watch("targets", "probe", "self", "--json")
    assert probed.code == 0
    assert probed.json[0]["samples"]['probe_success{instance="self", job="http"}'] == 1
    assert watch("targets", "remove", "self").code == 0
    assert "self" not in watch("targets", "list").out


async def _packages_are_seen(watch: Watch, target: str) -> None:
    """What an agent says goes into the store, and is looked at as every ten minutes."""
    parts = watch.server.parts
    said = {"__name__": "watchkeeper_packages_installed", "instance": target, "manager": "dpkg"}
    await parts.store.write(
        f"agent:{target}",
        interval=Duration(15 * SECOND),
        at=parts.clock.now(),
        samples={labels_of(said): 1203.0},
    )
    inventory = parts.desk.store
    await SightingWorker(
        lambda: inventory.current, parts.store, parts.database, parts.clock
    ).run_due()


def test_a_target_is_shown_with_what_was_seen_on_it(watch: Watch) -> None:
    """Where it is, and how many packages are installed there."""
    assert watch("targets", "add", "seen", "--address", "10.8.0.1", "--site", "b").code == 0
    unseen = watch("targets", "show", "seen")
    assert unseen.lines[:3] == ["name: seen", "address: 10.8.0.1", "site: b"]
    assert "nothing was seen on seen yet" in unseen.err
    watch.run_in_loop(_packages_are_seen(watch, "seen"))
    told = watch("targets", "show", "seen", "--json").json
    assert (told["name"], told["site"], told["agent"]) == ("seen", "b", False)
    assert [(one["fact"], one["value"]) for one in told["facts"]] == [("packages:dpkg", "1203")]
    assert "packages:dpkg  1203" in watch("targets", "show", "seen").out
    assert watch("targets", "show", "nothing").code == 1


def test_a_probe_that_fails_says_why_and_ends_with_1(watch: Watch) -> None:
    """`targets probe` is for people who look for a mistake."""
    watch("targets", "add", "gone", "--tcp", "127.0.0.1:1")
    probed = watch("targets", "probe", "gone")
    assert probed.code == 1
    assert probed.out.startswith("tcp: cannot connect")
    assert "-> the host is up and nothing listens there" in probed.out
    assert "addresses: 127.0.0.1" in probed.out
    told = watch("targets", "probe", "gone", "--json")
    assert told.code == 1
    assert told.json[0]["addresses"] == ["127.0.0.1"]
    assert told.json[0]["remedy"].startswith("the host is up")


def test_any_probe_can_be_given_as_json(watch: Watch) -> None:
    """What targets/*.yml can say, `--probe` can say: here two probes of one kind."""
    spec = json.dumps({"http": {"name": "ready", "url": f"{watch.url}/-/ready"}})
    done = watch("targets", "add", "two", "--probe", spec, "--tcp", "[::1]:80", "--interval", "30s")
    assert done.code == 0, done.err
    listed = watch("targets", "list", "--json").json
    assert next(one for one in listed if one["name"] == "two")["probes"] == ["tcp", "ready"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", "bad", "--http", "nonsense"), 2),
        (("add", "bad", "--tcp", "nonsense"), 2),
        (("add", "bad", "--probe", "{nonsense"), 2),
        (("add", "bad", "--probe", "telepathy"), 2),
        (("add", "bad", "--customer", "nobody"), 2),
        (("add", "bad", "--parent", "nothing"), 2),
        (("probe", "nothing"), 1),
        (("remove", "nothing"), 1),
        (("heartbeat", "x", "--target", "nothing", "--every", "1h"), 1),
    ],
    ids=[
        "no URL",
        "no port",
        "no JSON",
        "no such probe",
        "no such customer",
        "no such parent",
        "probe",
        "remove",
        "heartbeat",
    ],
)
def test_what_cannot_be_is_refused(watch: Watch, words: tuple[str, ...], code: int) -> None:
    """A wrong target is refused with its reason, and is not there afterwards."""
    done = watch("targets", *words)
    assert done.code == code
    assert done.err.startswith("watchkeeper: ")
    assert "bad" not in watch("targets", "list").out


def test_a_heartbeat_prints_the_line_for_the_job(watch: Watch) -> None:
    """The printed curl names an address that takes the sign of life."""
    watch("targets", "add", "db-1")
    made = watch("targets", "heartbeat", "nightly", "--target", "db-1", "--every", "1h", "--backup")
    assert made.code == 0
    *curl, url = made.out.split()
    assert curl == ["curl", "-fsS", "-m", "10", "--retry", "3"]
    with urllib.request.urlopen(url, timeout=10) as answer:
        assert answer.status == 200
