"""Requirement R70 on real probes: a log-in that does not work, by form; and one by SSH."""

from __future__ import annotations

from collector.probes.once import probe_once
from collector.probes.tools import Tools
from tests.collector.probes.login_site import PASSWORD, USER, login_site
from tests.collector.probes.readings import value
from watchkeeper.config.nodes import parse_yaml
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
