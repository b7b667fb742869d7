"""What all parsers here have in common: a text that is not what it should be is InvalidInput."""

from __future__ import annotations

import functools
import re
from typing import Callable, TypeVar

from watchkeeper.core.errors import InvalidInput

T = TypeVar("T")
_OCTAL = re.compile(r"\\([0-7]{3})")

Content = TypeVar("Content", str, bytes)


def parser(what: str) -> Callable[[Callable[[Content], T]], Callable[[Content], T]]:
    """Make a function of *what*'s content raise InvalidInput where the content makes no sense."""

    def decorate(parse: Callable[[Content], T]) -> Callable[[Content], T]:
        @functools.wraps(parse)
        def checked(content: Content) -> T:
            try:
                return parse(content)
            except (ValueError, IndexError, KeyError, TypeError):
                raise InvalidInput("{what} is not as expected", what=what) from None

        return checked

    return decorate


def unescaped(text: str) -> str:
    """Undo the octal escapes by which the kernel writes spaces and backslashes."""
    return _OCTAL.sub(lambda match: chr(int(match[1], 8)), text) if "\\" in text else text


@parser("the number")
def integer(content: bytes) -> int:
    """Read a file that holds one number and nothing else."""
    return int(content)
