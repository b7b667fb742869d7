"""Ansible's INI inventory: ``[group]``, ``[group:vars]``, ``[group:children]``.

Source: docs.ansible.com, "ansible.builtin.ini inventory".
"""

from __future__ import annotations

import re

from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.inventory.imports.ansible import (
    UNGROUPED,
    AnsibleInventory,
    Group,
    listing_of,
    words_of,
)
from watchkeeper.inventory.imports.host_ranges import hosts_in
from watchkeeper.inventory.imports.rows import Listing

_SECTION = re.compile(r"\[([^:\]]+)(?::(\w+))?\]\s*(?:[#;].*)?")
_KINDS = ("hosts", "vars", "children")
MAX_LINE = 20_000


def read_ansible_ini(data: bytes, name: str) -> Listing:
    """Read one file.  Raises ConfigError with its line."""
    inventory = AnsibleInventory(name)
    group, kind = inventory.group(UNGROUPED, f"{name}:1"), "hosts"
    for number, raw in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
        line, at = raw.strip(), f"{name}:{number}"
        if not line or line.startswith(("#", ";")):
            continue
        if len(line) > MAX_LINE:
            raise ConfigError("the line is longer than {most} characters", at=at, most=MAX_LINE)
        section = _SECTION.fullmatch(line)
        if section:
            group, kind = inventory.group(section[1].strip(), at), section[2] or "hosts"
            if kind not in _KINDS:
                raise ConfigError(
                    "{text!r} is no section; known are [group], [group:vars] and [group:children]",
                    at=at,
                    text=line[:60],
                )
        else:
            _take(inventory, group, kind, line, at)
    return listing_of(inventory)


def _take(inventory: AnsibleInventory, group: Group, kind: str, line: str, at: str) -> None:
    if kind == "vars":
        key, _, value = line.partition("=")
        inventory.take(group.variables, f"[{group.name}]", {key.strip(): _unquoted(value.strip())})
        return
    try:
        words = words_of(line)
    except ValueError as error:
        raise ConfigError("the line cannot be read: {reason}", at=at, reason=error) from error
    if not words:
        return
    if kind == "children":
        group.children.append(inventory.group(words[0], at).name)
        return
    variables = dict(word.partition("=")[::2] for word in words[1:])
    try:
        hosts = hosts_in(words[0])
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=at, **error.facts) from error
    for host in hosts:
        bare = _without_port(host)
        inventory.take(inventory.add_host(bare, group, at), bare, variables)


def _unquoted(value: str) -> str:
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if is_quoted else value


def _without_port(host: str) -> str:
    bare, colon, port = host.rpartition(":")
    if colon and port.isascii() and port.isdigit() and ":" not in bare.strip("[]"):
        return bare
    return host.strip("[]")
