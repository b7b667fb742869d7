"""secrets.yml: read only where nobody else can, and never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from watchkeeper.core.errors import ConfigError, NotFound
from watchkeeper.inventory.secrets import SnmpAuthentication, read_secrets

TEXT = "credentials:\n  core: {user: watch, auth: sha256, auth_password: hush-hush}\n"


def _file(folder: Path, mode: int) -> Path:
    path = folder / "secrets.yml"
    path.write_text(TEXT)
    path.chmod(mode)
    return path


def test_credentials_are_read_and_not_shown(tmp_path: Path) -> None:
    """A file of mode 0600 is read; its secrets do not appear in any repr."""
    secrets = read_secrets(_file(tmp_path, 0o600))
    credential = secrets.credential("core")
    assert credential.auth is SnmpAuthentication.SHA256
    assert credential.auth_password == "hush-hush"
    assert "hush" not in repr(credential) + repr(secrets)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620], ids=["group", "others", "group writes"])
def test_a_file_others_may_open_is_refused(tmp_path: Path, mode: int) -> None:
    """A file that group or others may touch is refused with the command that closes it."""
    with pytest.raises(ConfigError, match="chmod 600"):
        read_secrets(_file(tmp_path, mode))


def test_an_unknown_name_says_where_to_add_it(tmp_path: Path) -> None:
    """No file is no secrets; an unknown name is told to stand in secrets.yml."""
    with pytest.raises(NotFound, match=r"'core'; add them to secrets.yml"):
        read_secrets(tmp_path / "none.yml").credential("core")
