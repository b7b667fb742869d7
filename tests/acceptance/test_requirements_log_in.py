"""Requirement R70 on real probes: a log-in that does not work, by form; and one by SSH."""

from __future__ import annotations

from pathlib import Path

import pytest

from collector.probes.once import probe_once
from collector.probes.tools import Tools
from rules.packs import shipped_rules
from tests.collector.probes.login_site import PASSWORD, USER, login_site
from tests.collector.probes.readings import value
from tests.rules.watch import Watch
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.instants import SECOND, Duration, Instant
from watchkeeper.core.labels import label
from watchkeeper.core.levels import Criticality, Level
from watchkeeper.inventory.files import probe_from_node
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.secrets import Credential, Secrets
from watchkeeper.server.clock import SystemClock


async def test_R70_a_form_log_in_that_does_not_work_is_told() -> None:
    """R70: the form log-in probe signs in as a person does; a refusal fails it, secrets stay hidden."""
    target = Target("shop", "127.0.0.1")
    async with login_site() as site, Tools(SystemClock()) as tools:
        settings = f"""\
http:
  url: "{site.url}/account"
  credentials: web
  log_in:
  - {{url: "{site.url}/log-in", take: {{csrf: 'name="csrf" value="([^"]*)"'}}}}
  - {{url: "{site.url}/log-in", form: {{user: "{{user}}", password: "{{password}}", csrf: "{{csrf}}"}}}}
"""
        spec = probe_from_node(parse_yaml(settings, name="targets/shop.yml"))
        tools.secrets = Secrets({"web": Credential(user=USER, password=PASSWORD)})
        works = await probe_once(target, spec, tools)
        tools.secrets = Secrets({"web": Credential(user=USER, password="expired-password")})
        refused = await probe_once(target, spec, tools)
    assert works.problem is None
    assert value(works, "probe_http_log_in_success") == 1
    assert str(refused.problem) == "step 2 of the log-in: status 403, expected 200, 302, 303"
    assert value(refused, "probe_http_log_in_success") == 0
    assert value(refused, "probe_success") == 0
    assert "expired-password" not in f"{refused!r}{refused.problem}"


@pytest.mark.parametrize(
    ("criticality", "level"),
    [(Criticality.HIGH, Level.II), (Criticality.NORMAL, Level.II), (Criticality.LOW, Level.III)],
    ids=["high", "normal", "low"],
)
async def test_R70_a_log_in_that_fails_is_one_finding_with_what_to_do(
    criticality: Criticality, level: Level, tmp_path: Path
) -> None:
    """R70: the preset for a log-in that does not work tells within minutes, once, and recovers."""
    watch = await Watch.open(tmp_path)
    await watch.load(*shipped_rules())
    watch.targets.known["shop"] = criticality

    async def play(minutes: float, *, works: bool) -> None:
        end = watch.clock.now() + minutes * 60 * SECOND
        while watch.clock.now() < end:
            samples = {
                "probe_success instance=shop job=http": float(works),
                "probe_http_log_in_success instance=shop job=http": float(works),
                "probe_http_step_status_code instance=shop job=http step=1": 200.0,
                "probe_http_step_status_code instance=shop job=http step=2": 302.0
                if works
                else 403.0,
            }
            await watch.tell("probe:shop:http", samples, every=Duration(30 * SECOND))
            await watch.clock.advance(Instant(watch.clock.now() + 30 * SECOND))

    await play(5, works=True)
    assert watch.desk.alerts() == ()
    await play(6, works=False)
    (alert,) = watch.desk.alerts()
    assert (label(alert.labels, "alertname"), alert.level) == ("LogInFails", level)
    assert "watchkeeper targets probe shop" in alert.annotations["first_actions_zh"]
    await play(4, works=True)
    assert watch.desk.alerts() == ()
    await watch.close()
