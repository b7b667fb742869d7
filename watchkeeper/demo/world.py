"""The demo's world: a temporary directory with a whole configuration, on free ports."""

from __future__ import annotations

import json
import secrets
import socket
from dataclasses import dataclass
from pathlib import Path

from watchkeeper.server.installation import Answers, planned_files

DIVISOR = 180
"""30 min are shown as 10 s, 2 h as 40 s, 3 h as 60 s."""

TARGET = "shop"
CUSTOMER = "acme"
BACKUP = "nightly"
BACKUP_EVERY_SECONDS = 3.0
DIRECTORY_LIMIT = 8 * 1024 * 1024

PEOPLE = (
    ("engineer", "工程师 甲 / Engineer", "engineer"),
    ("manager", "项目经理 乙 / Project manager", "engineer"),
    ("director", "技术总监 丙 / Technical director", "engineer"),
    ("deputy", "技术副总 丁 / Deputy GM", "engineer"),
)


@dataclass(frozen=True, slots=True)
class World:
    """Where everything of one demo is."""

    folder: Path
    server_port: int
    http_port: int
    tcp_port: int
    console_port: int
    key: str  # guards the console's buttons

    @property
    def root(self) -> Path:
        return self.folder / "root"

    @property
    def config(self) -> Path:
        return self.root / "etc/watchkeeper/watchkeeper.yml"

    @property
    def agent_config(self) -> Path:
        return self.root / "etc/watchkeeper/agent.conf"

    @property
    def socket(self) -> Path:
        return self.folder / "server.sock"  # short: a socket's address has some 100 bytes

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    @property
    def spool(self) -> Path:
        return self.folder / "spool"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def answers(self, language: str) -> Answers:
        """Return what ``init`` is told for this world."""
        return Answers(
            listen=f"127.0.0.1:{self.server_port}",
            external_url=self.url,
            language=language,
            policy="contract-cn",
            person="admin",
        )


def new_world(folder: Path) -> World:
    server, http, tcp, console = free_ports(4)
    return World(folder, server, http, tcp, console, key=secrets.token_urlsafe(12))


def write_configuration(world: World, language: str, report_hour: str) -> None:
    """Write the files of ``init``, with the demo's own people, customer, targets and rules."""
    for planned in planned_files(world.answers(language), root=world.root):
        path = planned.below(world.root)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(planned.text)
    etc = world.config.parent
    (etc / "customers" / "house.yml").unlink()
    (etc / "customers" / f"{CUSTOMER}.yml").write_text(_customer(language, report_hour))
    (etc / "people.yml").write_text(_people(world, language))
    (etc / "targets" / "shop.yml").write_text(_targets(world))
    (etc / "schedules").mkdir(exist_ok=True)
    (etc / "schedules" / "hotline.yml").write_text(_HOTLINE)
    (etc / "schedules" / "leaders.yml").write_text(_LEADERS)
    (etc / "rules" / "demo.yml").write_text((Path(__file__).parent / "rules.yml").read_text())
    world.config.write_text(_settings(world, language))
    for folder in (world.backups, world.spool):
        folder.mkdir(parents=True, exist_ok=True)


def agent_settings(world: World) -> str:
    """Return the agent's configuration before it enrols: every second, no page of its own."""
    return (
        f"[agent]\ninterval = 1s\nlisten = off\nstate_dir = {world.folder / 'agent'}\n"
        f'\n[backup "{BACKUP}"]\npath = {world.backups}\nglob = *.dump\nevery = 6s\n'
        f"\n[backups]\nevery = 1s\n"
        f'\n[directory "spool"]\npath = {world.spool}\nlimit = {DIRECTORY_LIMIT}\n'
        f"\n[directories]\nevery = 1s\n"
    )


def _settings(world: World, language: str) -> str:
    console = json.dumps(f"http://127.0.0.1:{world.console_port}/phone")
    data = json.dumps(str(world.root / "var/lib/watchkeeper"))
    return (
        f"listen: 127.0.0.1:{world.server_port}\n"
        f"external_url: {world.url}\n"
        f"language: {language}\n"
        f"data: {data}\n"
        f"socket: {json.dumps(str(world.socket))}\n"
        "tickets:\n"
        "  policy: contract-cn\n"
        "  commissioning: 0s\n"
        f"  divide_durations_by: {DIVISOR}\n"
        "rules: {packs: [], files: [rules/*.yml], interval: 1s}\n"
        f"channels: {{console: {{kind: webhook, url: {console}}}}}\n"
    )


def _customer(language: str, report_hour: str) -> str:
    return (
        f"customer: {CUSTOMER}\n"
        "name: 某某公司 / ACME\n"
        "contract: {policy: contract-cn, tables: [level, urgency], accepted_on: 2026-01-01}\n"
        f"report: {{daily: '{report_hour}', to: [engineer], language: {language}}}\n"
        "roles: {lead: engineer, project_manager: manager, technical_director: director, "
        "deputy_gm: deputy, signs: manager, fallback: engineer}\n"
    )


_HOTLINE = f"""\
schedule: hotline
holds: {{duty: [{CUSTOMER}]}}
layers:
- {{name: all, people: [engineer]}}
"""

_LEADERS = f"""\
schedule: leaders
holds: {{signs: [{CUSTOMER}]}}
layers:
- {{name: office, on: workday, hours: "09:00-17:30", people: [manager]}}
- {{name: rest, people: [director, deputy, manager], every: 2d, from: 2026-01-05}}
"""


def _people(world: World, language: str) -> str:
    lines = [f"people:\n- {{id: admin, name: 演示 / Demo, role: admin, language: {language}}}"]
    for person, name, role in PEOPLE:
        url = f"http://127.0.0.1:{world.console_port}/phone?who={person}"
        contact = json.dumps({"webhook": url})
        lines.append(
            f"- {{id: {person}, name: {json.dumps(name, ensure_ascii=False)}, role: {role}, "
            f"language: {language}, contacts: [{contact}]}}"
        )
    return "\n".join(lines) + "\n"


def _targets(world: World) -> str:
    health = f"http://127.0.0.1:{world.http_port}/health"
    return (
        f"customer: {CUSTOMER}\n"
        "site: demo\n"
        "targets:\n"
        f"- name: {TARGET}\n"
        "  address: 127.0.0.1\n"
        "  agent: true\n"
        "  probes:\n"
        f'  - {{http: {{url: "{health}", expect: {{status: 200, json: {{"$.ok": true}}}}, '
        "interval: 1s, timeout: 900ms}}\n"
        f"  - {{tcp: {{port: {world.tcp_port}, interval: 1s, timeout: 900ms}}}}\n"
    )


def free_ports(count: int) -> list[int]:
    """Return ports that are free now; held together, so that they differ."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]
    finally:
        for one in sockets:
            one.close()
