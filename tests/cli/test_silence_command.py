"""`silence`: alerts are kept quiet, looked up, and told again."""

from __future__ import annotations

from tests.cli.watch import Watch


def test_a_silence_is_added_listed_and_expired(watch: Watch) -> None:
    """What is over is listed with --all only; a wish that makes no sense is refused."""
    add = ("silence", "add", "alertname=DiskFull", 'instance=~"web-.*"', "--comment", "换硬盘")
    made = watch(*add, "--for", "2h", "--json")
    assert made.code == 0, made.err
    assert made.json["matchers"] == '{alertname="DiskFull", instance=~"web-.*"}'
    assert made.json["id"] in watch("silence", "list").out
    ended = watch("silence", "expire", made.json["id"], "--json")
    assert [one["state"] for one in ended.json] == ["expired"]
    assert made.json["id"] not in watch("silence", "list").out
    assert [one["id"] for one in watch("silence", "list", "--all", "--json").json] == [
        made.json["id"]
    ]
    assert watch(*add, "--until", "2020-01-01T00:00:00Z").code == 2
    assert watch("silence", "add", "x=~.*", "--comment", "all", "--for", "1h").code == 2
    assert watch("silence", "expire", "nobody").code == 1
