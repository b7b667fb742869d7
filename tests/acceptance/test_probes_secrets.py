"""Secrets of probes whose servers send everything back stand nowhere; another host key is a ticket."""

from __future__ import annotations

import asyncio
import base64
import html
import json
import os
import re
import socket
import sys
import textwrap
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import aiohttp
import asyncssh
import psutil
import pytest

from tests.acceptance.harness import REST, ROOT, TIMEOUT, House, ServerProcess, build_house, serving
from tests.collector.probes.behaving import behaving
from tests.eventually import eventually
from tests.unprivileged import folder_of

pytestmark = [pytest.mark.timeout(300)]
PASSWORD = "Zq9-pass&word/<ä>"
SECRETS = {
    "password": PASSWORD,
    "bearer": "Zq9-bearer-1234567890",
    "community": "Zq9-community",
    "auth": "Zq9-auth-password",
    "privacy": "Zq9-privacy-password",
    "scrape": "Zq9-scrape-password",
    "passphrase": "Zq9-pass-phrase",
    "in a file": "Zq9-token-of-a-file",
}
MARK = "Zq9-"
_MOST_PAGES = 120


def _written(port: int, ssh_port: int, udp_port: int) -> tuple[str, str, str]:
    """Return the files of targets, secrets and scrapes: every way to sign in, each refused."""
    here = f"http://127.0.0.1:{port}"
    targets = f"""\
    customer: acme
    targets:
    - name: echo
      address: 127.0.0.1
      probes:
      - {{http: {{name: plain, url: "{here}/a", credentials: web, interval: 2s, expect: {{headers: {{X-Echo: other}}}}}}}}
      - {{http: {{name: token, url: "{here}/b", credentials: token, interval: 2s, expect: {{json: {{"$.all": other}}}}}}}}
      - {{http: {{name: away, url: "{here}/away", credentials: web, redirects: same-host, interval: 2s}}}}
      - {{http: {{name: form, url: "{here}/c", credentials: web, interval: 2s,
          log_in: [{{url: "{here}/log", form: {{u: "{{user}}", p: "{{password}}"}}, take: {{t: "header:X-Echo"}}, expect: {{headers: {{X-Echo: other}}}}}}]}}}}
      - {{exporter: {{port: {port}, credentials: web, interval: 2s}}}}
      - {{postgresql: {{port: {port}, credentials: web, interval: 2s}}}}
      - {{mysql: {{port: {port}, credentials: web, interval: 2s}}}}
      - {{redis: {{port: {port}, credentials: web, interval: 2s}}}}
    - name: shell
      address: 127.0.0.1
      probes:
      - {{ssh: {{port: {ssh_port}, credentials: web, interval: 2s, host_key: "FINGERPRINT"}}}}
      - {{ssh: {{name: keyed, port: {ssh_port}, credentials: keyed, interval: 2s, host_key: "FINGERPRINT"}}}}
    - name: switch
      address: 127.0.0.1
      probes:
      - {{snmp: {{name: open, port: {udp_port}, credentials: open, interval: 2s, timeout: 1s, reply: 300ms}}}}
      - {{snmp: {{name: sealed, port: {udp_port}, credentials: sealed, interval: 2s, timeout: 1s, reply: 300ms}}}}
    """
    secrets = f"""\
    credentials:
      web: {{user: watch, password: {json.dumps(PASSWORD)}}}
      token: {{bearer: {SECRETS["bearer"]}}}
      keyed: {{user: watch, key_file: /nonexistent/key, passphrase: {SECRETS["passphrase"]}}}
      open: {{community: {SECRETS["community"]}}}
      sealed: {{user: watch, auth: sha256, auth_password: {SECRETS["auth"]}, privacy: aes128, privacy_password: {SECRETS["privacy"]}}}
    """
    scrapes = f"""\
    global: {{scrape_interval: 2s, scrape_timeout: 1s}}
    scrape_configs:
    - {{job_name: basic, basic_auth: {{username: w, password: {SECRETS["scrape"]}}}, static_configs: [{{targets: ["127.0.0.1:{port}"]}}]}}
    - {{job_name: bearer, authorization: {{credentials_file: token}}, static_configs: [{{targets: ["localhost:{port}"]}}]}}
    """
    return textwrap.dedent(targets), textwrap.dedent(secrets), textwrap.dedent(scrapes)


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer whatever comes with itself: in the first line, a header, the body; or by a redirect."""
    asked = await reader.read(65_536)
    first = re.search(rb"Authorization: [^\r]*", asked)
    said = re.sub(rb"[\r\n]+", b" ", (first[0] if first else b"") + b" " + asked).strip()
    if not asked.startswith((b"GET ", b"POST ")):
        writer.write(asked)
    elif asked.startswith(b"GET /away"):
        place = b"ftp://" + quote(said, safe="").encode()
        writer.write(b"HTTP/1.1 302 X\r\nContent-Length: 0\r\nLocation: " + place + b"\r\n\r\n")
    else:
        body = json.dumps({"all": asked.decode("utf-8", "replace")}).encode()
        head = b"HTTP/1.1 200 " + said[:500] + b"\r\nX-Echo: " + said + b"\r\n"
        writer.write(head + b"Content-Length: %d\r\n\r\n" % len(body) + body)
    await writer.drain()
    await reader.read(1)


class _Refusing(asyncssh.SSHServer):
    """Refuses every password, and says aloud which it was."""

    def __init__(self, connections: list[asyncssh.SSHServerConnection]) -> None:
        self._connections = connections

    def connection_made(self, connection: asyncssh.SSHServerConnection) -> None:
        self._connection = connection
        self._connections.append(connection)

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        self._connection.send_auth_banner(f"{username} has not {password}\n")
        return False


@asynccontextmanager
async def refusing_ssh() -> AsyncIterator[tuple[int, str]]:
    key = asyncssh.generate_private_key("ssh-ed25519")
    made: list[asyncssh.SSHServerConnection] = []
    server = await asyncssh.create_server(
        lambda: _Refusing(made), "127.0.0.1", 0, server_host_keys=[key]
    )
    try:
        yield server.get_port(), key.get_fingerprint()
    finally:
        server.close()
        for connection in made:
            connection.abort()
            await connection.wait_closed()
        await server.wait_closed()


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A UDP port at which nobody answers."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as udp:
        udp.bind(("127.0.0.1", 0))
        yield udp.getsockname()[1]


def forms() -> set[str]:
    """Return every form in which a secret could stand somewhere."""
    found = set()
    for secret in SECRETS.values():
        found |= {
            secret,
            quote(secret),
            quote(secret, safe=""),
            quote_plus(secret),
            html.escape(secret),
        }
        found |= {json.dumps(secret)[1:-1], repr(secret)[1:-1], secret.encode().hex()}
        for user in ("watch", "w"):
            found.add(base64.b64encode(f"{user}:{secret}".encode()).decode().rstrip("=")[:-2])
        found.add(base64.b64encode(secret.encode()).decode().rstrip("=")[:-2])
    return found


def processes_of(pid: int) -> str:
    """Return command lines and environments of a process and its children."""
    parent = psutil.Process(pid)
    said = []
    for one in (parent, *parent.children(recursive=True)):
        with suppress(psutil.Error):
            said.append(" ".join([*one.cmdline(), *(f"{k}={v}" for k, v in one.environ().items())]))
    return "\n".join(said)


async def command(house: House, *words: str) -> str:
    """Return all that a command of ours says."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "watchkeeper", *words,
        cwd=ROOT, env={**os.environ, "WATCHKEEPER_SOCKET": str(house.socket)}, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    async with asyncio.timeout(60):
        said, _ = await process.communicate()
    return said.decode()


async def metrics(house: House) -> str:
    connector = aiohttp.UnixConnector(str(house.socket))
    async with (
        aiohttp.ClientSession(connector=connector, timeout=TIMEOUT) as session,
        session.get("http://watchkeeper/metrics") as answer,
    ):
        return await answer.text()


async def all_pages(house: House) -> dict[str, str]:
    """Sign in and follow every link that does nothing, beginning at the front page and the targets'."""
    made = await asyncio.to_thread(house.rest.post, f"{REST}/links", {"person": "engineer-a"})
    async with aiohttp.ClientSession(
        timeout=TIMEOUT, cookie_jar=aiohttp.CookieJar(unsafe=True)
    ) as session:
        async with session.post(house.url + made["path"], data={"button": "in"}) as answer:
            assert answer.status == 200
        pages: dict[str, str] = {}
        wanted = ["/", "/targets", "/targets/echo", "/targets/shell", "/targets/switch"]
        while wanted and len(pages) < _MOST_PAGES:
            path = wanted.pop(0)
            if path in pages or "sign-out" in path:
                continue
            async with session.get(house.url + path) as answer:
                pages[path] = await answer.text(errors="replace")
            links = re.findall(r'href="(/[^"#]*)"', pages[path])
            wanted += [html.unescape(link) for link in links if not link.startswith("/static")]
        return pages


def series(house: House) -> str:
    return json.dumps(house.rest.get("/api/v1/series", **{"match[]": '{__name__!=""}'}))


def counted(text: str, kind: str) -> float:
    found = re.search(
        rf'watchkeeper_probe_rounds_total{{kind="{kind}",result="failure"}} (\S+)', text
    )
    return float(found[1]) if found else 0.0


KINDS = {"http": 4, "exporter": 3, "postgresql": 1, "mysql": 1, "redis": 1, "ssh": 2, "snmp": 2}


async def _all_failed(house: House) -> bool:
    text = await metrics(house)
    return all(counted(text, kind) >= 3 * probes for kind, probes in KINDS.items())


async def test_no_secret_stands_anywhere(tmp_path: Path, silent_port: int) -> None:
    """Probes of every kind fail against servers that send back what they got; then the log, /metrics,
    all series, all pages, the answers of commands, the data directory, command lines and environments
    of all processes are searched for each secret in each form.
    """
    async with behaving(echo) as port, refusing_ssh() as (ssh_port, fingerprint):
        targets, secrets, scrapes = _written(port, ssh_port, silent_port)
        house = build_house(tmp_path / "etc", targets=targets.replace("FINGERPRINT", fingerprint))
        house.write("secrets.yml", secrets).chmod(0o600)
        house.write("scrapes/prometheus.yml", scrapes).chmod(0o600)
        house.write("scrapes/token", SECRETS["in a file"]).chmod(0o600)
        with serving(house) as server:
            await server.ready()
            shown = {"processes": processes_of(server.process.pid)}
            await eventually(lambda: _all_failed(house), within_seconds=90, what="failures")
            shown |= await _everything(house, server)
    assert "target lost" in shown["log"]
    assert "expected" in shown["probe echo"]
    assert "***" in shown["probe echo"]  # they were sent back, and masked
    assert len([name for name in shown if name.startswith("page")]) > 10
    wanted = forms()
    for where, text in shown.items():
        assert [form for form in wanted if form in text] == [], where
        assert MARK not in text, where


async def _everything(house: House, server: ServerProcess) -> dict[str, str]:
    shown = {f"page {path}": text for path, text in (await all_pages(house)).items()}
    shown["processes afterwards"] = processes_of(server.process.pid)
    shown["metrics"] = await metrics(house)
    shown["series"] = await asyncio.to_thread(series, house)
    for name in ("echo", "shell", "switch"):
        shown[f"probe {name}"] = await command(house, "targets", "probe", name)
    shown["check-config"] = await command(house, "check-config", "--config", str(house.config))
    shown["list"] = await command(house, "targets", "list", "--json")
    shown["log"] = server.log
    for path in sorted(house.data.rglob("*")):
        if path.is_file():
            data = await asyncio.to_thread(path.read_bytes)
            shown[f"data {path.relative_to(house.data)}"] = data.decode("latin-1")
    return shown


HOST_KEY_RULE = folder_of("rules") / "packs" / "services.yml"


def host_key_rule() -> str:
    """Return the shipped rule HostKeyChanged, whose minute is a second, in a group of a second."""
    text = HOST_KEY_RULE.read_text()
    begin = text.index("  - alert: HostKeyChanged")
    end = text.index("\n  - alert:", begin)
    rule = text[begin:end].replace("for: 1m", "for: 1s")
    return f"groups:\n- name: keys\n  interval: 1s\n  rules:\n{rule}\n"


def level_of(house: House) -> list[tuple[str, str, str]]:
    found: list[dict[str, Any]] = house.rest.get(f"{REST}/tickets", state="any")["tickets"]
    return [(one["level"], one["target"], one["title"]) for one in found]


async def test_another_host_key_is_a_ticket_of_level_ii(tmp_path: Path) -> None:
    """A host whose key was enrolled shows another one: the ticket is of level II, and nobody signs in;
    with the key that was known the same server opens none.
    """
    async with refusing_ssh() as (port, fingerprint), refusing_ssh() as (other, _):
        targets = (
            "customer: acme\ntargets:\n"
            f"- {{name: same, address: 127.0.0.1, probes: [{{ssh: {{port: {port}, credentials: web, interval: 1s, host_key: '{fingerprint}'}}}}]}}\n"
            f"- {{name: changed, address: 127.0.0.1, probes: [{{ssh: {{port: {other}, credentials: web, interval: 1s, host_key: '{fingerprint}'}}}}]}}\n"
        )
        house = build_house(tmp_path / "etc", targets=targets, rules=host_key_rule())
        house.write(
            "secrets.yml",
            f"credentials: {{web: {{user: watch, password: {json.dumps(PASSWORD)}}}}}\n",
        ).chmod(0o600)
        with serving(house) as server:
            await server.ready()
            found = await eventually(
                lambda: asyncio.to_thread(level_of, house), within_seconds=60, what="a ticket"
            )
            assert PASSWORD not in server.log
    assert [(level, target) for level, target, _ in found] == [("II", "changed")]
    assert "SSH" in found[0][2]
