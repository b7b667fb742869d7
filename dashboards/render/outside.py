"""Words from outside: labels, titles, what people wrote; made fit to stand in a message."""

from __future__ import annotations

import re

from ticketing.notify.redaction import masked

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def from_outside(text: str) -> str:
    """Return words of a label, a file or a person as they may stand in any of the forms.

    On one line, without control and direction characters and without what looks like a secret;
    what chat programs would read as a link or a mention is broken up.
    """
    line = _CONTROL.sub(" ", masked(text)).strip()
    return line.replace("<", "＜").replace(">", "＞").replace("](", "] (")  # noqa: RUF001 meant so
