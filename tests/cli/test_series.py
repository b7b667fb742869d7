"""``watchkeeper series`` against a running server."""

from __future__ import annotations

from tests.cli.watch import Watch
from watchkeeper.access.audit import latest_audit_rows
from watchkeeper.core.instants import MINUTE
from watchkeeper.core.labels import METRIC_NAME, labels_of

GONE = labels_of({METRIC_NAME: "odd_reading", "instance": "gone"})


def measure(watch: Watch) -> None:
    """Let a target that is gone have been measured once."""
    parts = watch.server.parts
    now = parts.clock.now()
    writing = parts.store.write("odd", interval=MINUTE, at=now, samples={GONE: 1.0})
    watch.run_in_loop(writing)


def test_series_are_counted_and_erased_only_when_it_is_meant(watch: Watch) -> None:
    """Without --yes it says what would go; with it that is gone, and the trail names who did it."""
    measure(watch)
    match = '{instance="gone"}'
    counted = watch("series", "delete", "--match", match)
    assert (counted.code, counted.out) == (
        0,
        f"{match}: 1 series with 1 samples would be erased\n",
    )
    assert "--yes" in counted.err
    assert "odd_reading" in watch("query", "odd_reading").out
    erased = watch("series", "delete", "--match", match, "--yes", "--json")
    assert erased.json == [{"match": match, "series": 1, "samples": 1}]
    assert "odd_reading" not in watch("query", "odd_reading").out
    assert watch("series", "delete", "--match", match).code == 1
    rows = latest_rows(watch)
    assert rows["action"] == "series_erased"
    assert (rows["subject"], rows["facts"]) == (match, {"series": 1, "samples": 1})


def latest_rows(watch: Watch) -> dict[str, object]:
    found: list[dict[str, object]] = []

    async def read() -> None:
        rows = await watch.server.parts.database.read(
            lambda connection: latest_audit_rows(connection, limit=1)
        )
        found.extend(
            {"action": row.action, "subject": row.subject, "facts": row.facts} for row in rows
        )

    watch.run_in_loop(read())
    return found[0]


def test_a_selector_that_takes_everything_is_refused(watch: Watch) -> None:
    """So is one that makes no sense; nothing is erased by either."""
    for match in ('{site=~".*"}', "{", "rate(up[5m])"):
        done = watch("series", "delete", "--match", match, "--yes")
        assert (done.code, done.out) == (2, ""), match
