"""What ``init`` writes: decided here as a list of files, written by the command."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from watchkeeper.core.errors import InvalidInput
from watchkeeper.server.program import Program

ETC = PurePosixPath("/etc/watchkeeper")
DATA = PurePosixPath("/var/lib/watchkeeper")
AGENT_DATA = PurePosixPath("/var/lib/watchkeeper-agent")
UNITS = PurePosixPath("/etc/systemd/system")
SHIPPED_BIN = PurePosixPath("/opt/watchkeeper/bin")  # in the units as they are shipped

POLICIES = ("contract-cn", "team")
CHANNELS = ("mail", "webhook", "wecom", "dingtalk")
_NO_SETTINGS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Answers:
    """What ``init`` was told, by flags or at most six questions."""

    listen: str
    external_url: str
    language: str
    policy: str
    person: str  # shown name
    mail: str = ""
    phone: str = ""
    channel: str = ""  # one of CHANNELS, empty for none
    channel_settings: Mapping[str, str] = field(default_factory=lambda: _NO_SETTINGS)
    zone: str = "Asia/Shanghai"
    customer: str = "house"
    customer_name: str = ""

    def __post_init__(self) -> None:
        if self.policy not in POLICIES:
            raise InvalidInput(
                "there is no policy preset {policy!r}; use contract-cn or team", policy=self.policy
            )
        if self.channel and self.channel not in CHANNELS:
            raise InvalidInput(
                "there is no kind of channel {channel!r}; known are {known}",
                channel=self.channel,
                known=", ".join(CHANNELS),
            )
        if self.channel == "mail" and not self.mail:
            raise InvalidInput("the channel mail needs the person's address; give --mail as well")

    @property
    def person_id(self) -> str:
        """Return the id of the first person: letters of the name, else ``admin``."""
        plain = re.sub(r"[^a-z0-9]+", "-", self.person.lower()).strip("-")
        return plain[:40] or "admin"

    @property
    def has_tls(self) -> bool:
        """Whether it speaks TLS: beyond loopback always, else where its address says so."""
        is_loopback = self.listen.startswith(("127.", "localhost", "[::1]"))
        return self.external_url.startswith("https:") or not is_loopback


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to write; ``keeps`` an existing one as it is, so that a second run loses nothing."""

    path: PurePosixPath
    text: str
    mode: int = 0o640
    keeps: bool = True

    def below(self, root: Path) -> Path:
        """Return where it goes under ``--root``."""
        return root / self.path.relative_to("/")


def planned_files(answers: Answers, *, root: Path) -> tuple[PlannedFile, ...]:
    """Return the configuration of a fresh server; paths in it are below *root* when it is not /."""
    etc = place(ETC, root)
    files = [
        PlannedFile(ETC / "watchkeeper.yml", _settings(answers, root)),
        PlannedFile(ETC / "people.yml", _people(answers)),
        PlannedFile(ETC / "customers" / f"{answers.customer}.yml", _customer(answers)),
        PlannedFile(ETC / "targets" / "README", _targets_readme(etc)),
        PlannedFile(ETC / "rules" / "README", _rules_readme(etc)),
        PlannedFile(ETC / "policies" / "README", _policies_readme(etc)),
    ]
    return tuple(files)


def place(path: PurePosixPath, root: Path) -> str:
    """Return *path* as the installed system sees it below *root*."""
    return str(path) if root == Path("/") else str(root / path.relative_to("/"))


def _settings(answers: Answers, root: Path) -> str:
    etc = place(ETC, root)
    lines = [
        "# Watchkeeper's server. Every key: docs/en/configuration.md; check: watchkeeper check-config",
        f"listen: {_quoted(answers.listen)}",
        f"external_url: {_quoted(answers.external_url)}",
        f"language: {answers.language}",
        f"zone: {answers.zone}",
        f"data: {_quoted(place(DATA, root))}",
        "tickets:",
        f"  policy: {answers.policy}",
    ]
    if answers.has_tls:
        lines += [
            "tls:",
            f"  certificate: {etc}/tls/server.pem",
            f"  key: {etc}/tls/server.key",
            f"  ca: {etc}/tls/ca.pem",
        ]
    lines += _channel_lines(answers)
    return "\n".join(lines) + "\n"


def _channel_lines(answers: Answers) -> list[str]:
    if not answers.channel:
        return ["channels: {}"]
    kind = "smtp" if answers.channel == "mail" else answers.channel
    lines = ["channels:", f"  {answers.channel}:", f"    kind: {kind}"]
    lines += [f"    {key}: {_quoted(value)}" for key, value in answers.channel_settings.items()]
    return lines


def _people(answers: Answers) -> str:
    contacts = []
    if answers.mail:
        contacts.append(f"{{mail: {_quoted(answers.mail)}}}")
    if answers.phone:
        contacts.append(f"{{phone: {_quoted(answers.phone)}}}")
    if answers.channel and answers.channel != "mail":
        contacts.append(f"{{{answers.channel}: {_quoted(_chat_address(answers))}}}")
    return (
        "# Who is told, and who may sign in. role: admin, engineer or reader.\n"
        "people:\n"
        f"- id: {answers.person_id}\n"
        f"  name: {_quoted(answers.person)}\n"
        "  role: admin\n"
        f"  zone: {answers.zone}\n"
        f"  language: {answers.language}\n"
        f"  contacts: [{', '.join(contacts)}]\n"
    )


def _chat_address(answers: Answers) -> str:
    """Return whom a robot mentions: DingTalk takes the mobile number, the others an id."""
    if answers.channel == "dingtalk" and answers.phone:
        return answers.phone.removeprefix("+86")
    return answers.person_id


def _customer(answers: Answers) -> str:
    who = answers.person_id
    name = answers.customer_name or ("本单位" if answers.language == "zh" else "Our own systems")
    to = f"mail:{answers.mail}" if answers.mail else who
    tables = "[level, urgency]" if answers.policy == "contract-cn" else "[level]"
    return (
        "# Whose contract, policies and visibility; one file for each customer.\n"
        f"customer: {answers.customer}\n"
        f"name: {_quoted(name)}\n"
        f"zone: {answers.zone}\n"
        f"contract: {{policy: {answers.policy}, tables: {tables}}}\n"
        f'report: {{daily: "08:00", sign_by: "12:00", to: [{_quoted(to)}], '
        f"language: {answers.language}}}\n"
        f"roles: {{lead: {who}, project_manager: {who}, technical_director: {who}, "
        f"deputy_gm: {who}, signs: {who}, fallback: {who}}}\n"
    )


def _targets_readme(etc: str) -> str:
    return (
        f"Targets as files: {etc}/targets/NAME.yml, read at start and on reload (SIGHUP).\n"
        "`watchkeeper targets add` needs no file: it keeps targets in the database.\n"
    )


def _rules_readme(etc: str) -> str:
    return (
        f"Prometheus rule files: {etc}/rules/NAME.yml, beside the shipped packs.\n"
        "`watchkeeper rules check FILE` says what is wrong, with line and column.\n"
    )


def _policies_readme(etc: str) -> str:
    return (
        f"Policies of your own: {etc}/policies/NAME.yml; the presets contract-cn and team are\n"
        "built in. docs/en/sla.md shows the form.\n"
    )


def _quoted(text: str) -> str:
    """Return *text* as a YAML scalar that reads back as itself."""
    return json.dumps(text, ensure_ascii=False)


def rendered_unit(text: str, *, program: Program, root: Path) -> str:
    """Return a shipped systemd unit with the words and paths of this installation."""
    rendered = text.replace(f"{SHIPPED_BIN}/watchkeeper-agent ", f"{program.agent_line()} ")
    rendered = rendered.replace(f"{SHIPPED_BIN}/watchkeeper ", f"{program.line()} ")
    if root == Path("/"):
        return rendered
    rendered = rendered.replace(str(ETC), place(ETC, root))
    return rendered.replace(f"WorkingDirectory={DATA}", f"WorkingDirectory={place(DATA, root)}")


def next_commands(
    program: Program, root: Path, config: Path, *, socket: Path, enrols: bool
) -> tuple[str, ...]:
    """Return what to type next, to the letter."""
    if root != Path("/"):
        agent_config = str(config.parent / "agent.conf")
        return (
            f"export WATCHKEEPER_SOCKET={shlex.quote(str(socket))}",
            program.line("serve", "--config", str(config)),
            *([program.agent_line("--config", agent_config)] if enrols else ()),
        )
    commands = [
        "systemd-sysusers && systemd-tmpfiles --create",
        f"chgrp -R watchkeeper {ETC} && chown -R watchkeeper: {DATA}",
    ]
    if enrols:
        commands.append(f"chown watchkeeper-agent: {ETC}/agent.token")
    units = "watchkeeper watchkeeper-agent" if enrols else "watchkeeper"
    commands.append(f"systemctl daemon-reload && systemctl enable --now {units}")
    return tuple(commands)
