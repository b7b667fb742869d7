"""The sealed part of a backup: files that hold secrets, as one JSON object under a passphrase."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable

from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.server.backup.belongings import ConfigurationFile, Openness
from watchkeeper.storage.backup.archive import Attributes
from watchkeeper.storage.backup.manifest import stays_below
from watchkeeper.storage.backup.sealing import MOST_SEALED_BYTES, seal, unseal


def sealed_from_files(files: Iterable[ConfigurationFile], passphrase: str) -> bytes:
    values = {
        file.name: {
            "content": base64.b64encode(file.content).decode(),
            "mode": file.attributes.mode,
            "owner": file.attributes.owner,
            "group": file.attributes.group,
        }
        for file in files
    }
    plain = json.dumps(values, ensure_ascii=False).encode()
    if len(plain) > MOST_SEALED_BYTES:
        raise TooLarge(
            "the files with secrets are larger than {most} bytes", most=MOST_SEALED_BYTES
        )
    return seal(plain, passphrase)


def files_from_sealed(sealed: bytes, passphrase: str) -> tuple[ConfigurationFile, ...]:
    """Return the files.  Raises InvalidInput for a wrong passphrase or damage."""
    plain = unseal(sealed, passphrase)
    try:
        return tuple(_file(name, one) for name, one in json.loads(plain).items())
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise InvalidInput("the sealed part of the backup is damaged") from error


def _file(name: str, values: dict[str, str | int]) -> ConfigurationFile:
    if not stays_below(name):
        raise ValueError(name)
    attributes = Attributes(int(values["mode"]) & 0o777, str(values["owner"]), str(values["group"]))
    content = base64.b64decode(str(values["content"]), validate=True)
    return ConfigurationFile(name, content, Openness.SEALED, attributes)
