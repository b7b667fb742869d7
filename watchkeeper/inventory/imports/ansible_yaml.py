"""Ansible's YAML inventory: groups with ``hosts``, ``vars`` and ``children``, nested.

Source: docs.ansible.com, "ansible.builtin.yaml inventory".
"""

from __future__ import annotations

import json

from watchkeeper.config.nodes import Node, parse_yaml
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.inventory.imports.ansible import AnsibleInventory, Group, listing_of
from watchkeeper.inventory.imports.host_ranges import hosts_in
from watchkeeper.inventory.imports.rows import Listing

_VAULT = "$ANSIBLE_VAULT"


def read_ansible_yaml(data: bytes, name: str) -> Listing:
    """Read one file.  Raises ConfigError with its line."""
    node = parse_yaml(data, name=name, foreign_tags=True)
    inventory = AnsibleInventory(name)
    for group_name, content in _mapping(node).items():
        _take_group(inventory, group_name, content)
    return listing_of(inventory)


def _take_group(inventory: AnsibleInventory, name: str, node: Node) -> Group:
    group = inventory.group(name, node.key_at or node.at)
    for key, part in _mapping(node).items():
        if key == "hosts":
            _take_hosts(inventory, group, part)
        elif key == "vars":
            inventory.take(group.variables, f"[{name}]", _variables(part))
        elif key == "children":
            for child, content in _mapping(part).items():
                group.children.append(_take_group(inventory, child, content).name)
    return group


def _take_hosts(inventory: AnsibleInventory, group: Group, node: Node) -> None:
    for pattern, content in _mapping(node).items():
        at = content.key_at or content.at
        try:
            hosts = hosts_in(pattern)
        except InvalidInput as error:
            raise ConfigError(error.sentence, at=at, **error.facts) from error
        variables = _variables(content)
        for host in hosts:
            inventory.take(inventory.add_host(host, group, at), host, variables)


def _mapping(node: Node) -> dict[str, Node]:
    if node.value is None:
        return {}
    if not isinstance(node.value, dict):
        raise ConfigError("is no inventory of Ansible: here must be keys and values", at=node.at)
    return node.value


def _variables(node: Node) -> dict[str, str]:
    return {key: _text(item) for key, item in _mapping(node).items() if not _is_vault(item)}


def _is_vault(node: Node) -> bool:
    return node.text.lstrip().startswith(_VAULT)


def _text(node: Node) -> str:
    """Return a variable as the INI form would have it."""
    if isinstance(node.value, tuple) and all(isinstance(one.value, str) for one in node.value):
        return ",".join(one.text for one in node.value)
    if isinstance(node.value, (tuple, dict)):
        return json.dumps(node.plain(), ensure_ascii=False, default=str)
    return "" if node.value is None else node.text
