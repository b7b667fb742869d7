"""The page of backups: one table, in both languages, for everybody their own."""

from __future__ import annotations

import pytest

from dashboards.reports.checks import BACKUP_CHECKS, expression_of
from tests.dashboards.web.site import Client, Site
from watchkeeper.core.instants import DAY, MINUTE
from watchkeeper.core.labels import labels_of


async def measure_backups(site: Site) -> None:
    """Write one backup that is good and one whose restore test failed."""
    now = site.clock.now() / 1000
    good = {
        "last_success_timestamp_seconds": now - 7_200, "last_size_bytes": 5 * 2.0**30,
        "size_median_bytes": 4 * 2.0**30, "expected_interval_seconds": 86_400.0,
        "last_verify_timestamp_seconds": now - 86_400, "verify_success": 1.0,
        "offsite_last_success_timestamp_seconds": now - 10_800,
    }  # fmt: skip
    bad = {
        "last_success_timestamp_seconds": now - 3_600, "restore_test_success": 0.0,
        "last_restore_test_timestamp_seconds": now - 600, "expected_interval_seconds": 86_400.0,
    }  # fmt: skip
    samples = {
        labels_of({"__name__": f"backup_{name}", "instance": host, "job": "node", "backup": backup}): value
        for host, backup, values in (("web-1", "files", good), ("db-1", "<nightly>", bad))
        for name, value in values.items()
    }  # fmt: skip
    tool = {"__name__": "backup_reader_success", "instance": "web-1", "backup": "files"}
    samples[labels_of({**tool, "tool": "restic"})] = 1.0
    await site.store.write("agent:web-1", interval=MINUTE, at=site.clock.now(), samples=samples)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("not good the last restore test failed", "usually 4 GiB", "web-1 files restic", "good")),
        ("zh", ("不合格 最近一次恢复测试失败", "平时 4 GiB", "web-1 files restic", "正常")),
    ],
)  # fmt: skip
async def test_backups_are_one_table(
    site: Site, client: Client, language: str, words: tuple[str, ...]
) -> None:
    """The worst first, state in words, size against the usual one; nothing of it is markup."""
    await measure_backups(site)
    await client.sign_in("admin-x")
    await client.get("/backups")
    await client.submit("/language", language=language, next="/backups")
    assert client.status == 200
    for part in words:
        assert part in client.words
    assert client.words.index("nightly") < client.words.index("files")
    assert "<nightly>" not in client.text


async def test_a_host_that_tells_nonsense_breaks_no_page(site: Site, client: Client) -> None:
    """A time that no calendar has is no time; the others are shown."""
    await measure_backups(site)
    times = ("last_success", "last_verify", "last_restore_test", "offsite_last_success")
    names = (*(f"{time}_timestamp_seconds" for time in times), "expected_interval_seconds")
    odd = {"infinite": float("inf"), "huge": 1e300, "late": 253_402_300_000.0, "early": -1e18}
    samples = {
        labels_of({"__name__": f"backup_{name}", "instance": "web-1", "job": "x", "backup": backup}): value
        for backup, value in odd.items()
        for name in names
    }  # fmt: skip
    await site.store.write("probe:web-1:x", interval=MINUTE, at=site.clock.now(), samples=samples)
    await client.sign_in("admin-x")
    await client.get("/backups")
    assert client.status == 200
    assert all(f"web-1 {backup}" in client.words for backup in ("files restic", *odd))


async def test_a_host_s_page_leads_to_its_own_backups(site: Site, client: Client) -> None:
    """Only its lines and the way back; of a host without any it says what to do."""
    await measure_backups(site)
    await client.sign_in("admin-x")
    await client.get("/hosts/web-1")
    assert 'href="/backups?target=web-1"' in client.text
    await client.get("/backups?target=web-1")
    assert "files" in client.words
    assert "nightly" not in client.words
    assert '<a href="/hosts/web-1">web-1</a>' in client.text
    await client.get("/backups?target=<b>")
    assert "No backup of <b> is expected or measured" in client.words


async def test_a_reader_of_another_customer_sees_no_backup(site: Site, client: Client) -> None:
    await measure_backups(site)
    await client.sign_in("stranger-s")
    await client.get("/backups", **{"Accept-Language": "en"})
    assert client.status == 200
    assert "files" not in client.text
    assert "nightly" not in client.text


async def test_the_form_s_lines_are_what_was_measured(site: Site) -> None:
    """Each check of backups is answered by the store, with a limit of its own where one is known."""
    await measure_backups(site)
    found: dict[str, dict[str, float]] = {}
    for check in BACKUP_CHECKS:
        for key, expression in (
            (check.key, expression_of(check, DAY)),
            (f"{check.key}.limits", check.limits),
        ):
            if expression:
                vector = await site.pages.readings.instant(expression, site.clock.now())
                found[key] = {one.labels.get("backup", ""): one.value for one in vector}
    assert found["backup_age"] == pytest.approx({"files": 2, "<nightly>": 1})
    assert found["backup_age.limits"] == pytest.approx({"files": 30, "<nightly>": 30})
    assert found["backup_trials"] == {"files": 0, "<nightly>": 1}
    assert found["backup_restore_age"] == pytest.approx({"<nightly>": 600 / 86_400})
    assert found["backup_offsite_age"] == pytest.approx({"files": 3})
