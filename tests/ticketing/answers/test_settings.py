from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes import callbacks
from tests.ticketing.answers.readers import NOW, SERVICES, Service
from ticketing.answers.answer import Answer, Callback, Handshake
from ticketing.answers.settings import read_sources
from watchkeeper.config.nodes import Node, parse_yaml
from watchkeeper.core.errors import ConfigError

_ENTRIES = {
    "feishu": f"encrypt_key: {callbacks.ENCRYPT_KEY}, "
    f"verification_token: {callbacks.VERIFICATION_TOKEN}",
    "slack": f"signing_secret: {callbacks.SIGNING_SECRET}",
    "telegram": f"secret_token: {callbacks.SECRET_TOKEN}",
    "wecom": f"company: {callbacks.WECOM_COMPANY}, token: {callbacks.WECOM_TOKEN}, "
    f"key: {callbacks.WECOM_KEY}",
    "dingtalk": f"app_secret: {callbacks.APP_SECRET}",
}


def _nodes(kind: str, entry: str) -> dict[str, Node]:
    root = parse_yaml(f"duty: {{kind: {kind}, {entry}}}", name="watchkeeper.yml")
    assert isinstance(root.value, dict)
    return root.value


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_every_kind_reads_what_its_service_sends(service: Service) -> None:
    """An entry with the right secrets hears the service; it does not show them."""
    (source,) = read_sources(_nodes(service.name, _ENTRIES[service.name]))
    assert (source.name, source.kind) == ("duty", service.name)
    assert isinstance(source.read(service.call(NOW), NOW), Answer)
    assert not [
        word for word in _ENTRIES[service.name].split(", ") if word.split()[1] in repr(source)
    ]


def test_wecom_is_greeted_as_well() -> None:
    """Its GET is answered with what it has encrypted."""
    (source,) = read_sources(_nodes("wecom", _ENTRIES["wecom"]))
    sealed = callbacks.wecom_sealed("1616140317555161061")
    call = Callback(b"", {}, {**callbacks.wecom_query(sealed, NOW), "echostr": sealed})
    assert source.greet is not None
    assert source.greet(call, NOW) == Handshake("1616140317555161061")


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f"{callbacks.SIGNING_SECRET}\n")
    (source,) = read_sources(_nodes("slack", f"signing_secret_file: {tmp_path}/secret"))
    call = callbacks.slack(callbacks.slack_press(value="acknowledge/7"), NOW)
    assert isinstance(source.read(call, NOW), Answer)


@pytest.mark.parametrize(
    ("kind", "entry", "complaint"),
    [
        ("matrix", "x: y", "one of feishu"),
        ("feishu", "encrypt_key: x", "needs verification_token or"),
        ("slack", "signing_secret_file: /nowhere/x", "cannot be read"),
        ("wecom", "company: ww1, token: x, key: short", "43 letters"),
        ("dingtalk", "app_secrt: x", "did you mean 'app_secret'"),
    ],
    ids=["unknown kind", "one secret of two", "no file", "short key", "typing error"],
)
def test_a_wrong_entry_says_where_and_what(kind: str, entry: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint) as failure:
        read_sources(_nodes(kind, entry))
    assert str(failure.value).startswith("watchkeeper.yml:1")
