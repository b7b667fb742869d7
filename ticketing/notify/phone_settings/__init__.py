"""Kinds of ``channels:`` that reach a phone: Aliyun, Tencent Cloud, a gateway, a command.

Merged into the kinds of ``ticketing.notify.settings``.  A secret stands in the file itself or,
better, in a file of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from types import MappingProxyType

from ticketing.notify.phone_settings import aliyun, tencent
from ticketing.notify.phone_settings.command import make_command
from ticketing.notify.phone_settings.gateway import make_gateway
from ticketing.notify.phone_settings.reading import Maker
from watchkeeper.config.nodes import Node

__all__ = ["Kinds", "Maker", "phone_kinds"]

Kinds = Mapping[str, Callable[[str, Node], Maker]]


def phone_kinds(allowed_commands: Collection[Path] = ()) -> Kinds:
    """Return the kinds; *allowed_commands* is the administrator's list, outside ``channels:``."""
    return MappingProxyType(
        {
            "aliyun-sms": aliyun.make_sms,
            "aliyun-voice": aliyun.make_voice,
            "tencent-sms": tencent.make_sms,
            "tencent-voice": tencent.make_voice,
            "gateway": make_gateway,
            "command": lambda name, node: make_command(name, node, allowed_commands),
        }
    )
