"""Everything in the configuration directory, read and checked together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rules.files import read_rule_file
from rules.model import RuleFile
from ticketing.notify.settings import check_channels
from ticketing.policy_file import policy_from_text
from ticketing.shelf import PolicyText
from watchkeeper.access.people import People, check_roles, read_people
from watchkeeper.config.settings import Settings, read_settings
from watchkeeper.core.errors import ConfigError
from watchkeeper.inventory.files import read_customers, read_targets
from watchkeeper.inventory.registry import Inventory, inventory_of

CONFIG_NAME = "watchkeeper.yml"
PACKS = Path(__file__).parents[2] / "rules" / "packs"


@dataclass(frozen=True, slots=True)
class Configuration:
    """What the files say; ``folder`` is where watchkeeper.yml lies."""

    folder: Path
    settings: Settings
    people: People
    inventory: Inventory
    rules: tuple[RuleFile, ...]
    policies: tuple[PolicyText, ...]


def read_configuration(path: Path) -> Configuration:
    """Read watchkeeper.yml and what lies beside it.  Raises the first ConfigError."""
    settings = read_settings(path)
    folder = path.parent
    people = read_people_of(folder)
    inventory = inventory_of(read_targets(folder), read_customers(folder))
    for customer in inventory.customers.values():
        check_roles(customer.roles, people)
    check_channels(settings.channels)
    return Configuration(
        folder=folder,
        settings=settings,
        people=people,
        inventory=inventory,
        rules=read_rules(settings, folder),
        policies=read_policies_of(folder),
    )


def read_people_of(folder: Path) -> People:
    path = folder / "people.yml"
    return read_people(path) if path.exists() else People()


def read_policies_of(folder: Path) -> tuple[PolicyText, ...]:
    """Return the policies of ``policies/*.yml``; the presets are built in."""
    paths = sorted((folder / "policies").glob("*.yml"))
    return tuple(_policy(path) for path in paths)


def _policy(path: Path) -> PolicyText:
    try:
        source = path.read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("cannot be read: {reason}", at=str(path), reason=error) from error
    return PolicyText(policy_from_text(source, str(path)).name, source, str(path))


def read_rules(settings: Settings, folder: Path) -> tuple[RuleFile, ...]:
    """Return the shipped packs that are wanted, then the files beside the configuration."""
    files = [*_packs(settings), *_files(settings, folder)]
    names: dict[str, Path] = {}
    for file in files:
        if file.name in names:
            raise ConfigError(
                "there is another rule file of this name: {other}; rename it",
                at=str(file),
                other=names[file.name],
            )
        names[file.name] = file
    return tuple(read_rule_file(file) for file in files)


def _packs(settings: Settings) -> Iterator[Path]:
    for pattern in settings.rules.packs:
        found = sorted(PACKS.glob(f"{pattern}.yml"))
        if not found:
            known = ", ".join(sorted(path.stem for path in PACKS.glob("*.yml")))
            raise ConfigError(
                "there is no rule pack {pack!r}; known are {known}",
                at="rules.packs",
                pack=pattern,
                known=known,
            )
        yield from found


def _files(settings: Settings, folder: Path) -> Iterator[Path]:
    for pattern in settings.rules.files:
        yield from sorted(folder.glob(pattern))
