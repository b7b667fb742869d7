"""The HTTP probe logs in: by form and by JSON, in steps, with cookies; secrets stay hidden."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.probes.http_steps import filled
from collector.probes.once import ProbeReport, probe_once
from collector.probes.secrecy import MASK, Secrecy
from collector.probes.tools import Tools
from tests.collector.conftest import MakeSpec
from tests.collector.probes.login_site import PASSWORD, USER, LoginSite, login_site
from tests.collector.probes.readings import names, value
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.messages import text
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.secrets import Credential, Secrets

TARGET = Target("shop", "127.0.0.1")
FORM = """\
{{http: {{url: "{url}/account", credentials: web, redirects: {redirects}, expect: {expect}, log_in: [
  {{url: "{url}/log-in", take: {{csrf: 'name="csrf" value="([^"]*)"'}}}},
  {{url: "{url}/log-in", form: {{user: "{{user}}", password: "{{password}}", csrf: "{{csrf}}"}},
    expect: {{status: {step_status}}}}}]}}}}
"""
JSON = """\
{{http: {{url: "{url}/api", credentials: web, headers: {{Authorization: "Bearer {{token}}"}}, expect: {expect}, log_in: [
  {{url: "{url}/token", json: {{credentials: {{name: "{{user}}", secret: "{{password}}"}}}},
    take: {{token: "$.data.token"}}}}]}}}}
"""


@pytest.fixture
async def site(tools: Tools) -> AsyncIterator[LoginSite]:
    tools.secrets = Secrets({"web": Credential(user=USER, password=PASSWORD)})
    async with login_site() as running:
        yield running


def by_form(
    site: LoginSite, expect: str = "{}", redirects: str = "none", step_status: int = 302
) -> str:
    return FORM.format(url=site.url, expect=expect, redirects=redirects, step_status=step_status)


def hidden_in(report: ProbeReport, *secrets: str) -> bool:
    """Tell whether no form of a secret stands anywhere in a report."""
    said = f"{report!r} {report.problem}"
    return not any(form in said for one in secrets for form in (one, json.dumps(one)[1:-1]))


async def test_a_log_in_by_form_works(site: LoginSite, tools: Tools, spec: MakeSpec) -> None:
    """The token of the form is taken, cookies are kept, and what is behind the log-in is judged."""
    report = await probe_once(TARGET, spec(by_form(site, '{json: {"$.welcome": watch}}')), tools)
    assert report.problem is None
    assert value(report, "probe_http_log_in_success") == 1
    assert value(report, "probe_http_step_status_code", step="1") == 200
    assert value(report, "probe_http_step_status_code", step="2") == 302
    assert value(report, "probe_http_step_duration_seconds", step="2") > 0
    (cookies,) = site.seen
    assert "session=" in cookies
    assert "anonymous=" in cookies


async def test_a_redirect_after_the_form_is_followed_where_allowed(
    site: LoginSite, tools: Tools, spec: MakeSpec
) -> None:
    """With redirects: same-host the step ends at the page behind the log-in."""
    settings = by_form(site, redirects="same-host", step_status=200)
    report = await probe_once(TARGET, spec(settings), tools)
    assert report.problem is None
    assert value(report, "probe_http_step_status_code", step="2") == 200


async def test_a_log_in_by_json_gives_a_token(
    site: LoginSite, tools: Tools, spec: MakeSpec
) -> None:
    """What one step takes of JSON stands in a header of the next."""
    settings = JSON.format(url=site.url, expect='{json: {"$.ok": true}}')
    report = await probe_once(TARGET, spec(settings), tools)
    assert report.problem is None
    assert value(report, "probe_http_log_in_success") == 1


async def test_each_round_logs_in_anew(site: LoginSite, tools: Tools, spec: MakeSpec) -> None:
    """No cookie outlives a round: a log-in that stopped working is seen at once."""
    settings = spec(by_form(site))
    assert (await probe_once(TARGET, settings, tools)).problem is None
    assert (await probe_once(TARGET, settings, tools)).problem is None
    assert len(site.sessions) == 2


async def test_a_refused_log_in_is_said_without_its_secrets(
    site: LoginSite, tools: Tools, spec: MakeSpec
) -> None:
    """The step and its status are told; what the server sends back of the password is masked."""
    tools.secrets = Secrets({"web": Credential(user=USER, password="not-the-one")})
    report = await probe_once(TARGET, spec(by_form(site)), tools)
    assert str(report.problem) == "step 2 of the log-in: status 403, expected 302"
    assert value(report, "probe_http_log_in_success") == 0
    assert "probe_http_step_status_code" in names(report)
    assert site.seen == []
    assert hidden_in(report, "not-the-one")


@pytest.mark.parametrize(
    "expect",
    ['{json: {"$.shown": x}}', "{headers: {X-Nothing: y}}", "{body: nothing}"],
    ids=["a JSON value that is the token", "a header", "a body"],
)
async def test_what_is_quoted_of_an_answer_is_masked(
    expect: str, site: LoginSite, tools: Tools, spec: MakeSpec
) -> None:
    """A server that sends a secret back cannot bring it into a sentence."""
    report = await probe_once(TARGET, spec(JSON.format(url=site.url, expect=expect)), tools)
    assert report.problem is not None
    assert hidden_in(report, PASSWORD, *site.tokens)
    if "shown" in expect:
        assert MASK in str(report.problem)


async def test_a_redirect_to_elsewhere_is_refused_and_gets_no_cookie(
    site: LoginSite, tools: Tools, spec: MakeSpec
) -> None:
    """A log-in that sends us to a host the configuration does not name is not followed."""
    settings = f"""\
{{http: {{url: "{site.url}/account", credentials: web, redirects: [login.example], log_in: [
  {{url: "{site.url}/away?to=http://evil.example/?p=1", form: {{password: "{{password}}"}}}}]}}}}
"""
    report = await probe_once(TARGET, spec(settings), tools)
    assert "redirected to http://evil.example/, which redirects: login.example does not allow" in (
        str(report.problem)
    )


async def test_a_token_that_is_not_there_is_named(
    site: LoginSite, tools: Tools, spec: MakeSpec
) -> None:
    """A page without what a step takes is a failure that names it."""
    settings = f"""\
{{http: {{url: "{site.url}/account", log_in: [{{url: "{site.url}/log-in", take: {{other: "id=(.*);"}}}}]}}}}
"""
    report = await probe_once(TARGET, spec(settings), tools)
    assert str(report.problem) == "other is not in the answer"


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ('[{url: "http://x/", form: {a: "{csrf}"}}]', "nothing is called 'csrf' here; known are"),
        ('[{url: "http://x/", take: {csrf: "no group"}}]', "needs a group in parentheses"),
        ('[{url: "http://x/", take: {csrf: "(["}}]', "is no regular expression"),
        ('[{url: "http://x/", take: {password: "(a)"}}]', "'password' cannot name what is taken"),
        ('[{url: "ftp://x/"}]', "is no http or https address"),
        ('[{url: "http://x/", form: {a: b}, json: {}}]', "a form or json, not both"),
        ("[" + '{url: "http://x/"}, ' * 4 + "]", "a log-in has at most 3 steps"),
    ],
    ids=[
        "a name that no step took",
        "a pattern without a group",
        "no pattern",
        "a name that is given",
        "another scheme",
        "a form and JSON",
        "too many steps",
    ],
)
async def test_a_log_in_that_makes_no_sense_is_told_with_its_line(
    steps: str, said: str, tools: Tools, spec: MakeSpec
) -> None:
    """Mistakes are found when the configuration is read, with file and line."""
    with pytest.raises(ConfigError, match=r"targets/test.yml:1: ") as caught:
        await probe_once(TARGET, spec(f'{{http: {{url: "http://x/", log_in: {steps}}}}}'), tools)
    assert said in str(caught.value)


@given(st.dictionaries(st.sampled_from(["user", "password", "csrf"]), st.text()), st.text())
def test_values_are_put_in_once(values: dict[str, str], template: str) -> None:
    """What a value holds is never looked at for names again."""
    marked = filled(f"{{user}}|{template.replace('{', '').replace('}', '')}", values)
    assert marked.startswith(values.get("user", "{user}"))


@given(st.text(min_size=3, max_size=30), st.text(max_size=50), st.text(max_size=50))
def test_a_secret_is_masked_wherever_it_stands(secret: str, before: str, after: str) -> None:
    """A sentence holds no secret, whole or quoted by repr."""
    said = text("{found}", found=f"{before}{secret}{after}", quoted=repr(secret))
    masked = Secrecy([secret]).of(said)
    for fact in masked.facts.values():
        assert secret not in str(fact).replace(MASK, "\0")
