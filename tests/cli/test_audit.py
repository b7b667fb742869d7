"""`watchkeeper audit`: what was done by commands is read again, by who may."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from tests.cli.watch import Watch, typed


def test_what_was_done_is_shown(watch: Watch) -> None:
    """A token was made and revoked: who, what, to what; the newest first, paged by number."""
    made = watch("token", "create", "--name", "for audit", "--scopes", "query:read", "--json").json
    identifier = made["token"]["id"]
    watch("token", "revoke", identifier)
    newest, before, *_ = watch("audit", "--json").json
    assert (newest["action"], newest["subject"]) == ("token_revoked", identifier)
    assert (before["action"], before["number"]) == ("token_made", newest["number"] - 1)
    assert before["facts"] == {"name": "for audit", "scopes": ["query:read"]}
    shown = watch("audit", "--most", "1")
    head, line = shown.lines
    assert head.split() == ["NUMBER", "AT", "WHO", "DID", "TO", "FACTS"]
    assert identifier in line
    assert f"watchkeeper audit --before {newest['number']}" in shown.err
    (earlier,) = watch("audit", "--most", "1", "--before", str(newest["number"])).lines[1:]
    assert "name=for audit scopes=query:read" in earlier
    assert made["secret"] not in watch("audit").out


def test_what_a_stranger_typed_does_not_steer_the_terminal(watch: Watch) -> None:
    """A refused sign-in is a row with the name that was tried, whatever stands in it."""
    form = urllib.parse.urlencode({"person": "\x1b[2Jroot\x9b1m", "password": "guess"}).encode()
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"{watch.url}/sign-in", form, timeout=10)
    assert "sign_in_refused" in watch("audit", "--json").out
    shown = watch("audit", "--most", "3").out
    assert "?[2Jroot?1m" in shown
    assert "\x1b" not in shown


def test_an_agents_word_is_in_it(watch: Watch) -> None:
    """What a host is let in by can be traced to who made it."""
    word = watch("token", "create", "--agent", "--json").json["token"]
    (row,) = watch("audit", "--most", "1", "--json").json
    assert row["action"] == "agent_token_made"
    assert word not in str(row)


def test_only_an_administrator_of_all_customers_reads_it(watch: Watch, tmp_path: Path) -> None:
    """Rows tell of everybody; who sees one customer only is refused."""
    for number, options in enumerate((("tickets:read",), ("admin", "--customer", "acme"))):
        made = watch("token", "create", "--name", "x", "--scopes", *options)
        token_file = tmp_path / f"token-{number}"
        token_file.write_text(made.out)
        refused = typed("audit", "--url", watch.url, "--token-file", str(token_file))
        assert refused.code == 1
        assert "admin" in refused.err
